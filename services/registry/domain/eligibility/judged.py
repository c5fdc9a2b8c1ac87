"""Of whom the rules are asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HOUSEHOLD, PERSON = "household", "person"
WHOM = (HOUSEHOLD, PERSON)
"""Whom a scheme can judge: a whole household, or one person of it."""


@dataclass(frozen=True)
class Judged:
    """A household, or one person of it.

    `since` is the day from which a benefit of theirs runs. Earnings that rise after it are
    disregarded for a time; of who applies, or applies again, what holds on the day counts.
    """

    household_id: str
    person_id: str | None = None
    since: date | None = None

    @property
    def kind(self) -> str:
        """`household`, or `person`."""
        return HOUSEHOLD if self.person_id is None else PERSON
