"""The central camera room at work: who looks through which camera, why, and for how long."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import camera_viewings as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CAMERA_OPERATOR, CITIZEN, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CAMERA_OPERATOR, SUPERVISOR, AUDITOR, CITIZEN)

camera_viewings = Resource(
    "camera-viewings", __name__, description="Viewings: every one, and every refused attempt."
)


@camera_viewings.operation(
    "POST",
    "/v1/camera-viewings",
    roles=(CAMERA_OPERATOR,),
    body=contract.OpenCameraViewing(),
    answer=contract.CameraViewing,
    status=201,
    arabic="فتح مشاهدة",
    examples="licensing.open_camera_viewing",
)
def open_camera_viewing(body: dict[str, Any]) -> Response:
    """Open a viewing

    Answers with the reference by which the video system knows the stream, good until `ends_at`. An
    attempt that is refused is written down as well.
    """
    view = command(SERVICE, "open_camera_viewing", body)
    return answers.created(view, f"/v1/camera-viewings/{view['id']}")


@camera_viewings.operation(
    "GET",
    "/v1/camera-viewings",
    roles=READERS,
    query=query_of(contract.FindCameraViewings),
    answer=contract.CameraViewingPage,
    arabic="البحث عن مشاهدات",
    examples="licensing.find_camera_viewings",
)
def find_camera_viewings(query: dict[str, Any]) -> Response:
    """Find viewings

    Supervisors find those of their governorates, operators their own, and the holder of a place
    when its cameras were looked through and what for, not by whom; newest first.
    """
    return answers.page(SERVICE, "find_camera_viewings", query)


@camera_viewings.operation(
    "GET",
    "/v1/camera-viewings/<uuid:viewing_id>",
    roles=READERS,
    answer=contract.CameraViewing,
    arabic="قراءة مشاهدة",
    examples="licensing.get_camera_viewing",
)
def get_camera_viewing(viewing_id: str) -> Response:
    """Read a viewing"""
    return answers.record(ask(SERVICE, "get_camera_viewing", {"viewing_id": viewing_id}))


@camera_viewings.operation(
    "POST",
    "/v1/camera-viewings/<uuid:viewing_id>/end",
    roles=(CAMERA_OPERATOR, SUPERVISOR),
    answer=contract.CameraViewing,
    conditional=True,
    arabic="إنهاء مشاهدة",
    examples="licensing.end_camera_viewing",
)
def end_camera_viewing(viewing_id: str) -> Response:
    """End a viewing"""
    request = {"viewing_id": viewing_id}
    return answers.changed(
        change(
            SERVICE,
            "end_camera_viewing",
            request,
            seen_by="get_camera_viewing",
            identity="viewing_id",
        )
    )
