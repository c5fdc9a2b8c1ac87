"""A call for proposals through the gateway of the running system."""

from __future__ import annotations

import requests

from tests.support.grants import panel, society_id, terms
from tests.support.waiting import eventually
from tests.support.window import Visitor

OPEN = {"opens_at": "2026-01-01T06:00:00.000Z", "closes_at": "2090-12-31T21:00:00.000Z"}
ANYBODY = {"governorates": ["JO-AM"], "sectors": [], "least_years": 0}


def step(
    who: Visitor, seen: requests.Response, name: str, body: object = None
) -> requests.Response:
    """The next step, based on the version that was seen."""
    record = seen.json()
    path = f"/v1/grant-calls/{record.get('call_id', record['id'])}/{name}"
    return who.post(path, body, based_on=seen.headers["ETag"])


def test_a_call_is_published_opens_by_its_clock_and_is_read_by_everybody() -> None:
    supervisor, citizen = Visitor("supervisor"), Visitor("citizen")
    request = {"terms": terms(**OPEN, eligibility=ANYBODY)}
    drafted = supervisor.post("/v1/grant-calls", request)
    assert drafted.status_code == 201, drafted.text
    path = drafted.headers["Location"]
    assert citizen.get(path).status_code == 403

    members = supervisor.get(f"{path}/panel")
    named = step(supervisor, members, "panel", {"members": panel(1, 2)})
    assert (named.status_code, len(named.json()["members"])) == (200, 2)
    assert step(Visitor("supervisor", "JO-IR"), drafted, "publication").status_code == 403
    assert supervisor.post(f"{path}/publication").status_code == 428
    published = step(supervisor, drafted, "publication")
    assert published.status_code == 200
    eventually(lambda: citizen.get(path).json()["state"] == "open", what="the call's opening")
    assert Visitor("reviewer").get("/v1/grant-reviews").json()["items"] == []

    proposal = {
        "call_id": drafted.json()["id"],
        "association_id": society_id(1),
        "request": {
            "title": "رعاية نهارية",
            "asked_fils": 30_000,
            "lines": [{"code": "staff", "what": "أجور", "fils": 30_000}],
            "plan": "ستة أشهر.",
        },
    }
    # Nobody speaks for an association that they do not represent.
    assert citizen.post("/v1/grant-proposals", proposal).status_code in (403, 404)
    assert Visitor("clerk").post("/v1/grant-proposals", proposal).status_code == 403

    stale = step(supervisor, published, "cancellation", {"reason": "أُعيد توجيه المخصصات."})
    assert stale.status_code == 412
    now = supervisor.get(path)
    cancelled = step(supervisor, now, "cancellation", {"reason": "أُعيد توجيه المخصصات."})
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    budget = Visitor("auditor").get(f"{path}/budget").json()
    assert (budget["open"], budget["taken_fils"]) == (False, 0)


def test_a_refusal_of_other_lines_has_its_reason_in_the_request() -> None:
    """Of a grant that nobody has: what is said is understood, and there is nothing to decide on."""
    supervisor = Visitor("supervisor")
    path = f"/v1/grants/{society_id(1)}/change-decision"
    refusal = {"approved": False, "reason": "لا يُبيّن الطلب سبب الزيادة."}
    assert supervisor.post(path, refusal, based_on='"1"').status_code == 404
    assert supervisor.post(path, {**refusal, "reason": 7}, based_on='"1"').status_code == 422
