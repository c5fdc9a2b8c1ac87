"""What the central camera room is asked and answers: viewings and incidents."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Request, Strict
from contracts.rpc.licensing.cameras import CameraStepSchema, Code, OfPlace, StreamReference

VIEWING_STATES = ("open", "ended", "refused")
ENDED_BY = ("operator", "time", "consent_ended", "camera_stopped")
UNUSUAL = ("at_night", "too_often")
INCIDENT_STATES = ("flagged", "confirmed", "dismissed")
URGENCIES = ("urgent", "ordinary")


class OpenCameraViewing(Request):
    """An operator wants to look through a camera."""

    camera_id = fields.Identifier(required=True)
    purpose = Code(required=True, metadata={"example": "complaint"})
    reason = fields.Paragraph(
        required=True, longest=500, metadata={"example": "شكوى من غياب المشرفة وقت الظهيرة"}
    )


class EndCameraViewing(Request):
    """Which viewing ends."""

    viewing_id = fields.Identifier(required=True)


class GetCameraViewing(Request):
    """One viewing."""

    viewing_id = fields.Identifier(required=True)


class FindCameraViewings(PageRequest):
    """Viewings that the caller may know of; filters add up. Newest first.

    Holders of places cannot ask by operator, nor for what was flagged.
    """

    licence_id = fields.Identifier(load_default=None, allow_none=True)
    camera_id = fields.Identifier(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    operator = fields.Text(load_default=None, allow_none=True, metadata={"example": "operator-4"})
    state = fields.Choice(VIEWING_STATES, load_default=None, allow_none=True)
    flagged = fields.Choice(("yes",), load_default=None, allow_none=True)
    first = fields.Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "Asked for on this day or later."},
    )
    last = fields.Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "Asked for on this day or before."},
    )


class CameraViewing(OfPlace):
    """A viewing. Its operator alone is told the reference of the stream, and while it runs.

    The holder of the place is told neither who looked nor in which words.
    """

    camera_id = fields.Identifier(required=True)
    area = Code(required=True, metadata={"example": "playroom"})
    operator = fields.Text(required=True, allow_none=True, metadata={"example": "operator-4"})
    number = fields.Whole(
        least=1,
        most=2**53,
        required=True,
        allow_none=True,
        metadata={"description": "Counts its operator's viewings.", "example": 118},
    )
    purpose = Code(required=True, metadata={"example": "complaint"})
    reason = fields.Paragraph(required=True, allow_none=True)
    state = fields.Choice(VIEWING_STATES, required=True, metadata={"example": "open"})
    asked_at = fields.Moment(required=True)
    ends_at = fields.Moment(required=True)
    ended_at = fields.Moment(required=True, allow_none=True)
    ended_by = fields.Choice(ENDED_BY, required=True, allow_none=True)
    refused_for = Code(required=True, allow_none=True, metadata={"example": None})
    unusual = fields.Several(fields.Choice(UNUSUAL), required=True)
    stream_reference = StreamReference(required=True, allow_none=True)


class CameraViewingPage(PageAnswer):
    """One page of viewings."""

    items = fields.Several(fields.Nested(CameraViewing), required=True)


class CameraTimeMarkSchema(Strict):
    """Where in the video system's recording: its reference, and seconds from its beginning."""

    reference = StreamReference(required=True, metadata={"example": "REC-20261122-0417"})
    seconds = fields.Whole(least=0, most=10_000_000, required=True, metadata={"example": 1260})


class FlagCameraIncident(Request):
    """What an operator saw, when, and where in the recording."""

    camera_id = fields.Identifier(required=True)
    viewing_id = fields.Identifier(load_default=None, allow_none=True)
    begins_at = fields.AskedMoment(required=True, metadata={"example": "2026-11-22T07:10:00Z"})
    ends_at = fields.AskedMoment(required=True, metadata={"example": "2026-11-22T07:25:00Z"})
    kind = Code(required=True, metadata={"example": "unattended_children"})
    urgency = fields.Choice(URGENCIES, required=True, metadata={"example": "ordinary"})
    text = fields.Paragraph(
        required=True, metadata={"example": "أربعة أطفال في غرفة اللعب بلا مشرفة ربع ساعة."}
    )
    marks = fields.Several(fields.Nested(CameraTimeMarkSchema), most=50, load_default=list)


