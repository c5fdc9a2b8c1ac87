"""Shocks through the gateway of the running system: declared, targeted, topped up, undone."""

from __future__ import annotations

import csv
import io
import random
import time
import uuid
from typing import Any

import pytest

from tests.support.benefits import announced, reached, stepped
from tests.support.benefits import done as made
from tests.support.families import received
from tests.support.registry import another_person, household, national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor

SECONDS_FOR_TARGETS = 30
TOP_UP = 50_000
DISTRICT = "لواء الجيزة"


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def first() -> Visitor:
    return Visitor("supervisor")


@pytest.fixture
def second() -> Visitor:
    return Visitor("supervisor", language="ar")


@pytest.fixture
def administrator() -> Visitor:
    return Visitor("administrator")


@pytest.fixture
def other_administrator() -> Visitor:
    return Visitor("administrator", language="ar")


def hamlet() -> str:
    """A sub-district where nobody lives but whom the test settles."""
    return f"قضاء {uuid.uuid4().hex[:8]}"


def at(place: str) -> dict[str, str]:
    """Where that is."""
    return {"governorate": "JO-AM", "district": DISTRICT, "subdistrict": place}


def family(clerk: Visitor, place: str, **changes: Any) -> str:
    address = {**at(place), "details": None}
    head = made(clerk.post("/v1/persons", another_person(address=address, **changes)))["id"]
    return str(made(clerk.post("/v1/households", household(head, address=address)))["id"])


def declare(supervisor: Visitor, place: str, **changes: Any) -> str:
    body = {
        "title": "سيول",
        "reason_code": "flood",
        "places": [at(place)],
        "amount": {"per": "household", "fils": TOP_UP},
        **changes,
    }
    return f"/v1/emergencies/{made(supervisor.post('/v1/emergencies', body))['id']}"


def topped_up(reader: Visitor, path: str, status: str = "issued") -> dict[str, Any]:
    def there() -> dict[str, Any] | None:
        top_ups: dict[str, Any] | None = made(reader.get(path))["top_ups"]
        return top_ups if top_ups and top_ups["status"] == status else None

    return eventually(there, within=60)


def payments_of(administrator: Visitor, list_id: str) -> list[dict[str, Any]]:
    page = made(administrator.get("/v1/payments", list_id=list_id, limit=100))
    return list(page["items"])


def confirm(administrator: Visitor, *lines: dict[str, Any]) -> dict[str, Any]:
    body = {"reference": str(uuid.uuid4()), "lines": list(lines)}
    batch = made(administrator.post("/v1/payment-confirmations", body))
    return reached(administrator, f"/v1/payment-confirmations/{batch['id']}", "applied")


def line(
    payment: dict[str, Any], outcome: str, on: str, reason: str | None = None
) -> dict[str, Any]:
    return {"payment_id": payment["id"], "outcome": outcome, "on": on, "reason": reason}


def today(clerk: Visitor) -> str:
    """The day at the ministry, whose clock may have been moved."""
    return str(made(clerk.post("/v1/persons", another_person()))["registered_on"])


def test_a_target_list_is_there_in_seconds_by_place_and_group(
    clerk: Visitor, first: Visitor
) -> None:
    place = hamlet()
    alone = family(clerk, place)
    began = time.monotonic()
    everybody = reached(first, declare(first, place), "targeted")
    assert time.monotonic() - began < SECONDS_FOR_TARGETS
    assert everybody["concerned"]["households"] == 1
    otherwise_written = declare(first, f"ناحية  {place.removeprefix('قضاء ')}")
    assert reached(first, otherwise_written, "targeted")["concerned"]["households"] == 1
    nobody = declare(first, place, group={"expression": "size >= 2"})
    assert reached(first, nobody, "targeted")["concerned"]["households"] == 0
    # A refusal would tell, where only hidden homes are, that they are there.
    assert stepped(Visitor("supervisor", language="ar"), nobody, "approve").status_code == 200
    assert topped_up(first, nobody)["listed"]["count"] == 0
    small = declare(first, place, group={"expression": "size < 2"})
    reached(first, small, "targeted")
    (target,) = made(first.get(f"{small}/targets"))["items"]
    assert (target["household_id"], target["amount_fils"]) == (alone, TOP_UP)


