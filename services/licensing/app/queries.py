"""What can be looked at, by whom: one record if the actor may see it, lists of such records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.nursery_ports import Applications, Licences
from services.licensing.app.ports import Listing, View, Wanted
from services.licensing.domain.access import (
    LICENSING_STAFF,
    Actor,
    must_have_role,
    must_see,
    must_serve,
    owner_marks,
)
from services.licensing.domain.application import NurseryApplication
from services.licensing.domain.licence import Licence


@dataclass(frozen=True)
class Reading:
    """Queries over applications and licences."""

    applications: Applications
    licences: Licences
    show_application: Callable[[NurseryApplication], View]
    show_licence: Callable[[Licence], View]
    list_applications: Listing
    list_licences: Listing

    def application(self, application_id: str, actor: Actor) -> View:
        application = self.applications.load(application_id)
        must_see(actor, application)
        return self.show_application(application)

    def licence(self, licence_id: str, actor: Actor) -> View:
        licence = self.licences.load(licence_id)
        must_see(actor, licence)
        return self.show_licence(licence)

    def find_applications(
        self, filters: Mapping[str, str | None], after: str | None, limit: int, actor: Actor
    ) -> View:
        return self.list_applications(wanted(filters, actor), after, limit)

    def find_licences(
        self, filters: Mapping[str, str | None], after: str | None, limit: int, actor: Actor
    ) -> View:
        return self.list_licences(wanted(filters, actor), after, limit)


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