class DecideCameraIncidentBody(Request):
    """Why an incident is confirmed or dismissed."""

    reason = fields.Paragraph(required=True, metadata={"example": "يظهر ذلك بوضوح في التسجيل."})


class DecideCameraIncident(DecideCameraIncidentBody):
    """The same, saying of which incident."""

    incident_id = fields.Identifier(required=True)


class LinkCameraIncidentsBody(Request):
    """With which other incident it belongs together."""

    other_id = fields.Identifier(required=True)


class LinkCameraIncidents(LinkCameraIncidentsBody):
    """The same, saying of which incident."""

    incident_id = fields.Identifier(required=True)


class GetCameraIncident(Request):
    """One incident."""

    incident_id = fields.Identifier(required=True)


class FindCameraIncidents(PageRequest):
    """Incidents that the caller may see, without what was said in them. Newest first."""

    licence_id = fields.Identifier(load_default=None, allow_none=True)
    camera_id = fields.Identifier(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    state = fields.Choice(INCIDENT_STATES, load_default=None, allow_none=True)
    kind = Code(load_default=None, allow_none=True, metadata={"example": "neglect"})
    urgency = fields.Choice(URGENCIES, load_default=None, allow_none=True)
    escalated = fields.Choice(("yes",), load_default=None, allow_none=True)


class ListedCameraIncident(OfPlace):
    """An incident as a list shows it."""

    camera_id = fields.Identifier(required=True)
    kind = Code(required=True, metadata={"example": "unattended_children"})
    urgency = fields.Choice(URGENCIES, required=True, metadata={"example": "ordinary"})
    begins_at = fields.Moment(required=True)
    ends_at = fields.Moment(required=True)
    viewing_id = fields.Identifier(required=True, allow_none=True)
    state = fields.Choice(INCIDENT_STATES, required=True, metadata={"example": "flagged"})
    flagged_by = fields.Text(required=True, metadata={"example": "operator-4"})
    decide_by = fields.Moment(required=True)
    escalated = fields.Flag(required=True)
    inspection_id = fields.Identifier(required=True, allow_none=True)
    linked = fields.Several(fields.Identifier(), most=1000, required=True)


class CameraIncident(ListedCameraIncident):
    """An incident with what was said in it: protected, and every look is in the audit log."""

    text = fields.Paragraph(required=True)
    marks = fields.Several(fields.Nested(CameraTimeMarkSchema), required=True)
    course = fields.Several(fields.Nested(CameraStepSchema), most=2000, required=True)


class CameraIncidentPage(PageAnswer):
    """One page of incidents."""

    items = fields.Several(fields.Nested(ListedCameraIncident), required=True)


METHODS: Methods = {
    "open_camera_viewing": Method("command", OpenCameraViewing, CameraViewing),
    "end_camera_viewing": Method("command", EndCameraViewing, CameraViewing),
    "get_camera_viewing": Method("query", GetCameraViewing, CameraViewing),
    "find_camera_viewings": Method("query", FindCameraViewings, CameraViewingPage),
    "flag_camera_incident": Method("command", FlagCameraIncident, CameraIncident),
    "confirm_camera_incident": Method("command", DecideCameraIncident, CameraIncident),
    "dismiss_camera_incident": Method("command", DecideCameraIncident, CameraIncident),
    "link_camera_incidents": Method("command", LinkCameraIncidents, CameraIncident),
    "get_camera_incident": Method("query", GetCameraIncident, CameraIncident),
    "find_camera_incidents": Method("query", FindCameraIncidents, CameraIncidentPage),
}
