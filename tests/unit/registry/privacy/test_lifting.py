"""Lifting the protection of one opens nothing that tells where others are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.app.privacy.protecting import LiftProtection
from tests.support.registry import (
    CLERK,
    HELPER,
    command_of,
    home_of,
    live,
    protect,
    refused,
    register,
    settle,
)

SHELTER = {"governorate": "JO-AM", "district": None, "subdistrict": None, "details": "شارع الملجأ"}
ELSEWHERE = {**SHELTER, "details": "بيت خالتها"}
OTHER_HELPER = Actor("caseworker-8", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))


@pytest.fixture(autouse=True)
def _on_somebodys_behalf() -> Iterator[None]:
    with use(Context(actor=HELPER)):
        yield


def lift(
    registry: Registry, person_id: str, actor: Actor = HELPER, *, with_household: bool = False
) -> Any:
    with command_of(actor):
        command = LiftProtection(person_id, with_household)
        return registry.privacy.protecting.lift(command, actor)


def sheltered(registry: Registry) -> tuple[str, str, str]:
    """A woman and her child in a protected household, and that household."""
    her = register(registry, address=SHELTER)["id"]
    child = register(registry, birth_date="2016", address=SHELTER)["id"]
    home = settle(registry, her, child, address=SHELTER)["id"]
    protect(registry, her, HELPER, with_household=True)
    return her, child, home


def test_who_lives_in_a_home_that_stays_hidden_is_not_opened(registry: Registry) -> None:
    her, child, home = sheltered(registry)
    for each in (her, child):
        with refused("home_stays_protected"):
            lift(registry, each)
        with refused("person_not_found"):
            registry.person_queries.person(each, CLERK)
    opened = lift(registry, child, with_household=True)
    assert "protection" not in opened
    for each in (her, child):
        assert registry.person_queries.person(each, CLERK)["address"] == SHELTER
    assert registry.household_queries.household(home, CLERK)["head_id"] == her


def test_who_has_split_off_is_opened_where_they_live_now(registry: Registry) -> None:
    _, child, home = sheltered(registry)
    live(registry, "split", home, HELPER, head_id=child, address=ELSEWHERE)
    lift(registry, child)
    assert registry.person_queries.person(child, CLERK)["address"] == ELSEWHERE
    with refused("household_not_found"):
        registry.household_queries.household(home, CLERK)


def test_a_home_that_others_hide_is_not_told_by_who_lives_there(registry: Registry) -> None:
    husband = register(registry, sex="male")["id"]
    child = register(registry, birth_date="2016")["id"]
    home = settle(registry, husband, child)["id"]
    protect(registry, child, OTHER_HELPER)
    protect(registry, husband, HELPER)
    assert home_of(registry, child, OTHER_HELPER) is None
    for with_household in (False, True):
        with refused("home_stays_protected"):
            lift(registry, child, OTHER_HELPER, with_household=with_household)
    with refused("household_not_found"):
        registry.household_queries.household(home, CLERK)


def test_a_home_is_not_opened_over_a_head_whom_others_hide(registry: Registry) -> None:
    her = register(registry)["id"]
    child = register(registry, birth_date="2016")["id"]
    home = settle(registry, her, child)["id"]
    protect(registry, child, HELPER, with_household=True)
    # Hidden by others than the home, as records from before may be.
    person = registry.privacy.protecting.persons.get_companion(her)
    person.protect(None)
    with command_of(HELPER):
        registry.privacy.protecting.persons.save(person)
    protect(registry, her, OTHER_HELPER)
    with refused("home_stays_protected"):
        lift(registry, child, with_household=True)
    with refused("household_not_found"):
        registry.household_queries.household(home, CLERK)
