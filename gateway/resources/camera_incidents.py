"""Incidents that operators of the camera room saw, and what a second person makes of them."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import camera_viewings as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CAMERA_OPERATOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CAMERA_OPERATOR, SUPERVISOR, AUDITOR)

camera_incidents = Resource(
    "camera-incidents", __name__, description="Incidents seen in the central camera room."
)


@camera_incidents.operation(
    "POST",
    "/v1/camera-incidents",
    roles=(CAMERA_OPERATOR,),
    body=contract.FlagCameraIncident(),
    answer=contract.CameraIncident,
    status=201,
    arabic="التبليغ عن حادثة",
    examples="licensing.flag_camera_incident",
)
def flag_camera_incident(body: dict[str, Any]) -> Response:
    """Flag an incident

    An urgent one has the place inspected at once.
    """
    view = command(SERVICE, "flag_camera_incident", body)
    return answers.created(view, f"/v1/camera-incidents/{view['id']}")


@camera_incidents.operation(
    "GET",
    "/v1/camera-incidents",
    roles=READERS,
    query=query_of(contract.FindCameraIncidents),
    answer=contract.CameraIncidentPage,
    arabic="البحث عن حوادث",
    examples="licensing.find_camera_incidents",
)
def find_camera_incidents(query: dict[str, Any]) -> Response:
    """Find incidents

    Without what was said in them: that is read one by one. Newest first.
    """
    return answers.page(SERVICE, "find_camera_incidents", query)


@camera_incidents.operation(
    "GET",
    "/v1/camera-incidents/<uuid:incident_id>",
    roles=READERS,
    answer=contract.CameraIncident,
    arabic="قراءة حادثة",
    examples="licensing.get_camera_incident",
)
def get_camera_incident(incident_id: str) -> Response:
    """Read an incident

    Whoever reads it stands in the audit log.
    """
    return answers.record(ask(SERVICE, "get_camera_incident", {"incident_id": incident_id}))


@camera_incidents.operation(
    "POST",
    "/v1/camera-incidents/<uuid:incident_id>/confirmation",
    roles=(SUPERVISOR,),
    body=contract.DecideCameraIncidentBody(),
    answer=contract.CameraIncident,
    conditional=True,
    arabic="تأكيد حادثة",
    examples="licensing.confirm_camera_incident",
)
def confirm_camera_incident(body: dict[str, Any], incident_id: str) -> Response:
    """Confirm an incident

    The place is inspected, unless it is so already.
    """
    return _change("confirm_camera_incident", {**body, "incident_id": incident_id})


@camera_incidents.operation(
    "POST",
    "/v1/camera-incidents/<uuid:incident_id>/dismissal",
    roles=(SUPERVISOR,),
    body=contract.DecideCameraIncidentBody(),
    answer=contract.CameraIncident,
    conditional=True,
    arabic="حفظ حادثة",
    examples="licensing.dismiss_camera_incident",
)
def dismiss_camera_incident(body: dict[str, Any], incident_id: str) -> Response:
    """Dismiss an incident, with a reason"""
    return _change("dismiss_camera_incident", {**body, "incident_id": incident_id})


@camera_incidents.operation(
    "POST",
    "/v1/camera-incidents/<uuid:incident_id>/links",
    roles=(CAMERA_OPERATOR, SUPERVISOR),
    body=contract.LinkCameraIncidentsBody(),
    answer=contract.CameraIncident,
    conditional=True,
    arabic="ربط حادثتين",
    examples="licensing.link_camera_incidents",
)
def link_camera_incidents(body: dict[str, Any], incident_id: str) -> Response:
    """Link an incident to another one"""
    return _change("link_camera_incidents", {**body, "incident_id": incident_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_camera_incident", identity="incident_id")
    )
