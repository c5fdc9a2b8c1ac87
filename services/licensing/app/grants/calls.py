"""Handlers of calls: drafted, published, opened and closed by the clock, decided, ended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.licensing.app.grants.admission import Admission
from services.licensing.app.grants.awards import Awards
from services.licensing.app.grants.commands import (
    CancelCall,
    DraftCall,
    NamePanel,
    RaiseBudget,
    ReviseCall,
)
from services.licensing.app.grants.ports import Budgets, Calls, GrantsOf, Panels, ProposalsOf
from services.licensing.app.ports import Calendar, NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.grants.access import must_manage
from services.licensing.domain.grants.budget import GrantBudget
from services.licensing.domain.grants.call import GrantCall
from services.licensing.domain.grants.deciding import has_open_appeal
from services.licensing.domain.grants.grant import UNFINISHED
from services.licensing.domain.grants.panel import GrantPanel
from services.licensing.domain.grants.proposal import ProposalState


@dataclass(frozen=True)
class CallDesk:
    """Answers are views. A call is made along with its budget and its panel."""

    calls: Calls
    budgets: Budgets
    panels: Panels
    awards: Awards
    admission: Admission
    proposals_of: ProposalsOf
    grants_of: GrantsOf
    together: Together
    calendar: Calendar
    new_id: NewId

    def draft(self, command: DraftCall, actor: Actor) -> View:
        call = GrantCall.draft(self.new_id(), command.terms, actor, self.calendar.now())
        with self.together():
            answer = self.calls.add(call)
            budget_id, panel_id = self.budgets.id_of(call.id), self.panels.id_of(call.id)
            self.budgets.add(GrantBudget.of_call(budget_id, call.id, call.terms.budget_fils))
            self.panels.add(GrantPanel.of_call(panel_id, call.id))
        return answer

    def revise(self, command: ReviseCall, actor: Actor) -> View:
        with self.together():
            call = self._get(command.call_id, actor)
            call.revise(command.terms, actor, self.calendar.now())
            budget = self.budgets.get_companion(call.id)
            budget.replan(call.terms.budget_fils)
            self.budgets.save(budget)
            return self.calls.save(call)

    def publish(self, call_id: str, actor: Actor) -> View:
        call = self._get(call_id, actor)
        call.publish(actor, self.calendar.now())
        return self.calls.save(call)

    def open(self, call_id: str) -> None:
        call = self.calls.get(call_id)
        call.open(self.calendar.now())
        self.calls.save(call)

    def close(self, call_id: str) -> None:
        call = self.calls.get(call_id)
        call.close(self.calendar.now())
        self.calls.save(call)

    def cancel(self, command: CancelCall, actor: Actor) -> View:
        with self.together():
            call = self._get(command.call_id, actor)
            call.cancel(command.reason, actor)
            budget = self.budgets.get_companion(call.id)
            budget.cancel()
            self.budgets.save(budget)
            return self.calls.save(call)

    def raise_budget(self, command: RaiseBudget, actor: Actor) -> View:
        """Whoever waits in the reserve moves up."""
        with self.together():
            call = self._get(command.call_id, actor)
            call.raise_budget(command.budget_fils, actor)
            budget = self.budgets.get_companion(call.id)
            budget.raise_to(command.budget_fils)
            self.awards.move_up(call, budget, None)
            self.budgets.save(budget)
            return self.calls.save(call)

    def name_panel(self, command: NamePanel, actor: Actor) -> View:
        call = self.calls.load(command.call_id)
        admit = partial(_manages, actor, call)
        panel = self.panels.get(command.call_id, admit)
        self.admission.must_judge(call.id, command.members)
        panel.name(command.members)
        return self.panels.save(panel)

    def complete_review(self, call_id: str, actor: Actor) -> View:
        call = self._get(call_id, actor)
        call.complete_review(self._count(call_id, ProposalState.SUBMITTED), actor)
        return self.calls.save(call)

    def decide(self, call_id: str, actor: Actor) -> View:
        call = self._get(call_id, actor)
        open_ = self._count(call_id, ProposalState.SUBMITTED, ProposalState.REVIEWED)
        call.decide(open_, actor)
        return self.calls.save(call)

    def end(self, call_id: str, actor: Actor) -> View:
        with self.together():
            call = self._get(call_id, actor)
            appeals = sum(map(has_open_appeal, self.proposals_of(call_id)))
            grants = sum(each.state in UNFINISHED for each in self.grants_of(call_id))
            call.end(appeals, grants, actor)
            budget = self.budgets.get_companion(call.id)
            budget.close()
            self.budgets.save(budget)
            return self.calls.save(call)

    def _count(self, call_id: str, *states: ProposalState) -> int:
        return sum(each.state in states for each in self.proposals_of(call_id))

    def _get(self, call_id: str, actor: Actor) -> GrantCall:
        return self.calls.get(call_id, lambda call: must_manage(actor, call.governorates))


def _manages(actor: Actor, call: GrantCall, _: GrantPanel) -> None:
    must_manage(actor, call.governorates)
