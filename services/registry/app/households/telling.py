"""What a household's record tells of another one that not everybody may know."""

from __future__ import annotations

from services.registry.app.households.ports import Households
from services.registry.app.ports import View
from services.registry.app.privacy.plain import protection_from
from services.registry.domain.access import Actor
from services.registry.domain.privacy.protection import may_know


def protection_known(actor: Actor, view: View) -> bool:
    """Whether a household in this state exists for the actor."""
    return may_know(actor, protection_from(view.get("protection")))


def as_told_to(actor: Actor, households: Households, view: View) -> View:
    """Without where somebody went or came from, and the note of it, when that is hidden from the
    actor: it may have been protected only since.
    """
    if not protection_known(actor, view):
        # Hidden by what the actor just recorded: it is told as they saw it, and not from whom.
        view = {name: value for name, value in view.items() if name != "protection"}
    happened = view["last_event"]
    other = None if happened is None else happened["other_household_id"]
    if other is None or protection_known(actor, households.view(other)):
        return view
    return {**view, "last_event": {**happened, "other_household_id": None, "note": None}}
