"""A woman registered twice, and the reviewers who see it, through the gateway."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.registry import household, national_number, person
from tests.support.waiting import eventually
from tests.support.window import Visitor

NAMELESS = {"kind": "none", "number": None}


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def reviewer() -> Visitor:
    return Visitor("supervisor")


def a_woman_twice() -> tuple[dict[str, Any], dict[str, Any]]:
    """Requests to register one woman: in Arabic with her number, in Latin letters without."""
    born = f"{random.randint(1930, 1999)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    arabic = {"first": "فاطمة", "father": "عبد الرحمن", "grandfather": "صالح", "family": "الرواشدة"}
    latin = {
        "first": "Fatimah",
        "father": "Abdelrahman",
        "grandfather": None,
        "family": "Rawashdeh",
    }
    return (
        person(national_number(), name={"arabic": arabic, "latin": None}, birth_date=born),
        person(name={"arabic": None, "latin": latin}, birth_date=born) | {"identity": NAMELESS},
    )


def registered(clerk: Visitor, request: dict[str, Any]) -> dict[str, Any]:
    answer = clerk.post("/v1/persons", request)
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


def queued(reviewer: Visitor, person_id: str) -> list[dict[str, Any]]:
    return list(reviewer.get("/v1/duplicates", person_id=person_id, status="open").json()["items"])


def suggested(reviewer: Visitor, person_id: str, other_id: str) -> dict[str, Any]:
    """The pair of these two, once it is in the queue."""

    def pairs() -> list[dict[str, Any]]:
        return [each for each in queued(reviewer, person_id) if other_id in each["person_ids"]]

    eventually(lambda: bool(pairs()), within=30, what="the pair is in the queue")
    return pairs()[0]


def test_a_clerk_is_warned_before_registering(clerk: Visitor) -> None:
    first, second = a_woman_twice()
    known = registered(clerk, first)
    asked = {name: second[name] for name in ("name", "birth_date", "sex")}
    found = clerk.post("/v1/persons/duplicate-check", asked)
    assert found.status_code == 200, found.text
    assert known["id"] in [each["person_id"] for each in found.json()["items"]]


def test_a_reviewer_merges_and_undoes_and_the_household_follows(
    clerk: Visitor, reviewer: Visitor
) -> None:
    first, second = a_woman_twice()
    one, two = registered(clerk, first), registered(clerk, second)
    home = clerk.post("/v1/households", household(two["id"])).json()
    pair = suggested(reviewer, two["id"], one["id"])
    path = f"/v1/duplicates/{pair['id']}"
    seen = reviewer.get(path)
    assert seen.json()["proposal"]["survivor_id"] == one["id"]
    wanted = {"survivor_id": one["id"], "choices": {"name_latin": "merged"}}
    assert clerk.post(f"{path}/merge", wanted, based_on=seen.headers["ETag"]).status_code == 403
    assert reviewer.post(f"{path}/merge", wanted).status_code == 428
    merged = reviewer.post(f"{path}/merge", wanted, based_on=seen.headers["ETag"])
    assert merged.status_code == 200, merged.text
    closed = clerk.get(f"/v1/persons/{two['id']}").json()
    assert (closed["status"], closed["merged_into"]) == ("merged", one["id"])

    def head() -> str:
        return str(clerk.get(f"/v1/households/{home['id']}").json()["head_id"])

    eventually(lambda: head() == one["id"], within=30, what="the household follows")
    undone = reviewer.post(f"{path}/undo", {}, based_on=merged.headers["ETag"])
    assert undone.status_code == 200, undone.text
    eventually(lambda: head() == two["id"], within=30, what="the household comes back")
    again = clerk.get(f"/v1/persons/{two['id']}").json()
    assert {**again, "version": 0} == {**two, "version": 0}


def test_two_reviewers_at_once_decide_once(clerk: Visitor, reviewer: Visitor) -> None:
    first, second = a_woman_twice()
    one, two = registered(clerk, first), registered(clerk, second)
    pair = suggested(reviewer, two["id"], one["id"])
    path = f"/v1/duplicates/{pair['id']}"
    seen = reviewer.get(path).headers["ETag"]
    other = Visitor("supervisor")

    def merge() -> int:
        return reviewer.post(f"{path}/merge", {"survivor_id": one["id"]}, based_on=seen).status_code

    def reject() -> int:
        return other.post(f"{path}/reject", {}, based_on=seen).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = [each.result() for each in (pool.submit(merge), pool.submit(reject))]
    assert sorted(answers) == [200, 412]
