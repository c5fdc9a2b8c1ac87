"""What is known of an application and an enrolment: each fact with who recorded it, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.registry.domain.programmes.words import Reason, Status, Text

Fact = str | int | bool | None


@dataclass(frozen=True)
class ProgrammeRef:
    """The programme as it was when the household applied. `money`: a second person decides."""

    id: str
    name: Text
    kind: str
    money: bool


@dataclass(frozen=True)
class Applicant:
    """Who applies: a household, or one person of it. `contact_id` is the person who is told.

    `formerly` are the records, oldest first, by which that person was known before merges.
    """

    household_id: str
    person_id: str | None
    contact_id: str
    governorate: str
    formerly: tuple[str, ...] = ()

    def merged(self, survivor_id: str) -> Applicant:
        """The same person, by the record that stays."""
        formerly = (*self.formerly, self.person_id or "")
        return replace(self, person_id=survivor_id, contact_id=survivor_id, formerly=formerly)

    def living_at(self, household_id: str, governorate: str, head_id: str) -> Applicant:
        """The same, where they live now; of a whole household its head is told."""
        contact_id = head_id if self.person_id is None else self.contact_id
        return replace(
            self, household_id=household_id, governorate=governorate, contact_id=contact_id
        )

    def told_through(self, contact_id: str) -> Applicant:
        """The same, of whom somebody else is told."""
        return replace(self, contact_id=contact_id)

    def parted(self) -> Applicant:
        """As they were known before the last merge."""
        *formerly, last = self.formerly
        return replace(self, person_id=last, contact_id=last, formerly=tuple(formerly))


@dataclass(frozen=True)
class Application:
    """Who filed it, when, and what they said. `by_family`: from home, not at a counter."""

    registered_by: str
    registered_on: date
    by_family: bool
    note: str | None


@dataclass(frozen=True)
class CrossCheck:
    """What another body says: values by indicator, with the body's own reference."""

    body: Reason
    facts: dict[str, Fact]
    reference: str | None
    stated_on: date
    recorded_by: str
    recorded_on: date


@dataclass(frozen=True)
class Visit:
    """The home visit: who was there, when, and what they found. `survey_visit_id`: its record."""

    visited_on: date
    findings: str
    survey_visit_id: str | None
    visited_by: str
    recorded_on: date


@dataclass(frozen=True)
class Assessment:
    """What the rules say. `score`: the higher, the greater the need. Amounts in fils.

    `stated_by` wrote down the facts that it rests on, as far as that is known. `amount_code` is the
    code of the reason that tells the amount.
    """

    eligible: bool
    score: float
    amount_fils: int | None
    reasons: tuple[Reason, ...]
    rules: str
    rules_version: str
    on: date
    requested_by: str
    stated_by: tuple[str, ...] = ()
    amount_code: str | None = None

    @property
    def findings(self) -> tuple[Reason, ...]:
        """The reasons without that of an amount: what was found, whatever is granted."""
        return tuple(each for each in self.reasons if each.code != self.amount_code)

    def without_amount(self) -> Assessment:
        """The same where the terms fix the amount: that of the rules is not granted, nor told."""
        return replace(self, amount_fils=None, reasons=self.findings, amount_code=None)

    def says_as(self, other: Assessment) -> bool:
        """Whether both come to the same: entitlement, rank and amount."""
        return (self.eligible, self.score, self.amount_fils) == (
            other.eligible,
            other.score,
            other.amount_fils,
        )


@dataclass(frozen=True)
class Decision:
    """What was decided, by whom, and why."""

    outcome: str
    by: str
    on: date
    reason: Reason | None
    note: str | None


@dataclass(frozen=True)
class Suspension:
    """Why and until when; `then` is `resume` or `exit`: what follows when nobody acts.

    `number` is the step of the course that it began with.
    """

    reason: Reason
    until: date
    then: str
    by: str
    on: date
    note: str | None
    number: int | None = None


@dataclass(frozen=True)
class SetAside:
    """An enrolment that ended because its person had two, by two records that were merged; or, with
    neither of these, because whom it was for was lost: dead, or a household with nobody in it.

    What it was until then, so that it can be so again when the merge is undone that brought it.
    """

    merged_id: str | None
    survivor_id: str | None
    status: Status
    ticket: int | None
    suspension: Suspension | None
    review_on: date | None
    remind_on: date | None
    review_called: bool


@dataclass(frozen=True)
class Revision:
    """The rules were applied anew to a benefit: the amount before and after, in fils.

    `after_fils` is none when it ended by that. `prepared_by` started and approved what the step's
    taker only carried out: a recomputation.
    """

    before_fils: int | None
    after_fils: int | None
    prepared_by: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it is another amount."""
        return self.before_fils != self.after_fils


@dataclass(frozen=True)
class Step:
    """One step of an enrolment's life.

    `revision` is there when the rules were applied anew by it. `assessed`: how many assessments
    had been replaced before, so that the one it rests on is found among them (`Decisions`).
    `follows`: the number of the suspension that it goes on with, or that ran out by it.
    `in_place_of`: it is the review that was owed because grievances against the amounts of the
    steps with these numbers were right. `redresses`: it is one that was owed after a grievance of
    which was not kept yet what it was about.
    `noted_on` is the day on which it was written down, where that was later than the day of which
    it is.
    """

    status: Status
    on: date
    by: str
    reason: Reason | None = None
    note: str | None = None
    revision: Revision | None = None
    assessed: int = 0
    follows: int | None = None
    redresses: bool = False
    in_place_of: tuple[int, ...] = ()
    noted_on: date | None = None

    @property
    def known_from(self) -> date:
        """The day from which a family could know of it: the time to object begins then."""
        return self.noted_on or self.on
