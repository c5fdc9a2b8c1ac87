"""A child is placed with a family, through the gateway of the running system."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from tests.support.care import a_case, a_family
from tests.support.window import Visitor

AT_ONCE = 20
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
LONG_AGO = {"number": "2026/118", "date": "2026-01-05"}


@pytest.fixture
def caseworker() -> Visitor:
    return Visitor("caseworker")


@pytest.fixture
def supervisor() -> Visitor:
    return Visitor("supervisor")


def opened(caseworker: Visitor) -> requests.Response:
    answer = caseworker.post("/v1/cases", a_case())
    assert answer.status_code == 201, answer.text
    return answer


def registered(caseworker: Visitor, capacity: int = 2) -> str:
    request = a_family(capacity=capacity, approval=LONG_AGO, court_approval=LONG_AGO)
    answer = caseworker.post("/v1/carer-families", request)
    assert answer.status_code == 201, answer.text
    family_id: str = answer.json()["id"]
    return family_id


def place(who: Visitor, seen: requests.Response, family_id: str) -> requests.Response:
    request = {"family_id": family_id, "court_decision": LONG_AGO, "started_on": YESTERDAY}
    path = f"/v1/cases/{seen.json()['id']}/placements"
    return who.post(path, request, based_on=seen.headers["ETag"])


def free_places(who: Visitor, family_id: str) -> int:
    return int(who.get(f"/v1/carer-families/{family_id}").json()["free_places"])


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def test_a_child_is_placed_and_later_returns_to_its_family(caseworker: Visitor) -> None:
    family_id = registered(caseworker)
    placed = place(caseworker, opened(caseworker), family_id)
    assert (placed.status_code, placed.json()["placed"]) == (200, True)
    assert free_places(caseworker, family_id) == 1
    (placement,) = placed.json()["placements"]
    ended = caseworker.post(
        f"/v1/cases/{placed.json()['id']}/placements/{placement['id']}/end",
        {"ended_on": YESTERDAY, "reason_code": "returned_to_family"},
        based_on=placed.headers["ETag"],
    )
    assert (ended.status_code, ended.json()["placed"]) == (200, False)
    assert free_places(caseworker, family_id) == 2
    assert caseworker.get(f"/v1/cases/{ended.json()['id']}").json() == ended.json()


def test_twenty_placements_at_once_into_two_places_give_two(
    caseworker: Visitor, supervisor: Visitor
) -> None:
    family_id = registered(caseworker, capacity=2)
    waiting = [opened(caseworker) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda seen: place(supervisor, seen, family_id), waiting))
    assert Counter(each.status_code for each in answers) == {200: 2, 409: AT_ONCE - 2}
    assert {code(each)[1] for each in answers if each.status_code == 409} == {"family_full"}
    assert free_places(caseworker, family_id) == 0


def test_only_who_works_on_a_case_sees_the_child(caseworker: Visitor, supervisor: Visitor) -> None:
    seen = opened(caseworker)
    path = f"/v1/cases/{seen.json()['id']}"
    assert supervisor.get(path).json()["child"]["name"] == "سليم"
    for role in ("clerk", "inspector", "citizen", "administrator", "operator", "caseworker"):
        assert Visitor(role).get(path).status_code == 403
    assert Visitor("supervisor", "JO-IR").get(path).status_code == 403
    audited = Visitor("auditor").get(path)
    assert audited.status_code == 200
    assert "child" not in audited.json()


def test_no_list_names_a_child(caseworker: Visitor) -> None:
    opened(caseworker)
    listed = caseworker.get("/v1/cases")
    assert len(listed.json()["items"]) == 1
    assert "سليم" not in listed.text


def test_a_caseworker_lists_their_own_cases_only(caseworker: Visitor) -> None:
    opened(Visitor("caseworker"))
    mine = opened(caseworker).json()["id"]
    assert [each["id"] for each in caseworker.get("/v1/cases").json()["items"]] == [mine]


def test_a_placement_is_based_on_what_was_seen(caseworker: Visitor) -> None:
    family_id, seen = registered(caseworker), opened(caseworker)
    first = place(caseworker, seen, family_id)
    assert first.status_code == 200
    assert place(caseworker, seen, family_id).status_code == 412
    request: dict[str, Any] = {
        "family_id": family_id,
        "court_decision": LONG_AGO,
        "started_on": YESTERDAY,
    }
    path = f"/v1/cases/{seen.json()['id']}/placements"
    assert caseworker.post(path, request).status_code == 428
