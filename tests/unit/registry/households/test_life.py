"""What happens in the life of a household, and who is where afterwards."""

from __future__ import annotations

import pytest

from chassis.context import Actor
from chassis.documents.errors import AlreadyDone
from services.registry.app.application import Registry
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    amend,
    arabic,
    command_of,
    found,
    home_of,
    live,
    protect,
    refused,
    register,
    settle,
    wedded,
)

CASEWORKER = Actor("caseworker-4", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))
ELSEWHERE = {"governorate": "JO-AM", "district": "لواء ماركا", "details": "شارع آخر"}
TENT = {"kind": "tent", "tenure": "informal", "rooms": None, "rent_fils": None}


def people(registry: Registry, many: int) -> list[str]:
    return [register(registry)["id"] for _ in range(many)]


def a_man(registry: Registry, **facts: object) -> str:
    return str(register(registry, sex="male", **facts)["id"])


def member(person_id: str, relation: str = "child") -> dict[str, str]:
    return {"person_id": person_id, "relation": relation}


def test_who_splits_off_is_a_household_of_their_own_at_its_own_address(registry: Registry) -> None:
    father, son, grandchild = people(registry, 3)
    home = settle(registry, father, son, grandchild)
    left = live(
        registry, "split", home["id"], head_id=son, members=[member(grandchild)], address=ELSEWHERE
    )
    new = home_of(registry, son)
    assert left["members"] == []
    assert (new["head_id"], new["members"]) == (son, [member(grandchild)])
    assert left["last_event"]["other_household_id"] == new["id"]
    assert new["last_event"]["other_household_id"] == home["id"]
    lives = registry.person_queries.person(grandchild, CLERK)["address"]
    assert lives["details"] == "شارع آخر"


def test_a_split_sent_twice_is_one(registry: Registry) -> None:
    father, son = people(registry, 2)
    home = settle(registry, father, son)
    request = {"head_id": son, "address": ELSEWHERE}
    live(registry, "split", home["id"], key="once", **request)
    with pytest.raises(AlreadyDone):
        live(registry, "split", home["id"], key="once", **request)
    assert home_of(registry, son)["version"] == 1


def test_everybody_leaving_is_no_split(registry: Registry) -> None:
    father, son = people(registry, 2)
    home = settle(registry, father, son)
    with refused("nobody_stays"):
        live(
            registry,
            "split",
            home["id"],
            head_id=father,
            members=[member(son)],
            address=ELSEWHERE,
        )


def test_when_the_head_leaves_those_who_stay_have_a_new_one(registry: Registry) -> None:
    mother, child = people(registry, 2)
    father = a_man(registry)
    home = settle(registry, father, members=wedded(mother, child))
    request = {"head_id": father, "spouse_id": mother, "address": ELSEWHERE}
    with refused("successor_missing"):
        live(registry, "divorce", home["id"], **request)
    with refused("succession_unfit"):
        live(registry, "divorce", home["id"], **request, successor={"head_id": mother})
    left = live(
        registry,
        "divorce",
        home["id"],
        **request,
        successor={"head_id": mother, "members": [member(child)]},
    )
    assert (left["head_id"], left["members"]) == (mother, [member(child)])
    assert home_of(registry, father)["head_id"] == father


def test_the_spouse_who_stays_does_not_leave(registry: Registry) -> None:
    father, mother, child = people(registry, 3)
    home = settle(registry, father, mother, child)
    with refused("relations_unfit"):
        live(
            registry,
            "divorce",
            home["id"],
            head_id=mother,
            spouse_id=mother,
            address=ELSEWHERE,
        )


def test_a_death_is_in_the_persons_record_and_leaves_the_household(registry: Registry) -> None:
    father, child = people(registry, 2)
    home = settle(registry, father, child)
    left = live(
        registry, "death", home["id"], person_id=father, successor={"head_id": child, "members": []}
    )
    assert (left["head_id"], left["members"]) == (child, [])
    person = registry.person_queries.person(father, CLERK)
    assert (person["died_on"], person["status"]) == ("2026-11-20", "deceased")
    with refused("not_alive"):
        settle(registry, father)


