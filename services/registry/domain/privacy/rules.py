"""What the Personal Data Protection Law means on one day; kept as dated data, never in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.domain.persons.facts import BirthDate
from services.registry.domain.privacy.refusals import PurposeUnknown
from services.registry.domain.programmes.words import Reason, Text

LAW, VITAL_INTEREST, CONSENT = "law", "vital_interest", "consent"
BASES = (LAW, VITAL_INTEREST, CONSENT)
SENSITIVE, EXPORT = "sensitive", "export"
USES = (SENSITIVE, EXPORT)
NEVER, WHILE_ENROLLED, ALWAYS = "never", "while_enrolled", "always"
KEEPING = (NEVER, WHILE_ENROLLED, ALWAYS)
RUNNING = "running"
GROUNDS = (
    RUNNING,
    "enrolments",
    "grievances",
    "payments",
    "surveys",
    "facts",
    "household",
    "guardianship",
    "protection",
    "duplicates",
    "consents",
    "messages",
    "returned",
)
"""What there may be of a person, and what of them may have to stay for it."""

_LATEST = {"year": "-12-31", "month": "-31", "day": ""}
"""What makes a date that is known in part the latest day that it can mean, as a text."""


@dataclass(frozen=True)
class Purpose:
    """For what data are used, on which basis, which of them, who receives them.

    `longest_days`: how long a consent to it holds at most; only where it rests on consent.
    """

    words: Reason
    basis: str
    uses: frozenset[str]
    categories: tuple[str, ...]
    recipients: tuple[str, ...]
    longest_days: int | None = None

    @property
    def code(self) -> str:
        return self.words.code

    @property
    def rests_on_consent(self) -> bool:
        return self.basis == CONSENT

    @property
    def saves_life(self) -> bool:
        """Whether it goes on whatever the person asked for: life and safety are at stake."""
        return self.basis == VITAL_INTEREST


@dataclass(frozen=True)
class Category:
    """A kind of data: whether it is erased when asked, and if not, why it stays and how long.

    `grounds`: it stays while there is one of these, and its `years` after; where there never was
    any, nothing of it has to stay. `left` is what stands in its place when it is erased.
    """

    words: Reason
    keep: str
    why: Text | None = None
    years: int | None = None
    grounds: tuple[str, ...] = ()
    left: Text | None = None

    @property
    def code(self) -> str:
        return self.words.code


@dataclass(frozen=True)
class PrivacyRules:
    """What the ministry may change about privacy without new software."""

    effective_from: date
    purposes: Mapping[str, Purpose]
    recipients: Mapping[str, Reason]
    categories: Mapping[str, Category]
    grounds: Mapping[str, Reason]
    """Each ground for keeping something, in words that follow what is kept."""
    look_again_days: int
    """After so many days it is looked again whether what had to stay still has to."""
    adult_at: int
    """Years."""
    working_days: Mapping[str, int]
    """Kind of request to the working days until its answer."""
    complaints: Text

    def purpose(self, code: str, use: str | None = None) -> Purpose:
        """The purpose, which must be one for this use. Raises `PurposeUnknown`."""
        known = {
            name: each for name, each in self.purposes.items() if use is None or use in each.uses
        }
        if code not in known:
            raise PurposeUnknown(choices=", ".join(sorted(known)))
        return known[code]

    def is_child(self, born: BirthDate | None, today: date) -> bool:
        """Whether somebody may still be a child; not when nothing of the birth is known."""
        if born is None:
            return False
        latest = born.text + _LATEST[born.precision]
        grown_up = f"{int(latest[:4]) + self.adult_at:04d}{latest[4:]}"
        return today.isoformat() < grown_up
