"""A society's proposal: draft → submitted → reviewed → awarded, reserve or declined; or withdrawn,
or ineligible with what was not met."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from services.licensing.domain.grants.events import Event, ProposalAdvanced
from services.licensing.domain.grants.proposal_parts import (
    Appeal,
    Decision,
    Prepared,
    Request,
    Score,
    Slot,
    must_add_up,
)
from services.licensing.domain.grants.refusals import NotOpen, ProposalStateWrong
from services.licensing.domain.grants.rules import GrantRules
from services.licensing.domain.grants.terms import Terms, Unmet


class ProposalState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    INELIGIBLE = "ineligible"
    REVIEWED = "reviewed"
    AWARDED = "awarded"
    RESERVE = "reserve"
    DECLINED = "declined"


UNDECIDED = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.REVIEWED)
DECIDED = (ProposalState.AWARDED, ProposalState.RESERVE, ProposalState.DECLINED)


@dataclass
class GrantProposal:
    """The aggregate. `review_at`: when the call closes and reviewers are assigned. `short`: the
    panel had too few of them. `waived`: what an upheld appeal said need not be met."""

    id: str
    version: int
    call_id: str
    association_id: str
    governorate: str
    state: ProposalState
    request: Request
    drafted_by: str
    review_at: datetime
    submitted_at: datetime | None = None
    unmet: tuple[Unmet, ...] = ()
    waived: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    short: bool = False
    prepared: Prepared | None = None
    decisions: tuple[Decision, ...] = ()
    decided_on: date | None = None
    appeals: tuple[Appeal, ...] = ()
    events: list[Event] = field(default_factory=list)

    def record(self, what: str) -> None:
        """Every change is told by what happened and the state it led to."""
        self.events.append(
            ProposalAdvanced(self.id, self.call_id, self.state, what, self.association_id)
        )

    def must_be(self, *states: ProposalState) -> None:
        """Raises `ProposalStateWrong`."""
        if self.state not in states:
            raise ProposalStateWrong(self.state)

    def revise(self, request: Request, terms: Terms) -> None:
        """Another wording, while it is a draft."""
        self.must_be(ProposalState.DRAFT)
        _must_fit(request, terms)
        self.request = request
        self.record("revised")

    def submit(self, unmet: tuple[Unmet, ...], now: datetime, today: date) -> None:
        """Handed in, or found ineligible with all that is not met."""
        self.must_be(ProposalState.DRAFT)
        self.submitted_at, self.unmet = now, unmet
        self.state = ProposalState.INELIGIBLE if unmet else ProposalState.SUBMITTED
        self.decided_on = today if unmet else None
        self.record(self.state if unmet else "received")

    def withdraw(self, now: datetime) -> None:
        """Taken back, as long as proposals are taken: another one may follow."""
        self.must_be(ProposalState.DRAFT, ProposalState.SUBMITTED)
        if now >= self.review_at:
            raise NotOpen()
        self.state = ProposalState.WITHDRAWN
        self.record("withdrawn")

    def must_be_under_review(self, now: datetime) -> None:
        """Raises while its society may still take it back, and once it is reviewed."""
        self.must_be(ProposalState.SUBMITTED)
        if now < self.review_at:
            raise ProposalStateWrong(self.state)

    def lapse(self) -> None:
        """Its call was cancelled before anybody looked at it."""
        self.must_be(ProposalState.SUBMITTED)
        self.state = ProposalState.WITHDRAWN
        self.record("lapsed")

    def relocate(self, governorate: str) -> None:
        """Its society moved: the staff of where it is now deal with it."""
        if self.governorate != governorate:
            self.governorate = governorate
            self.record("moved")

    @property
    def awaits_reviewers(self) -> bool:
        """Whether a timer is to assign them: once; a short panel is the staff's to mend."""
        return self.state is ProposalState.SUBMITTED and not self.slots and not self.short

    @property
    def reviewers(self) -> frozenset[str]:
        """Everybody who ever had to review it, those in conflict as well."""
        return frozenset(each.reviewer for each in self.slots)

    @property
    def valid_slots(self) -> list[Slot]:
        return [each for each in self.slots if not each.conflicted]

    def totals(self, terms: Terms) -> list[Fraction]:
        """What each reviewer gave, 0 to 100, in the order of their slots."""
        return [terms.total(each.points) for each in self.valid_slots if each.scores]

    def mean(self, terms: Terms) -> Fraction:
        """The mean of what was handed in; 0 without any."""
        totals = self.totals(terms)
        return sum(totals, Fraction()) / len(totals) if totals else Fraction()

    def missing_reviewers(self, terms: Terms, rules: GrantRules) -> int:
        """How many more it takes: as the call says, and one when they lie far apart."""
        totals, slots = self.totals(terms), len(self.valid_slots)
        apart = (
            len(totals) == slots >= terms.reviewers_each
            and max(totals) - min(totals) >= rules.disagreement
        )
        return max(terms.reviewers_each + (1 if apart else 0) - slots, 0)

    def assign(self, chosen: Sequence[Slot], missing: int) -> None:
        """Reviewers; `short` when they are fewer than were missing."""
        self.must_be(ProposalState.SUBMITTED)
        self.slots = (*self.slots, *chosen)
        self.short = len(chosen) < missing
        self.record("assigned")

    def lose_reviewer(self, review_id: str) -> None:
        """One of them has an interest in it."""
        self.must_be(ProposalState.SUBMITTED)
        self._slot(review_id, conflicted=True)

    def take_scores(self, review_id: str, scores: tuple[Score, ...]) -> None:
        """What a reviewer handed in."""
        self.must_be(ProposalState.SUBMITTED)
        self._slot(review_id, scores=scores)

    def settle(self, terms: Terms, rules: GrantRules) -> None:
        """Reviewed, when everybody whom it takes has handed in."""
        complete = all(each.scores for each in self.valid_slots)
        if complete and not self.missing_reviewers(terms, rules):
            self.state = ProposalState.REVIEWED
        self.record("reviewed")

    def unmet_now(self, unmet: Collection[Unmet]) -> tuple[Unmet, ...]:
        """What is not met and was not waived."""
        return tuple(each for each in unmet if each.criterion not in self.waived)

    def _slot(self, review_id: str, **changes: object) -> None:
        self.slots = tuple(
            replace(each, **changes) if each.review_id == review_id else each  # type: ignore[arg-type]
            for each in self.slots
        )


def draft(
    proposal_id: str,
    call_id: str,
    association_id: str,
    governorate: str,
    request: Request,
    terms: Terms,
    subject: str,
) -> GrantProposal:
    """A new proposal, which only its society and staff see."""
    _must_fit(request, terms)
    proposal = GrantProposal(
        id=proposal_id,
        version=0,
        call_id=call_id,
        association_id=association_id,
        governorate=governorate,
        state=ProposalState.DRAFT,
        request=request,
        drafted_by=subject,
        review_at=terms.closes_at,
    )
    proposal.record("drafted")
    return proposal


def _must_fit(request: Request, terms: Terms) -> None:
    terms.must_give(request.asked_fils)
    must_add_up(request.lines, request.asked_fils)
