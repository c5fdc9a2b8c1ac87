"""Recomputations: started by one person, seen by both, approved by another, applied behind them
(`recomputation_work`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from services.registry.app.eligibility.assessing import Rulebook
from services.registry.app.eligibility.changes import Benefit, Change
from services.registry.app.pages import known_page
from services.registry.app.ports import Audit, Hidden, NewId, Progress, View
from services.registry.domain.access import Actor
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.recomputation import (
    Recomputation,
    Scope,
    Tally,
    fixed_amount,
)
from services.registry.domain.eligibility.refusals import (
    ProgrammeWithoutRules,
    RecomputationNotYours,
)
from services.registry.domain.eligibility.scheme import Scheme

T = TypeVar("T")


@dataclass(frozen=True)
class StartRecomputation:
    """Compute a programme's benefits anew; everywhere without governorates, today without `on`."""

    programme_id: str
    governorates: tuple[str, ...]
    on: date | None
    note: str


@dataclass(frozen=True)
class Wanted:
    """Which recomputations to list."""

    equals: dict[str, str] = field(default_factory=dict)
    any_of: dict[str, Sequence[str]] = field(default_factory=dict)


class Recomputations(Protocol):
    """Where recomputations are kept."""

    def get(
        self, aggregate_id: str, admit: Callable[[Recomputation], None] = ...
    ) -> Recomputation: ...

    def get_companion(self, aggregate_id: str) -> Recomputation: ...

    def load(self, aggregate_id: str) -> Recomputation: ...

    def add(self, aggregate: Recomputation) -> View: ...

    def save(self, aggregate: Recomputation) -> View: ...


