"""All of grants, as the entrypoints use it."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.grants.calls import CallDesk
from services.licensing.app.grants.following import GrantFollower
from services.licensing.app.grants.granting import GrantDesk
from services.licensing.app.grants.proposals import ProposalDesk
from services.licensing.app.grants.queries import Reading
from services.licensing.app.grants.reviewing import ReviewDesk


@dataclass(frozen=True)
class Grants:
    """Grants to civil society."""

    calls: CallDesk
    proposals: ProposalDesk
    reviews: ReviewDesk
    granting: GrantDesk
    reading: Reading
    follower: GrantFollower
