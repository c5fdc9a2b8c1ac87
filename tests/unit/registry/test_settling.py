"""Households of registered persons, on stores in memory."""

from __future__ import annotations

from typing import Any

from contracts.rpc.registry import households as contract
from services.registry.app.application import Registry
from services.registry.app.households.queries import FindHouseholds
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    citizen,
    national_number,
    refused,
    register,
    resettle,
    settle,
)


def test_a_registered_household_is_shown_as_the_contract_says(registry: Registry) -> None:
    head, child = register(registry)["id"], register(registry)["id"]
    home = settle(registry, head, child)
    assert contract.Household().validate(home) == {}
    assert registry.household_queries.household(home["id"], CLERK) == home


def test_a_person_is_in_one_household(registry: Registry) -> None:
    head, child = register(registry)["id"], register(registry)["id"]
    settle(registry, head, child)
    with refused("person_in_other_household"):
        settle(registry, child)


def test_who_has_left_may_join_another(registry: Registry) -> None:
    head, child = register(registry)["id"], register(registry)["id"]
    home = settle(registry, head, child)
    resettle(registry, home["id"], leave=[child])
    other = settle(registry, child)
    with refused("person_in_other_household"):
        resettle(registry, home["id"], join=[{"person_id": child, "relation": "child"}])
    assert [each["id"] for each in _of(registry, child)] == [other["id"]]


def test_only_registered_persons_make_a_household(registry: Registry) -> None:
    stranger = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e99"
    head = register(registry)["id"]
    with refused("member_not_registered"):
        settle(registry, head, stranger)
    home = settle(registry, head)
    with refused("member_not_registered"):
        resettle(registry, home["id"], join=[{"person_id": stranger, "relation": "child"}])


def test_a_refused_change_leaves_the_household_as_it_was(registry: Registry) -> None:
    head, child, other = (register(registry)["id"] for _ in range(3))
    home = settle(registry, head, child, other)
    with refused("head_cannot_leave"):
        resettle(registry, home["id"], leave=[child, head])
    assert registry.household_queries.household(home["id"], CLERK) == home


def test_a_clerk_elsewhere_has_no_part_in_it(registry: Registry) -> None:
    home = settle(registry, register(registry)["id"])
    with refused("household_not_yours"):
        registry.household_queries.household(home["id"], CLERK_OF_IRBID)
    with refused("household_not_yours"):
        resettle(registry, home["id"], CLERK_OF_IRBID, address={"governorate": "JO-IR"})
    query = FindHouseholds()
    assert registry.household_queries.find_households(query, CLERK_OF_IRBID)["items"] == []


def test_a_citizen_sees_the_household_they_belong_to(registry: Registry) -> None:
    number = national_number()
    own, head = register(registry, number=number)["id"], register(registry)["id"]
    home, other = settle(registry, head, own), settle(registry, register(registry)["id"])
    me = citizen(number)
    assert registry.household_queries.household(home["id"], me) == home
    assert registry.household_queries.find_households(FindHouseholds(), me)["items"] == [home]
    with refused("household_not_yours"):
        registry.household_queries.household(other["id"], me)


def _of(registry: Registry, person_id: str) -> list[dict[str, Any]]:
    query = FindHouseholds(person_id=person_id)
    items: list[dict[str, Any]] = registry.household_queries.find_households(query, CLERK)["items"]
    return items
