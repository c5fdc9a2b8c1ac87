"""Visits of inspectors through the gateway: what their devices take along and bring back."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from tests.support.window import Visitor


def enlisted(inspector: Visitor, supervisor: Visitor, governorate: str = "JO-AM") -> str:
    """The inspector is on the list; answers their id there."""
    listed = {"subject": inspector.subject, "governorates": [governorate]}
    answer = supervisor.post("/v1/inspectors", listed)
    assert answer.status_code == 201, answer.text
    inspector_id: str = answer.json()["id"]
    return inspector_id


def a_report(inspection_id: str, items: Collection[str], wrong: Collection[str] = ()) -> Any:
    """What a device brings of a visit that has just ended."""
    now = datetime.now(UTC)
    before, after = (f"{each:%Y-%m-%dT%H:%M:%S}Z" for each in (now - timedelta(hours=1), now))
    return {
        "report_id": str(uuid.uuid4()),
        "inspection_id": inspection_id,
        "findings": [
            {"item": each, "result": "not_met" if each in wrong else "met"} for each in items
        ],
        "witness": {"signing": "nobody_present"},
        "started_at": before,
        "ended_at": after,
        "made_at": after,
    }


def a_batch(*reports: Any) -> dict[str, Any]:
    return {
        "device_id": "tablet-1",
        "sent_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}Z",
        "reports": list(reports),
    }


def inspected(
    inspector: Visitor, inspection_id: str, wrong: Collection[str] = ()
) -> requests.Response:
    """The inspector who has it visits, uploads what was found, and concludes."""
    path = f"/v1/inspections/{inspection_id}"
    items = [each["code"] for each in inspector.get(path).json()["checklist"]["items"]]
    batch = a_batch(a_report(inspection_id, items, wrong))
    for became in ("accepted", "repeated"):
        (result,) = inspector.post("/v1/inspection-uploads", batch).json()["results"]
        assert result["became"] == became, result
    seen = inspector.get(path)
    concluded = inspector.post(f"{path}/conclusion", based_on=seen.headers["ETag"])
    assert concluded.status_code == 200, concluded.text
    return concluded
