"""What the handlers of programmes need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from services.registry.app.ports import View
from services.registry.domain.access import Actor
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.persons.facts import BirthDate
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Grievance
from services.registry.domain.programmes.holidays import Holidays
from services.registry.domain.programmes.places import Places
from services.registry.domain.programmes.programme import Programme
from services.registry.domain.programmes.rules import ProgrammeRules

A = TypeVar("A")


class Keeping(Protocol[A]):
    """Where aggregates of one kind are kept. Answers are views, ready to be shown."""

    def get(self, aggregate_id: str, admit: Callable[[A], None] = ...) -> A:
        """The aggregate that the command at hand is about.

        `admit` raises for actors who may not know it, before they are told anything of it.
        """
        ...

    def get_companion(self, aggregate_id: str) -> A:
        """An aggregate that changes along with it."""
        ...

    def load(self, aggregate_id: str) -> A:
        """The aggregate to look at."""
        ...

    def add(self, aggregate: A) -> View: ...

    def hold(self, aggregate: A) -> None:
        """Let nobody change it until the transaction at hand has ended, which relies on it."""
        ...

    def save(self, aggregate: A, why: str | None = None) -> View: ...

    def view(self, aggregate_id: str) -> View: ...


Programmes = Keeping[Programme]
AllPlaces = Keeping[Places]
Enrolments = Keeping[Enrolment]
Grievances = Keeping[Grievance]
HolidayTables = Keeping[Holidays]


class NextInLine(Protocol):
    """Who waits for a place of a programme."""

    def __call__(self, programme_id: str, after: int, last: int) -> Sequence[str]:
        """Ids of the enrolments that wait with the lowest tickets above `after`, in their order.

        Some of them at least, when there are any; `last` is the newest ticket given out.
        """
        ...


@dataclass(frozen=True)
class Wanted:
    """Which records to list, by their keys: equal to a value, and among several values."""

    equals: Mapping[str, str] = field(default_factory=dict)
    any_of: Mapping[str, Sequence[str]] = field(default_factory=dict)


Listing = Callable[[Wanted, str | None, int], View]
"""Lists records, newest first: `(wanted, after, limit)` → `{"items": [views], "next": cursor}`."""

Ranking = Callable[[str, "Collection[str] | None", str | None, int], View]
"""The same for `(programme_id, governorates, after, limit)`: assessed applications, the neediest
first, of equal need the oldest."""


@dataclass(frozen=True)
class Home:
    """A household as programmes need it; a dissolved one has a last head, and nobody in it."""

    head_id: str
    person_ids: Sequence[str]
    governorate: str


RunningOf = Callable[[str], Sequence[str]]
"""The enrolments of a household that wait, are active or suspended, by id."""


LivingOf = Callable[[Enrolment], "str | None"]
"""Of whom this enrolment is for: the one in its programme that lives, other than itself, by id."""


BegunSince = Callable[[Enrolment], "date | None"]
"""Of whom this enrolment is for: the day on which the first one in its programme began after this
one ended."""


AssessedOf = Callable[[str], Sequence[str]]
"""The applications of a household that are assessed and not decided yet, by id."""


class Homes(Protocol):
    """Households by their id."""

    def __call__(self, household_id: str) -> Home:
        """Raises when there is none."""
        ...


@dataclass(frozen=True)
class Whereabouts:
    """Where a person lives now: `household_id` is none when in no household.

    `person_id` is the record that stays, when theirs was merged.
    """

    person_id: str
    alive: bool
    household_id: str | None
    governorate: str
    born: BirthDate | None = None


Payable = Callable[[date], tuple[int, int]]
"""Between which amounts (fils) a payment of a programme must be on a day not to be held."""

People = Callable[[str], Whereabouts]
"""Persons by their id."""


class Concerned(Protocol):
    """Which enrolments follow what happens in families, whatever their status."""

    def of(self, household_id: str, person_ids: Collection[str]) -> Sequence[str]:
        """Ids of those of this household, and of those that are of these persons' own."""
        ...

    def open_grievances(self, enrolment_id: str) -> Sequence[str]:
        """Ids of those about it that are not answered yet."""
        ...


class Findable(Protocol):
    """Lets persons be found by the programmes that they apply for or are in."""

    def __call__(self, person_ids: Collection[str]) -> None:
        """As enrolments and households are now; also when they are no longer in any."""
        ...


ExistsFor = Callable[[str, Actor], bool]
"""Whether a household exists for an actor: protected ones do for who needs to know."""


class Because(Protocol):
    """Why the rules say what they say, in the family's words."""

    @property
    def code(self) -> str: ...
    @property
    def ar(self) -> str: ...
    @property
    def en(self) -> str: ...


class Assessed(Protocol):
    """What the rules say of a household. The higher the score, the greater the need."""

    @property
    def eligible(self) -> bool: ...
    @property
    def score(self) -> float: ...
    @property
    def amount_fils(self) -> int | None: ...
    @property
    def reasons(self) -> Sequence[Because]: ...
    @property
    def rules_version(self) -> str: ...
    @property
    def amount_code(self) -> str | None:
        """The code of the reason that tells the amount, where one does."""
        ...

    @property
    def stated_by(self) -> Sequence[str]:
        """Who wrote down the facts that it rests on, as far as that is known."""
        ...


class Assessor(Protocol):
    """The eligibility rules, applied to one household, or one person of it."""

    def assess(self, rules_name: str, whom: Judged, day: date) -> Assessed:
        """Raises `RulesUnknown` when there are no rules of this name, `RulesJudgePersons` or
        `RulesJudgeHouseholds` when they judge others."""
        ...

    def disregarded(self, rules_name: str, whom: Judged, day: date) -> Sequence[Because]:
        """What does not count yet on a day. Raises `RulesUnknown`."""
        ...


class Profiles(Protocol):
    """What is known of households, for the rules."""

    def record(
        self, household_id: str, facts: Mapping[str, Any], *, body: str, check_id: str, on: date
    ) -> None:
        """Record facts that another body stated. Raises for an indicator that there is not."""
        ...

    def household_changed(self, household_id: str, came: bool, today: date) -> None:
        """Somebody came to live there, or left: what is known was said of others."""
        ...

    def outdated_since(self, household_id: str, changed_on: date | None) -> date | None:
        """The day on which somebody came or went, when nothing has been said of it since;
        `changed_on` is such a day that is known otherwise."""
        ...


class Calendar(Protocol):
    """The time, and the day it is in Jordan."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


KnownRules = Callable[[str, str, date], bool]
"""Whether the eligibility rules of this name, for these beneficiaries, find an amount on that day.
Raises `RulesUnknown` when none of this name are in force then, `RulesJudgePersons` or
`RulesJudgeHouseholds` when they judge others."""
Together = Callable[[], AbstractContextManager[None]]
"""All changes of the block, or none."""
Rules = Callable[[date], ProgrammeRules]
"""The rules that are in force on a day."""


@dataclass(frozen=True)
class Less:
    """So much of each payment of a household is set off, and so much (fils) is left of that."""

    percent: int
    left_fils: int


class SetOff(Protocol):
    """What is set off from a household's payments, if anything is."""

    def __call__(self, household_id: str, /) -> Less | None: ...


OwnPerson = Callable[[Actor], str | None]
"""Which person of the registry a citizen is."""
PlacesId = Callable[[str], str]
"""The identifier of a programme's places."""
