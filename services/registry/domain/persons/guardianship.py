"""Who can answer for somebody who cannot for themselves."""

from __future__ import annotations

from datetime import date

from services.registry.domain.persons.person import Person
from services.registry.domain.persons.refusals import GuardianDeceased, GuardianTooYoung


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
