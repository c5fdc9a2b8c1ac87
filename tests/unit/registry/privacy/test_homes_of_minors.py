"""Who lives with minors alone is hidden with their home, whoever heads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chassis.context import Context, use
from chassis.documents.errors import AlreadyDone
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.privacy.protecting import LiftProtection
from services.registry.app.privacy.purposes import Extent
from tests.support.exports import records_of
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    OF_THE_SHELTER,
    command_of,
    live,
    protect,
    refused,
    register,
    resettle,
    settle,
)

AMMAN = frozenset({"JO-AM"})
EVERYTHING = Extent(frozenset({"identity", "place", "address_details", "household"}), frozenset())
OUTSIDE = {"governorate": "JO-AM", "district": None, "subdistrict": None, "details": None}


@pytest.fixture(autouse=True)
def _on_somebodys_behalf() -> Iterator[None]:
    with use(Context(actor=HELPER)):
        yield


def member(person_id: str, relation: str) -> dict[str, str]:
    return {"person_id": person_id, "relation": relation}


def child(registry: Registry, born: str = "2012-05-01") -> str:
    return str(register(registry, birth_date=born)["id"])


def grown(registry: Registry, born: str = "1980-05-05") -> str:
    return str(register(registry, birth_date=born)["id"])


def assert_hidden(registry: Registry, home: str, *others: str) -> None:
    for stranger in (CLERK, AUDITOR):
        with refused("household_not_found"):
            registry.household_queries.household(home, stranger)
        for each in others:
            with refused("person_not_found"):
                registry.person_queries.person(each, stranger)
    assert registry.household_queries.household(home, HELPER)["id"] == home


def test_a_home_that_a_minor_heads_is_hidden_with_the_one_grown_person_in_it(
    registry: Registry,
) -> None:
    head, her, small = child(registry), grown(registry), child(registry, "2018")
    home = settle(registry, head, members=[member(her, "parent"), member(small, "sibling")])["id"]
    protect(registry, her, HELPER)
    assert_hidden(registry, home, head, small)


def test_it_is_seen_while_somebody_grown_is_seen_there(registry: Registry) -> None:
    head, her, aunt = child(registry), grown(registry), grown(registry)
    home = settle(registry, head, members=[member(her, "parent"), member(aunt, "other_relative")])[
        "id"
    ]
    protect(registry, her, HELPER)
    assert registry.household_queries.household(home, CLERK)["head_id"] == head
    protect(registry, aunt, HELPER)
    assert_hidden(registry, home, head)


def test_it_is_not_opened_over_who_is_hidden_there_by_others(registry: Registry) -> None:
    head, her, aunt = child(registry), grown(registry), grown(registry)
    home = settle(registry, head, members=[member(her, "parent"), member(aunt, "other_relative")])[
        "id"
    ]
    protect(registry, her, OF_THE_SHELTER)
    protect(registry, head, HELPER)
    live(registry, "split", home, HELPER, head_id=aunt, address=OUTSIDE)
    with refused("home_stays_protected"), command_of(HELPER):
        registry.privacy.protecting.lift(LiftProtection(head, with_household=True), HELPER)
    assert_hidden(registry, home, head)


@pytest.mark.parametrize("what", ["death", "split", "correction"])
def test_it_is_hidden_once_the_last_grown_person_who_was_seen_has_left(
    registry: Registry, what: str
) -> None:
    head, her, aunt = child(registry), grown(registry), grown(registry)
    home = settle(registry, head, members=[member(her, "parent"), member(aunt, "other_relative")])[
        "id"
    ]
    protect(registry, her, HELPER)
    if what == "death":
        told = live(registry, "death", home, CLERK, person_id=aunt)
    elif what == "split":
        told = live(registry, "split", home, CLERK, head_id=aunt, address=OUTSIDE)
    else:
        told = resettle(registry, home, CLERK, leave=[aunt])
    assert_hidden(registry, home, head)
    assert registry.person_queries.person(aunt, CLERK)["id"] == aunt
    assert "protection" not in told


def test_it_is_hidden_once_a_minor_heads_it(registry: Registry) -> None:
    grandmother, heir, her = grown(registry, "1950"), child(registry), grown(registry)
    home = settle(
        registry, grandmother, members=[member(her, "other_relative"), member(heir, "grandchild")]
    )["id"]
    protect(registry, her, HELPER)
    assert registry.household_queries.household(home, CLERK)["head_id"] == grandmother
    successor = {"head_id": heir, "members": [member(her, "parent")]}
    live(registry, "death", home, CLERK, person_id=grandmother, successor=successor)
    assert_hidden(registry, home, heir)


def test_no_file_says_where_she_is_who_lives_in_a_home_that_is_seen(
    registry: Registry, database: MemoryDatabase
) -> None:
    head, her, neighbour = grown(registry), grown(registry), grown(registry)
    settle(registry, head, members=[member(her, "sibling")])
    beside = settle(registry, neighbour)["id"]
    protect(registry, her, HELPER)
    homes = list(records_of(database).rows("households", AMMAN, "en", EVERYTHING))[1:]
    assert [each[0] for each in homes] == [beside]
    persons = list(records_of(database).rows("persons", AMMAN, "en", EVERYTHING))[1:]
    assert len(persons) == 2
    assert her not in str(persons)


@pytest.mark.parametrize("what", ["death", "split"])
def test_who_repeats_what_hid_the_home_is_told_no_more_than_the_first_time(
    registry: Registry, what: str
) -> None:
    with use(Context(HELPER)):
        head, her, aunt = child(registry), grown(registry), grown(registry)
        members = [member(her, "parent"), member(aunt, "other_relative")]
        home = settle(registry, head, members=members)["id"]
        protect(registry, her, HELPER)
    who = {"person_id": aunt} if what == "death" else {"head_id": aunt, "address": OUTSIDE}
    first = live(registry, what, home, CLERK, key="once", **who)
    with pytest.raises(AlreadyDone) as again:
        live(registry, what, home, CLERK, key="once", **who)
    assert "protection" not in first
    assert again.value.answer == first


def test_who_comes_as_the_last_grown_person_leaves_keeps_the_home_open(registry: Registry) -> None:
    with use(Context(HELPER)):
        head, her = child(registry), grown(registry)
        aunt, uncle = grown(registry), grown(registry)
        members = [member(her, "parent"), member(aunt, "other_relative")]
        home = settle(registry, head, members=members)["id"]
        protect(registry, her, HELPER)
    resettle(registry, home, leave=[aunt], join=[member(uncle, "other_relative")])
    assert registry.household_queries.household(home, CLERK)["id"] == home
    assert registry.person_queries.person(uncle, CLERK)["id"] == uncle


def test_a_minor_who_comes_to_head_it_hides_the_home(registry: Registry) -> None:
    with use(Context(HELPER)):
        head, her, nephew = grown(registry), grown(registry), child(registry)
        home = settle(registry, head, members=[member(her, "other_relative")])["id"]
        protect(registry, her, HELPER)
    successor = {"head_id": nephew, "members": [member(her, "parent")]}
    joining = [member(nephew, "child")]
    resettle(registry, home, leave=[head], join=joining, successor=successor)
    with refused("household_not_found"):
        registry.household_queries.household(home, CLERK)
