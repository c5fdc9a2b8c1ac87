"""Placing a child with a family and ending it: both change together, and never beyond capacity."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound, Stale
from tests.support.calling import Caller, somebody
from tests.support.care import (
    CASEWORKER,
    SUPERVISOR,
    a_family,
    a_placement,
    an_end,
    opened,
    placed,
    registered,
)

NOWHERE = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"


def family_of(call: Caller, family_id: str) -> dict[str, Any]:
    return call(CASEWORKER, "get_family", {"family_id": family_id})


def types_in(database: MemoryDatabase, collection: str, aggregate_id: str) -> list[str]:
    pending = database.collections[collection][aggregate_id]["pending"]
    return [event["type"].removeprefix("kanaf.alternative_care.") for event in pending]


def test_a_placed_child_takes_a_place(call: Caller, database: MemoryDatabase) -> None:
    family_id, case_id = registered(call), opened(call)
    case = placed(call, case_id, family_id)
    (placement,) = case["placements"]
    assert case["placed"] is True
    assert (placement["family_id"], placement["ended_on"]) == (family_id, None)
    assert placement["next_review_on"] == "2027-02-18"
    family = family_of(call, family_id)
    assert (family["placements"], family["free_places"]) == ([placement["id"]], 1)
    assert types_in(database, "cases", case_id) == ["case.opened.v1", "case.child_placed.v1"]
    assert types_in(database, "families", family_id)[2:] == ["family.place_taken.v1"]


def test_a_full_family_takes_nobody_and_the_child_stays_unplaced(call: Caller) -> None:
    family_id = registered(call, capacity=1)
    placed(call, opened(call), family_id)
    waiting = opened(call)
    with pytest.raises(Conflict, match="family_full"):
        placed(call, waiting, family_id)
    case = call(CASEWORKER, "get_case", {"case_id": waiting})
    assert (case["placed"], case["placements"], case["version"]) == (False, [], 1)


def test_a_placed_child_is_not_placed_again(call: Caller) -> None:
    case_id = opened(call)
    placed(call, case_id, registered(call))
    with pytest.raises(Conflict, match="child_already_placed"):
        placed(call, case_id, registered(call))


def test_a_placement_that_ends_frees_its_place(call: Caller, database: MemoryDatabase) -> None:
    family_id, case_id = registered(call, capacity=1), opened(call)
    case = placed(call, case_id, family_id)
    ended = call(CASEWORKER, "end_placement", an_end(case))
    assert ended["placed"] is False
    (placement,) = ended["placements"]
    assert (placement["ended_on"], placement["reason_code"]) == ("2026-11-22", "returned_to_family")
    assert placement["next_review_on"] is None
    assert family_of(call, family_id)["free_places"] == 1
    assert types_in(database, "families", family_id)[-1] == "family.place_freed.v1"
    again = placed(call, case_id, family_id, started_on="2026-11-22")
    assert len(again["placements"]) == 2


def test_a_placement_ends_once(call: Caller) -> None:
    case = placed(call, opened(call), registered(call))
    call(CASEWORKER, "end_placement", an_end(case))
    with pytest.raises(Conflict, match="placement_already_ended"):
        call(CASEWORKER, "end_placement", an_end(case))


@pytest.mark.parametrize(
    ("different", "code"),
    [
        ({"ended_on": "2026-11-19"}, "care_date_too_early"),
        ({"ended_on": "2026-11-23"}, "care_date_in_future"),
        ({"reason_code": "no_reason"}, "placement_end_reason_unknown"),
    ],
)
def test_an_end_needs_a_right_day_and_reason(
    call: Caller, different: dict[str, Any], code: str
) -> None:
    case = placed(call, opened(call), registered(call))
    with pytest.raises(Conflict, match=code):
        call(CASEWORKER, "end_placement", an_end(case, **different))


@pytest.mark.parametrize(
    ("different", "code"),
    [
        ({"started_on": "2026-11-23"}, "care_date_in_future"),
        ({"started_on": "2024-02-28"}, "care_date_too_early"),
        ({"started_on": "2026-11-14"}, "court_decision_after_start"),
    ],
)
def test_a_placement_begins_after_birth_and_decision_and_not_tomorrow(
    call: Caller, different: dict[str, Any], code: str
) -> None:
    with pytest.raises(Conflict, match=code):
        placed(call, opened(call), registered(call), **different)


def test_a_new_placement_does_not_overlap_the_last(call: Caller) -> None:
    case = placed(call, opened(call), registered(call))
    call(CASEWORKER, "end_placement", an_end(case))
    with pytest.raises(Conflict, match="care_date_too_early"):
        placed(call, case["id"], registered(call), started_on="2026-11-21")


def test_a_family_takes_a_child_only_once_ministry_and_court_have_approved(call: Caller) -> None:
    family_id = registered(call, court_approval={"number": "9", "date": "2026-11-21"})
    with pytest.raises(Conflict, match="family_not_approved"):
        placed(call, opened(call), family_id)
    assert placed(call, opened(call), family_id, started_on="2026-11-21")


def test_a_family_of_another_governorate_is_out_of_reach(call: Caller) -> None:
    irbid = somebody("caseworker-2", "caseworker", governorates=("JO-IR",))
    family_id = call(irbid, "register_family", a_family(place={"governorate": "JO-IR"}))["id"]
    with pytest.raises(Forbidden, match="care_not_yours"):
        placed(call, opened(call), family_id)


def test_only_those_who_work_on_the_case_place_the_child(call: Caller) -> None:
    request = a_placement(opened(call), registered(call))
    with pytest.raises(Forbidden, match="care_not_yours"):
        call(somebody("caseworker-2", "caseworker"), "place_child", request)
    with pytest.raises(Forbidden, match="care_role_may_not"):
        call(somebody("clerk-1", "clerk"), "place_child", request)
    assert call(SUPERVISOR, "place_child", request)["placed"]


def test_what_is_not_there_is_not_found(call: Caller) -> None:
    with pytest.raises(NotFound, match="case_not_found"):
        placed(call, NOWHERE, registered(call))
    with pytest.raises(NotFound, match="family_not_found"):
        placed(call, opened(call), NOWHERE)
    case = placed(call, opened(call), registered(call))
    with pytest.raises(NotFound, match="placement_not_found"):
        call(CASEWORKER, "end_placement", an_end(case, placement_id=NOWHERE))


def test_a_repeated_placement_takes_one_place(call: Caller) -> None:
    family_id, case_id = registered(call), opened(call)
    request = a_placement(case_id, family_id)
    first = call(CASEWORKER, "place_child", request, key="once", version=1)
    assert call(CASEWORKER, "place_child", request, key="once", version=1) == first
    assert family_of(call, family_id)["free_places"] == 1


def test_who_does_not_work_on_a_case_learns_no_version_of_it(call: Caller) -> None:
    request = a_placement(opened(call), registered(call))
    with pytest.raises(Forbidden):
        call(replace(CASEWORKER, subject="caseworker-9"), "place_child", request, version=999)


def test_if_match_speaks_of_the_case_and_not_of_the_family(call: Caller) -> None:
    family_id = registered(call)
    placed(call, opened(call), family_id)
    request = a_placement(opened(call), family_id)
    with pytest.raises(Stale):
        call(CASEWORKER, "place_child", request, version=3)
    assert call(CASEWORKER, "place_child", request, version=1)["version"] == 2
