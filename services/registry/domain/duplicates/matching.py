"""A matching: the whole registry, or some governorates of it, looked through for duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from services.registry.domain.access import Actor
from services.registry.domain.duplicates.refusals import MatchingEnded, MatchingNotYours

RUNNING, FINISHED, CANCELLED = "running", "finished", "cancelled"


@dataclass(frozen=True)
class Found:
    """What a matching looked at and found.

    `persons` were looked at in `pairs` (one that met in several blocks counts for each portion);
    `probable` ones are at or above the weight for review, of these `suggested` were new to the
    queue. `large_blocks` had more persons than are compared, in `unseen_pairs`: of these, some met
    in another block all the same.
    """

    persons: int = 0
    pairs: int = 0
    probable: int = 0
    suggested: int = 0
    large_blocks: int = 0
    unseen_pairs: int = 0


@dataclass(frozen=True)
class MatchingStarted:
    """Somebody has the registry looked through; everywhere without governorates."""

    matching_id: str
    governorates: tuple[str, ...]
    model: str


@dataclass(frozen=True)
class MatchingFinished:
    """Everything was looked at; so many new pairs wait for a reviewer."""

    matching_id: str
    found: Found


@dataclass(frozen=True)
class MatchingCancelled:
    """It was ended before everything was looked at; what was found stays in the queue."""

    matching_id: str


Event = MatchingStarted | MatchingFinished | MatchingCancelled


@dataclass
class Matching:
    """The aggregate. This constructor restores; `start` makes a new one."""

    id: str
    governorates: tuple[str, ...]
    model: str
    started_by: str
    started_on: date
    status: str = RUNNING
    found: Found | None = None
    cancelled_by: str | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def start(
        cls, matching_id: str, governorates: tuple[str, ...], model: str, by: str, today: date
    ) -> Matching:
        """Have these governorates (all if none) looked through by the weights of this version."""
        made = cls(matching_id, governorates, model, by, today)
        made.events.append(MatchingStarted(matching_id, governorates, model))
        return made

    def cancel(self, by: str) -> None:
        """Look no further. Raises `MatchingEnded`."""
        self._must_run()
        self.status, self.cancelled_by = CANCELLED, by
        self.events.append(MatchingCancelled(self.id))

    def finish(self, found: Found) -> None:
        """Everything was looked at. Raises `MatchingEnded`."""
        self._must_run()
        self.status, self.found = FINISHED, found
        self.events.append(MatchingFinished(self.id, found))

    @property
    def work(self) -> tuple[str, ...]:
        """What its state asks the background for."""
        return ("search",) if self.status == RUNNING else ()

    def _must_run(self) -> None:
        if self.status != RUNNING:
            raise MatchingEnded(status=self.status)


def may_match(actor: Actor, governorates: Sequence[str]) -> None:
    """Administrators everywhere; supervisors where they serve, and never everywhere.

    Raises `MatchingNotYours`.
    """
    if "administrator" in actor.roles:
        return
    serves = governorates and set(governorates) <= actor.governorates
    if "supervisor" not in actor.roles or not serves:
        raise MatchingNotYours()


def may_see_matching(actor: Actor, governorates: Sequence[str]) -> None:
    """Who may have it done, and auditors. Raises `MatchingNotYours`."""
    if "auditor" not in actor.roles:
        may_match(actor, governorates)
