"""Recomputations: started by one person, seen by both, approved by another, applied behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from services.registry.app.eligibility.assessing import Rulebook
from services.registry.app.eligibility.desk import Audit
from services.registry.app.eligibility.ports import Assessor
from services.registry.app.pages import known_page
from services.registry.app.ports import Hidden, NewId, Progress, Run, View
from services.registry.app.side_by_side import side_by_side
from services.registry.domain.access import Actor
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.recomputation import (
    APPROVED,
    CANCELLED,
    PREVIEWING,
    Example,
    Recomputation,
    Scope,
    Tally,
)
from services.registry.domain.eligibility.refusals import (
    ProgrammeWithoutRules,
    RecomputationNotYours,
)
from services.registry.domain.eligibility.scheme import Scheme

T = TypeVar("T")
SAMPLE = 5
"""How many households of each outcome a preview explains."""

AT_A_TIME = 4
"""Changes under way: each mostly waits for the database's disk."""


@dataclass(frozen=True)
class StartRecomputation:
    """Compute a programme's benefits anew; everywhere without governorates, today without `on`."""

    programme_id: str
    governorates: tuple[str, ...]
    on: date | None
    note: str


@dataclass(frozen=True)
class Benefit:
    """By which rules a programme's benefits are computed; `amount_fils` when all get the same."""

    rules: str | None
    amount_fils: int | None
    governorates: Sequence[str] = ()


@dataclass(frozen=True)
class Change:
    """What the recomputation found of one household; `enrolment_id` of those enrolled."""

    household_id: str
    governorate: str
    enrolment_id: str | None
    outcome: str
    before_fils: int | None
    after_fils: int | None


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
        self, recomputation: Recomputation, scheme: Scheme, known: Indicators, benefit: Benefit
    ) -> None:
        """Find out the outcome of every household, and keep it in place of any found before."""
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


Reassess = Callable[[str, Change, date], bool]
"""Makes a change: (recomputation, change, day) → whether it was still what was approved."""
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
    new_id: NewId
    today: Callable[[], date]

    def start(self, command: StartRecomputation, actor: Actor) -> View:
        """Raises `RecomputationNotYours`, `ProgrammeWithoutRules`, `NoSuchRules`."""
        _must_govern(actor, command.governorates)
        benefit = self.benefit_of(command.programme_id)
        if benefit.rules is None:
            raise ProgrammeWithoutRules()
        day = command.on or self.today()
        scheme = self.rulebook.on(benefit.rules, day)
        governorates = command.governorates or tuple(benefit.governorates)
        scope = Scope(command.programme_id, scheme.version, day, governorates)
        made = Recomputation.start(self.new_id(), scope, command.note, actor.subject, self.today())
        return self.recomputations.add(made)

    def approve(self, recomputation_id: str, actor: Actor) -> View:
        """Raises `SameRecomputer`, `RecomputationNotReady`."""
        recomputation = self._admitted(recomputation_id, actor)
        recomputation.approve(actor.subject)
        return self.recomputations.save(recomputation)

    def cancel(self, recomputation_id: str, actor: Actor) -> View:
        """Raises `RecomputationNotReady` once it is approved."""
        recomputation = self._admitted(recomputation_id, actor)
        recomputation.cancel(actor.subject)
        return self.recomputations.save(recomputation)

    def one(self, recomputation_id: str, actor: Actor) -> View:
        """One, with its preview and progress; who looks is in the audit log.

        Totals with households under protection are for administrators.
        """
        recomputation = self.recomputations.load(recomputation_id)
        _must_see(actor, recomputation.scope.governorates)
        self.audit.record("recomputation.read", "recomputation", recomputation_id)
        whole = self.show_whole(recomputation)
        progress = self.progress.of("recomputation", recomputation_id)
        examples = self._seen(whole["examples"], actor)
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
        """Who gains, loses or stays, a page at a time."""
        recomputation = self.recomputations.load(recomputation_id)
        _must_see(actor, recomputation.scope.governorates)
        self.audit.record("recomputation.households", "recomputation", recomputation_id)

        def read(after: str | None, limit: int) -> View:
            page = self.population.page(recomputation_id, outcome, None, after, limit)
            return {**page, "items": [{"id": e["household_id"], **e} for e in page["items"]]}

        page = known_page(read, lambda items: self._seen(items, actor), after, limit)
        for each in page["items"]:
            del each["id"]
        return page

    def _seen(self, items: Sequence[View], actor: Actor) -> list[View]:
        """Without households that were protected since it was computed."""
        hidden = self.hidden({each["household_id"] for each in items}, actor)
        return [each for each in items if each["household_id"] not in hidden]

    def _admitted(self, recomputation_id: str, actor: Actor) -> Recomputation:
        return self.recomputations.get(
            recomputation_id, lambda found: _must_govern(actor, found.scope.governorates)
        )


@dataclass(frozen=True)
class Recomputing:
    """The work behind: the preview, and the changes."""

    recomputations: Recomputations
    population: Population
    rulebook: Rulebook
    benefit_of: BenefitOf
    assessor: Assessor
    reassess: Reassess
    undisturbed: Undisturbed

    def preview(self, recomputation_id: str, run: Run) -> None:
        """Find out who would gain and lose. Begun anew after a kill: it changes nothing."""
        recomputation = self.recomputations.load(recomputation_id)
        if recomputation.status != PREVIEWING:
            return
        scope = recomputation.scope
        scheme = self.rulebook.on(scope.rules_version.partition("/")[0], scope.on)
        known = self.rulebook.indicators.on(scope.on)
        benefit = self.benefit_of(scope.programme_id)
        self.population.compute(recomputation, scheme, known, benefit)
        tallies = tuple(self.population.tallies(recomputation_id))
        run.reached(sum(each.households for each in tallies))
        examples = tuple(
            self._explained(each, scheme.name, scope.on)
            for each in self.population.examples(recomputation_id, SAMPLE)
        )

        def show() -> None:
            found = self.recomputations.get_companion(recomputation_id)
            if found.status != CANCELLED:
                found.show(tallies, examples)
                self.recomputations.save(found)

        self.undisturbed(show)

    def apply(self, recomputation_id: str, run: Run) -> None:
        """Make every change that was approved, once: also when a run before did some of them.

        What is no longer as it was approved stays as it is, and is counted (`skipped`).
        """
        scope = self.recomputations.load(recomputation_id).scope
        changed, skipped = run.checkpoint.get("changed", 0), run.checkpoint.get("skipped", 0)
        after = run.checkpoint.get("after")

        def reassess(change: Change) -> bool:
            return self.reassess(recomputation_id, change, scope.on)

        changes = self.population.to_apply(recomputation_id, after)
        with closing(side_by_side(reassess, changes, AT_A_TIME)) as made:
            for change, done in made:
                changed, skipped = changed + done, skipped + (not done)
                run.reached(
                    changed + skipped, after=change.enrolment_id, changed=changed, skipped=skipped
                )

        def finish() -> None:
            found = self.recomputations.get_companion(recomputation_id)
            if found.status == APPROVED:
                found.finish(changed, skipped)
                self.recomputations.save(found)

        self.undisturbed(finish)

    def _explained(self, change: Change, rules: str, day: date) -> Example:
        assessment = self.assessor.assess(rules, change.household_id, day)
        return Example(
            change.household_id,
            change.governorate,
            change.outcome,
            change.before_fils,
            change.after_fils,
            assessment.reasons,
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
