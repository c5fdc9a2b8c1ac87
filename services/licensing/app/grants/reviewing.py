"""Handlers of reviews: assigned fairly, declared, handed in; each changes along with its proposal
and with the panel that counts who has how much to do."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.grants.admission import Admission
from services.licensing.app.grants.commands import DeclareInterest, HandIn
from services.licensing.app.grants.ports import Calls, Ids, Panels, Proposals, Reviews, Rules
from services.licensing.app.ports import Calendar, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.grants.access import must_work_on
from services.licensing.domain.grants.call import CallState
from services.licensing.domain.grants.panel import GrantPanel
from services.licensing.domain.grants.proposal import GrantProposal
from services.licensing.domain.grants.proposal_parts import Slot
from services.licensing.domain.grants.review import GrantReview
from services.licensing.domain.grants.terms import Terms


@dataclass(frozen=True)
class ReviewDesk:
    """Answers are views."""

    calls: Calls
    panels: Panels
    proposals: Proposals
    reviews: Reviews
    admission: Admission
    rules: Rules
    together: Together
    calendar: Calendar
    ids: Ids

    def assign(self, proposal_id: str, actor: Actor) -> View:
        """By hand, after the panel was too short."""
        with self.together():
            proposal = self.proposals.get(
                proposal_id, lambda found: must_work_on(actor, found.governorate)
            )
            proposal.must_be_under_review(self.calendar.now())
            return self._assign(proposal)

    def assign_when_closed(self, proposal_id: str) -> None:
        with self.together():
            proposal = self.proposals.get(proposal_id)
            if not proposal.awaits_reviewers:
                return
            if self.calls.load(proposal.call_id).state is CallState.CANCELLED:
                proposal.lapse()
                self.proposals.save(proposal)
            else:
                self._assign(proposal)

    def declare(self, command: DeclareInterest, actor: Actor) -> View:
        """Who has an interest is replaced at once."""
        with self.together():
            review = self.reviews.get(command.review_id, lambda found: found.must_be_seen_by(actor))
            review.declare(command.conflict, actor)
            if command.conflict is not None:
                proposal = self.proposals.get_companion(review.proposal_id)
                proposal.lose_reviewer(review.id)
                panel = self.panels.get_companion(review.call_id)
                panel.finished(review.reviewer)
                self._fill(proposal, panel, self._terms(review.call_id))
                self.panels.save(panel)
                self.proposals.save(proposal)
            return self.reviews.save(review)

    def hand_in(self, command: HandIn, actor: Actor) -> View:
        """The last of them makes the proposal reviewed, or calls for one more."""
        with self.together():
            review = self.reviews.get(command.review_id, lambda found: found.must_be_seen_by(actor))
            terms = self._terms(review.call_id)
            review.hand_in(command.scores, terms, actor)
            proposal = self.proposals.get_companion(review.proposal_id)
            proposal.take_scores(review.id, review.scores)
            panel = self.panels.get_companion(review.call_id)
            panel.finished(review.reviewer)
            self._fill(proposal, panel, terms)
            proposal.settle(terms, self.rules(self.calendar.today()))
            self.panels.save(panel)
            self.proposals.save(proposal)
            return self.reviews.save(review)

    def _assign(self, proposal: GrantProposal) -> View:
        panel = self.panels.get_companion(proposal.call_id)
        self._fill(proposal, panel, self._terms(proposal.call_id))
        self.panels.save(panel)
        return self.proposals.save(proposal)

    def _terms(self, call_id: str) -> Terms:
        call = self.calls.load(call_id)
        call.must_go_on()
        return call.terms

    def _fill(self, proposal: GrantProposal, panel: GrantPanel, terms: Terms) -> None:
        missing = proposal.missing_reviewers(terms, self.rules(self.calendar.today()))
        chosen = panel.choose(
            missing,
            proposal.governorate,
            proposal.association_id,
            {*proposal.reviewers, *self.admission.interested(proposal.call_id, panel.members)},
            keeps_distance=terms.keeps_distance,
        )
        slots = [self._review(proposal, reviewer) for reviewer in chosen]
        proposal.assign(slots, missing)

    def _review(self, proposal: GrantProposal, reviewer: str) -> Slot:
        review = GrantReview.assign(
            self.ids(f"grant_review.{proposal.id}.{reviewer}")(),
            proposal.call_id,
            proposal.id,
            proposal.association_id,
            reviewer,
        )
        self.reviews.add(review)
        return Slot(review.id, reviewer)