def test_the_death_of_who_lives_alone_dissolves_the_household(registry: Registry) -> None:
    (widow,) = people(registry, 1)
    home = settle(registry, widow)
    left = live(registry, "death", home["id"], person_id=widow)
    assert left["status"] == "dissolved"
    assert home_of(registry, widow) is None
    with refused("household_dissolved"):
        live(registry, "move", home["id"], address=ELSEWHERE)


def test_what_has_not_happened_is_not_recorded(registry: Registry) -> None:
    (widow,) = people(registry, 1)
    home = settle(registry, widow)
    with refused("happens_in_future"):
        live(registry, "death", home["id"], person_id=widow, on="2026-11-23")
    with refused("death_before_birth"):
        live(registry, "death", home["id"], person_id=widow, on="1984-01-01")


def test_a_bride_leaves_her_household_for_the_new_one(registry: Registry) -> None:
    father, bride = people(registry, 2)
    groom = a_man(registry)
    settle(registry, father, bride)
    home = settle(registry, groom)
    married = live(registry, "marriage", home["id"], person_id=groom, spouse_id=bride)
    assert married["members"] == [member(bride, "spouse")]
    assert home_of(registry, bride)["id"] == home["id"]
    assert home_of(registry, father)["members"] == []


def test_who_marries_from_being_alone_leaves_nobody_behind(registry: Registry) -> None:
    bride, groom = *people(registry, 1), a_man(registry)
    alone, home = settle(registry, bride), settle(registry, groom)
    live(registry, "marriage", home["id"], person_id=groom, spouse_id=bride)
    assert registry.household_queries.household(alone["id"], CLERK)["status"] == "dissolved"


def test_a_refused_marriage_changes_neither_household(registry: Registry) -> None:
    mother, child = people(registry, 2)
    groom = a_man(registry)
    hers, his = settle(registry, mother, child), settle(registry, groom)
    with refused("successor_missing"):
        live(registry, "marriage", his["id"], person_id=groom, spouse_id=mother)
    for home in (hers, his):
        assert registry.household_queries.household(home["id"], CLERK) == home


def test_a_child_is_born_on_the_day_its_record_says(registry: Registry) -> None:
    mother = register(registry)["id"]
    child = register(registry, birth_date="2026-11-19")["id"]
    home = settle(registry, mother)
    with refused("birth_differs"):
        live(registry, "birth", home["id"], person_id=child)
    born = live(registry, "birth", home["id"], person_id=child, on="2026-11-19")
    assert born["members"] == [member(child)]


def newborn(first: str, **rest: object) -> dict[str, object]:
    return {"name": arabic(first), "sex": "female", **rest}


def test_twins_become_persons_by_their_birth(registry: Registry) -> None:
    (mother,) = people(registry, 1)
    home = settle(registry, mother)
    born = live(registry, "birth", home["id"], children=[newborn("سارة"), newborn("ليلى")])
    twins = born["last_event"]["person_ids"]
    assert born["members"] == [member(each) for each in twins]
    for each in twins:
        person = registry.person_queries.person(each, CLERK)
        assert (person["birth_date"], person["address"]) == ("2026-11-20", home["address"])
        assert person["identity"] == {"kind": "none", "number": None}


def test_the_guardian_of_a_newborn_is_registered(registry: Registry) -> None:
    (mother,) = people(registry, 1)
    home = settle(registry, mother)
    nobody = {"person_id": "0197f3a2-5c1e-5b7a-9c55-000000000000", "relation": "parent"}
    with refused("guardian_not_registered"):
        live(registry, "birth", home["id"], children=[newborn("سارة", guardian=nobody)])


