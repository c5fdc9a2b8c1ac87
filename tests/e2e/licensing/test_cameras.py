"""The camera room through the gateway: a camera, consents, a viewing, an incident."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from tests.support.applying import HOME_NURSERY
from tests.support.service_window import Window
from tests.support.window import Visitor

REASON = {"reason": "شكوى من غياب المشرفة"}


PASSED = {"outcome": "passed", "findings": "كشف على التركيب"}
HOME_PAPERS = ("identity", "ownership", "non_conviction", "health")


def licensed(window: Window) -> str:
    """The id of the licence of a home nursery."""
    application = window.submitted("nursery.first_licence", HOME_NURSERY, HOME_PAPERS)
    application = window.step(window.clerk, application, "steps/completeness/completeness")
    window.inspected(window.approvals(application))
    approved = window.step(window.supervisor, window.seen(application), "approval").json()
    licence_id: str = approved["decision"]["result_id"]
    return licence_id


def code(answer: requests.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["code"]


def active(window: Window, licence_id: str) -> requests.Response:
    """A camera in the playroom that an inspector has passed."""
    request = {
        "licence_id": licence_id,
        "area": "playroom",
        "purpose": "سلامة الأطفال",
        "stream_reference": f"cam-{uuid.uuid4().hex}",
    }
    registered = window.clerk.post("/v1/cameras", request)
    assert registered.status_code == 201, registered.text
    return window.inspector.post(
        f"/v1/cameras/{registered.json()['id']}/check", PASSED, based_on=registered.headers["ETag"]
    )


def consent(who: Visitor, licence_id: str, **different: Any) -> requests.Response:
    today = datetime.now(UTC).date()
    request = {
        "licence_id": licence_id,
        "party": "holder",
        "purposes": ["complaint"],
        "given_on": today.isoformat(),
        "until": (today + timedelta(days=30)).isoformat(),
        **different,
    }
    return who.post("/v1/camera-consents", request)


def test_a_viewing_rests_on_consents_and_an_incident_has_the_place_inspected() -> None:
    window = Window()
    holder, licence_id = window.citizen, licensed(window)
    camera = active(window, licence_id).json()
    assert camera["state"] == "active"
    operator, elsewhere = Visitor("camera_operator"), Visitor("camera_operator", "JO-IR")
    request = {"camera_id": camera["id"], "purpose": "complaint", **REASON}
    refused = operator.post("/v1/camera-viewings", request)
    assert code(refused) == (409, "camera_consent_missing")
    assert refused.json()["detail"].endswith("of the licence holder.")
    assert consent(holder, licence_id).status_code == 201
    of_guardians = {"party": "guardians", "file": "ملف 17", "paper": "نموذج 4"}
    given = consent(window.clerk, licence_id, **of_guardians).json()
    assert code(elsewhere.post("/v1/camera-viewings", request)) == (403, "camera_not_yours")
    viewing = operator.post("/v1/camera-viewings", request)
    assert viewing.status_code == 201, viewing.text
    assert viewing.json()["stream_reference"].startswith("cam-")
    attempts = window.supervisor.get("/v1/camera-viewings", licence_id=licence_id).json()["items"]
    assert [each["state"] for each in attempts] == ["open", "refused", "refused"]
    (seen,) = holder.get("/v1/camera-viewings").json()["items"]
    assert (seen["purpose"], seen["operator"], seen["stream_reference"]) == (
        "complaint",
        None,
        None,
    )
    withdrawal = {
        "licence_id": licence_id,
        "consent_id": given["consents"][1]["id"],
        "how": "withdrawn",
    }
    assert window.clerk.post("/v1/camera-consent-withdrawals", withdrawal).status_code == 201
    path = f"/v1/camera-viewings/{viewing.json()['id']}"
    assert operator.get(path).json()["ended_by"] == "consent_ended"
    incident = flagged(operator, camera["id"], viewing.json()["id"])
    path = f"/v1/camera-incidents/{incident.json()['id']}"
    decided = window.supervisor.post(
        f"{path}/confirmation", {"reason": "واضح"}, based_on=incident.headers["ETag"]
    )
    assert (decided.status_code, decided.json()["state"]) == (200, "confirmed")
    for outsider in (holder, window.clerk, elsewhere):
        assert outsider.get(path).status_code == 403


def flagged(operator: Visitor, camera_id: str, viewing_id: str) -> requests.Response:
    now = datetime.now(UTC) - timedelta(seconds=5)
    request = {
        "camera_id": camera_id,
        "viewing_id": viewing_id,
        "begins_at": f"{now - timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}",
        "ends_at": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "kind": "unattended_children",
        "urgency": "ordinary",
        "text": "أطفال بلا مشرفة",
    }
    incident = operator.post("/v1/camera-incidents", request)
    assert incident.status_code == 201, incident.text
    return incident
