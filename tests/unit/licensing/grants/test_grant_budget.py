"""Whatever is awarded, declined, cut down and added: never more is given than there is."""

from __future__ import annotations

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.licensing.domain.grants.budget import GrantBudget, Waiting
from services.licensing.domain.grants.refusals import AboveBudget, AlreadyAwarded, BudgetNotRaised

NUMBERS = some.integers(1, 12)
MONEY = some.integers(1, 400)


class Budgets(RuleBasedStateMachine):
    """Decisions in any order, beside a list that says who has what."""

    @initialize(total=some.integers(0, 1000))
    def begin(self, total: int) -> None:
        self.budget = GrantBudget.of_call("budget", "call", total)
        self.has: dict[str, int] = {}
        self.waits: dict[str, Waiting] = {}

    @rule(number=NUMBERS, fils=MONEY)
    def award(self, number: int, fils: int) -> None:
        proposal = f"p{number}"
        free = self.budget.total_fils - sum(self.has.values())
        try:
            self.budget.award(proposal, f"a{number}", fils)
        except AlreadyAwarded:
            assert proposal in self.has.keys() | self.waits.keys()
        except AboveBudget:
            assert fils > free
        else:
            assert fils <= free
            self.has[proposal] = fils

    @rule(number=NUMBERS, fils=MONEY, rank=some.integers(1, 50))
    def reserve(self, number: int, fils: int, rank: int) -> None:
        place = Waiting(f"p{number}", f"a{number}", fils, rank)
        try:
            self.budget.put_on_reserve(place)
        except AlreadyAwarded:
            assert place.proposal_id in self.has.keys() | self.waits.keys()
        else:
            self.waits[place.proposal_id] = place

    @rule(number=NUMBERS, kept=some.integers(0, 400))
    def give_back(self, number: int, kept: int) -> None:
        proposal = f"p{number}"
        self.budget.keep_only(proposal, kept)
        if proposal in self.has:
            self.has[proposal] = min(kept, self.has[proposal])
            if not self.has[proposal]:
                del self.has[proposal]

    @rule(more=some.integers(-50, 300))
    def add_money(self, more: int) -> None:
        before = self.budget.total_fils
        try:
            self.budget.raise_to(before + more)
        except BudgetNotRaised:
            assert more <= 0
        assert self.budget.total_fils == max(before, before + more)

    @rule()
    def move_up(self) -> None:
        place = self.budget.next_that_fits()
        fitting = [e for e in self.waits.values() if e.fils <= self.budget.left_fils]
        if place is None:
            assert not fitting
            return
        assert place.rank == min(each.rank for each in fitting)
        self.budget.move_up(place)
        del self.waits[place.proposal_id]
        self.has[place.proposal_id] = place.fils

    @invariant()
    def never_more_is_given_than_there_is(self) -> None:
        assert self.budget.taken_fils == sum(self.has.values()) <= self.budget.total_fils
        assert {each.proposal_id for each in self.budget.reserve} == self.waits.keys()


TestBudgets = Budgets.TestCase
