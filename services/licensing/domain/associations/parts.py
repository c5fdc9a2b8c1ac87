"""What the record of an association is made of.

Every part says when it was recorded: whoever asks how things stood on a day is answered by what was
known on that day, today and in ten years alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.licensing.domain.contact import Contact
from services.licensing.domain.places import Place

SOCIETY, UNION = "society", "union"


class Variant(StrEnum):
    """Kinds of societies (Law 51/2008 as amended): عادية، خاصة، مغلقة، فرع جمعية أجنبية."""

    ORDINARY = "ordinary"
    PRIVATE = "private"
    CLOSED = "closed"
    FOREIGN_BRANCH = "foreign_branch"


class AssociationState(StrEnum):
    """Whether it may act."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DISSOLVED = "dissolved"


@dataclass(frozen=True)
class Founder:
    """Who founded a society. The number is protected: few read it, and no event has it."""

    name: str
    national_number: str | None


@dataclass(frozen=True)
class Representative:
    """Who acts for it: by login, by national number, or by both."""

    subject: str | None
    national_number: str | None


@dataclass(frozen=True)
class MinistryAssignment:
    """الوزارة المختصة from a day on, by whose decision and why."""

    code: str
    on: date
    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Article:
    """One article of bylaws."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True)
class BylawsVersion:
    """One version of the bylaws: its document, how many articles, from when; texts stand apart."""

    number: int
    document_id: str | None
    articles: int
    effective_on: date
    recorded_on: date
    application_id: str | None


@dataclass(frozen=True)
class Figures:
    """Money of a year, in fils; what came from abroad is part of the income."""

    income_fils: int
    expenditure_fils: int
    foreign_donations_fils: int


@dataclass(frozen=True)
class Classification:
    """How the form of the annual report classifies a society (mosd.gov.jo id=1681)."""

    specialisation: str
    field: str
    goals: str
    activities: str
    target_group: str


@dataclass(frozen=True)
class AnnualReport:
    """التقرير السنوي: accepted for a year."""

    year: int
    recorded_on: date
    figures: Figures
    classification: Classification
    application_id: str | None

    @property
    def foreign_funded(self) -> bool:
        return self.figures.foreign_donations_fils > 0


@dataclass(frozen=True)
class BoardMember:
    """A member of a board; in a union, for which society. The number is protected."""

    name: str
    national_number: str | None
    society_id: str | None = None


@dataclass(frozen=True)
class Withdrawal:
    """What was recorded wrongly counts no more from this day on; it stays in the record."""

    by: str
    on: date
    reason: str


@dataclass(frozen=True)
class Board:
    """الهيئة الإدارية: who was elected, from the first to the last day of its term."""

    members: tuple[BoardMember, ...]
    valid_from: date
    valid_until: date
    recorded_on: date
    election_id: str | None = None
    expired: bool = False
    withdrawal: Withdrawal | None = None

    def known_on(self, day: date) -> bool:
        """Whether it stood in the record at the end of this day."""
        return self.recorded_on <= day and (self.withdrawal is None or self.withdrawal.on > day)


WARNING, REMEDIED, LAPSED = "warning", "warning_remedied", "warning_lapsed"
SUSPENSION, RESUMPTION = "suspension", "resumption"
"""A supervisor decides them; that a warning lapsed is noted by itself."""


@dataclass(frozen=True)
class Measure:
    """A measure against an association, or its end. `remedy_by`: until when a warning can be
    answered."""

    kind: str
    reason: str
    by: str
    on: date
    remedy_by: date | None = None


@dataclass(frozen=True)
class Dissolution:
    """It was dissolved: on which ground, who winds it up, and until when claims are taken."""

    ground: str
    reason: str
    by: str
    on: date
    committee: tuple[str, ...]
    claims_until: date


@dataclass(frozen=True)
class ContactEntry:
    """Who is written to for it, from a day on, and who said so."""

    contact: Contact
    on: date
    by: str


@dataclass(frozen=True)
class Parent:
    """الجمعية الأم: the foreign body whose branch a society is, as its registration named it."""

    name: str
    country: str
    number: str
    registered_on: date | None = None
    bylaws_document_id: str | None = None


@dataclass(frozen=True)
class Renaming:
    """It was given another name on a day, by a decision on an application."""

    name_ar: str
    name_en: str | None
    former_name_ar: str
    former_name_en: str | None
    on: date
    application_id: str | None


@dataclass(frozen=True)
class Move:
    """Its headquarters moved on a day, by a decision on an application."""

    place: Place
    former_place: Place
    on: date
    application_id: str | None


@dataclass(frozen=True)
class Watch:
    """What it was told last of how it stands and of what is awaited, and when to look again.

    `report_told`: the year whose report it was reminded of; `board_told`: the last day of the term
    that it was reminded of; `look_on`: the next day on which the calendar alone changes something.
    """

    good: bool
    report_told: int | None = None
    board_told: date | None = None
    look_on: date | None = None
