"""What the handlers of grants need from the world, beside what all need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from services.licensing.app.ports import Held, Keeping, KeepingOneEach, NewId
from services.licensing.domain.access import Actor
from services.licensing.domain.grants.budget import GrantBudget
from services.licensing.domain.grants.call import GrantCall
from services.licensing.domain.grants.grant import Grant
from services.licensing.domain.grants.panel import GrantPanel
from services.licensing.domain.grants.proposal import GrantProposal
from services.licensing.domain.grants.review import GrantReview
from services.licensing.domain.grants.rules import GrantRules
from services.licensing.domain.grants.terms import Society, Standing


class Standings(Protocol):
    """What the register of societies says. Every method refuses a society that is not in it."""

    def of(self, association_id: str, day: date) -> Standing:
        """Whether it is in good standing on this day and, where not, why."""
        ...

    def society(self, association_id: str) -> Society:
        """Where it works, in which sector, registered since when."""
        ...

    def represents(self, actor: Actor, association_id: str) -> bool:
        """Whether the actor may speak for it."""
        ...

    def unknown(self, association_ids: Sequence[str]) -> Sequence[str]:
        """Those of them that are not in the register; the one method that does not refuse them."""
        ...

    def represented_by(self, login: str) -> Sequence[str]:
        """The societies that speak through this login."""
        ...


class Documents(Protocol):
    """Documents that societies have uploaded."""

    def unknown(self, document_ids: Sequence[str], association_id: str) -> Sequence[str]:
        """Those of them that are not stored and found clean, or not the society's."""
        ...


Calls = Held[GrantCall]
Budgets = KeepingOneEach[GrantBudget]
"""One of each call."""
Panels = KeepingOneEach[GrantPanel]
"""One of each call."""
Proposals = Keeping[GrantProposal]
Reviews = Keeping[GrantReview]
Grants = Keeping[Grant]
ProposalsOf = Callable[[str], list[GrantProposal]]
"""All proposals of a call."""
ProposalOf = Callable[[str, str], bool]
"""Whether in a call an association has proposed, and has not withdrawn."""
GrantsOf = Callable[[str], list[Grant]]
"""All grants of a call."""
Rules = Callable[[date], GrantRules]
"""The rules that are in force on a day."""
Ids = Callable[[str], NewId]
"""A source of identifiers for each name: one command may make several records."""