def test_what_is_not_understood_or_out_of_bounds_is_refused_in_both_languages(
    first: Visitor, second: Visitor
) -> None:
    place = hamlet()
    body = {
        "title": "سيول",
        "reason_code": "flood",
        "places": [at(place)],
        "amount": {"per": "household", "fils": 9_000_000},
    }
    english, arabic = (each.post("/v1/emergencies", body) for each in (first, second))
    assert english.json()["code"] == arabic.json()["code"] == "emergency_amount_out_of_bounds"
    assert english.json()["title"] != arabic.json()["title"]
    unknown = {**body, "amount": {"per": "household", "fils": TOP_UP}, "reason_code": "boredom"}
    assert first.post("/v1/emergencies", unknown).json()["code"] == "emergency_reason_unknown"
    elsewhere = {**unknown, "reason_code": "flood", "places": [{"governorate": "JO-IR"}]}
    assert first.post("/v1/emergencies", elsewhere).status_code == 403
    nowhere = {**elsewhere, "places": [{"governorate": "JO-AM", "district": "لواء لا وجود له"}]}
    (error,) = first.post("/v1/emergencies", nowhere).json()["errors"]
    assert error["code"] == "district_elsewhere"
    assert Visitor("caseworker").post("/v1/emergencies", elsewhere).status_code == 403


