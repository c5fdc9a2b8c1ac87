"""What of grants follows an association that moves or is dissolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.licensing.app.grants.awards import Awards
from services.licensing.app.grants.ports import Budgets, Calls, Grants, Proposals
from services.licensing.app.ports import Calendar
from services.licensing.domain.associations.association import Association
from services.licensing.domain.grants import deciding
from services.licensing.domain.grants.grant import Grant, GrantState
from services.licensing.domain.grants.proposal import UNDECIDED, GrantProposal, ProposalState
from services.licensing.domain.grants.terms import DISSOLVED

_RUNNING = (GrantState.AWARDED, GrantState.SIGNED)
_WHY = DISSOLVED.because[0].ar
"""As the reason of a grant is written, in one language."""


@dataclass(frozen=True)
class GrantFollower:
    """See `app.associations.ports.Follower`; to be used inside `together`."""

    calls: Calls
    budgets: Budgets
    proposals: Proposals
    grants: Grants
    awards: Awards
    proposals_by: Callable[[str], Sequence[GrantProposal]]
    grants_to: Callable[[str], Sequence[Grant]]
    calendar: Calendar

    def moved(self, association: Association) -> None:
        """The staff of where it is now deal with what is not over."""
        for proposal in self.proposals_by(association.id):
            running = proposal.state in (*UNDECIDED, ProposalState.RESERVE, ProposalState.AWARDED)
            if running or deciding.has_open_appeal(proposal):
                found = self.proposals.get_companion(proposal.id)
                found.relocate(association.governorate)
                self.proposals.save(found)
        for grant in self.grants_to(association.id):
            if grant.state in (*_RUNNING, GrantState.ENDED):
                given = self.grants.get_companion(grant.id)
                given.relocate(association.governorate)
                self.grants.save(given)

    def dissolved(self, association: Association) -> None:
        """What it asked for is not given, and what it has not got yet goes to others."""
        for proposal in self.proposals_by(association.id):
            if proposal.state in UNDECIDED:
                self._close(proposal.id)
            elif proposal.state is ProposalState.RESERVE:
                self._pass_over(proposal)
        for grant in self.grants_to(association.id):
            if grant.state in _RUNNING:
                self._stop(grant.id)

    def _close(self, proposal_id: str) -> None:
        found = self.proposals.get_companion(proposal_id)
        deciding.dissolve(found, self.calendar.today())
        self.proposals.save(found)

    def _pass_over(self, proposal: GrantProposal) -> None:
        budget = self.budgets.get_companion(proposal.call_id)
        budget.leave_reserve(proposal.id)
        self.budgets.save(budget)
        found = self.proposals.get_companion(proposal.id)
        deciding.pass_over(found, (DISSOLVED,), self.calendar.today())
        self.proposals.save(found)

    def _stop(self, grant_id: str) -> None:
        grant = self.grants.get_companion(grant_id)
        grant.dissolve(_WHY)
        self.grants.save(grant)
        if grant.state in _RUNNING:
            return
        if grant.state is GrantState.CANCELLED:
            proposal = self.proposals.get_companion(grant.proposal_id)
            deciding.give_up(proposal, by_society=False, today=self.calendar.today())
            self.proposals.save(proposal)
        if grant.paid_fils < grant.fils:
            call = self.calls.load(grant.call_id)
            self.awards.free(call, grant.proposal_id, grant.paid_fils)
