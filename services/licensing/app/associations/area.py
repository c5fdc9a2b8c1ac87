"""Societies and unions, in one place for entrypoints and for other areas."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.associations.memberships import MembershipDesk
from services.licensing.app.associations.queries import AssociationQueries
from services.licensing.app.associations.register import AssociationRegister
from services.licensing.app.associations.standing import StandingDesk
from services.licensing.app.associations.supervision import Supervision


@dataclass(frozen=True)
class AssociationArea:
    """`register` and `standings` are for other areas; so is `tried`, the register once more, which
    keeps nothing: what it refuses, the register will refuse. The rest answers requests."""

    register: AssociationRegister
    tried: AssociationRegister
    standings: StandingDesk
    supervision: Supervision
    memberships: MembershipDesk
    queries: AssociationQueries
