"""What the gateway can ask about grants, and what falls due."""

from __future__ import annotations

from services.licensing.entrypoints.grants.calls import CallMethods
from services.licensing.entrypoints.grants.grants import GrantMoneyMethods
from services.licensing.entrypoints.grants.proposals import ProposalMethods
from services.licensing.entrypoints.grants.reviews import ReviewMethods


class GrantMethods(CallMethods, ProposalMethods, ReviewMethods, GrantMoneyMethods):
    """Part of `LicensingService`."""
