"""What names a person follows a merge, and comes back, on stores in memory."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.registry import (
    CLERK,
    amend,
    arabic,
    command_of,
    found,
    refused,
    register,
    resettle,
    settle,
)
from tests.support.reviewing import (
    LATIN,
    NAMELESS,
    a_pair,
    decide,
    detect,
    facts,
    follow,
    members,
    merge,
    queue,
    read,
)


def a_ward(registry: Registry, guardian_id: str) -> str:
    born = {"birth_date": "2019-05-02", "name": arabic("سلمى", "علي", None, "حداد")}
    ward = register(registry, guardian={"person_id": guardian_id, "relation": "parent"}, **born)
    return str(ward["id"])


def guardian_of(registry: Registry, person_id: str) -> str:
    return str(read(registry, person_id)["guardian"]["person_id"])


def merged(registry: Registry, ends: str, stays: str) -> str:
    """Merges these two, whose pair is in the queue; nothing has followed yet."""
    pair = pair_id(ends, stays)
    merge(registry, pair, stays)
    return pair


def a_third(registry: Registry) -> str:
    """The same woman once more, by a service card."""
    card = {"kind": "service_card", "number": "SC-11873"}
    third = register(registry, identity=card, name={"arabic": None, "latin": LATIN})
    detect(registry, third["id"])
    return str(third["id"])


def test_wards_follow_their_guardian_and_come_back(registry: Registry) -> None:
    one, two = a_pair(registry)
    of_one, of_two = a_ward(registry, one["id"]), a_ward(registry, two["id"])
    before = facts(read(registry, of_two))
    pair = merged(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    assert guardian_of(registry, of_two) == one["id"]
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    assert facts(read(registry, of_two)) == before
    assert guardian_of(registry, of_one) == one["id"]


def test_a_guardian_who_is_named_anew_since_stays(registry: Registry) -> None:
    one, two = a_pair(registry)
    ward, aunt = a_ward(registry, two["id"]), register(registry)["id"]
    pair = merged(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    amend(registry, ward, guardian={"person_id": aunt, "relation": "other_relative"})
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    assert guardian_of(registry, ward) == aunt


def test_naming_the_same_guardian_again_changes_nothing_about_the_way_back(
    registry: Registry,
) -> None:
    one, two = a_pair(registry)
    ward = a_ward(registry, two["id"])
    pair = merged(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    amend(registry, ward, guardian={"person_id": one["id"], "relation": "parent"})
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    assert guardian_of(registry, ward) == two["id"]


def test_nobody_becomes_their_own_guardian(registry: Registry) -> None:
    one, two = a_pair(registry)
    amend(registry, two["id"], guardian={"person_id": one["id"], "relation": "parent"})
    with refused("merge_of_guardian_and_ward"):
        merge(registry, pair_id(one["id"], two["id"]), one["id"])


def test_a_merged_record_is_named_by_nobody_anew(registry: Registry) -> None:
    one, two = a_pair(registry)
    merged(registry, two["id"], one["id"])
    with refused("record_merged"):
        a_ward(registry, two["id"])
    with refused("record_merged"):
        settle(registry, two["id"])
    home = settle(registry, register(registry)["id"])
    with refused("record_merged"):
        resettle(registry, home["id"], join=[{"person_id": two["id"], "relation": "child"}])


def test_who_was_named_before_anybody_knew_of_the_merge_follows_late(registry: Registry) -> None:
    one, two = a_pair(registry)
    ward = a_ward(registry, two["id"])
    merged(registry, two["id"], one["id"])
    with command_of(CLERK):
        registry.duplicates.following.guardian_named(ward)
    assert guardian_of(registry, ward) == one["id"]


@pytest.mark.parametrize("told", [[0, 1], [1, 0], [1, 0, 1, 0]])
def test_two_merges_one_after_the_other_in_whatever_order_they_are_told(
    registry: Registry, told: list[int]
) -> None:
    one, two = a_pair(registry)
    three = a_third(registry)
    ward, home = a_ward(registry, two["id"]), settle(registry, two["id"])
    first = merged(registry, two["id"], three)
    second = merged(registry, three, one["id"])
    steps = [(two["id"], three), (three, one["id"])]
    for each in told:
        follow(registry, *steps[each])
    assert guardian_of(registry, ward) == one["id"]
    assert head(registry, home["id"]) == one["id"]
    with refused("merged_further"):
        decide(registry, "undo", first)
    decide(registry, "undo", second)
    follow(registry, *steps[1])
    assert (guardian_of(registry, ward), head(registry, home["id"])) == (three, three)
    decide(registry, "undo", first)
    follow(registry, *steps[0])
    assert (guardian_of(registry, ward), head(registry, home["id"])) == (two["id"], two["id"])


def test_both_undone_before_anybody_was_told_of_either(registry: Registry) -> None:
    one, two = a_pair(registry)
    three = a_third(registry)
    ward = a_ward(registry, two["id"])
    first = merged(registry, two["id"], three)
    follow(registry, two["id"], three)
    second = merged(registry, three, one["id"])
    follow(registry, three, one["id"])
    decide(registry, "undo", second)
    decide(registry, "undo", first)
    follow(registry, two["id"], three)
    follow(registry, three, one["id"])
    follow(registry, two["id"], three)
    assert guardian_of(registry, ward) == two["id"]


def test_who_became_head_since_stays_head_when_the_merge_is_undone(registry: Registry) -> None:
    son = register(registry, name=arabic("سالم", "علي", None, "حداد"), sex="male")["id"]
    one, two = a_pair(registry)
    home = settle(registry, two["id"], son)["id"]
    pair = merged(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    household = registry.household_queries.household(home, CLERK)
    assert household["head_id"] == one["id"]
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    assert head(registry, home) == two["id"]
    assert members(registry, home) == [(son, "child")]


def test_other_pairs_of_the_record_that_ended_are_asked_about_no_more(registry: Registry) -> None:
    one, two = a_pair(registry)
    three = a_third(registry)
    assert len(queue(registry)) == 3
    pair = merged(registry, two["id"], one["id"])
    assert names(queue(registry)) == [{one["id"], three}]
    follow(registry, two["id"], one["id"])
    assert names(queue(registry, status="superseded")) == [{two["id"], three}]
    with refused("record_merged_elsewhere"):
        decide(registry, "reject", pair_id(two["id"], three))
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    assert len(queue(registry)) == 3


def test_who_was_told_apart_from_a_record_is_not_suggested_for_its_survivor(
    registry: Registry,
) -> None:
    one = register(registry)
    two = register(registry, identity=NAMELESS, name={"arabic": None, "latin": LATIN})
    detect(registry, two["id"])
    third = register(registry, identity=NAMELESS, name={"arabic": None, "latin": LATIN})["id"]
    with command_of(CLERK):
        registry.duplicates.detection.suggest_pair(two["id"], third)
    decide(registry, "reject", pair_id(two["id"], third))
    pair = merged(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    assert detect(registry, one["id"]) == 0
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    assert detect(registry, one["id"]) == 1


def test_a_merged_person_is_found_only_when_asked_for_and_tells_where_they_went(
    registry: Registry,
) -> None:
    one, two = a_pair(registry)
    merged(registry, two["id"], one["id"])
    assert two["id"] not in found(registry, name="Khateeb")
    assert two["id"] not in found(registry)
    assert found(registry, status="merged") == [two["id"]]
    assert read(registry, two["id"])["merged_into"] == one["id"]


def names(pairs: list[dict[str, Any]]) -> list[set[str]]:
    return [set(each["person_ids"]) for each in pairs]


def head(registry: Registry, household_id: str) -> str:
    return str(registry.household_queries.household(household_id, CLERK)["head_id"])
