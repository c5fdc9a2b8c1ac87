"""Who can be recorded to answer for somebody who cannot for themselves."""

from __future__ import annotations

from datetime import date

from services.registry.domain.persons.facts import Guardian
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.refusals import (
    CourtDecisionInFuture,
    GuardianDeceased,
    GuardianTooYoung,
)


def may_guard(guardian: Person, adult_at: int, today: date) -> None:
    """Whether somebody may be recorded as a guardian: of age, as far as the birth date is known.

    Raises `RecordClosed`, `GuardianDeceased`, `GuardianTooYoung`.
    """
    guardian.must_stand()
    if guardian.died_on is not None:
        raise GuardianDeceased()
    born = guardian.birth_date
    if born is not None and born.is_younger_than(adult_at, today):
        raise GuardianTooYoung(years=adult_at)


def must_be_decided(guardian: Guardian, today: date) -> None:
    """Raises `CourtDecisionInFuture` for a decision that no court can have made yet."""
    decision = guardian.court_decision
    if decision is not None and decision.issued_on > today:
        raise CourtDecisionInFuture()
