"""A merge and its undoing leave everybody where their household lives, and in one alone."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor
from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.registry import (
    CLERK,
    amend,
    command_of,
    live,
    refused,
    register,
    resettle,
    settle,
)
from tests.support.reviewing import a_pair, decide, follow, members, merge, read

BOTH = Actor("supervisor-7", frozenset({"supervisor"}), None, frozenset({"JO-AM", "JO-IR"}))
IRBID = {"governorate": "JO-IR", "district": "لواء بني كنانة", "details": None}
AMMAN = {"governorate": "JO-AM", "district": None, "details": None}


def a_head_and_a_record_elsewhere(registry: Registry) -> tuple[str, str, dict[str, Any]]:
    """A woman who heads a household in Amman by the record without her number, and lives alone in
    Irbid, in a district, by the one with it."""
    lonely, head = (each["id"] for each in a_pair(registry))
    amend(registry, lonely, BOTH, address=IRBID)
    return head, lonely, settle(registry, head, register(registry, birth_date="2019")["id"])


def lives(registry: Registry, person_id: str) -> str:
    return str(registry.person_queries.person(person_id, BOTH)["address"]["governorate"])


def test_the_address_of_who_lives_in_a_household_is_proposed(registry: Registry) -> None:
    head, lonely, _ = a_head_and_a_record_elsewhere(registry)
    proposal = registry.duplicates.review.pair(pair_id(head, lonely), BOTH)["proposal"]
    assert (proposal["survivor_id"], proposal["choices"]["address"]) == (lonely, "merged")


@pytest.mark.parametrize("chosen", [{}, {"address": "survivor"}])
def test_who_follows_into_a_household_lives_where_it_does(
    registry: Registry, chosen: dict[str, str]
) -> None:
    head, lonely, home = a_head_and_a_record_elsewhere(registry)
    merge(registry, pair_id(head, lonely), lonely, BOTH, **chosen)
    follow(registry, head, lonely)
    assert registry.household_queries.household(home["id"], CLERK)["head_id"] == lonely
    assert lives(registry, lonely) == "JO-AM"
    # Who serves the household records what happens to its head.
    child = home["members"][0]["person_id"]
    successor = {"head_id": child, "members": []}
    live(registry, "death", home["id"], person_id=lonely, successor=successor)


@pytest.mark.parametrize("chosen", [{}, {"address": "merged"}])
def test_who_lives_in_a_household_stays_there_whatever_the_other_record_says(
    registry: Registry, chosen: dict[str, str]
) -> None:
    head, lonely, _ = a_head_and_a_record_elsewhere(registry)
    merge(registry, pair_id(head, lonely), head, BOTH, **chosen)
    assert lives(registry, head) == "JO-AM"


def test_undone_the_one_who_followed_lives_where_they_did(registry: Registry) -> None:
    head, lonely, home = a_head_and_a_record_elsewhere(registry)
    merge(registry, pair_id(head, lonely), lonely, BOTH)
    follow(registry, head, lonely)
    decide(registry, "undo", pair_id(head, lonely), actor=BOTH)
    follow(registry, head, lonely)
    assert (lives(registry, head), lives(registry, lonely)) == ("JO-AM", "JO-IR")
    assert registry.household_queries.household(home["id"], CLERK)["head_id"] == head


def test_who_goes_back_into_a_household_that_moved_moves_along(registry: Registry) -> None:
    survivor, head = (each["id"] for each in a_pair(registry))
    home = settle(registry, head, register(registry, birth_date="2019")["id"])["id"]
    merge(registry, pair_id(survivor, head), survivor, BOTH)
    follow(registry, head, survivor)
    live(registry, "move", home, BOTH, address=IRBID)
    decide(registry, "undo", pair_id(survivor, head), actor=BOTH)
    follow(registry, head, survivor)
    assert registry.household_queries.household(home, BOTH)["head_id"] == head
    assert read_by(registry, head)["address"]["district"] == IRBID["district"]
    assert lives(registry, head) == "JO-IR"


def test_into_a_household_that_stayed_they_go_back_as_they_were(registry: Registry) -> None:
    survivor, head = (each["id"] for each in a_pair(registry))
    home = settle(registry, head, register(registry, birth_date="2019")["id"])["id"]
    amend(registry, head, address={**AMMAN, "details": "شارع آخر"})
    before = read(registry, head)["address"]
    merge(registry, pair_id(survivor, head), survivor)
    follow(registry, head, survivor)
    decide(registry, "undo", pair_id(survivor, head))
    follow(registry, head, survivor)
    assert members(registry, home)
    assert read(registry, head)["address"] == before


def test_who_turns_out_not_to_have_died_lives_where_the_household_has_moved(
    registry: Registry,
) -> None:
    dead, alive = (each["id"] for each in a_pair(registry))
    amend(registry, dead, died_on="2026-11-20")
    son = register(registry, sex="male", birth_date="2001")["id"]
    home = settle(registry, son, members=[{"person_id": alive, "relation": "parent"}])["id"]
    merge(registry, pair_id(dead, alive), dead)
    live(registry, "move", home, BOTH, address=IRBID)
    decide(registry, "undo", pair_id(dead, alive), actor=BOTH)
    household = registry.household_queries.household(home, BOTH)
    assert [each["person_id"] for each in household["members"]] == [alive]
    assert lives(registry, alive) == "JO-IR"


def read_by(registry: Registry, person_id: str) -> dict[str, Any]:
    return dict(registry.person_queries.person(person_id, BOTH))


class TestBeforeAHouseholdHasFollowed:
    """Its record that ended is still named: who stays goes nowhere else."""

    @pytest.fixture
    def merged(self, registry: Registry) -> tuple[str, str]:
        """Who stays, and the household of the record that ended."""
        stays, ended = (each["id"] for each in a_pair(registry))
        home = settle(registry, ended, register(registry, birth_date="2019")["id"])["id"]
        merge(registry, pair_id(stays, ended), stays)
        return stays, home

    def test_they_head_and_join_no_other(self, registry: Registry, merged: tuple[str, str]) -> None:
        stays, home = merged
        head = register(registry, sex="male")["id"]
        other = settle(registry, head)["id"]
        newcomer = [{"person_id": stays, "relation": "sibling"}]
        for refuse in (
            lambda: settle(registry, stays),
            lambda: settle(registry, register(registry)["id"], stays),
            lambda: resettle(registry, other, join=newcomer),
            lambda: live(registry, "marriage", other, person_id=head, spouse_id=stays),
            lambda: live(registry, "birth", other, person_id=stays, on="1985-03-17",
                         relation="sibling"),
        ):  # fmt: skip
            with refused("person_in_other_household"):
                refuse()
        resettle(registry, home, join=newcomer)

    def test_they_are_merged_with_nobody_of_another(
        self, registry: Registry, merged: tuple[str, str]
    ) -> None:
        stays, _ = merged
        third = register(registry)["id"]
        settle(registry, third)
        with command_of(CLERK):
            registry.duplicates.detection.suggest_pair(stays, third)
        with refused("merge_of_two_households"):
            merge(registry, pair_id(stays, third), stays)

    def test_once_it_has_followed_they_leave_it_first(
        self, registry: Registry, merged: tuple[str, str]
    ) -> None:
        stays, home = merged
        follow(registry, ended_of(registry, home), stays)
        with refused("person_in_other_household"):
            settle(registry, stays)


def ended_of(registry: Registry, household_id: str) -> str:
    return str(registry.household_queries.household(household_id, CLERK)["head_id"])
