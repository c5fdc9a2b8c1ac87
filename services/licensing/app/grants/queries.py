"""What can be looked at, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from services.licensing.app.grants import showing
from services.licensing.app.grants.admission import Admission
from services.licensing.app.grants.ports import (
    Budgets,
    Calls,
    Grants,
    Panels,
    Proposals,
    ProposalsOf,
    Reviews,
)
from services.licensing.app.ports import Listing, View, Wanted
from services.licensing.domain.access import Actor, must_have_role, must_serve
from services.licensing.domain.grants.access import (
    ADMINISTRATOR,
    AUDITOR,
    MANAGERS,
    REVIEWER,
    STAFF,
    must_follow,
    sees_as_staff,
)
from services.licensing.domain.grants.call import PUBLIC, CallState
from services.licensing.domain.grants.proposal import ProposalState
from services.licensing.domain.grants.ranking import ranking
from services.licensing.domain.grants.refusals import AssociationWanted, NotForYou

Filters = Mapping[str, str | None]


class Audit(Protocol):
    """Where it is written down who read what is protected."""

    def record(self, action: str, kind: str, record_id: str) -> None: ...


@dataclass(frozen=True)
class Lists:
    """Records by their keys, newest first."""

    calls: Listing
    proposals: Listing
    reviews: Listing
    grants: Listing


@dataclass(frozen=True)
class Reading:
    """Queries over calls, proposals, reviews and grants."""

    calls: Calls
    budgets: Budgets
    panels: Panels
    proposals: Proposals
    reviews: Reviews
    grants: Grants
    proposals_of: ProposalsOf
    lists: Lists
    admission: Admission
    audit: Audit

    def call(self, call_id: str, actor: Actor) -> View:
        """Everybody reads what is published."""
        call = self.calls.load(call_id)
        if call.state is CallState.DRAFTED:
            must_follow(actor, call.governorates)
        return showing.show_call(call)

    def find_calls(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        """Drafts are listed to those alone who may read every one of them: to supervisors when they
        ask for a governorate that they serve."""
        equals = _given(filters)
        own = "supervisor" in actor.roles and equals.get("governorate") in actor.governorates
        if own or not actor.roles.isdisjoint({AUDITOR, ADMINISTRATOR}):
            return self.lists.calls(Wanted(equals), after, limit)
        public = {"state": [each.value for each in PUBLIC]}
        return self.lists.calls(Wanted(equals, public), after, limit)

    def budget(self, call_id: str, actor: Actor) -> View:
        must_follow(actor, self.calls.load(call_id).governorates)
        return showing.show_budget(self.budgets.load(call_id))

    def panel(self, call_id: str, actor: Actor) -> View:
        must_follow(actor, self.calls.load(call_id).governorates)
        return showing.show_panel(self.panels.load(call_id))

    def ranking(self, call_id: str, actor: Actor) -> View:
        call = self.calls.load(call_id)
        must_follow(actor, call.governorates)
        call.must_decide_proposals()
        left = self.budgets.load(call_id).left_fils
        ranked = ranking(self.proposals_of(call_id), call.terms, left)
        return showing.show_ranking(ranked, left)

    def proposal(self, proposal_id: str, actor: Actor) -> View:
        proposal = self.proposals.load(proposal_id)
        self.admission.must_see(actor, proposal)
        return showing.show_proposal(proposal)

    def marks(self, proposal_id: str, actor: Actor) -> View:
        proposal = self.proposals.load(proposal_id)
        self.admission.must_see(actor, proposal)
        return showing.show_marks(proposal, self.calls.load(proposal.call_id).terms)

    def assessment(self, proposal_id: str, actor: Actor) -> View:
        """Staff and auditors; its reviewers once all are in, without each other's names."""
        proposal = self.proposals.load(proposal_id)
        terms = self.calls.load(proposal.call_id).terms
        reviewed = proposal.state is not ProposalState.SUBMITTED
        as_reviewer = REVIEWER in actor.roles and actor.subject in proposal.reviewers
        if as_reviewer and not reviewed:
            raise NotForYou()
        if not as_reviewer:
            must_have_role(actor, *STAFF, AUDITOR)
            if not sees_as_staff(actor, proposal.governorate):
                raise NotForYou()
        self.audit.record("grant_assessment.read", "grant_proposal", proposal_id)
        names = not as_reviewer and not actor.roles.isdisjoint({*MANAGERS, AUDITOR})
        return showing.show_assessment(proposal, terms, names=names)

    def find_proposals(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self.lists.proposals(self._of_societies(filters, actor), after, limit)

    def review(self, review_id: str, actor: Actor) -> View:
        review = self.reviews.load(review_id)
        review.must_be_seen_by(actor)
        return showing.show_review(review)

    def reviewed_proposal(self, review_id: str, actor: Actor) -> View:
        """The proposal, for who has declared to have no interest in it."""
        review = self.reviews.load(review_id)
        review.must_be_seen_by(actor)
        if AUDITOR not in actor.roles:
            review.must_show_the_proposal()
        return showing.show_for_review(self.proposals.load(review.proposal_id))

    def find_reviews(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        """One's own; auditors find all."""
        must_have_role(actor, REVIEWER, AUDITOR)
        equals = _given(filters)
        if AUDITOR not in actor.roles:
            equals["reviewer"] = actor.subject
        return self.lists.reviews(Wanted(equals), after, limit)

    def grant(self, grant_id: str, actor: Actor) -> View:
        grant = self.grants.load(grant_id)
        self.admission.must_see(actor, grant)
        return showing.show_grant(grant)

    def find_grants(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self.lists.grants(self._of_societies(filters, actor), after, limit)

    def _of_societies(self, filters: Filters, actor: Actor) -> Wanted:
        """Narrowed to what the actor may see, as `Admission.must_see` decides for one record."""
        equals = _given(filters)
        if not actor.roles.isdisjoint({AUDITOR, ADMINISTRATOR}):
            return Wanted(equals)
        if not actor.roles.isdisjoint(STAFF):
            if "governorate" in equals:
                must_serve(actor, equals["governorate"])
                return Wanted(equals)
            return Wanted(equals, {"governorate": sorted(actor.governorates)})
        must_have_role(actor, "citizen")
        if "association_id" not in equals:
            raise AssociationWanted(pointer="/association_id")
        self.admission.must_speak_for(actor, equals["association_id"])
        return Wanted(equals)


def _given(filters: Filters) -> dict[str, str]:
    return {name: value for name, value in filters.items() if value is not None}
