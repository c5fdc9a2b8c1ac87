"""Inspectors and their devices at the gateway of the running system."""

from __future__ import annotations

import uuid

import requests

from tests.support.visits import a_batch, a_report, enlisted
from tests.support.window import Visitor


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def test_an_inspector_is_listed_declares_a_conflict_and_takes_the_day_along() -> None:
    supervisor, inspector = Visitor("supervisor", "JO-AQ"), Visitor("inspector", "JO-AQ")
    assert code(inspector.get("/v1/inspections/mine")) == (403, "not_an_inspector")
    path = f"/v1/inspectors/{enlisted(inspector, supervisor, 'JO-AQ')}"
    conflict = {"about_id": str(uuid.uuid4()), "reason": "صاحبة الحضانة من أقاربي."}
    assert inspector.post(f"{path}/conflicts", conflict).status_code == 428
    seen = inspector.get(path)
    declared = inspector.post(f"{path}/conflicts", conflict, based_on=seen.headers["ETag"])
    assert [each["about_id"] for each in declared.json()["conflicts"]] == [conflict["about_id"]]
    mine = inspector.get("/v1/inspections/mine")
    assert mine.json()["inspections"] == []
    assert mine.headers["ETag"] == inspector.get("/v1/inspections/mine").headers["ETag"]


def test_every_report_of_a_batch_is_answered_by_itself() -> None:
    supervisor, inspector = Visitor("supervisor", "JO-AQ"), Visitor("inspector", "JO-AQ")
    enlisted(inspector, supervisor, "JO-AQ")
    nowhere = a_report(str(uuid.uuid4()), ["exits_clear"])
    broken = {**nowhere, "report_id": "يوم الأحد"}
    batch = a_batch(nowhere, broken)
    answer = inspector.post("/v1/inspection-uploads", batch, key="day-1")
    results = answer.json()["results"]
    assert [(each["became"], each["code"]) for each in results] == [
        ("refused", "inspection_not_found"),
        ("refused", "invalid_request"),
    ]
    assert inspector.post("/v1/inspection-uploads", batch, key="day-1").json() == answer.json()
    assert inspector.post("/v1/inspection-uploads", a_batch(), key="day-2").status_code == 422


def test_measures_and_plans_are_for_those_who_may() -> None:
    supervisor, citizen = Visitor("supervisor", "JO-AQ"), Visitor("citizen")
    licence_id = str(uuid.uuid4())
    assert code(citizen.get(f"/v1/oversight/{licence_id}")) == (404, "oversight_not_found")
    reason = {"ar": "مخرج مغلق.", "en": "A blocked exit."}
    warning = {"licence_id": licence_id, "measure": "warning", "reason_code": "other"}
    taken = supervisor.post("/v1/measures", {**warning, "reason": reason})
    assert code(taken) == (404, "licence_not_found")
    assert citizen.post("/v1/measures", {**warning, "reason": reason}).status_code == 403
    assert citizen.get("/v1/inspection-plans").status_code == 403
    assert citizen.get("/v1/corrective-actions").json()["items"] == []
    assert citizen.get("/v1/inspections", purpose="complaint").status_code == 403
