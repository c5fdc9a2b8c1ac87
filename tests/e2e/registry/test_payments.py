"""Payments and emergencies through the gateway of the running system, as each of its users."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.registry import another_person, household
from tests.support.waiting import eventually
from tests.support.window import Visitor


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def administrator() -> Visitor:
    return Visitor("administrator")


@pytest.fixture
def other_administrator() -> Visitor:
    return Visitor("administrator", language="ar")


def made(answer: Any) -> dict[str, Any]:
    assert answer.status_code in (200, 201), answer.text
    view: dict[str, Any] = answer.json()
    return view


def family(clerk: Visitor, district: str | None = None) -> str:
    address = {"governorate": "JO-AM", "district": district, "details": None}
    head = made(clerk.post("/v1/persons", another_person(address=address)))["id"]
    return str(made(clerk.post("/v1/households", household(head, address=address)))["id"])


def programme(administrator: Visitor) -> str:
    terms = {
        "name": {"ar": "معونة شهرية", "en": "Monthly aid"},
        "pillar": "karamah",
        "kind": "cash",
        "beneficiary": "household",
        "opens_on": "2020-01-01",
        "amount_fils": 86_500,
        "visit_required": False,
    }
    return str(made(administrator.post("/v1/programmes", terms))["id"])


def enrol(clerk: Visitor, programme_id: str, household_id: str) -> dict[str, Any]:
    applied = clerk.post(
        "/v1/enrolments", {"programme_id": programme_id, "household_id": household_id}
    )
    path = f"/v1/enrolments/{made(applied)['id']}/approve"
    return made(Visitor("supervisor").post(path, {}, based_on=applied.headers["ETag"]))


def reached(reader: Visitor, path: str, status: str) -> dict[str, Any]:
    """The record, once it has this status."""

    def there() -> dict[str, Any] | None:
        view = made(reader.get(path))
        return view if view["status"] == status else None

    return eventually(there)


def stepped(actor: Visitor, path: str, step: str, body: Any = None) -> Any:
    seen = actor.get(path).headers["ETag"]
    return actor.post(f"{path}/{step}", body, based_on=seen)


def test_a_month_from_enrolments_to_money_that_came_back(
    clerk: Visitor, administrator: Visitor, other_administrator: Visitor
) -> None:
    programme_id = programme(administrator)
    homes = [family(clerk), family(clerk)]
    for each in homes:
        assert enrol(clerk, programme_id, each)["status"] == "active"
    month = _month(clerk)
    opened = administrator.post("/v1/payment-lists", {"programme_id": programme_id, "month": month})
    path = f"/v1/payment-lists/{made(opened)['id']}"
    totals = reached(administrator, path, "prepared")["totals"]
    assert totals["listed"] == {"count": 2, "total_fils": 173_000}

    refused = stepped(administrator, path, "approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "payment_list_same_person")
    made(stepped(other_administrator, path, "approve"))
    issued = reached(administrator, path, "issued")

    file = administrator.get(f"{path}/file")
    assert file.headers["Content-Type"].startswith("text/csv")
    *rows, last = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
    assert {each["household_id"] for each in rows} == set(homes)
    assert (last["record"], last["amount_fils"]) == ("total", "173000")
    assert len(file.content) == issued["file"]["size"]

    told_on, first = issued["file"]["issued_on"], rows[0]["payment_id"]
    assert _applied(
        administrator, {"payment_id": first, "outcome": "paid", "on": "2020-01-01"}
    ) == (
        {},
        ["before_issued"],
    )
    lines = [
        {"payment_id": first, "outcome": "paid", "on": told_on},
        {
            "payment_id": rows[1]["payment_id"],
            "outcome": "returned",
            "on": told_on,
            "reason": "wallet_closed",
        },
        {"payment_id": str(uuid.uuid4()), "outcome": "paid", "on": told_on},
    ]
    assert _applied(administrator, *lines) == ({"paid": 1, "returned": 1}, ["unknown"])

    again = administrator.post("/v1/payment-lists", {"programme_id": programme_id, "month": month})
    second = f"/v1/payment-lists/{made(again)['id']}"
    totals = reached(administrator, second, "prepared")["totals"]
    assert (totals["listed"]["count"], totals["already"]) == (1, 2)


def test_who_was_paid_and_leaves_is_paid_for_a_new_household_if_a_person_allows_it(
    clerk: Visitor, administrator: Visitor, other_administrator: Visitor
) -> None:
    programme_id, month = programme(administrator), _month(clerk)
    he, heir = (made(clerk.post("/v1/persons", another_person()))["id"] for _ in range(2))
    home = made(clerk.post("/v1/households", household(he, heir)))
    enrol(clerk, programme_id, home["id"])
    _list(administrator, other_administrator, programme_id, month)
    left = {
        "head_id": he,
        "on": made(clerk.get(f"/v1/persons/{he}"))["registered_on"],
        "address": home["address"],
        "successor": {"head_id": heir, "members": []},
    }
    made(stepped(clerk, f"/v1/households/{home['id']}", "split", left))
    (new,) = made(clerk.get("/v1/households", person_id=he))["items"]
    enrol(clerk, programme_id, new["id"])

    body = {"programme_id": programme_id, "month": month}
    path = f"/v1/payment-lists/{made(administrator.post('/v1/payment-lists', body))['id']}"
    totals = reached(administrator, path, "prepared")["totals"]
    assert totals["findings"] == {"paid_in_other_household": 1}
    (held,) = made(administrator.get("/v1/payments", household_id=new["id"]))["items"]
    payment, why = f"/v1/payments/{held['id']}", {"reason": "أسرتان"}
    assert clerk.get(payment).status_code == 403
    assert clerk.post(f"{payment}/allow", why).status_code == 403
    assert made(stepped(administrator, payment, "allow", why))["allowed"]["reason"] == "أسرتان"
    over = stepped(other_administrator, payment, "allow", why)
    assert (over.status_code, over.json()["title"]) == (409, "ليس مما يُقرَّر")
    made(stepped(administrator, path, "cancel", {"reason": "يُعاد إعداده"}))
    reached(administrator, path, "cancelled")
    assert _list(administrator, other_administrator, programme_id, month)["count"] == 1


def test_money_that_came_back_too_often_is_tried_again_if_a_person_allows_it(
    clerk: Visitor, administrator: Visitor, other_administrator: Visitor
) -> None:
    programme_id, month = programme(administrator), _month(clerk)
    home = family(clerk)
    enrol(clerk, programme_id, home)
    for _ in range(3):
        day = _issued(administrator, other_administrator, programme_id, month)["issued_on"]
        (listed,) = _payments(administrator, home, "listed")
        told = {"payment_id": listed["id"], "outcome": "returned", "on": day, "reason": "closed"}
        assert _applied(administrator, told) == ({"returned": 1}, [])

    path = _prepared(administrator, programme_id, month)
    (held,) = _payments(administrator, home, "held")
    assert (held["findings"], held["attempt"]) == (["returned_too_often"], 4)
    assert [each["code"] for each in held["owed_because"]] == ["money_came_back"]
    payment, why = f"/v1/payments/{held['id']}", {"reason": "محفظة جديدة"}
    assert clerk.post(f"{payment}/allow", why).status_code == 403
    assert made(stepped(administrator, payment, "allow", why))["allowed"]["reason"] == why["reason"]
    made(stepped(administrator, path, "cancel", {"reason": "يُعاد إعداده"}))
    reached(administrator, path, "cancelled")
    again = _prepared(administrator, programme_id, month)
    refused = stepped(administrator, again, "approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "payment_list_same_person")
    made(stepped(other_administrator, again, "approve"))
    assert reached(administrator, again, "issued")["file"]["issued"]["count"] == 1


def test_a_month_that_is_listed_later_is_paid_by_what_the_enrolment_was_in_it(
    clerk: Visitor,
    administrator: Visitor,
    other_administrator: Visitor,
    later: Callable[[str], None],
) -> None:
    supervisor, programme_id, first = Visitor("supervisor"), programme(administrator), _month(clerk)
    ended, stopped = family(clerk), family(clerk)
    left, resumed = (
        f"/v1/enrolments/{enrol(clerk, programme_id, each)['id']}" for each in (ended, stopped)
    )
    later("20d")
    made(stepped(supervisor, left, "end", {"outcome": "graduated", "reason_code": "employed"}))
    absent = {"reason_code": "own_request"}
    made(stepped(Visitor("caseworker"), resumed, "suspend", absent))
    later("62d")  # a whole month at least, and the first one can be listed still
    last = _month(clerk)
    made(stepped(supervisor, resumed, "resume", {}))

    first_list = _issued(administrator, other_administrator, programme_id, first)
    assert first_list["issued"] == {"count": 2, "total_fils": 173_000}
    (owed,) = _payments(administrator, ended, "listed")
    assert [each["code"] for each in owed["owed_because"]] == ["ran_in_month"]
    of_last = _issued(administrator, other_administrator, programme_id, last)
    assert of_last["issued"]["count"] == 1
    between = _prepared(administrator, programme_id, _before(last))
    assert made(administrator.get(between))["totals"]["listed"]["count"] == 0


def _before(month: str) -> str:
    """The month before, as lists have it."""
    first = date.fromisoformat(f"{month}-01")
    return (first - timedelta(days=1)).isoformat()[:7]


def _payments(administrator: Visitor, household_id: str, status: str) -> list[dict[str, Any]]:
    found = administrator.get("/v1/payments", household_id=household_id, status=status)
    items: list[dict[str, Any]] = made(found)["items"]
    return items


def _prepared(opener: Visitor, programme_id: str, month: str) -> str:
    """The path of a list that is prepared."""
    body = {"programme_id": programme_id, "month": month}
    path = f"/v1/payment-lists/{made(opener.post('/v1/payment-lists', body))['id']}"
    reached(opener, path, "prepared")
    return path


def _issued(opener: Visitor, approver: Visitor, programme_id: str, month: str) -> dict[str, Any]:
    """A list from its beginning to its file; answers the file."""
    path = _prepared(opener, programme_id, month)
    made(stepped(approver, path, "approve"))
    file: dict[str, Any] = reached(opener, path, "issued")["file"]
    return file


def _list(opener: Visitor, approver: Visitor, programme_id: str, month: str) -> dict[str, Any]:
    """The same; answers what is in it."""
    issued: dict[str, Any] = _issued(opener, approver, programme_id, month)["issued"]
    return issued


def _applied(administrator: Visitor, *lines: dict[str, Any]) -> tuple[dict[str, int], list[str]]:
    """What a batch of confirmations came to, and what was reported of it."""
    batch = {"reference": str(uuid.uuid4()), "lines": list(lines)}
    received = made(administrator.post("/v1/payment-confirmations", batch))
    path = f"/v1/payment-confirmations/{received['id']}"
    told = reached(administrator, path, "applied")
    return told["applied"], [each["code"] for each in told["reported"]]


def test_lists_and_files_are_for_those_who_pay(clerk: Visitor, administrator: Visitor) -> None:
    body = {"programme_id": programme(administrator), "month": _month(clerk)}
    assert clerk.post("/v1/payment-lists", body).status_code == 403
    path = f"/v1/payment-lists/{made(administrator.post('/v1/payment-lists', body))['id']}"
    assert clerk.get(path).status_code == clerk.get(f"{path}/file").status_code == 403
    assert Visitor("auditor").get(f"{path}/file").status_code == 403
    arabic = Visitor("administrator", language="ar").get(f"{path}/file")
    assert (arabic.status_code, arabic.json()["title"]) == (404, "لا ملف بعد")
    unknown = administrator.post("/v1/payment-lists", {**body, "programme_id": str(uuid.uuid4())})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "payment_programme_not_found")


def test_an_emergency_is_targeted_topped_up_and_undone(clerk: Visitor) -> None:
    first, second = Visitor("supervisor"), Visitor("supervisor", language="ar")
    there = family(clerk, "لواء الموقر")
    declared = first.post(
        "/v1/emergencies",
        {
            "title": "سيول لواء الموقر",
            "reason_code": "flood",
            "places": [{"governorate": "JO-AM", "district": "لواء الموقر"}],
            "amount": {"per": "household", "fils": 50_000},
        },
    )
    path = f"/v1/emergencies/{made(declared)['id']}"
    concerned = reached(first, path, "targeted")["concerned"]
    assert concerned["total_fils"] == 50_000 * concerned["households"]
    assert there in _targets(first, path)
    assert Visitor("supervisor", "JO-IR").get(path).status_code == 403

    refused = stepped(first, path, "approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "emergency_same_person")
    made(stepped(second, path, "approve"))
    administrator = Visitor("administrator")
    topped_up = eventually(lambda: _if_status(administrator, path, "issued"))
    assert topped_up["issued"]["count"] == concerned["households"]

    made(stepped(second, path, "cancel", {"reason": "إعلان بالخطأ"}))
    undone = eventually(lambda: _if_status(administrator, path, "cancelled"))
    assert undone["withdrawn"]["count"] == concerned["households"]
    assert undone["to_follow_up"]["count"] == 0
    listed = made(administrator.get(path))["list_id"]
    file = administrator.get(f"/v1/payment-lists/{listed}/file")
    assert (file.status_code, file.json()["code"]) == (409, "payment_file_withdrawn")


def _if_status(reader: Visitor, path: str, status: str) -> dict[str, Any] | None:
    top_ups = made(reader.get(path))["top_ups"]
    return top_ups if top_ups and top_ups["status"] == status else None


def _targets(reader: Visitor, path: str) -> set[str]:
    found: set[str] = set()
    query: dict[str, Any] = {"limit": 50}
    while True:
        page = made(reader.get(f"{path}/targets", **query))
        found |= {each["household_id"] for each in page["items"]}
        if page["next"] is None:
            return found
        query["cursor"] = page["next"]


def _month(clerk: Visitor) -> str:
    """The month at the ministry, whose clock may have been moved."""
    return str(made(clerk.post("/v1/persons", another_person()))["registered_on"])[:7]
