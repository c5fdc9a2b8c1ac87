"""Which event tells whom, by which channels: data with an effective date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Fact, Notice, Patience

HOLDER = ("licensing.licence", "holder")
"""In place of a kind of party and a field: whoever holds the licence that the event is of."""


def event_name(type_: str) -> str:
    """An event's type without prefix and version: `licensing.licence.issued`."""
    return type_.removeprefix("kanaf.").rpartition(".v")[0]


@dataclass(frozen=True)
class Event:
    """An event as this service sees it: `name` is its type without prefix and version."""

    id: str
    name: str
    subject: str
    sequence: int
    occurred_at: datetime
    data: Mapping[str, Any]
    protected: bool = False


@dataclass(frozen=True)
class Rule:
    """How one kind of event is told.

    `parties` are kinds of parties, each with the field of the event that identifies it, or several
    of them where the field is a list, or `HOLDER`; `says` names the fields the texts use; `when`
    are values the event must have for anybody to be told, `unless` those with any of which nobody
    is. `also`: who else is told the same, each under conditions of their own.
    """

    event: str
    parties: tuple[tuple[str, str], ...]
    channels: tuple[Channel, ...]
    says: tuple[str, ...] = ()
    when: Mapping[str, Any] = field(default_factory=dict)
    unless: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    also: tuple[Rule, ...] = ()

    def notices(self, event: Event) -> list[Notice]:
        """The notices this event gives rise to: one for each party, none where it names nobody."""
        return [notice for rule in (self, *self.also) for notice in rule._own(event)]

    def _own(self, event: Event) -> list[Notice]:
        if any(event.data.get(name) != value for name, value in self.when.items()):
            return []
        if any(event.data.get(name) in values for name, values in self.unless.items()):
            return []
        return [
            Notice(
                event_id=event.id,
                template=event.name,
                party=party,
                channels=self.channels,
                occurred_at=event.occurred_at,
                facts=self._facts(event.data),
                governorate=governorate_of(event.data),
                protected=event.protected,
            )
            for party in self._named(event.data)
        ]

    def _named(self, data: Mapping[str, Any]) -> list[str]:
        """Whom the event names, each once."""
        return list(dict.fromkeys(one for each in self.parties for one in parties_of(each, data)))

    def _facts(self, data: Mapping[str, Any]) -> dict[str, Fact]:
        return {name: data[name] for name in self.says if data.get(name) is not None}


@dataclass(frozen=True)
class RuleSet:
    """The rules in force from a date on. `silent` events are told to nobody, on purpose."""

    effective_from: date
    rules: Mapping[str, Rule]
    silent: frozenset[str]
    patience: Patience


@dataclass(frozen=True)
class Rules:
    """All versions of the rules, oldest first."""

    versions: Sequence[RuleSet]

    def at(self, moment: datetime) -> RuleSet:
        """The version in force then; the oldest one for what happened before it."""
        day = moment.date()
        in_force = [each for each in self.versions if each.effective_from <= day]
        return in_force[-1] if in_force else self.versions[0]

    def notices(self, event: Event) -> list[Notice]:
        """Whom this event is told to, and what; nothing when it concerns nobody outside."""
        rule = self.at(event.occurred_at).rules.get(event.name)
        return [] if rule is None else rule.notices(event)


def parties_of(named: tuple[str, str], data: Mapping[str, Any]) -> list[str]:
    """Whom one entry of a rule names with an event's data."""
    if named == HOLDER:
        return [holder_of(data)]
    kind, field = named
    found = data.get(field)
    several = found if isinstance(found, list | tuple) else (found,)
    return [f"{kind}/{one}" for one in several if one is not None]


def holder_of(data: Mapping[str, Any]) -> str:
    """As whom the holder of a licence is reached, by an event of it: as its association, as who
    took it over by the latest application that concerned it, or as who made that."""
    if association_id := data.get("association_id"):
        return f"licensing.association/{association_id}"
    kind = "holder" if data.get("taken_over") else "application"
    return f"licensing.{kind}/{data['application_id']}"


def governorate_of(data: Mapping[str, Any]) -> str | None:
    """The governorate an event's data name, directly or as part of a place."""
    place = data.get("place")
    found = place.get("governorate") if isinstance(place, Mapping) else data.get("governorate")
    return found if isinstance(found, str) else None
