"""What a family is told of its entitlement, and a recomputation, through the gateway."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.registry import another_person, household, national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor

AID = {
    "name": {"ar": "معونة شهرية", "en": "Monthly aid"},
    "pillar": "karamah",
    "kind": "cash",
    "beneficiary": "household",
    "opens_on": "2026-01-01",
    "rules": "cash_support",
    "review_every_months": 12,
}


@pytest.fixture
def home() -> Any:
    clerk, number = Visitor("clerk"), national_number()
    head = clerk.post("/v1/persons", another_person(number)).json()
    made = clerk.post("/v1/households", household(head["id"])).json()
    told = [
        {"indicator": "earned_income_fils", "number": 20_000},
        {"indicator": "dwelling_tenure", "choice": "rented"},
    ]
    answer = clerk.post("/v1/declarations", {"household_id": made["id"], "facts": told})
    assert answer.status_code == 201, answer.text
    return made


def test_a_family_is_told_in_arabic_and_english(home: Any) -> None:
    path = f"/v1/households/{home['id']}/eligibility?rules=cash_support"
    answer = Visitor("clerk").get(path)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["eligible"], found["rules_version"]) == (True, "cash_support/2025-05-10")
    assert "20 دينار" in found["reasons"][0]["ar"]
    assert "JD 20 a month" in found["reasons"][0]["en"]
    assert Visitor("clerk").get(path.replace("cash_support", "nothing")).status_code == 404


def test_facts_are_for_those_who_work_on_the_case(home: Any) -> None:
    path = f"/v1/households/{home['id']}/facts"
    assert Visitor("caseworker").get(path).status_code == 200
    for role in ("clerk", "citizen", "inspector"):
        assert Visitor(role).get(path).status_code == 403
    wrong = {"household_id": home["id"], "facts": [{"indicator": "size", "number": 9}]}
    assert Visitor("clerk").post("/v1/declarations", wrong).status_code == 409


def test_rules_are_shown_with_their_sources() -> None:
    schemes = Visitor("citizen").get("/v1/eligibility-rules").json()["items"]
    assert any(entry["assumption"] for each in schemes for entry in each["entries"])
    assert Visitor("clerk").get("/v1/indicators").status_code == 200


def test_a_recomputation_is_seen_and_approved_by_another_before_it_is_applied(home: Any) -> None:
    first, second = Visitor("administrator"), Visitor("administrator")
    aid = first.post("/v1/programmes", AID)
    assert aid.status_code == 201, aid.text
    asked = {"programme_id": aid.json()["id"], "governorates": ["JO-AM"], "note": "بعد المسح"}
    started = first.post("/v1/recomputations", asked)
    assert started.status_code == 201, started.text
    path = f"/v1/recomputations/{started.json()['id']}"
    eventually(lambda: first.get(path).json()["status"] == "previewed", within=60)
    seen = first.get(path)
    assert sum(each["households"] for each in seen.json()["totals"]) >= 1
    households = first.get(f"{path}/households?outcome=could_gain&limit=100")
    assert households.status_code == 200
    etag = seen.headers["ETag"]
    assert first.post(f"{path}/approval", based_on=etag).status_code == 409
    assert second.post(f"{path}/approval").status_code == 428
    assert second.post(f"{path}/approval", based_on=etag).status_code == 200
    eventually(lambda: first.get(path).json()["status"] == "applied", within=60)
    assert Visitor("clerk").get(path).status_code == 403
