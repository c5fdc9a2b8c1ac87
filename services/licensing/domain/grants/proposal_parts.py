"""What a proposal is made of: what is asked, who reviews it, what was decided and appealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.licensing.domain.grants.refusals import LinesDoNotAddUp


class Outcome(StrEnum):
    """What a decision may be."""

    AWARD = "award"
    RESERVE = "reserve"
    DECLINE = "decline"


@dataclass(frozen=True)
class BudgetLine:
    """What money is for, in fils, under a code of its own."""

    code: str
    what: str
    fils: int


def must_add_up(lines: Sequence[BudgetLine], wanted_fils: int) -> None:
    """Raises `LinesDoNotAddUp`, also when two lines share a code."""
    told = sum(each.fils for each in lines)
    if told != wanted_fils or len({each.code for each in lines}) != len(lines):
        raise LinesDoNotAddUp(told, wanted_fils)


@dataclass(frozen=True)
class Request:
    """What a society asks for and what it would do with it."""

    title: str
    asked_fils: int
    lines: tuple[BudgetLine, ...]
    plan: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """The points for one criterion, and why."""

    criterion: str
    points: int
    reason: str


@dataclass(frozen=True)
class Slot:
    """One reviewer's part: their scores once handed in; `conflicted` when they gave it back."""

    review_id: str
    reviewer: str
    scores: tuple[Score, ...] = ()
    conflicted: bool = False

    @property
    def points(self) -> dict[str, int]:
        """By criterion; nothing before they are handed in."""
        return {each.criterion: each.points for each in self.scores}


@dataclass(frozen=True)
class Prepared:
    """A decision that waits for the approval of another person."""

    outcome: Outcome
    fils: int
    reason: str | None
    by: str


@dataclass(frozen=True)
class Decision:
    """What was decided, by whom, and why. `in_place_of`: the proposal whose money it got."""

    outcome: Outcome
    fils: int
    reason: str | None
    prepared_by: str
    approved_by: str
    at: datetime
    in_place_of: str | None = None


@dataclass(frozen=True)
class Appeal:
    """A society's word against being declined or not eligible, and what became of it."""

    filed_on: date
    text: str
    upheld: bool | None = None
    reason: str | None = None
    decided_by: str | None = None
