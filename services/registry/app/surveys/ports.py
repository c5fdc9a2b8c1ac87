"""What the handlers of surveys need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from services.registry.app.ports import View
from services.registry.domain.surveys.answers import Fact
from services.registry.domain.surveys.questionnaire import Questionnaire
from services.registry.domain.surveys.record import Record
from services.registry.domain.surveys.researcher import Area, Researcher
from services.registry.domain.surveys.rules import SurveyRules
from services.registry.domain.surveys.survey_round import SurveyRound
from services.registry.domain.surveys.visit import Visit

A = TypeVar("A")
T = TypeVar("T")


class Keeping(Protocol[A]):
    """Where aggregates of one kind are kept. Answers are views, ready to be shown."""

    def get(self, aggregate_id: str, admit: Callable[[A], None] = ...) -> A: ...

    def get_companion(self, aggregate_id: str) -> A: ...

    def load(self, aggregate_id: str) -> A: ...

    def add(self, aggregate: A) -> View: ...

    def save(self, aggregate: A) -> View: ...


Questionnaires = Keeping[Questionnaire]
Rounds = Keeping[SurveyRound]


class Researchers(Keeping[Researcher], Protocol):
    """The list of researchers."""

    def of_subject(self, subject: str) -> Researcher | None:
        """Who signs in under this name."""
        ...

    def all_active(self) -> list[Researcher]:
        """Everybody who works."""
        ...


@dataclass(frozen=True)
class Tally:
    """So many visits of a governorate and researcher stand so."""

    governorate: str
    researcher_id: str | None
    standing: str
    visits: int


class Visits(Keeping[Visit], Protocol):
    """Where visits are kept. A visit id of a device is in one visit at most."""

    def identify(self, round_id: str, household_id: str) -> str:
        """The id of the visit to this household in this round."""
        ...

    def plan(self, visits: Iterable[Visit]) -> int:
        """Store those that are not there yet; answers how many were new."""
        ...

    def open_to_distribute(self, round_id: str, from_researcher: str | None) -> Iterator[Visit]:
        """The visits nobody has, or the open ones of one researcher."""
        ...

    def others_with(self, answer_set: str, visit: Visit) -> int:
        """At how many other visits the same researcher had exactly these answers.

        Inside the transaction that keeps them: who brings the same at once is seen.
        """
        ...

    def others_during(self, record: Record, visit: Visit, beyond_minutes: int) -> int:
        """At how many other households the same researcher was at the time of this record.

        For longer than so many minutes, in whichever round. Inside the transaction that keeps it:
        who brings two at once is seen.
        """
        ...

    def tally(
        self,
        round_id: str,
        governorates: Collection[str] | None = None,
        researcher_id: str | None = None,
        without: Collection[str] = (),
    ) -> list[Tally]:
        """How the visits of a round stand, counted by governorate and researcher; not those of
        the households `without` whom they are counted."""
        ...


@dataclass(frozen=True)
class Wanted:
    """Which records to list, by their keys: equal to a value, and among several values."""

    equals: Mapping[str, str] = field(default_factory=dict)
    any_of: Mapping[str, Sequence[str]] = field(default_factory=dict)


Listing = Callable[[Wanted, str | None, int], View]
"""Lists records, newest first: `(wanted, after, limit)` → `{"items": [views], "next": cursor}`."""


class Households(Protocol):
    """Where the households of the registry live."""

    def places(self, household_ids: Sequence[str]) -> Mapping[str, Area]:
        """Of those that exist and may be visited: where they live."""
        ...

    def known(self, household_ids: Sequence[str]) -> Collection[str]:
        """Those that exist, also when nobody lives there any more; protected ones do not."""
        ...


class Programmes(Protocol):
    """The programmes that households are enrolled in."""

    def exists(self, programme_id: str) -> bool:
        """Whether there is one with this identifier."""
        ...


class Targeting(Protocol):
    """Chooses households; works in the background only."""

    def households(
        self,
        places: Sequence[Area],
        expression: str | None,
        programme: str | None,
        statuses: Sequence[str],
    ) -> Iterator[str]:
        """The households at these places that fit the expression, and of whom an enrolment in the
        programme has one of these statuses."""
        ...

    def check(self, expression: str) -> None:
        """Raise a refusal for an expression that cannot be evaluated."""
        ...


class Choosing(Targeting, Protocol):
    """The same where households may also be named one by one."""

    def named(self, household_ids: Iterable[str]) -> Iterator[str]:
        """Those of the named ones that may stand in a target list."""
        ...


class Profiles(Protocol):
    """What is known of households, by indicator."""

    def record(self, household_id: str, facts: Mapping[str, Fact], source: Source) -> None:
        """Record facts; inside the transaction at hand."""
        ...

    def set_aside(
        self, household_id: str, source_id: str, by: str, on: date, note: str | None
    ) -> None:
        """Let what this source told stand no longer; inside the transaction at hand."""
        ...


@dataclass(frozen=True)
class Source:
    """Where facts come from: which visit, on which day, and who made it."""

    kind: str
    id: str
    on: date
    by: str | None = field(default=None, compare=False)


class Calendar(Protocol):
    """The time, and the day it is in Jordan."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class Undisturbed(Protocol):
    """Runs a change again when somebody else was faster, each time on what is stored then."""

    def __call__(self, change: Callable[[], T]) -> T: ...


Together = Callable[[], AbstractContextManager[None]]
"""All changes of the block, or none."""
Rules = Callable[[date], SurveyRules]
"""The rules that are in force on a day."""
DayOf = Callable[[datetime], date]
"""The civil day at a moment."""
HasTime = Callable[[], bool]
"""Whether the caller still waits long enough for one more change."""
Progress = Callable[[str], Mapping[str, Any] | None]
"""How far the background work on a round is."""
