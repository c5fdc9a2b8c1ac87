"""What the central camera room is asked and answers: cameras, consents and what may be chosen.

No reference of the video system is an address: it means something to that system alone.
"""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    Nothing,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.people import PlaceSchema

CAMERA_STATES = ("registered", "active", "out_of_service", "removed")
OUTCOMES = ("passed", "failed")
PARTIES = ("holder", "guardians", "residents")
ENDS = ("withdrawn", "left")


class Code(fields.Text):
    """A word of the lists that the rules keep (`GET /v1/camera-rules`)."""

    longest = 60
    pattern = r"^[a-z]+(?:_[a-z]+)*$"


class StreamReference(fields.Text):
    """How the video system knows a stream: opaque, no address, no credentials."""

    shortest, longest = 3, 80
    pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]+$"
    problem = "malformed_stream_reference"
    sample = "AMM-0417-cam-03"


class LicenceNumber(fields.Text):
    """The number of a licence, as it is told."""

    longest = 60
    sample = "NUR-2026-000001"


class OfPlace(Record):
    """A record of a licensed place."""

    licence_id = fields.Identifier(required=True)
    licence_number = LicenceNumber(required=True)
    place = fields.Nested(PlaceSchema, required=True)


class CameraStepSchema(Strict):
    """One step of a record's course."""

    at = fields.Moment(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "inspector-3"})
    what = Code(required=True, metadata={"example": "check_passed"})
    text = fields.Paragraph(required=True, allow_none=True, metadata={"example": None})


class RegisterCamera(Request):
    """A camera at a licensed place: where it looks and what for."""

    licence_id = fields.Identifier(required=True)
    area = Code(required=True, metadata={"example": "playroom"})
    purpose = fields.Text(
        required=True, longest=300, metadata={"example": "سلامة الأطفال أثناء اللعب"}
    )
    stream_reference = StreamReference(required=True)


class CheckCameraBody(Request):
    """What an inspector found of the installation."""

    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "passed"})
    findings = fields.Paragraph(
        required=True, metadata={"example": "لا تكشف الكاميرا إلا غرفة اللعب."}
    )


class CheckCamera(CheckCameraBody):
    """The same, saying of which camera."""

    camera_id = fields.Identifier(required=True)


class StopCameraBody(Request):
    """Why nobody looks through it any more."""

    reason = fields.Paragraph(required=True, metadata={"example": "عطل في العدسة"})


class StopCamera(StopCameraBody):
    """The same, saying of which camera."""

    camera_id = fields.Identifier(required=True)


class GetCamera(Request):
    """One camera."""

    camera_id = fields.Identifier(required=True)


class FindCameras(PageRequest):
    """Cameras that the caller may know of; filters add up. Newest first."""

    licence_id = fields.Identifier(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    state = fields.Choice(CAMERA_STATES, load_default=None, allow_none=True)
    area = Code(load_default=None, allow_none=True, metadata={"example": "playroom"})


class Camera(OfPlace):
    """A camera as it stands; by which reference the video system knows it only a viewing tells."""

    area = Code(required=True, metadata={"example": "playroom"})
    purpose = fields.Text(required=True, longest=300)
    state = fields.Choice(CAMERA_STATES, required=True, metadata={"example": "active"})
    course = fields.Several(fields.Nested(CameraStepSchema), most=1000, required=True)


class CameraPage(PageAnswer):
    """One page of cameras."""

    items = fields.Several(fields.Nested(Camera), required=True)


class GiveCameraConsent(Request):
    """A consent: at which place, of whom, on which paper, for which purposes, from when until when.

    `file` is the place's own reference to who consents, such as a file number; never a name.
    """

    licence_id = fields.Identifier(required=True)
    party = fields.Choice(PARTIES, required=True, metadata={"example": "guardians"})
    file = fields.Text(
        load_default=None, allow_none=True, longest=60, metadata={"example": "ملف 17"}
    )
    paper = fields.Text(
        load_default=None, allow_none=True, longest=120, metadata={"example": "نموذج 4 لسنة 2026"}
    )
    purposes = fields.Several(
        Code(metadata={"example": "complaint"}), fewest=1, most=20, distinct=True, required=True
    )
    given_on = fields.Day(required=True)
    until = fields.Day(required=True, metadata={"example": "2027-11-21"})


class EndCameraConsent(Request):
    """Withdrawn: it stands against every viewing. Left: who gave it is at the place no longer."""

    licence_id = fields.Identifier(required=True)
    consent_id = fields.Identifier(required=True)
    how = fields.Choice(ENDS, required=True, metadata={"example": "withdrawn"})


class GetCameraConsents(Request):
    """The consents of one place."""

    licence_id = fields.Identifier(required=True)


class CameraConsentEndedSchema(Strict):
    """How a consent ended."""

    how = fields.Choice(ENDS, required=True)
    at = fields.Moment(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "clerk-17"})


class CameraConsentSchema(Strict):
    """One consent."""

    id = fields.Identifier(required=True)
    party = fields.Choice(PARTIES, required=True, metadata={"example": "guardians"})
    file = fields.Text(required=True, allow_none=True, longest=60)
    paper = fields.Text(required=True, allow_none=True, longest=120)
    purposes = fields.Several(Code(), required=True)
    given_on = fields.Day(required=True)
    until = fields.Day(required=True)
    recorded_by = fields.Text(required=True, allow_none=True, metadata={"example": "clerk-17"})
    ended = fields.Nested(CameraConsentEndedSchema, required=True, allow_none=True)


class CameraConsents(OfPlace):
    """The consents of a place, in the order in which they were recorded."""

    consents = fields.Several(fields.Nested(CameraConsentSchema), most=2000, required=True)


class CameraChoiceSchema(Strict):
    """Something that may be chosen, and how it is called."""

    code = Code(required=True, metadata={"example": "complaint"})
    ar = fields.Text(required=True)
    en = fields.Text(required=True)


class CameraAreaSchema(CameraChoiceSchema):
    """Where a camera may look, or never may."""

    allowed = fields.Flag(required=True)


class CameraRules(Answer):
    """What the rules of today offer."""

    areas = fields.Several(fields.Nested(CameraAreaSchema), required=True)
    purposes = fields.Several(fields.Nested(CameraChoiceSchema), required=True)
    incident_kinds = fields.Several(fields.Nested(CameraChoiceSchema), required=True)
    viewing_minutes = fields.Whole(least=1, most=1440, required=True, metadata={"example": 15})
    viewings_at_once = fields.Whole(least=1, most=100, required=True, metadata={"example": 4})
    consent_longest_days = fields.Whole(
        least=1, most=3660, required=True, metadata={"example": 365}
    )


METHODS: Methods = {
    "get_camera_rules": Method("query", Nothing, CameraRules),
    "register_camera": Method("command", RegisterCamera, Camera),
    "check_camera": Method("command", CheckCamera, Camera),
    "put_camera_out_of_service": Method("command", StopCamera, Camera),
    "remove_camera": Method("command", StopCamera, Camera),
    "get_camera": Method("query", GetCamera, Camera),
    "find_cameras": Method("query", FindCameras, CameraPage),
    "give_camera_consent": Method("command", GiveCameraConsent, CameraConsents),
    "end_camera_consent": Method("command", EndCameraConsent, CameraConsents),
    "get_camera_consents": Method("query", GetCameraConsents, CameraConsents),
}
