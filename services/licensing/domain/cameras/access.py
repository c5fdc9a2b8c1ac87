"""Who may do and see what in the camera room.

Operators and staff within their governorates; auditors look everywhere; the holder of a place at
its cameras, at its consents, and at when and why its cameras were looked through. Nobody else.
"""

from __future__ import annotations

from services.licensing.domain.access import Actor, Record, owner_marks
from services.licensing.domain.cameras.refusals import CameraNotYours

OPERATOR, SUPERVISOR, AUDITOR, CITIZEN = "camera_operator", "supervisor", "auditor", "citizen"
CAMERA_STAFF = frozenset({OPERATOR, SUPERVISOR, "clerk", "inspector"})
"""Who see which cameras there are."""
WATCHERS = frozenset({OPERATOR, SUPERVISOR})
"""Who see incidents."""


def serves(actor: Actor, governorate: str, roles: frozenset[str]) -> bool:
    """Whether the actor works there in one of the roles."""
    return not actor.roles.isdisjoint(roles) and governorate in actor.governorates


def holds(actor: Actor, owners: frozenset[str]) -> bool:
    """Whether the actor is the holder."""
    mine = owner_marks(actor.subject, actor.national_number)
    return CITIZEN in actor.roles and not mine.isdisjoint(owners)


def must_see(actor: Actor, record: Record) -> None:
    """For cameras and consents. Raises `CameraNotYours`."""
    if AUDITOR in actor.roles or serves(actor, record.governorate, CAMERA_STAFF):
        return
    if not holds(actor, record.owners):
        raise CameraNotYours()


def must_work(actor: Actor, governorate: str, *roles: str) -> None:
    """Raises `CameraNotYours` unless the actor has one of the roles and works there."""
    if not serves(actor, governorate, frozenset(roles)):
        raise CameraNotYours()
