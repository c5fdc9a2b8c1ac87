"""A consent (موافقة): explicit, documented, bound to a purpose and a time, free to be withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.events import ConsentEnded, ConsentEvent, ConsentGiven
from services.registry.domain.privacy.guardianship import acting_guardians
from services.registry.domain.privacy.refusals import (
    ConsentNotNeeded,
    ConsentOver,
    ConsentPaperMissing,
    ConsentTooLong,
    GuardianGives,
    NoGuardianGives,
)
from services.registry.domain.privacy.rules import PrivacyRules

SIGNED_PAPER, COUNTER, ONLINE = "signed_paper", "counter", "online"
WAYS = (SIGNED_PAPER, COUNTER, ONLINE)
ACTIVE, WITHDRAWN, EXPIRED = "active", "withdrawn", "expired"


@dataclass(frozen=True)
class Given:
    """How consent was given: by which way and paper, recorded by whom, when, by which guardian."""

    way: str
    paper: str | None
    recorded_by: str
    centre: str | None
    on: date
    guardian_id: str | None


@dataclass
class Consent:
    """The aggregate. This constructor restores; `give` makes a new one.

    What it covers is kept as the rules had it on that day: later rules widen nothing.
    `ended_from_home`: `ended_by` is the account of who signed in, and nobody of the staff.
    """

    id: str
    person_id: str
    purpose: str
    categories: tuple[str, ...]
    recipients: tuple[str, ...]
    rules_of: date
    given: Given
    until: date
    status: str = ACTIVE
    ended_at: datetime | None = None
    ended_by: str | None = None
    ended_from_home: bool = False
    version: int = 0
    events: list[ConsentEvent] = field(default_factory=list)

    @classmethod
    def give(
        cls,
        consent_id: str,
        person: Person,
        purpose_code: str,
        given: Given,
        until: date | None,
        rules: PrivacyRules,
    ) -> Consent:
        """Raises `PurposeUnknown`, `ConsentNotNeeded`, `ConsentTooLong`, `ConsentPaperMissing`,
        `GuardianGives`, `NoGuardianGives`."""
        purpose = rules.purpose(purpose_code)
        if not purpose.rests_on_consent:
            raise ConsentNotNeeded()
        latest = given.on + timedelta(days=purpose.longest_days or 0)
        if until is not None and not given.on <= until <= latest:
            raise ConsentTooLong(latest=latest.isoformat())
        if given.way == SIGNED_PAPER and given.paper is None:
            raise ConsentPaperMissing()
        _must_be_given_by(person, given, rules)
        consent = cls(
            consent_id,
            person.id,
            purpose.code,
            purpose.categories,
            purpose.recipients,
            rules.effective_from,
            given,
            until or latest,
        )
        consent.events.append(ConsentGiven(consent_id, person.id, purpose.code, consent.until))
        return consent

    def holds_on(self, day: date) -> bool:
        """Whether it is in force, also when nobody has noted yet that it expired."""
        return self.status == ACTIVE and day <= self.until

    def withdraw(self, by: str, at: datetime, *, from_home: bool) -> None:
        """From now on nothing rests on it. Raises `ConsentOver`."""
        if self.status != ACTIVE:
            raise ConsentOver(status=self.status)
        self.ended_from_home = from_home
        self._end(WITHDRAWN, by, at)

    def expire(self, today: date, by: str, at: datetime) -> None:
        """Its time is over; once."""
        if self.status == ACTIVE and today > self.until:
            self._end(EXPIRED, by, at)

    def _end(self, status: str, by: str, at: datetime) -> None:
        self.status, self.ended_by, self.ended_at = status, by, at
        self.events.append(ConsentEnded(self.id, self.person_id, self.purpose, status))


def _must_be_given_by(person: Person, given: Given, rules: PrivacyRules) -> None:
    acting = acting_guardians(person, rules, given.on)
    if not acting and not rules.is_child(person.birth_date, given.on):
        if given.guardian_id is not None:
            raise NoGuardianGives()
    elif given.guardian_id not in acting:
        raise GuardianGives()
