"""What can be looked at of the camera room, by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.cameras.ports import (
    Audit,
    Cameras,
    Consents,
    Incidents,
    Period,
    PeriodListing,
    Rules,
    Viewings,
)
from services.licensing.app.ports import Calendar, Listing, View, Wanted
from services.licensing.domain.access import Actor, owner_marks
from services.licensing.domain.cameras.access import (
    AUDITOR,
    CAMERA_STAFF,
    CITIZEN,
    OPERATOR,
    SUPERVISOR,
    WATCHERS,
    holds,
    must_see,
    serves,
)
from services.licensing.domain.cameras.camera import Camera
from services.licensing.domain.cameras.consents import PlaceConsents
from services.licensing.domain.cameras.incident import Incident
from services.licensing.domain.cameras.refusals import CameraNotYours
from services.licensing.domain.cameras.rules import CameraRules
from services.licensing.domain.cameras.viewing import Viewing, ViewingState

Filters = Mapping[str, str | None]
NOT_FOR_HOLDERS: View = {
    **dict.fromkeys(("operator", "number", "reason", "refused_for", "stream_reference")),
    "unusual": [],
}
"""The holder learns that somebody looked, when and what for; not who, nor in which words."""
PROTECTED = ("text", "marks", "course")
"""What a list of incidents does not show."""


@dataclass(frozen=True)
class Shows:
    """How records are shown."""

    camera: Callable[[Camera], View]
    consents: Callable[[PlaceConsents], View]
    viewing: Callable[[Viewing], View]
    incident: Callable[[Incident], View]
    rules: Callable[[CameraRules], View]


@dataclass(frozen=True)
class Lists:
    """Lists of each kind of record."""

    cameras: Listing
    viewings: PeriodListing
    incidents: Listing


@dataclass(frozen=True)
class Reading:
    """Queries over cameras, consents, viewings and incidents."""

    cameras: Cameras
    consents: Consents
    viewings: Viewings
    incidents: Incidents
    shows: Shows
    lists: Lists
    audit: Audit
    rules_on: Rules
    calendar: Calendar

    def rules(self) -> View:
        """What may be chosen today: areas, purposes, kinds of incident."""
        return self.shows.rules(self.rules_on(self.calendar.today()))

    def camera(self, camera_id: str, actor: Actor) -> View:
        camera = self.cameras.load(camera_id)
        must_see(actor, camera)
        return self.shows.camera(camera)

    def find_cameras(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self.lists.cameras(_within(_given(filters), actor, CAMERA_STAFF), after, limit)

    def consents_of(self, consents_id: str, actor: Actor) -> View:
        kept = self.consents.load(consents_id)
        must_see(actor, kept)
        return self.shows.consents(kept)

    def viewing(self, viewing_id: str, actor: Actor) -> View:
        viewing = self.viewings.load(viewing_id)
        must_see_viewing(actor, viewing)
        shown = self.shows.viewing(viewing)
        if not viewing.lets_see(actor, self.calendar.now()):
            shown["stream_reference"] = None
        return shown if _is_told_all(actor, viewing) else _for_holders(shown)

    def find_viewings(
        self, filters: Filters, period: Period, after: str | None, limit: int, actor: Actor
    ) -> View:
        """Supervisors find those of their governorates, operators their own, holders when their
        cameras were looked through; newest first."""
        equals = _given(filters)
        staff = not actor.roles.isdisjoint({AUDITOR, SUPERVISOR})
        if not staff and OPERATOR in actor.roles:
            if equals.get("operator", actor.subject) != actor.subject:
                raise CameraNotYours()
            equals["operator"] = actor.subject
            page = self.lists.viewings(Wanted(equals), period, after, limit)
        else:
            if not staff and not equals.keys().isdisjoint({"operator", "flagged"}):
                raise CameraNotYours()
            more = {} if staff else {"looked": "yes"}
            wanted = _within({**equals, **more}, actor, frozenset({SUPERVISOR}))
            page = self.lists.viewings(wanted, period, after, limit)
        hidden = _without_stream if staff or OPERATOR in actor.roles else _for_holders
        return {**page, "items": [hidden(each) for each in page["items"]]}

    def incident(self, incident_id: str, actor: Actor) -> View:
        incident = self.incidents.load(incident_id)
        self.may_see(actor, incident)
        self.audit.record("camera_incident.read", "camera_incident", incident_id)
        return self.shows.incident(incident)

    def find_incidents(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        """Incidents without what was said in them."""
        if actor.roles.isdisjoint({*WATCHERS, AUDITOR}):
            raise CameraNotYours()
        page = self.lists.incidents(_within(_given(filters), actor, WATCHERS), after, limit)
        if shown := [each["id"] for each in page["items"]]:
            self.audit.record("camera_incident.list", "camera_incident", shown)
        bare = [
            {name: value for name, value in each.items() if name not in PROTECTED}
            for each in page["items"]
        ]
        return {**page, "items": bare}

    def may_see(self, actor: Actor, incident: Incident) -> None:
        """Raises `CameraNotYours`, which is written down."""
        if AUDITOR in actor.roles or serves(actor, incident.governorate, WATCHERS):
            return
        self.audit.record("camera_incident.read_refused", "camera_incident", incident.id)
        raise CameraNotYours()


def must_see_viewing(actor: Actor, viewing: Viewing) -> None:
    """Raises `CameraNotYours`. Holders learn of no attempt that was refused: nobody looked."""
    if _is_told_all(actor, viewing):
        return
    if viewing.state is ViewingState.REFUSED or not holds(actor, viewing.owners):
        raise CameraNotYours()


def _is_told_all(actor: Actor, viewing: Viewing) -> bool:
    own = OPERATOR in actor.roles and viewing.asked.operator == actor.subject
    supervised = serves(actor, viewing.governorate, frozenset({SUPERVISOR}))
    return own or supervised or AUDITOR in actor.roles


def _for_holders(view: View) -> View:
    return {**view, **NOT_FOR_HOLDERS}


def _without_stream(view: View) -> View:
    return {**view, "stream_reference": None}


def _given(filters: Filters) -> dict[str, str]:
    return {name: value for name, value in filters.items() if value is not None}


def _within(equals: dict[str, str], actor: Actor, staff: frozenset[str]) -> Wanted:
    """The filters, narrowed to what the actor may see. Raises `CameraNotYours`."""
    if AUDITOR in actor.roles:
        return Wanted(equals)
    if not actor.roles.isdisjoint(staff):
        if equals.get("governorate", "") not in {"", *actor.governorates}:
            raise CameraNotYours()
        return Wanted(equals, {"governorate": sorted(actor.governorates)})
    if CITIZEN not in actor.roles:
        raise CameraNotYours()
    return Wanted(equals, {"owners": sorted(owner_marks(actor.subject, actor.national_number))})
