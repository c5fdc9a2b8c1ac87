"""Money that is given and comes free, always in one transaction with the budget that counts it."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.grants.admission import Admission
from services.licensing.app.grants.ports import Budgets, Grants, Ids, Proposals
from services.licensing.app.ports import Calendar
from services.licensing.domain.grants import deciding
from services.licensing.domain.grants.budget import GrantBudget, Waiting
from services.licensing.domain.grants.call import GrantCall
from services.licensing.domain.grants.grant import award
from services.licensing.domain.grants.proposal import GrantProposal
from services.licensing.domain.grants.proposal_parts import Decision, Outcome


@dataclass(frozen=True)
class Awards:
    """To be used inside `together`."""

    budgets: Budgets
    proposals: Proposals
    grants: Grants
    admission: Admission
    calendar: Calendar
    ids: Ids

    def take(self, call: GrantCall, proposal: GrantProposal, decision: Decision, rank: int) -> None:
        """What an approved decision takes of the budget: money, a place in the reserve, nothing."""
        if decision.outcome is Outcome.DECLINE:
            return
        budget = self.budgets.get_companion(call.id)
        if decision.outcome is Outcome.AWARD:
            budget.award(proposal.id, proposal.association_id, decision.fils)
            self._grant(call, proposal, decision.fils)
        else:
            budget.put_on_reserve(
                Waiting(proposal.id, proposal.association_id, decision.fils, rank)
            )
        self.budgets.save(budget)

    def free(self, call: GrantCall, proposal_id: str, kept_fils: int) -> None:
        """What of an award is not needed goes back, and the reserve moves up."""
        budget = self.budgets.get_companion(call.id)
        budget.keep_only(proposal_id, kept_fils)
        self.move_up(call, budget, proposal_id)
        self.budgets.save(budget)

    def move_up(self, call: GrantCall, budget: GrantBudget, in_place_of: str | None) -> None:
        """Whoever waits and fits gets the money, in order; who lost the right to it is passed
        over, and told why."""
        today = self.calendar.today()
        while (place := budget.next_that_fits()) is not None:
            proposal = self.proposals.get_companion(place.proposal_id)
            unmet = self.admission.unmet(proposal.association_id, call.terms, today)
            if lacking := proposal.unmet_now(unmet):
                budget.leave_reserve(proposal.id)
                deciding.pass_over(proposal, lacking, today)
            else:
                budget.move_up(place)
                deciding.move_up(proposal, in_place_of, self.calendar.now(), today)
                self._grant(call, proposal, place.fils)
            self.proposals.save(proposal)

    def _grant(self, call: GrantCall, proposal: GrantProposal, fils: int) -> None:
        self.grants.add(
            award(
                self.ids(f"grant.{proposal.id}")(),
                call.id,
                proposal.id,
                proposal.association_id,
                proposal.governorate,
                fils,
                proposal.request.lines,
                call.terms.instalments,
                self.calendar.today(),
            )
        )
