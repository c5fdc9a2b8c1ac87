"""The cameras of licensed places, and the consents that viewings rest on."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import cameras as contract
from gateway import answers
from gateway.authentication.roles import (
    AUDITOR,
    CAMERA_OPERATOR,
    CITIZEN,
    CLERK,
    INSPECTOR,
    SUPERVISOR,
)
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CITIZEN, CLERK, INSPECTOR, SUPERVISOR, CAMERA_OPERATOR, AUDITOR)
RECORDERS = (CLERK, SUPERVISOR)

cameras = Resource(
    "cameras",
    __name__,
    description="Cameras of licensed places, and consents to look through them.",
)


@cameras.operation(
    "GET",
    "/v1/camera-rules",
    roles=READERS,
    answer=contract.CameraRules,
    arabic="قوائم غرفة الكاميرات",
    examples="licensing.get_camera_rules",
)
def get_camera_rules() -> Response:
    """Read what may be chosen: areas, purposes, kinds of incident"""
    return answers.facts(ask(SERVICE, "get_camera_rules", {}))


@cameras.operation(
    "POST",
    "/v1/cameras",
    roles=RECORDERS,
    body=contract.RegisterCamera(),
    answer=contract.Camera,
    status=201,
    arabic="تسجيل كاميرا",
    examples="licensing.register_camera",
)
def register_camera(body: dict[str, Any]) -> Response:
    """Register a camera

    It is looked through once an inspector has passed its installation.
    """
    view = command(SERVICE, "register_camera", body)
    return answers.created(view, f"/v1/cameras/{view['id']}")


@cameras.operation(
    "GET",
    "/v1/cameras",
    roles=READERS,
    query=query_of(contract.FindCameras),
    answer=contract.CameraPage,
    arabic="البحث عن كاميرات",
    examples="licensing.find_cameras",
)
def find_cameras(query: dict[str, Any]) -> Response:
    """Find cameras

    Staff find those of their governorates, citizens those of their own places; newest first.
    """
    return answers.page(SERVICE, "find_cameras", query)


@cameras.operation(
    "GET",
    "/v1/cameras/<uuid:camera_id>",
    roles=READERS,
    answer=contract.Camera,
    arabic="قراءة كاميرا",
    examples="licensing.get_camera",
)
def get_camera(camera_id: str) -> Response:
    """Read a camera"""
    return answers.record(ask(SERVICE, "get_camera", {"camera_id": camera_id}))


@cameras.operation(
    "POST",
    "/v1/cameras/<uuid:camera_id>/check",
    roles=(INSPECTOR,),
    body=contract.CheckCameraBody(),
    answer=contract.Camera,
    conditional=True,
    arabic="تدوين فحص التركيب",
    examples="licensing.check_camera",
)
def check_camera(body: dict[str, Any], camera_id: str) -> Response:
    """Record what an inspector found of a camera's installation"""
    return _change("check_camera", {**body, "camera_id": camera_id})


@cameras.operation(
    "POST",
    "/v1/cameras/<uuid:camera_id>/outage",
    roles=(CLERK, SUPERVISOR, INSPECTOR, CAMERA_OPERATOR),
    body=contract.StopCameraBody(),
    answer=contract.Camera,
    conditional=True,
    arabic="إخراج كاميرا من الخدمة",
    examples="licensing.put_camera_out_of_service",
)
def put_camera_out_of_service(body: dict[str, Any], camera_id: str) -> Response:
    """Put a camera out of service

    Who looks through it does so no longer. It is active again once it was checked.
    """
    return _change("put_camera_out_of_service", {**body, "camera_id": camera_id})


@cameras.operation(
    "POST",
    "/v1/cameras/<uuid:camera_id>/removal",
    roles=RECORDERS,
    body=contract.StopCameraBody(),
    answer=contract.Camera,
    conditional=True,
    arabic="تدوين إزالة كاميرا",
    examples="licensing.remove_camera",
)
def remove_camera(body: dict[str, Any], camera_id: str) -> Response:
    """Record that a camera was removed"""
    return _change("remove_camera", {**body, "camera_id": camera_id})


@cameras.operation(
    "GET",
    "/v1/camera-consents/<uuid:licence_id>",
    roles=READERS,
    answer=contract.CameraConsents,
    arabic="قراءة موافقات مكان",
    examples="licensing.get_camera_consents",
)
def get_camera_consents(licence_id: str) -> Response:
    """Read the consents of a licensed place"""
    return answers.record(ask(SERVICE, "get_camera_consents", {"licence_id": licence_id}))


@cameras.operation(
    "POST",
    "/v1/camera-consents",
    roles=(CITIZEN, *RECORDERS),
    body=contract.GiveCameraConsent(),
    answer=contract.CameraConsents,
    status=201,
    arabic="تدوين موافقة",
    examples="licensing.give_camera_consent",
)
def give_camera_consent(body: dict[str, Any]) -> Response:
    """Record a consent

    The licence holder gives their own; those of guardians and residents are recorded by staff, with
    the paper that was signed.
    """
    return _consents("give_camera_consent", body)


@cameras.operation(
    "POST",
    "/v1/camera-consent-withdrawals",
    roles=(CITIZEN, *RECORDERS),
    body=contract.EndCameraConsent(),
    answer=contract.CameraConsents,
    status=201,
    arabic="سحب موافقة",
    examples="licensing.end_camera_consent",
)
def end_camera_consent(body: dict[str, Any]) -> Response:
    """Withdraw a consent

    Every viewing of the place ends at once. A withdrawal waits for nobody, so that it is based on
    no version.
    """
    return _consents("end_camera_consent", body)


def _consents(method: str, body: dict[str, Any]) -> Response:
    location = f"/v1/camera-consents/{body['licence_id']}"
    return answers.created(command(SERVICE, method, body), location)


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_camera", identity="camera_id")
    )
