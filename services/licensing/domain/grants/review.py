"""One reviewer's look at one proposal: assigned → declared → handed in, or given back for a
conflict of interest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.grants.access import AUDITOR, REVIEWER
from services.licensing.domain.grants.events import Event, ReviewAdvanced
from services.licensing.domain.grants.proposal_parts import Score
from services.licensing.domain.grants.refusals import (
    InterestNotDeclared,
    NotForYou,
    ReviewFinished,
    ScoresWrong,
)
from services.licensing.domain.grants.terms import Terms


class ReviewState(StrEnum):
    ASSIGNED = "assigned"
    DECLARED = "declared"
    HANDED_IN = "handed_in"
    CONFLICTED = "conflicted"


@dataclass
class GrantReview:
    """The aggregate. Of the proposal it tells, before a declaration, only whose it is."""

    id: str
    version: int
    call_id: str
    proposal_id: str
    association_id: str
    reviewer: str
    state: ReviewState
    conflict: str | None = None
    scores: tuple[Score, ...] = ()
    events: list[Event] = field(default_factory=list)

    @classmethod
    def assign(
        cls, review_id: str, call_id: str, proposal_id: str, association_id: str, reviewer: str
    ) -> GrantReview:
        review = cls(
            review_id, 0, call_id, proposal_id, association_id, reviewer, ReviewState.ASSIGNED
        )
        review._record()
        return review

    def must_be_seen_by(self, actor: Actor) -> None:
        """The reviewer, and auditors."""
        mine = REVIEWER in actor.roles and actor.subject == self.reviewer
        if not mine and AUDITOR not in actor.roles:
            raise NotForYou()

    def declare(self, conflict: str | None, actor: Actor) -> None:
        """Before the proposal is seen: no interest in it, or one, which ends the review."""
        self._must_be_mine(actor)
        if self.state is not ReviewState.ASSIGNED:
            raise ReviewFinished()
        self.conflict = conflict
        self.state = ReviewState.DECLARED if conflict is None else ReviewState.CONFLICTED
        self._record()

    def must_show_the_proposal(self) -> None:
        """Raises `InterestNotDeclared` for who has not declared to have no interest."""
        if self.state not in (ReviewState.DECLARED, ReviewState.HANDED_IN):
            raise InterestNotDeclared()

    def hand_in(self, scores: Sequence[Score], terms: Terms, actor: Actor) -> None:
        """Scores for every criterion; from now on nobody changes them."""
        self._must_be_mine(actor)
        if self.state in (ReviewState.HANDED_IN, ReviewState.CONFLICTED):
            raise ReviewFinished()
        self.must_show_the_proposal()
        wanted = sorted(each.code for each in terms.criteria)
        if sorted(each.criterion for each in scores) != wanted or any(
            each.points > terms.scale for each in scores
        ):
            raise ScoresWrong(terms.scale)
        self.scores = tuple(scores)
        self.state = ReviewState.HANDED_IN
        self._record()

    def _must_be_mine(self, actor: Actor) -> None:
        must_have_role(actor, REVIEWER)
        if actor.subject != self.reviewer:
            raise NotForYou()

    def _record(self) -> None:
        self.events.append(ReviewAdvanced(self.id, self.state))
