"""Two whom a reviewer has told apart are never asked about again, whatever happens to them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.registry.test_matchings import ended
from tests.support.long import english
from tests.support.twice import a_woman, answered, decide, merge, pair_of, registered, seen
from tests.support.waiting import eventually
from tests.support.window import Visitor

PLACE = "JO-AZ"
"""Where no other test registers people: elsewhere hundreds are one woman, pair by pair."""
THERE = {"governorate": PLACE, "district": None, "details": None}


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk", PLACE)


@pytest.fixture
def reviewer() -> Visitor:
    return Visitor("supervisor", PLACE)


def open_pairs(reviewer: Visitor, person_id: str) -> set[frozenset[str]]:
    items = answered(reviewer.get("/v1/duplicates", person_id=person_id, status="open"))["items"]
    return {frozenset(each["person_ids"]) for each in items}


def told_apart(reviewer: Visitor, one: str, two: str) -> str:
    """The address of their pair, which the reviewer rejected."""
    path = pair_of(reviewer, one, two)
    rejected = answered(decide(reviewer, path, "reject"))
    assert (rejected["status"], rejected["decision"]["by"]) == ("rejected", reviewer.subject)
    return path


def test_a_third_who_is_like_both_brings_their_pair_not_back(
    clerk: Visitor, reviewer: Visitor
) -> None:
    first, *again = a_woman(3, address=THERE)
    one, two = registered(clerk, first, again[0])
    path = told_apart(reviewer, one, two)
    version = seen(reviewer, path)
    (three,) = registered(clerk, again[1])
    same, other = pair_of(reviewer, three, one), pair_of(reviewer, three, two)

    def among(pairs: set[frozenset[str]]) -> set[frozenset[str]]:
        """Those of these three: by chance, a woman of another test may be born on a like day."""
        return {each for each in pairs if each <= {one, two, three}}

    assert among(open_pairs(reviewer, one)) == {frozenset({one, three})}
    assert among(open_pairs(reviewer, two)) == {frozenset({two, three})}
    answered(merge(reviewer, same, one))

    def superseded() -> bool:
        return bool(answered(reviewer.get(other))["status"] == "superseded")

    eventually(superseded, what="the pair of the record that ended")
    assert among(open_pairs(reviewer, one)) == among(open_pairs(reviewer, two)) == set()
    assert seen(reviewer, path) == version


def test_neither_an_amendment_nor_a_matching_of_the_registry_brings_it_back(
    clerk: Visitor, reviewer: Visitor
) -> None:
    one, two, three = registered(clerk, *a_woman(3, address=THERE))
    path = told_apart(reviewer, one, two)
    for other in (one, two):
        pair_of(reviewer, three, other)
    version = seen(reviewer, path)
    record = clerk.get(f"/v1/persons/{two}")
    contact: dict[str, Any] = {"mobile": "0791112223", "email": None, "language": "ar"}
    changed = {"contact": contact, "reason": {"kind": "change", "note": None}}
    answered(clerk.patch(f"/v1/persons/{two}", changed, based_on=record.headers["ETag"]))
    begun = reviewer.post("/v1/matchings", {"governorates": [PLACE]})
    assert begun.status_code == 201, begun.text
    found = ended(reviewer, begun.headers["Location"])
    assert (found["status"], found["found"]["probable"] >= 3) == ("finished", True), found
    pairs = open_pairs(reviewer, one)  # with women of that name whom others registered
    assert frozenset({one, three}) in pairs
    assert frozenset({one, two}) not in pairs
    assert seen(reviewer, path) == version
    assert answered(reviewer.get(path))["status"] == "rejected"


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "تم البت فيه"), english("en", "Already decided")]
)
def test_a_pair_that_is_rejected_is_not_merged_after_all(
    clerk: Visitor, reviewer: Visitor, language: str, title: str
) -> None:
    one, two = registered(clerk, *a_woman(2, address=THERE))
    path = told_apart(reviewer, one, two)
    refused = merge(Visitor("supervisor", PLACE, language=language), path, one)
    assert (refused.status_code, refused.json()["title"]) == (409, title)
    assert clerk.get(f"/v1/persons/{two}").json()["merged_into"] is None
