"""The order of reviewed proposals, and what of the budget it would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from services.licensing.domain.grants.proposal import GrantProposal, ProposalState
from services.licensing.domain.grants.proposal_parts import Outcome
from services.licensing.domain.grants.terms import Terms

RANKED = (
    ProposalState.REVIEWED,
    ProposalState.AWARDED,
    ProposalState.RESERVE,
    ProposalState.DECLINED,
)


@dataclass(frozen=True)
class Ranked:
    """A place in the ranking. `parted_by`: what put it behind the one before it."""

    proposal: GrantProposal
    rank: int
    mean: Fraction
    parted_by: str | None
    suggested: Outcome


def criteria_means(proposal: GrantProposal, terms: Terms) -> dict[str, Fraction]:
    """The mean of each criterion over all reviewers, in points, the heaviest criterion first."""
    points = [each.points for each in proposal.valid_slots if each.scores]
    ordered = sorted(terms.criteria, key=lambda each: -each.weight)
    if not points:
        return {each.code: Fraction() for each in ordered}
    return {each.code: Fraction(sum(p[each.code] for p in points), len(points)) for each in ordered}


def ranking(proposals: Sequence[GrantProposal], terms: Terms, left_fils: int) -> list[Ranked]:
    """All that were reviewed, the best first. The same proposals always stand in the same order:
    by mean, by the heaviest criteria, the smaller amount, the earlier submission.

    Suggested is an award for who reaches the threshold and fits into what is left, the reserve for
    who only reaches the threshold.
    """
    known = [each for each in proposals if each.state in RANKED]
    keyed = sorted((_key(each, terms), each) for each in known)
    found: list[Ranked] = []
    before: tuple[Any, ...] | None = None
    for rank, (key, proposal) in enumerate(keyed, start=1):
        mean = proposal.mean(terms)
        suggested = Outcome.DECLINE
        if mean >= terms.threshold:
            suggested = Outcome.RESERVE
            if proposal.state is not ProposalState.REVIEWED:
                pass
            elif proposal.request.asked_fils <= left_fils:
                suggested = Outcome.AWARD
                left_fils -= proposal.request.asked_fils
        found.append(Ranked(proposal, rank, mean, _parted(before, key, terms), suggested))
        before = key
    return found


def is_in_order(proposal: GrantProposal, ranked: Sequence[Ranked], terms: Terms) -> bool:
    """Whether everybody who stands higher, and reaches the threshold, is decided or prepared."""
    for each in ranked:
        if each.proposal.id == proposal.id:
            return True
        waits = each.proposal.state is ProposalState.REVIEWED and each.proposal.prepared is None
        if waits and each.mean >= terms.threshold:
            return False
    return True


def _key(proposal: GrantProposal, terms: Terms) -> tuple[Any, ...]:
    means = criteria_means(proposal, terms)
    return (
        -proposal.mean(terms),
        *(-each for each in means.values()),
        proposal.request.asked_fils,
        proposal.submitted_at,
        proposal.id,
    )


def _parted(before: tuple[Any, ...] | None, key: tuple[Any, ...], terms: Terms) -> str | None:
    if before is None:
        return None
    heaviest = sorted(terms.criteria, key=lambda each: -each.weight)
    names = ["mean", *(each.code for each in heaviest), "asked_fils", "submitted_at", "id"]
    pairs = zip(names, before, key, strict=True)
    return next(name for name, one, other in pairs if one != other)
