"""Why the camera room says no."""

from __future__ import annotations

from services.licensing.domain.refusals import Refusal


class AreaForbidden(Refusal):
    """No camera may ever look there."""

    kind, code = "conflict", "camera_area_forbidden"


class AreaUnknown(Refusal):
    """The rules know no such area."""

    kind, code = "conflict", "camera_area_unknown"


class PlaceUnknown(Refusal):
    """There is no licence with this identifier."""

    kind, code = "not_found", "camera_place_not_found"


class PlaceNotLicensed(Refusal):
    """The licence is in a state in which the room does not look."""

    kind, code = "conflict", "camera_place_not_licensed"


class CameraNotYours(Refusal):
    """The camera's records lie outside of what the actor may see or change."""

    kind, code = "forbidden", "camera_not_yours"


class WrongCameraState(Refusal):
    """A camera in this state cannot be changed so."""

    kind, code = "conflict", "camera_wrong_state"


class CheckedByRegistrar(Refusal):
    """Whoever registered a camera does not check its installation."""

    kind, code = "forbidden", "camera_checked_by_registrar"


class PurposeUnknown(Refusal):
    """The rules know no such purpose."""

    kind, code = "conflict", "camera_purpose_unknown"


class CameraNotActive(Refusal):
    """Only an active camera is looked through."""

    kind, code = "conflict", "camera_not_active"


class ConsentMissing(Refusal):
    """Somebody whose consent is needed has not given it for this purpose, or has withdrawn it."""

    kind, code = "conflict", "camera_consent_missing"


class TooManyViewings(Refusal):
    """The operator looks through as many cameras as one may at once."""

    kind, code = "conflict", "camera_viewings_too_many"


class ViewingOver(Refusal):
    """The viewing has ended."""

    kind, code = "conflict", "camera_viewing_over"


class ConsentUnknown(Refusal):
    """The place has no such consent."""

    kind, code = "not_found", "camera_consent_not_found"


class ConsentOver(Refusal):
    """The consent has ended before."""

    kind, code = "conflict", "camera_consent_over"


class ConsentTooLong(Refusal):
    """A consent holds from the day it is given until a day within the rules."""

    kind, code = "conflict", "camera_consent_too_long"


class ConsentLater(Refusal):
    """A consent is recorded when it has been given, not before."""

    kind, code = "conflict", "camera_consent_later"


class ConsentPaperMissing(Refusal):
    """Staff record a consent with the paper that was signed and on whose file it is."""

    kind, code = "conflict", "camera_consent_paper_missing"


class TooManyConsents(Refusal):
    """One place has as many consents as are kept."""

    kind, code = "conflict", "camera_consents_too_many"


class IncidentKindUnknown(Refusal):
    """The rules know no such kind of incident."""

    kind, code = "conflict", "camera_incident_kind_unknown"


class SpanBackwards(Refusal):
    """A span ends after it begins, and not in the future."""

    kind, code = "conflict", "camera_incident_span"


class SpanTooLong(Refusal):
    """The span is longer than the rules allow."""

    kind, code = "conflict", "camera_incident_span_too_long"


class ViewingOfOther(Refusal):
    """The viewing that an incident names is the operator's own, of this camera."""

    kind, code = "conflict", "camera_incident_viewing"


class IncidentDecided(Refusal):
    """The incident was confirmed or dismissed before."""

    kind, code = "conflict", "camera_incident_decided"


class OwnIncident(Refusal):
    """Another person than who flagged it decides on an incident."""

    kind, code = "forbidden", "camera_incident_own"


class LinkedToItself(Refusal):
    """An incident is linked to another one."""

    kind, code = "conflict", "camera_incident_linked_to_itself"


class TooManyLinks(Refusal):
    """An incident has as many links as it may have."""

    kind, code = "conflict", "camera_incident_links_too_many"
