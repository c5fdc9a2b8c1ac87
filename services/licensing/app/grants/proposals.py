"""Handlers of proposals, as their societies make and take back, and as they are decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.licensing.app.grants.admission import Admission
from services.licensing.app.grants.awards import Awards
from services.licensing.app.grants.commands import (
    AppealDecision,
    DecideAppeal,
    DraftProposal,
    PrepareDecision,
    ReviseProposal,
)
from services.licensing.app.grants.ports import Calls, Proposals, ProposalsOf, Rules
from services.licensing.app.ports import Calendar, NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.grants import deciding, proposal
from services.licensing.domain.grants.proposal import GrantProposal
from services.licensing.domain.grants.proposal_parts import Outcome, Prepared
from services.licensing.domain.grants.ranking import is_in_order, ranking


@dataclass(frozen=True)
class ProposalDesk:
    """Answers are views."""

    calls: Calls
    proposals: Proposals
    proposals_of: ProposalsOf
    awards: Awards
    admission: Admission
    rules: Rules
    together: Together
    calendar: Calendar
    new_id: NewId

    def draft(self, command: DraftProposal, actor: Actor) -> View:
        association_id = command.association_id
        self.admission.must_speak_for(actor, association_id)
        call = self.calls.load(command.call_id)
        call.must_take_proposals(self.calendar.now())
        self.admission.must_have_documents(command.request.documents, association_id)
        drafted = proposal.draft(
            self.new_id(),
            call.id,
            association_id,
            self.admission.standings.society(association_id).governorate,
            command.request,
            call.terms,
            actor.subject,
        )
        return self.proposals.add(drafted)

    def revise(self, command: ReviseProposal, actor: Actor) -> View:
        found = self._theirs(command.proposal_id, actor)
        self.admission.must_have_documents(command.request.documents, found.association_id)
        found.revise(command.request, self.calls.load(found.call_id).terms)
        return self.proposals.save(found)

    def submit(self, proposal_id: str, actor: Actor) -> View:
        """One reading of the clock decides whether it is in time and eligible."""
        found = self._theirs(proposal_id, actor)
        now, today = self.calendar.now(), self.calendar.today()
        call = self.calls.load(found.call_id)
        call.must_take_proposals(now)
        found.submit(self.admission.unmet(found.association_id, call.terms, today), now, today)
        return self.proposals.save(found)

    def withdraw(self, proposal_id: str, actor: Actor) -> View:
        found = self._theirs(proposal_id, actor)
        found.withdraw(self.calendar.now())
        return self.proposals.save(found)

    def prepare(self, command: PrepareDecision, actor: Actor) -> View:
        found = self.proposals.get(command.proposal_id, partial(self.admission.must_see, actor))
        self.admission.must_stand_apart(actor, found)
        call = self.calls.load(found.call_id)
        call.must_decide_proposals()
        ranked = ranking(self.proposals_of(call.id), call.terms, 0)
        asked = found.request.asked_fils if command.fils is None else command.fils
        fils = 0 if command.outcome is Outcome.DECLINE else asked
        deciding.prepare(
            found,
            Prepared(command.outcome, fils, command.reason, actor.subject),
            call.terms,
            actor,
            in_order=is_in_order(found, ranked, call.terms),
        )
        return self.proposals.save(found)

    def approve(self, proposal_id: str, actor: Actor) -> View:
        """The decision, the money and the grant happen together or not at all."""
        today = self.calendar.today()
        with self.together():
            found = self.proposals.get(proposal_id, partial(self.admission.must_see, actor))
            self.admission.must_stand_apart(actor, found)
            call = self.calls.load(found.call_id)
            call.must_decide_proposals()
            unmet = self.admission.unmet(found.association_id, call.terms, today)
            decision = deciding.approve(found, unmet, actor, self.calendar.now(), today)
            rank = self._rank(found) if decision.outcome is Outcome.RESERVE else 0
            self.awards.take(call, found, decision, rank)
            return self.proposals.save(found)

    def appeal(self, command: AppealDecision, actor: Actor) -> View:
        """Its call cannot end at the same moment."""
        today = self.calendar.today()
        with self.together():
            found = self._theirs(command.proposal_id, actor)
            call = self.calls.load(found.call_id)
            call.must_go_on()
            self.calls.hold(call)
            deciding.appeal(found, command.text, self.rules(today), today)
            return self.proposals.save(found)

    def decide_appeal(self, command: DecideAppeal, actor: Actor) -> View:
        found = self.proposals.get(command.proposal_id, partial(self.admission.must_see, actor))
        self.admission.must_stand_apart(actor, found)
        deciding.decide_appeal(found, upheld=command.upheld, reason=command.reason, actor=actor)
        return self.proposals.save(found)

    def _rank(self, found: GrantProposal) -> int:
        call = self.calls.load(found.call_id)
        ranked = ranking(self.proposals_of(call.id), call.terms, 0)
        return next(each.rank for each in ranked if each.proposal.id == found.id)

    def _theirs(self, proposal_id: str, actor: Actor) -> GrantProposal:
        return self.proposals.get(proposal_id, partial(self.admission.must_represent, actor))
