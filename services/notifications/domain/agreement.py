"""Data-sharing agreements: which events a ministry may see, of where, and how much of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from services.notifications.domain.patterns import matches
from services.notifications.domain.refusals import (
    EventNotShareable,
    FieldUnknown,
    GovernorateUnknown,
    NotAProtectedEvent,
    PatternUnknown,
    ProtectedEventNotNamed,
    ValidityReversed,
)
from services.notifications.domain.rules import Event, governorate_of


class Classification(StrEnum):
    """How much care an event's data need."""

    GENERAL = "general"
    PROTECTED = "protected"
    PERSONAL = "personal"


@dataclass(frozen=True)
class KnownEvent:
    """An event that services publish: its name, its classification, the fields of its data."""

    name: str
    classification: Classification
    fields: frozenset[str]


@dataclass(frozen=True)
class Sharing:
    """What there is to share: the events of the other services, and the governorates."""

    events: Sequence[KnownEvent]
    governorates: frozenset[str]

    def matching(self, pattern: str) -> list[KnownEvent]:
        return [each for each in self.events if matches(pattern, each.name)]


@dataclass(frozen=True)
class Terms:
    """What an agreement says.

    `events` are patterns over event names without version (`licensing.licence.*`) and cover
    general events only; protected events are those named one by one in `protected_events`.
    `governorates` empty means the whole country; events that name no governorate are outside any
    list of them. `fields` empty means all fields of an event's data; `valid_until` is the last
    day. A revoked agreement covers nothing.
    """

    ministry: str
    legal_basis: str
    events: tuple[str, ...]
    valid_from: date
    valid_until: date | None = None
    protected_events: tuple[str, ...] = ()
    governorates: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    revoked: bool = False

    def check(self, sharing: Sharing) -> None:
        """Raises the refusal of the first term that cannot be agreed on."""
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValidityReversed()
        for pattern in self.events:
            _check_pattern(pattern, sharing)
        for name in self.protected_events:
            _check_protected(name, sharing)
        for governorate in self.governorates:
            if governorate not in sharing.governorates:
                raise GovernorateUnknown(governorate=governorate)
        self._check_fields(sharing)

    def in_force(self, day: date) -> bool:
        """Whether the agreement holds on this day."""
        if self.revoked or day < self.valid_from:
            return False
        return self.valid_until is None or day <= self.valid_until

    def covers(self, event: Event, classification: Classification, day: date) -> bool:
        """Whether this event may be shared on this day."""
        if not self.in_force(day) or not self._names(event.name, classification):
            return False
        return not self.governorates or governorate_of(event.data) in self.governorates

    def project(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What of the event's data is shared."""
        if not self.fields:
            return dict(data)
        return {name: value for name, value in data.items() if name in self.fields}

    def _names(self, name: str, classification: Classification) -> bool:
        if classification is Classification.PROTECTED:
            return name in self.protected_events
        if classification is Classification.PERSONAL:
            return False
        return any(matches(pattern, name) for pattern in self.events)

    def _check_fields(self, sharing: Sharing) -> None:
        agreed = {name for pattern in self.events for name in _fields(sharing, pattern)}
        agreed |= {name for event in self.protected_events for name in _fields(sharing, event)}
        for name in self.fields:
            if name not in agreed:
                raise FieldUnknown(field=name)


@dataclass(frozen=True)
class AgreementRecorded:
    """An agreement was made, replaced or revoked."""

    partner: str
    terms: Terms


@dataclass
class Agreement:
    """The agreement with one partner; its id is the partner's name on the broker."""

    id: str
    version: int
    terms: Terms
    events: list[Any] = field(default_factory=list)

    @classmethod
    def record(cls, partner: str, terms: Terms, sharing: Sharing) -> Agreement:
        """A first agreement with this partner. Raises what `Terms.check` raises."""
        terms.check(sharing)
        agreement = cls(partner, 0, terms)
        agreement.events.append(AgreementRecorded(partner, terms))
        return agreement

    def replace(self, terms: Terms, sharing: Sharing) -> None:
        """Other terms from now on. Raises what `Terms.check` raises."""
        terms.check(sharing)
        self.terms = terms
        self.events.append(AgreementRecorded(self.id, terms))


def _fields(sharing: Sharing, pattern: str) -> set[str]:
    return {name for event in sharing.matching(pattern) for name in event.fields}


def _check_pattern(pattern: str, sharing: Sharing) -> None:
    classes = {each.classification for each in sharing.matching(pattern)}
    if not classes:
        raise PatternUnknown(pattern=pattern)
    if Classification.GENERAL in classes:
        return
    if Classification.PROTECTED in classes:
        raise ProtectedEventNotNamed(pattern=pattern)
    raise EventNotShareable(pattern=pattern)


def _check_protected(name: str, sharing: Sharing) -> None:
    classes = {each.classification for each in sharing.events if each.name == name}
    if classes != {Classification.PROTECTED}:
        raise NotAProtectedEvent(event=name)
