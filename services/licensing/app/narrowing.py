"""Lists show to everybody what they may see of each record."""

from __future__ import annotations

from collections.abc import Mapping

from services.licensing.app.ports import Wanted
from services.licensing.domain.access import (
    LICENSING_STAFF,
    Actor,
    must_have_role,
    must_serve,
    owner_marks,
)


def wanted(filters: Mapping[str, str | None], actor: Actor) -> Wanted:
    """The filters, narrowed to what the actor may see (as `must_see` decides for one record).

    Whoever is both staff and citizen lists as staff. Raises `RoleMayNot` for who may see nothing,
    `NotYours` for staff that ask for a governorate they do not serve.
    """
    equals = {key: value for key, value in filters.items() if value is not None}
    if "auditor" in actor.roles:
        return Wanted(equals)
    if not actor.roles.isdisjoint(LICENSING_STAFF):
        if "governorate" in equals:
            must_serve(actor, equals["governorate"])
            return Wanted(equals)
        return Wanted(equals, {"governorate": sorted(actor.governorates)})
    must_have_role(actor, "citizen")
    return Wanted(equals, {"owners": sorted(owner_marks(actor.subject, actor.national_number))})
