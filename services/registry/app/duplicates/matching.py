"""Matchings: started and cancelled by a person, done behind them, with every pair put in once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from services.registry.app.batches import in_batches
from services.registry.app.duplicates.detection import Detection
from services.registry.app.duplicates.ports import Scorer
from services.registry.app.ports import NewId, Run, View
from services.registry.domain.access import Actor
from services.registry.domain.duplicates.matching import (
    RUNNING,
    Found,
    Matching,
    may_match,
    may_see_matching,
)
from services.registry.domain.duplicates.model import Model

T = TypeVar("T")
_AT_ONCE = 100
"""Pairs that are put in together: one by one each would wait for the disk."""


@dataclass(frozen=True)
class Wanted:
    """Which matchings to list."""

    equals: dict[str, str] = field(default_factory=dict)
    any_of: dict[str, Sequence[str]] = field(default_factory=dict)


class Matchings(Protocol):
    """Where matchings are kept."""

    def get(self, aggregate_id: str, admit: Callable[[Matching], None] = ...) -> Matching: ...

    def get_companion(self, aggregate_id: str) -> Matching: ...

    def load(self, aggregate_id: str) -> Matching: ...

    def add(self, aggregate: Matching) -> View: ...

    def save(self, aggregate: Matching) -> View: ...


class Portion(Protocol):
    """One of the parts in which all pairs are looked at."""

    @property
    def pairs(self) -> int:
        """How many were compared."""
        ...

    @property
    def probable(self) -> Sequence[tuple[str, str]]:
        """Those at or above the weight for review, by the ids of the two."""
        ...


class Sight(Protocol):
    """All persons of a matching, made comparable."""

    @property
    def persons(self) -> int: ...

    @property
    def large_blocks(self) -> int: ...

    @property
    def unseen_pairs(self) -> int: ...

    @property
    def portions(self) -> int: ...

    def after(self, portion: int) -> Iterator[Portion]:
        """The portions from after this many on; the same ones in every run."""
        ...


class Population(Protocol):
    """The registry as the matching sees it; in the work process only."""

    def __call__(
        self,
        matching_id: str,
        governorates: Sequence[str],
        model: Model,
        reached: Callable[[int], None],
    ) -> AbstractContextManager[Sight]:
        """Read everybody who may be compared; `reached` is told how many were read."""
        ...


class Undisturbed(Protocol):
    """Runs a change again when somebody else was faster."""

    def __call__(self, change: Callable[[], T]) -> T: ...


@dataclass(frozen=True)
class MatchingDesk:
    """Starts, cancels and shows matchings."""

    matchings: Matchings
    show: Callable[[Matching], View]
    listing: Callable[[Wanted, str | None, int], View]
    model: Callable[[], Model]
    new_id: NewId
    today: Callable[[], date]

    def start(self, governorates: tuple[str, ...], actor: Actor) -> View:
        """Raises `MatchingNotYours`."""
        may_match(actor, governorates)
        version = self.model().version
        return self.matchings.add(
            Matching.start(self.new_id(), governorates, version, actor.subject, self.today())
        )

    def cancel(self, matching_id: str, actor: Actor) -> View:
        """What was found stays. Raises `MatchingEnded`."""
        found = self.matchings.get(matching_id, lambda it: may_match(actor, it.governorates))
        found.cancel(actor.subject)
        return self.matchings.save(found)

    def one(self, matching_id: str, actor: Actor) -> View:
        """One, with its progress. Raises `MatchingNotYours`."""
        found = self.matchings.load(matching_id)
        may_see_matching(actor, found.governorates)
        return self.show(found)

    def find(self, status: str | None, after: str | None, limit: int, actor: Actor) -> View:
        """A page of those within the actor's reach, newest first."""
        everywhere = bool(actor.roles & {"administrator", "auditor"})
        reach: dict[str, Sequence[str]] = {"governorate": sorted(actor.governorates)}
        equals = {} if status is None else {"status": status}
        return self.listing(Wanted(equals, {} if everywhere else reach), after, limit)


@dataclass(frozen=True)
class Searching:
    """The work behind."""

    matchings: Matchings
    population: Population
    detection: Detection
    scorer_of: Callable[[str], Scorer]
    suggested_by: Callable[[str], int]
    undisturbed: Undisturbed

    def search(self, matching_id: str, run: Run) -> None:
        """Look everything through. Taken up after a kill, it goes on at the last portion.

        A pair that was put in by the run before is known by its id, and is not put in twice.
        """
        matching = self.matchings.load(matching_id)
        if matching.status != RUNNING:
            return
        scorer = self.scorer_of(matching.model)
        seen = Found(**run.checkpoint.get("found", {}))
        begun = run.checkpoint.get("portion", 0)
        with self.population(
            matching_id, matching.governorates, scorer.model, run.reached
        ) as sight:
            seen = replace(
                seen,
                persons=sight.persons,
                large_blocks=sight.large_blocks,
                unseen_pairs=sight.unseen_pairs,
            )
            total = sight.persons + sight.portions
            for done, portion in enumerate(sight.after(begun), start=begun + 1):
                self._suggest(portion, matching_id, scorer)
                seen = replace(
                    seen,
                    pairs=seen.pairs + portion.pairs,
                    probable=seen.probable + len(portion.probable),
                )
                run.reached(sight.persons + done, total, portion=done, found=asdict(seen))
                if self.matchings.load(matching_id).status != RUNNING:
                    return
        self._finish(matching_id, seen)

    def _suggest(self, portion: Portion, matching_id: str, scorer: Scorer) -> None:
        for pairs in in_batches(portion.probable, _AT_ONCE):
            for known in self.detection.suggest_found(pairs, scorer, matching_id):
                self.undisturbed(partial(self.detection.look_again, known, scorer))

    def _finish(self, matching_id: str, seen: Found) -> None:
        def finish() -> None:
            found = self.matchings.get_companion(matching_id)
            if found.status == RUNNING:
                found.finish(replace(seen, suggested=self.suggested_by(matching_id)))
                self.matchings.save(found)

        self.undisturbed(finish)
