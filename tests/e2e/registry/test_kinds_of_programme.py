"""What programmes give beside monthly money: goods, services, training, aid after a shock."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.benefits import aid, done, reached, stepped
from tests.support.families import Family
from tests.support.long import english
from tests.support.waiting import eventually
from tests.support.window import Visitor

LANGUAGES = pytest.mark.parametrize("language", ["ar", english("en")])
GOODS: dict[str, Any] = {
    "name": {"ar": "حقيبة الشتاء", "en": "Winter parcel"},
    "kind": "in_kind",
    "rules": None,
}
SERVICE: dict[str, Any] = {
    "name": {"ar": "التوجيه الأسري", "en": "Family guidance"},
    "pillar": "tamkeen",
    "kind": "service",
    "rules": None,
}
TRAINING: dict[str, Any] = {
    "name": {"ar": "دورة الخياطة", "en": "Tailoring course"},
    "pillar": "forsah",
    "kind": "training",
    "beneficiary": "person",
    "rules": "vocational_training",
    "quota": 1,
}
TOPUP: dict[str, Any] = {
    "name": {"ar": "المعونة الطارئة", "en": "Emergency aid"},
    "pillar": "somoud",
    "kind": "emergency_topup",
    "rules": "emergency_topup",
}


def at_the_counter(recorder: Visitor, family: Family, programme_id: str) -> str:
    asked = {"programme_id": programme_id, "household_id": family.id}
    return f"/v1/enrolments/{done(recorder.post('/v1/enrolments', asked))['id']}"


def next_month(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02d}"


@LANGUAGES
def test_goods_are_given_by_a_second_person_and_no_money_is_paid(language: str) -> None:
    administrator = Visitor("administrator", language=language)
    body = {"pillar": "karamah", "beneficiary": "household", "opens_on": "2026-01-01", **GOODS}
    with_money = administrator.post("/v1/programmes", {**body, "amount_fils": 5_000})
    assert (with_money.status_code, with_money.json()["code"]) == (409, "amount_unexpected")
    to, family, recorder = aid(administrator, **GOODS), Family(language), Visitor("supervisor")
    path = at_the_counter(recorder, family, to)
    same = stepped(recorder, path, "approve", {})
    assert (same.status_code, same.json()["code"]) == (403, "same_person_decides")

    given = done(stepped(Visitor("supervisor"), path, "approve", {}))
    assert (given["status"], given["kind"], given["amount_fils"]) == ("active", "in_kind", None)
    assert GOODS["name"][language] in family.reads(path)
    family.is_told(GOODS["name"][language])
    month = given["started_on"][:7]
    refused = administrator.post("/v1/payment-lists", {"programme_id": to, "month": month})
    titles = {"ar": "برنامج لا يصرف مالًا", "en": "The programme pays no money"}
    assert (refused.status_code, refused.json()["title"]) == (409, titles[language])


@LANGUAGES
def test_a_service_is_decided_by_who_took_the_application_and_ends_in_graduation(
    language: str,
) -> None:
    family, supervisor = Family(language), Visitor("supervisor")
    path = at_the_counter(supervisor, family, aid(Visitor("administrator"), **SERVICE))
    given = done(stepped(supervisor, path, "approve", {}))
    assert (given["status"], given["amount_fils"], given["ticket"]) == ("active", None, None)
    assert SERVICE["name"][language] in family.reads(path)
    body = {"outcome": "graduated", "reason_code": "self_reliant"}
    done(stepped(supervisor, path, "end", body))
    assert {"ar": "نهنئكم", "en": "Congratulations"}[language] in family.reads(path)


@LANGUAGES
def test_a_training_place_goes_to_who_looks_for_work_and_then_to_the_next(language: str) -> None:
    to = aid(Visitor("administrator"), **TRAINING)
    caseworker, supervisor = Visitor("caseworker"), Visitor("supervisor")
    first, second = (Family(language, born="2004-05-01", job_seekers=1) for _ in range(2))
    older = Family(language, born="1980-05-01", job_seekers=1)
    paths = [each.applies(to, person_id=each.head) for each in (first, second, older)]
    for path in paths:
        done(stepped(caseworker, path, "assess"))
    unfit = stepped(supervisor, paths[2], "approve", {})
    assert (unfit.status_code, unfit.json()["code"]) == (409, "not_eligible")
    done(stepped(supervisor, paths[2], "reject", {"reason_code": "not_entitled"}))
    why = {"ar": "لمن هم بين 18 و29 سنة وحدهم", "en": "only for those aged 18 to 29"}
    assert why[language] in older.reads(paths[2])

    seated, waiting = (done(stepped(supervisor, each, "approve", {})) for each in paths[:2])
    assert (seated["status"], seated["person_id"]) == ("active", first.head)
    assert (waiting["status"], waiting["ticket"]) == ("waiting", 1)
    second.is_told({"ar": "المقاعد ممتلئة", "en": "every place is taken"}[language])
    end = {"outcome": "graduated", "reason_code": "completed"}
    done(stepped(supervisor, paths[0], "end", end))
    eventually(lambda: done(supervisor.get(paths[1]))["status"] == "active", what="called")
    places = done(second.visitor.get(f"/v1/programmes/{to}/places"))
    assert (places["quota"], places["taken"], places["waiting"]) == (1, 1, 0)


@LANGUAGES
def test_after_a_fire_a_family_is_helped_with_money_once(language: str) -> None:
    first, second = Visitor("administrator"), Visitor("administrator")
    to, family = aid(first, **TOPUP), Family(language, size=3)
    path = family.applies(to)
    done(stepped(Visitor("caseworker"), path, "assess"))
    unknown = stepped(Visitor("supervisor"), path, "approve", {})
    assert (unknown.status_code, unknown.json()["code"]) == (409, "not_eligible")
    struck = [{"indicator": "shock", "choice": "fire"}]
    done(family.clerk.post("/v1/declarations", {"household_id": family.id, "facts": struck}))
    done(stepped(Visitor("caseworker"), path, "assess"))
    helped = done(stepped(Visitor("supervisor"), path, "approve", {}))
    assert (helped["status"], helped["amount_fils"]) == ("active", 150_000 + 3 * 10_000)
    read = family.reads(path)
    assert {"ar": "حريق المسكن", "en": "fire at home"}[language] in read
    assert {"ar": "المنفعة: 180 دينارًا", "en": "180.000"}[language] in read

    month = helped["started_on"][:7]
    lists = []
    for each in (month, next_month(month)):
        opened = done(first.post("/v1/payment-lists", {"programme_id": to, "month": each}))
        lists.append(f"/v1/payment-lists/{opened['id']}")
        prepared = reached(first, lists[-1], "prepared")
        if each == month:
            assert prepared["totals"]["listed"] == {"count": 1, "total_fils": 180_000}
            done(stepped(second, lists[-1], "approve"))
            reached(first, lists[-1], "issued")
        else:
            assert prepared["totals"]["listed"]["count"] == 0
    found = done(Visitor("auditor").get("/v1/payments", household_id=family.id))["items"]
    assert [(each["month"], each["amount_fils"]) for each in found] == [(month, 180_000)]