class Population(Protocol):
    """The whole registry as the rules see it; in the work process only."""

    def compute(
        self,
        recomputation: Recomputation,
        scheme: Scheme | None,
        known: Indicators,
        benefit: Benefit,
    ) -> None:
        """Find out the outcome of every household, and keep it in place of any found before.

        Without a scheme everybody enrolled stays so, with the benefit's amount.
        """
        ...

    def tallies(self, recomputation_id: str) -> Sequence[Tally]:
        """The outcomes counted, by governorate."""
        ...

    def examples(self, recomputation_id: str, each: int) -> Sequence[Change]:
        """Some of each outcome, by id; nobody who is protected."""
        ...

    def to_apply(self, recomputation_id: str, after: str | None) -> Iterator[Change]:
        """The changes to be made to those enrolled, by enrolment, from after this one on."""
        ...

    def page(
        self,
        recomputation_id: str,
        outcome: str | None,
        governorates: Sequence[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page of households with their outcome, by id; nobody who is protected."""
        ...


Reassess = Callable[[Recomputation, Change], bool]
"""Makes a change by the rules and facts of the day it is made: (recomputation, change) → whether
it was still what was approved."""
ApprovalDays = Callable[[date], int]
"""For how many days after its start a recomputation can be approved, by the rules of a day."""
BenefitOf = Callable[[str], Benefit]
"""By which rules this programme's benefits are computed. Raises `NotFound`."""
Listing = Callable[[Wanted, str | None, int], View]
Show = Callable[[Recomputation], View]


Together = Callable[[], AbstractContextManager[None]]
"""All changes of the block, or none."""


class Undisturbed(Protocol):
    """Runs a change again when somebody else was faster."""

    def __call__(self, change: Callable[[], T]) -> T: ...


@dataclass(frozen=True)
class RecomputationDesk:
    """Starts, approves, cancels and shows recomputations."""

    recomputations: Recomputations
    benefit_of: BenefitOf
    rulebook: Rulebook
    population: Population
    show: Show
    show_whole: Show
    progress: Progress
    listing: Listing
    audit: Audit
    hidden: Hidden
    hidden_persons: Hidden
    new_id: NewId
    today: Callable[[], date]
    approval_days: ApprovalDays

    def start(self, command: StartRecomputation, actor: Actor) -> View:
        """Raises `RecomputationNotYours`, `ProgrammeWithoutRules`, `NoSuchRules`, and of rules that
        judge others `RulesJudgePersons` or `RulesJudgeHouseholds`.

        Where there are no rules, the amount of the terms is applied anew. Of another day than
        today it is to look ahead or back, and is never applied.
        """
        _must_govern(actor, command.governorates)
        today, benefit = self.today(), self.benefit_of(command.programme_id)
        day = command.on or today
        governorates = command.governorates or tuple(benefit.governorates)
        scope = Scope(
            command.programme_id,
            self._version(benefit, day),
            day,
            governorates,
            benefit.amount_fils,
        )
        made = Recomputation.start(
            self.new_id(), scope, command.note, actor.subject, today, self.approval_days(today)
        )
        return self.recomputations.add(made)

    def approve(self, recomputation_id: str, actor: Actor) -> View:
        """Raises `SameRecomputer`, `RecomputationNotReady`, `RecomputationOfAnotherDay`,
        `RecomputationOutdated`."""
        recomputation = self._admitted(recomputation_id, actor)
        today, benefit = self.today(), self.benefit_of(recomputation.scope.programme_id)
        recomputation.approve(
            actor.subject, today, self._version(benefit, today), benefit.amount_fils
        )
        return self.recomputations.save(recomputation)

    def cancel(self, recomputation_id: str, actor: Actor) -> View:
        """Raises `RecomputationNotReady` once it is approved."""
        recomputation = self._admitted(recomputation_id, actor)
        recomputation.cancel(actor.subject)
        return self.recomputations.save(recomputation)

    def one(self, recomputation_id: str, actor: Actor) -> View:
        """One, with its preview and progress; who looks, and at whom, is in the audit log.

        Totals with households under protection are for administrators.
        """
        recomputation = self.recomputations.load(recomputation_id)
        _must_see(actor, recomputation.scope.governorates)
        whole = self.show_whole(recomputation)
        progress = self.progress.of("recomputation", recomputation_id)
        examples = self._seen(whole["examples"], actor)
        self._written_down("recomputation.read", recomputation_id, examples)
        if "administrator" in actor.roles:
            return {**whole, "examples": examples, "progress": progress}
        progress = progress and {**progress, "done": None, "total": None}
        return {**self.show(recomputation), "examples": examples, "progress": progress}

    def find(self, programme_id: str | None, after: str | None, limit: int, actor: Actor) -> View:
        """A page of those within the actor's reach, newest first."""
        equals = {} if programme_id is None else {"programme": programme_id}
        everywhere = bool(actor.roles & {"administrator", "auditor"})
        reach: dict[str, Sequence[str]] = {"governorate": sorted(actor.governorates)}
        return self.listing(Wanted(equals, {} if everywhere else reach), after, limit)

    def households(
        self,
        recomputation_id: str,
        outcome: str | None,
        after: str | None,
        limit: int,
        actor: Actor,
    ) -> View:
        """Who gains, loses or stays, a page at a time; who was shown is in the audit log."""
        recomputation = self.recomputations.load(recomputation_id)
        _must_see(actor, recomputation.scope.governorates)

        def read(after: str | None, limit: int) -> View:
            page = self.population.page(recomputation_id, outcome, None, after, limit)
            return {
                **page,
                "items": [{"id": e["person_id"] or e["household_id"], **e} for e in page["items"]],
            }

        page = known_page(read, lambda items: self._seen(items, actor), after, limit)
        self._written_down("recomputation.households", recomputation_id, page["items"])
        for each in page["items"]:
            del each["id"]
        return page

    def _written_down(self, action: str, recomputation_id: str, items: Sequence[View]) -> None:
        """That an amount may change says what a household lives on: one entry names all shown."""
        shown = [each["household_id"] for each in items]
        self.audit.record(action, "household", shown, recomputation_id)

    def _version(self, benefit: Benefit, day: date) -> str:
        """By what benefits are computed on a day: rules, or else a fixed amount."""
        if benefit.rules is not None:
            scheme = self.rulebook.on(benefit.rules, day)
            scheme.must_judge(benefit.beneficiary)
            return scheme.version
        if benefit.amount_fils is None:
            raise ProgrammeWithoutRules()
        return fixed_amount(benefit.amount_fils)

    def _seen(self, items: Sequence[View], actor: Actor) -> list[View]:
        """Without households and persons that were protected since it was computed."""
        homes = self.hidden({each["household_id"] for each in items}, actor)
        judged = {each["person_id"] for each in items} - {None}
        persons = self.hidden_persons(judged, actor)
        return [
            each
            for each in items
            if each["household_id"] not in homes and each["person_id"] not in persons
        ]

    def _admitted(self, recomputation_id: str, actor: Actor) -> Recomputation:
        return self.recomputations.get(
            recomputation_id, lambda found: _must_govern(actor, found.scope.governorates)
        )


def _must_govern(actor: Actor, governorates: Sequence[str]) -> None:
    """Administrators everywhere; supervisors where they serve, and never everywhere."""
    if "administrator" in actor.roles:
        return
    serves = governorates and set(governorates) <= actor.governorates
    if "supervisor" not in actor.roles or not serves:
        raise RecomputationNotYours()


def _must_see(actor: Actor, governorates: Sequence[str]) -> None:
    if "auditor" not in actor.roles:
        _must_govern(actor, governorates)
