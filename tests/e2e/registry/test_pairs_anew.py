"""Pairs go by how the two are now, and numbers of records that ended lead to who stays."""

from __future__ import annotations

import pytest

from tests.support.registry import arabic, explained
from tests.support.twice import a_woman, answered, decide, merge, pair_of, registered, seen
from tests.support.waiting import eventually
from tests.support.window import Visitor


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def reviewer() -> Visitor:
    return Visitor("supervisor")


def test_who_was_amended_into_somebody_else_leaves_the_queue(
    clerk: Visitor, reviewer: Visitor
) -> None:
    one, two = registered(clerk, *a_woman(2))
    path = pair_of(reviewer, two, one)
    version = seen(reviewer, path)
    changed = explained(name=arabic("سعاد", "حمدان", "خلف", "الزعبي"), birth_date="1921-11-30")
    record = clerk.get(f"/v1/persons/{two}")
    answered(clerk.patch(f"/v1/persons/{two}", changed, based_on=record.headers["ETag"]))

    def status() -> str:
        return str(answered(reviewer.get(path))["status"])

    eventually(lambda: status() == "no_longer_alike", within=60, what="the pair is weighed anew")
    assert merge(reviewer, path, one, based_on=version).status_code == 412
    assert merge(reviewer, path, one).json()["type"].endswith("records_no_longer_alike")


def test_the_number_of_a_record_that_ended_leads_to_who_stays(
    clerk: Visitor, reviewer: Visitor
) -> None:
    first, second = a_woman(2)
    one, two = registered(clerk, first, second)
    path, number = pair_of(reviewer, two, one), first["identity"]["number"]
    wanted = {"survivor_id": two, "choices": {"identity": "survivor"}}
    answered(reviewer.post(f"{path}/merge", wanted, based_on=seen(reviewer, path)))

    def found(**by: str) -> list[str]:
        return [each["id"] for each in answered(clerk.get("/v1/persons", **by))["items"]]

    assert found(national_number=number, status="merged") == [one]
    assert found(document=number) == [two]
    again = answered(clerk.post("/v1/persons", first))
    assert "document_borne_by_another" in again["warnings"]
    refused = decide(Visitor("supervisor", language="en"), path, "undo")
    assert (refused.status_code, again["id"] in refused.json()["detail"]) == (409, True)
