"""The money of a call: one document that counts, so that never more is awarded than there is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from services.licensing.domain.grants.events import BudgetChanged, Event
from services.licensing.domain.grants.refusals import (
    AboveBudget,
    AlreadyAwarded,
    BudgetClosed,
    BudgetNotRaised,
    MoneyAwarded,
)


@dataclass(frozen=True)
class Entry:
    """Money that is a society's: of its proposal, in fils."""

    proposal_id: str
    association_id: str
    fils: int


@dataclass(frozen=True)
class Waiting:
    """An approved amount on the reserve list, by rank."""

    proposal_id: str
    association_id: str
    fils: int
    rank: int


@dataclass
class GrantBudget:
    """The aggregate. A call has one."""

    id: str
    version: int
    call_id: str
    total_fils: int
    open: bool = True
    entries: list[Entry] = field(default_factory=list)
    reserve: list[Waiting] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of_call(cls, budget_id: str, call_id: str, total_fils: int) -> GrantBudget:
        budget = cls(budget_id, 0, call_id, total_fils)
        budget._record()
        return budget

    @property
    def taken_fils(self) -> int:
        return sum(each.fils for each in self.entries)

    @property
    def left_fils(self) -> int:
        return self.total_fils - self.taken_fils

    def replan(self, total_fils: int) -> None:
        """Another sum, while the call is drafted."""
        self.total_fils = total_fils
        self._record()

    def raise_to(self, total_fils: int) -> None:
        """More money."""
        if total_fils <= self.total_fils:
            raise BudgetNotRaised()
        self.total_fils = total_fils
        self._record()

    def award(self, proposal_id: str, association_id: str, fils: int) -> None:
        """Raises unless the money is there and neither proposal nor society has some of it."""
        self._must_be_open()
        if self._knows(proposal_id, association_id):
            raise AlreadyAwarded()
        if fils > self.left_fils:
            raise AboveBudget(self.left_fils)
        self.entries.append(Entry(proposal_id, association_id, fils))
        self._record()

    def put_on_reserve(self, place: Waiting) -> None:
        """It waits for money that others do not take, in the order of the ranking."""
        self._must_be_open()
        if self._knows(place.proposal_id, place.association_id):
            raise AlreadyAwarded()
        self.reserve.append(place)
        self.reserve.sort(key=lambda each: (each.rank, each.proposal_id))
        self._record()

    def leave_reserve(self, proposal_id: str) -> None:
        """It waits no more: moved up, passed over, or decided anew."""
        self.reserve = [each for each in self.reserve if each.proposal_id != proposal_id]
        self._record()

    def next_that_fits(self) -> Waiting | None:
        """The first of the reserve whose whole amount is there."""
        if not self.open:
            return None
        return next((each for each in self.reserve if each.fils <= self.left_fils), None)

    def move_up(self, place: Waiting) -> None:
        """From the reserve to an award."""
        self.leave_reserve(place.proposal_id)
        self.award(place.proposal_id, place.association_id, place.fils)

    def keep_only(self, proposal_id: str, fils: int) -> None:
        """What of an award stays with its society; the rest is free. With 0 the award is gone."""
        kept = [
            replace(each, fils=min(fils, each.fils)) if each.proposal_id == proposal_id else each
            for each in self.entries
        ]
        self.entries = [each for each in kept if each.fils]
        self._record()

    def cancel(self) -> None:
        """Nothing is awarded any more. Raises `MoneyAwarded` when something was."""
        if self.entries:
            raise MoneyAwarded()
        self.close()

    def close(self) -> None:
        """The call has ended: nobody waits any more."""
        self.open, self.reserve = False, []
        self._record()

    def _knows(self, proposal_id: str, association_id: str) -> bool:
        places: list[Entry | Waiting] = [*self.entries, *self.reserve]
        return any(
            each.proposal_id == proposal_id or each.association_id == association_id
            for each in places
        )

    def _must_be_open(self) -> None:
        if not self.open:
            raise BudgetClosed()

    def _record(self) -> None:
        self.events.append(BudgetChanged(self.call_id, self.total_fils, self.taken_fils))