def test_of_twins_either_both_are_born_or_none(registry: Registry) -> None:
    mother, other = people(registry, 2)
    home = settle(registry, mother)
    taken = registry.person_queries.person(other, CLERK)["identity"]
    with refused("national_number_taken"):
        live(
            registry,
            "birth",
            home["id"],
            children=[newborn("عجيبة"), newborn("ليلى", identity=taken)],
        )
    assert registry.household_queries.household(home["id"], CLERK) == home
    assert found(registry, name="عجيبة") == []


def test_a_newborns_number_that_a_hidden_person_has_is_taken_like_a_free_one(
    registry: Registry,
) -> None:
    hers = register(registry)
    protect(registry, hers["id"], CASEWORKER)
    homes = [settle(registry, register(registry)["id"])["id"] for _ in range(2)]
    named = [newborn("سارة", identity=hers["identity"])]
    born = live(registry, "birth", homes[0], children=named)
    (child,) = born["last_event"]["person_ids"]
    assert found(registry, national_number=hers["identity"]["number"]) == [child]
    with refused("national_number_taken"):
        live(registry, "birth", homes[1], children=named)
    with command_of(CASEWORKER), refused("national_number_taken"):
        live(registry, "birth", homes[1], CASEWORKER, children=named)


def test_who_is_born_into_a_protected_household_is_protected(registry: Registry) -> None:
    (mother,) = people(registry, 1)
    home = settle(registry, mother)
    protect(registry, mother, CASEWORKER, with_household=True)
    born = live(registry, "birth", home["id"], CASEWORKER, children=[newborn("سارة")])
    (child,) = born["last_event"]["person_ids"]
    with command_of(CLERK), refused("person_not_found"):
        registry.person_queries.person(child, CLERK)
    with command_of(CASEWORKER):
        assert registry.person_queries.person(child, CASEWORKER)["protection"]


def test_a_member_does_not_die_beside_the_household(registry: Registry) -> None:
    father, child, alone = people(registry, 3)
    settle(registry, father, child)
    with refused("died_in_household"):
        amend(registry, father, died_on="2026-11-20")
    assert amend(registry, alone, died_on="2026-11-20")["status"] == "deceased"


def test_what_moves_a_person_is_said_in_their_own_history(registry: Registry) -> None:
    father, child = people(registry, 2)
    home = settle(registry, father, child)
    live(registry, "move", home["id"], address=ELSEWHERE)
    changes = registry.person_queries.history(child, CLERK)["items"]
    assert [each["reason"] for each in changes] == [None, "move"]


def test_a_household_that_joins_another_is_dissolved(registry: Registry) -> None:
    son, aunt = people(registry, 2)
    grandmother = register(registry, birth_date="1940")["id"]
    home, other = settle(registry, son), settle(registry, grandmother, aunt)
    request = {"other_household_id": other["id"], "members": [member(grandmother, "grandparent")]}
    with refused("relations_unfit"):
        live(registry, "join", home["id"], **request)
    request["members"].append(member(aunt, "other_relative"))
    joined = live(registry, "join", home["id"], **request)
    assert {each["person_id"] for each in joined["members"]} == {grandmother, aunt}
    assert registry.household_queries.household(other["id"], CLERK)["status"] == "dissolved"
    with refused("same_household"):
        live(registry, "join", home["id"], **{**request, "other_household_id": home["id"]})


def test_a_move_takes_everybody_along_and_leaves_the_dwelling(registry: Registry) -> None:
    father, child = people(registry, 2)
    home = settle(registry, father, child, dwelling=TENT)
    assert home["dwelling"] == TENT
    moved = live(registry, "move", home["id"], address=ELSEWHERE)
    assert (moved["dwelling"], moved["address"]["details"]) == (None, "شارع آخر")
    assert registry.person_queries.person(child, CLERK)["address"] == moved["address"]


def test_a_clerk_elsewhere_records_nothing_here(registry: Registry) -> None:
    father, child = people(registry, 2)
    home = settle(registry, father, child)
    with refused("household_not_yours"):
        live(registry, "death", home["id"], CLERK_OF_IRBID, person_id=child)