def test_money_that_came_back_is_paid_by_a_further_list_that_another_person_approves(
    clerk: Visitor,
    first: Visitor,
    second: Visitor,
    administrator: Visitor,
    other_administrator: Visitor,
) -> None:
    place, day = hamlet(), today(clerk)
    homes = {family(clerk, place) for _ in range(3)}
    path = declare(first, place)
    reached(first, path, "targeted")
    made(stepped(second, path, "approve"))
    list_id = topped_up(first, path)["list_id"]
    came_back, *others = payments_of(administrator, list_id)
    confirm(
        administrator,
        line(came_back, "returned", day, "wallet_closed"),
        *(line(each, "paid", day) for each in others),
    )
    assert stepped(first, path, "pay-again").status_code == 403
    further = made(stepped(administrator, path, "pay-again"))["further_list_ids"]
    again = f"/v1/payment-lists/{further[0]}"
    assert reached(administrator, again, "prepared")["totals"]["listed"]["count"] == 1
    refused = stepped(administrator, again, "approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "payment_list_same_person")
    made(stepped(other_administrator, again, "approve"))
    reached(administrator, again, "issued")
    file = administrator.get(f"{again}/file").content.decode("utf-8-sig")
    *rows, _ = csv.DictReader(io.StringIO(file))
    assert [each["household_id"] for each in rows] == [came_back["household_id"]]
    assert came_back["household_id"] in homes


def test_cancelled_after_some_were_paid_it_is_undone_and_set_off_from_later_aid(
    clerk: Visitor,
    first: Visitor,
    second: Visitor,
    administrator: Visitor,
    other_administrator: Visitor,
) -> None:
    place, day, number = hamlet(), today(clerk), national_number()
    mobile = f"+96279{random.randrange(10**7):07d}"
    contact = {"mobile": mobile, "email": None, "language": "ar"}
    homes = [family(clerk, place, number=number, contact=contact), family(clerk, place)]
    path = declare(first, place)
    reached(first, path, "targeted")
    made(stepped(second, path, "approve"))
    list_id = topped_up(first, path)["list_id"]
    paid = next(
        each for each in payments_of(administrator, list_id) if each["household_id"] == homes[0]
    )
    confirm(administrator, line(paid, "paid", day))
    _is_told(mobile, "صُرفت مساعدة طارئة لكم")
    made(stepped(second, path, "cancel", {"reason": "إعلان بالخطأ"}))
    undone = topped_up(administrator, path, "cancelled")
    assert (undone["withdrawn"]["count"], undone["to_follow_up"]["count"]) == (1, 1)

    assert clerk.get("/v1/recoveries").status_code == 403
    found = made(administrator.get("/v1/recoveries", household_id=homes[0]))["items"]
    assert [(each["status"], each["left_fils"]) for each in found] == [("open", TOP_UP)]
    part = _aid_of(clerk, administrator, other_administrator, homes[0], day[:7])
    for text in ("أُلغيت الحالة الطارئة", "حُسم جزء من دفعة لكم"):
        _is_told(mobile, text)
    owed = f"/v1/recoveries/{found[0]['id']}"
    assert made(administrator.get(owed))["taken_fils"] == part["offset_fils"] > 0
    head = Visitor("citizen", national_number=number)
    _reads_what_was_set_off(head, homes[0], part)
    for one, home in ((head, homes[1]), (clerk, homes[0])):
        for what in ("payments", "recoveries"):
            assert one.get(f"/v1/households/{home}/{what}").status_code == 403
    waived = made(stepped(other_administrator, owed, "waive", {"reason": "أسرة فقيرة"}))
    assert waived["status"] == "waived"
    over = stepped(Visitor("administrator", language="ar"), owed, "waive", {"reason": "x"})
    assert (over.status_code, over.json()["title"]) == (409, "الاسترداد منتهٍ")


def _is_told(mobile: str, text: str) -> None:
    eventually(lambda: any(text in each for each in received(mobile)), what=text)


def _reads_what_was_set_off(head: Visitor, household_id: str, part: dict[str, Any]) -> None:
    """The family's own words for it, and what is left."""
    page = f"/v1/households/{household_id}"
    aid = next(
        each for each in made(head.get(f"{page}/payments"))["items"] if each["id"] == part["id"]
    )
    assert (aid["amount_fils"], aid["set_off_fils"]) == (part["amount_fils"], part["offset_fils"])
    assert aid["set_off_because"]["ar"].startswith("صُرفت لأسرتكم معونة طارئة")
    assert aid["state"]["code"] == "on_its_way"
    (debt,) = made(head.get(f"{page}/recoveries"))["items"]
    assert (debt["id"], debt["left_fils"]) == (part["recovery_id"], TOP_UP - part["offset_fils"])
    assert debt["name"]["ar"] == "سيول"


def _aid_of(
    clerk: Visitor, one: Visitor, other: Visitor, household_id: str, month: str
) -> dict[str, Any]:
    """A month's aid of a household, issued; answers its payment."""
    terms = {
        "name": {"ar": "معونة شهرية", "en": "Monthly aid"},
        "pillar": "karamah",
        "kind": "cash",
        "beneficiary": "household",
        "opens_on": "2020-01-01",
        "amount_fils": 86_500,
    }
    programme_id = made(one.post("/v1/programmes", terms))["id"]
    asked = {"programme_id": programme_id, "household_id": household_id}
    enrolment = f"/v1/enrolments/{made(clerk.post('/v1/enrolments', asked))['id']}"
    made(stepped(Visitor("supervisor"), enrolment, "approve", {}))
    opened = one.post("/v1/payment-lists", {"programme_id": programme_id, "month": month})
    path = f"/v1/payment-lists/{made(opened)['id']}"
    reached(one, path, "prepared")
    made(stepped(other, path, "approve"))
    reached(one, path, "issued")
    (payment,) = payments_of(one, path.rpartition("/")[2])
    assert payment["amount_fils"] == 86_500 - payment["offset_fils"]
    return payment


def test_a_file_of_the_provider_confirms_row_by_row(
    clerk: Visitor, first: Visitor, second: Visitor, administrator: Visitor
) -> None:
    place, day = hamlet(), today(clerk)
    for _ in range(2):
        family(clerk, place)
    path = declare(first, place)
    reached(first, path, "targeted")
    made(stepped(second, path, "approve"))
    one, two = payments_of(administrator, topped_up(first, path)["list_id"])
    text = (
        "رقم الدفعة,النتيجة,التاريخ,السبب\n"
        f"{one['id']},مدفوعة,{day},\n"
        f"{two['id']},مرتجعة,{day},wallet closed\n"
        f"{uuid.uuid4()},مدفوعة,{day},\n"
        f"{one['id']},مدفوعة,{day},\n"
    ).encode()
    sent = announced(administrator, text)
    made(stepped(administrator, sent, "apply"))
    done = reached(administrator, sent, "applied")
    assert (done["lines"], done["reported_rows"]) == (4, 2)
    assert done["applied"] == {"paid": 1, "returned": 1}
    english = made(administrator.get(f"{sent}/rows"))["items"]
    arabic = made(Visitor("auditor", language="ar").get(f"{sent}/rows"))["items"]
    assert [(each["row"], each["code"]) for each in english] == [
        (4, "confirmation_unknown"),
        (5, "confirmation_duplicate"),
    ]
    assert arabic[0]["title"] == "دفعة غير معروفة"
    assert clerk.get(f"{sent}/rows").status_code == 403
    again = stepped(administrator, sent, "apply")
    assert (again.status_code, again.json()["code"]) == (409, "payment_confirmations_not_in_state")
