"""A licensed nursery is inspected, through the gateway of the running system."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import requests

from tests.support.nurseries import an_application
from tests.support.registry import national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor

PASSED = {"outcome": "passed", "findings": "المبنى مطابق، والمخارج سالكة."}


def step(who: Visitor, seen: requests.Response, path: str, body: Any = None) -> requests.Response:
    answer = who.post(path, body, based_on=seen.headers["ETag"])
    assert answer.ok, answer.text
    return answer


def licensed(holder: Visitor, number: str) -> str:
    """The licence of a nursery that this citizen has applied for."""
    request = an_application(place={"governorate": "JO-AM", "district": "لواء ماركا"})
    request["applicant"]["national_number"] = number
    submitted = holder.post("/v1/nursery-applications", request)
    path = f"/v1/nursery-applications/{submitted.json()['id']}"
    checked = step(Visitor("inspector"), submitted, f"{path}/check", PASSED)
    approved = step(Visitor("supervisor"), checked, f"{path}/approval")
    licence_id: str = approved.json()["decision"]["licence_id"]
    return licence_id


def licensed_on(holder: Visitor, licence_id: str) -> date:
    """Today, by the clock of the system."""
    return date.fromisoformat(holder.get(f"/v1/licences/{licence_id}").json()["valid_from"])


def a_report(inspection: dict[str, Any], wrong: str) -> dict[str, Any]:
    now = datetime.now(UTC)
    moment = [f"{each:%Y-%m-%dT%H:%M:%S}Z" for each in (now - timedelta(hours=1), now)]
    return {
        "report_id": str(uuid.uuid4()),
        "inspection_id": inspection["id"],
        "findings": [
            {"item": each["code"], "result": "not_met" if each["code"] == wrong else "met"}
            for each in inspection["checklist"]["items"]
        ],
        "witness": {"signing": "nobody_present"},
        "started_at": moment[0],
        "ended_at": moment[0],
        "made_at": moment[1],
    }


def test_a_nursery_is_inspected_by_surprise_and_puts_right_what_was_wrong() -> None:
    number = national_number()
    holder = Visitor("citizen", national_number=number)
    supervisor, inspector = Visitor("supervisor"), Visitor("inspector")
    licence_id = licensed(holder, number)
    listed = {"subject": inspector.subject, "governorates": ["JO-AM"]}
    assert supervisor.post("/v1/inspectors", listed).status_code == 201
    asked = {
        "licence_id": licence_id,
        "purpose": "unannounced",
        "announced": False,
        "due_on": (licensed_on(holder, licence_id) + timedelta(days=20)).isoformat(),
        "inspector": inspector.subject,
    }
    planned = supervisor.post("/v1/inspections", asked)
    assert planned.status_code == 201, planned.text
    path = f"/v1/inspections/{planned.json()['id']}"
    assert holder.get(path).status_code == 403
    mine = inspector.get("/v1/inspections/mine")
    assert [each["id"] for each in mine.json()["inspections"]] == [planned.json()["id"]]
    assert mine.headers["ETag"] == inspector.get("/v1/inspections/mine").headers["ETag"]

    report = a_report(planned.json(), "exits_clear")
    batch = {"device_id": "tablet-1", "sent_at": report["made_at"], "reports": [report]}
    for became in ("accepted", "repeated"):
        (result,) = inspector.post("/v1/inspection-uploads", batch).json()["results"]
        assert result["became"] == became, result
    concluded = step(inspector, inspector.get(path), f"{path}/conclusion").json()
    assert concluded["conclusion"]["outcome"] == "failed"

    seen = holder.get(path).json()
    assert (seen["inspector"], seen["conclusion"]["critical"]) == (None, ["exits_clear"])
    found = eventually(lambda: holder.get("/v1/corrective-actions").json()["items"])
    action = f"/v1/corrective-actions/{found[0]['id']}"
    proved = step(holder, holder.get(action), f"{action}/proofs", {"text": "أُزيلت العوائق."})
    accepted = step(inspector, proved, f"{action}/judgement", {"accept": True})
    assert accepted.json()["state"] == "accepted"

    warning = {
        "licence_id": licence_id,
        "measure": "warning",
        "reason_code": "inspection_failed",
        "reason": {"ar": "مخرج مغلق.", "en": "A blocked exit."},
    }
    assert supervisor.post("/v1/measures", warning).status_code == 201
    oversight = holder.get(f"/v1/oversight/{licence_id}").json()
    assert [each["kind"] for each in oversight["measures"]] == ["warning"]
    assert oversight["open_actions"] == 0
    early = {**warning, "measure": "suspension", "reason_code": "warned_repeatedly"}
    assert supervisor.post("/v1/measures", early).status_code == 409
