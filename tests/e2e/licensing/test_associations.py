"""Societies, a union and its national date, through the gateway of the running system."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import requests

from tests.support.associations import a_society, a_union
from tests.support.registry import national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor


@pytest.fixture
def administrator() -> Visitor:
    return Visitor("administrator")


def recorded(administrator: Visitor, request: dict[str, Any]) -> requests.Response:
    answer = administrator.post("/v1/associations", request)
    assert answer.status_code == 201, answer.text
    return answer


def own_number(kind: str) -> str:
    return f"{kind}-{uuid.uuid4().hex[:12].upper()}"


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def test_a_union_keeps_its_members_and_votes_on_the_one_date(administrator: Visitor) -> None:
    chair = Visitor("citizen", national_number=national_number())
    officer = Visitor("citizen", national_number=national_number())
    supervisor, stranger = Visitor("supervisor"), Visitor("citizen")
    societies = [
        recorded(
            administrator,
            {
                **a_society(),
                "number": own_number("SOC"),
                "representatives": [{"subject": chair.subject}],
            },
        )
        for _ in range(5)
    ]
    one = societies[0].json()["id"]
    union = recorded(
        administrator,
        {
            **a_union([each.json()["id"] for each in societies]),
            "number": own_number("UNI"),
            "representatives": [{"subject": officer.subject}],
        },
    )
    union_id = union.json()["id"]
    assert union.headers["Location"] == f"/v1/unions/{union_id}"

    path = f"/v1/societies/{one}"
    mine = chair.get("/v1/societies").json()["items"]
    assert {each["id"] for each in mine} == {each.json()["id"] for each in societies}
    assert len(chair.get(path).json()["founders"]) == 7
    assert officer.get(path).json()["founders"] is None
    assert code(stranger.get(path)) == (403, "licensing_not_yours")

    board = {
        "members": [{"name": "آمال الخطيب", "national_number": "9851012345"}],
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
    }
    address = f"/v1/associations/{one}/boards"
    assert supervisor.post(address, board).status_code == 428
    seated = supervisor.post(address, board, based_on=societies[0].headers["ETag"])
    assert (seated.status_code, len(seated.json()["boards"])) == (200, 1)

    correction = {"reason": "سُجّلت أسماء هيئة سابقة خطأً."}
    right = {**board, "valid_from": "2026-02-01", "correction": correction}
    put_right = supervisor.post(address, right, based_on=seated.headers["ETag"])
    assert put_right.status_code == 200, put_right.text
    wrong, stands = put_right.json()["boards"]
    assert wrong["withdrawal"]["reason"] == correction["reason"]
    assert stands["withdrawal"] is None

    (held,) = officer.get("/v1/memberships", union_id=union_id, society_id=one).json()["items"]
    seen = officer.get(f"/v1/memberships/{held['id']}")
    today = date.today()
    dues = {"year": today.year, "amount_fils": 25_000, "paid_on": "2026-01-01"}
    paid = officer.post(f"/v1/memberships/{held['id']}/dues", dues, based_on=seen.headers["ETag"])
    assert paid.status_code == 200, paid.text
    standing = officer.get(f"{path}/standing", union_id=union_id).json()
    met = {each["code"]: each["met"] for each in standing["because"]}
    assert met["dues_paid"] is True
    assert standing["because"][0]["words"]["ar"]
    path_of_dues = f"/v1/memberships/{held['id']}/dues-withdrawals"
    undone = {"year": today.year, "reason": "سُجّلت لجمعية أخرى."}
    withdrawn = officer.post(path_of_dues, undone, based_on=paid.headers["ETag"])
    assert withdrawn.status_code == 200, withdrawn.text
    assert withdrawn.json()["dues"][0]["withdrawal"]["by"] == officer.subject
    again = officer.post(path_of_dues, undone, based_on=withdrawn.headers["ETag"])
    assert code(again) == (409, "membership_dues_not_paid")
    standing = officer.get(f"{path}/standing", union_id=union_id).json()
    assert "dues_paid" in {each["code"] for each in standing["because"] if not each["met"]}

    polling_on = today + timedelta(days=(5 - today.weekday()) % 7 + 70)
    asked = {"polling_on": polling_on.isoformat()}
    assert administrator.post("/v1/election-dates", asked).status_code in (201, 409)
    again = administrator.post("/v1/election-dates", asked)
    assert code(again) == (409, "election_date_running")
    (running,) = stranger.get("/v1/election-dates", state="announced").json()["items"]
    elections = stranger.get("/v1/union-elections", date_id=running["id"], limit=100).json()
    assert {each["id"] for each in elections["items"]} <= set(running["elections"])


def test_who_acts_for_a_society_is_told_of_it_and_says_where(administrator: Visitor) -> None:
    chair, supervisor = Visitor("citizen", national_number=national_number()), Visitor("supervisor")
    made = recorded(
        administrator,
        {
            **a_society(),
            "number": own_number("SOC"),
            "representatives": [{"subject": chair.subject}],
        },
    )
    association_id, path = made.json()["id"], f"/v1/associations/{made.json()['id']}/contact"
    mobile = f"+96279{uuid.uuid4().int % 10**7:07d}"
    contact = {"name": "آمال الخطيب", "mobile": mobile, "language": "en"}
    refused = Visitor("citizen").post(path, contact, based_on=made.headers["ETag"])
    assert code(refused) == (403, "licensing_role_may_not")
    kept = chair.post(path, contact, based_on=made.headers["ETag"])
    assert (kept.status_code, kept.json()["contact"]["mobile"]) == (200, mobile), kept.text
    assert len(kept.json()["contacts"]) == 2

    warned = {"measure": "warning", "reason": "لم تُقدَّم التقارير المالية."}
    answer = supervisor.post(
        f"/v1/associations/{association_id}/measures", warned, based_on=kept.headers["ETag"]
    )
    assert answer.status_code == 200, answer.text

    def sent() -> list[str]:
        asked = {"party": f"licensing.association/{association_id}", "state": "sent"}
        return [
            each["template"] for each in supervisor.get("/v1/messages", **asked).json()["items"]
        ]

    assert eventually(sent) == ["licensing.association.measure_taken"]
