"""A family on its way through a programme, through the gateway of the running system."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.support import programmes
from tests.support.families import Family, received
from tests.support.long import english
from tests.support.waiting import eventually
from tests.support.window import Visitor

AT_ONCE = 50


def done(answer: requests.Response, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    view: dict[str, Any] = answer.json()
    return view


def acted(who: Visitor, path: str, action: str, body: Any = None) -> requests.Response:
    """A change of what was just read."""
    seen = who.get(path)
    return who.post(f"{path}/{action}", body, based_on=seen.headers["ETag"])


def made(**terms: Any) -> dict[str, Any]:
    """A programme that pays a fixed amount, or what the terms say, and is open."""
    terms = {"rules": None, "amount_fils": 80_000, **terms}
    return done(Visitor("administrator").post("/v1/programmes", programmes.programme(**terms)), 201)


@pytest.mark.parametrize(
    ("language", "received_it", "approved"),
    [
        ("ar", "استلمنا طلبكم", "قُبل طلبكم"),
        english("en", "We received your application", "was approved"),
    ],
)
def test_a_family_applies_from_home_and_is_told_in_its_language(
    language: str, received_it: str, approved: str
) -> None:
    family, to = Family(language), made()
    asked = {"programme_id": to["id"], "household_id": family.id}
    answer = family.visitor.post("/v1/enrolments", asked)
    path = f"/v1/enrolments/{done(answer, 201)['id']}"
    assert answer.headers["Location"].endswith(path)
    supervisor = Visitor("supervisor")
    enrolment = done(acted(supervisor, path, "approve", {}))
    assert (enrolment["status"], enrolment["amount_fils"]) == ("active", 80_000)
    eventually(lambda: any(received_it in each for each in received(family.mobile)), within=30)
    eventually(lambda: any(approved in each for each in received(family.mobile)), within=30)
    said = done(family.visitor.get(f"{path}/explanation"))
    amount = {"ar": "80 دينارًا", "en": "JOD 80.000"}[language]
    assert any(amount in each[language] for each in said["paragraphs"])


def test_who_filed_an_application_for_money_does_not_decide_it() -> None:
    family, to, supervisor = Family(), made(), Visitor("supervisor")
    asked = {"programme_id": to["id"], "household_id": family.id}
    path = f"/v1/enrolments/{done(supervisor.post('/v1/enrolments', asked), 201)['id']}"
    refused = acted(supervisor, path, "approve", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "same_person_decides")
    refused = acted(Visitor("supervisor", language="ar"), path, "reject", {"reason_code": "none"})
    assert refused.status_code == 409
    assert refused.json()["title"] == "سبب غير معروف"


def test_an_enrolment_is_closed_to_everybody_else() -> None:
    family, to = Family(), made()
    asked = {"programme_id": to["id"], "household_id": family.id}
    path = f"/v1/enrolments/{done(family.visitor.post('/v1/enrolments', asked), 201)['id']}"
    for other in (
        Visitor("clerk", "JO-IR"),
        Family().visitor,
        Visitor("inspector"),
        Visitor("operator"),
    ):
        assert other.get(path).status_code == 403
    assert Visitor("auditor").get(path).status_code == 200
    assert Visitor("supervisor").post(f"{path}/approve", {}).status_code == 428
    stale = Visitor("supervisor").post(f"{path}/approve", {}, based_on='"7"')
    assert stale.status_code == 412


def test_fifty_apply_at_once_for_ten_places_and_the_next_in_line_is_called() -> None:
    to = made(**{**programmes.learning(10), "amount_fils": None})
    families = [Family() for _ in range(AT_ONCE)]

    def apply(family: Family) -> dict[str, Any]:
        asked = {"programme_id": to["id"], "household_id": family.id, "person_id": family.head}
        key = str(uuid.uuid4())  # what was answered so may have been done: asked again, it is one
        for _ in range(10):
            answer = family.visitor.post("/v1/enrolments", asked, key=key)
            if answer.status_code not in (503, 504):
                break
        return done(answer, 201)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        came = list(pool.map(apply, families))
    assert Counter(each["status"] for each in came) == {"active": 10, "waiting": 40}
    places = f"/v1/programmes/{to['id']}/places"
    assert done(Visitor("citizen").get(places))["taken"] == 10
    seated = next(each for each in came if each["status"] == "active")
    first = next(each for each in came if each["ticket"] == 1)
    end = {"outcome": "graduated", "reason_code": "completed"}
    supervisor = Visitor("supervisor")
    done(acted(supervisor, f"/v1/enrolments/{seated['id']}", "end", end))
    path = f"/v1/enrolments/{first['id']}"
    eventually(lambda: supervisor.get(path).json()["status"] == "active", within=30)
    left = done(supervisor.get(places))
    assert (left["taken"], left["waiting"]) == (10, 39)


def test_a_grievance_is_answered_by_another_person_and_the_decision_falls() -> None:
    family, to, decider = Family(), made(), Visitor("supervisor")
    asked = {"programme_id": to["id"], "household_id": family.id}
    path = f"/v1/enrolments/{done(family.visitor.post('/v1/enrolments', asked), 201)['id']}"
    done(acted(decider, path, "reject", {"reason_code": "documents_missing"}))
    text = {"enrolment_id": path.rpartition("/")[2], "text": "سلّمنا الوثائق كلها."}
    grievance = done(family.visitor.post("/v1/grievances", text), 201)
    of_it = f"/v1/grievances/{grievance['id']}"
    eventually(lambda: any("اعتراضكم" in each for each in received(family.mobile)), within=30)
    reply = {"outcome": "upheld", "answer": "وُجدت الوثائق."}
    assert acted(decider, of_it, "answer", reply).json()["code"] == "decider_handles"
    done(acted(Visitor("supervisor"), of_it, "answer", reply))
    assert done(family.visitor.get(path))["status"] == "applied"
    assert done(family.visitor.get(of_it))["reply"]["remedy"] == "reopened"


def test_holidays_are_kept_by_administrators() -> None:
    administrator, path = Visitor("administrator"), "/v1/holidays/2031"
    seen = administrator.get(path)
    days = {"days": [{"day": "2031-05-25", "ar": "عيد الاستقلال", "en": "Independence Day"}]}
    assert Visitor("clerk").put(path, days).status_code == 403
    assert administrator.put(path, days).status_code == 428
    kept = administrator.put(path, days, based_on=seen.headers["ETag"])
    assert done(kept)["days"] == days["days"]
