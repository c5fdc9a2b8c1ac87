"""By whose login something was done is for who works on the record, and who audits: everybody else
reads what happened and when."""

from __future__ import annotations

from typing import Any

from services.licensing.app.ports import View
from services.licensing.domain.access import LICENSING_STAFF, Actor

STAFF = LICENSING_STAFF | {"camera_operator"}
LOGINS = frozenset(
    {
        "by",
        "announced_by",
        "approved_by",
        "asked_by",
        "confirmed_by",
        "decided_by",
        "filed_by",
        "judged_by",
        "nominated_by",
        "recorded_by",
        "withdrawn_by",
    }
)
"""The names under which answers have a login."""


def without_logins(view: View, reader: str) -> View:
    """The view without any login but the reader's own, however deep it stands."""
    return {name: _left(name, value, reader) for name, value in view.items()}


def read_by(view: View, actor: Actor, *governorates: str) -> View:
    """The view as the actor may read it: with logins for who works on it in one of these
    governorates, for auditors and administrators, and for work of ours."""
    return view if works_on(actor, *governorates) else without_logins(view, actor.subject)


def works_on(actor: Actor, *governorates: str) -> bool:
    """Whether the actor sees who of the staff did what there."""
    if not actor.roles.isdisjoint({"system", "auditor", "administrator"}):
        return True
    serves = not actor.governorates.isdisjoint(governorates)
    return serves and not actor.roles.isdisjoint(STAFF)


def _left(name: str, value: Any, reader: str) -> Any:
    if isinstance(value, dict):
        return without_logins(value, reader)
    if isinstance(value, list | tuple):
        return [_left("", each, reader) for each in value]
    return None if name in LOGINS and value != reader else value
