"""Whom a household may name: it is no way round who may change a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from tests.support.privacy import SUPERVISOR, granted
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    HELPER,
    amend,
    command_of,
    live,
    protect,
    refused,
    register,
    resettle,
    settle,
)

HERE = {"governorate": "JO-AM", "district": None, "details": "شارع الجامعة"}
IRBID = {"governorate": "JO-IR", "district": None, "details": None}
OF_BOTH = Actor("clerk-30", frozenset({"clerk"}), "amman-1", frozenset({"JO-AM", "JO-IR"}))

Act = Callable[[Registry, str, Actor], Any]
"""What a household does with a person: whom it names, and who does it."""


@pytest.fixture(autouse=True)
def _on_somebodys_behalf() -> Iterator[None]:
    with use(Context(actor=HELPER)):
        yield


def own(registry: Registry, sex: str = "male") -> str:
    """Somebody of the actor's own governorate."""
    return str(register(registry, sex=sex)["id"])


def named(person_id: str, relation: str = "sibling") -> dict[str, str]:
    return {"person_id": person_id, "relation": relation}


def home(registry: Registry, *members: dict[str, str]) -> tuple[str, str]:
    """A household here and its head."""
    head = own(registry)
    return str(settle(registry, head, members=list(members))["id"]), head


# Those who are not there yet.


def heads(registry: Registry, who: str, actor: Actor) -> Any:
    return settle(registry, who, actor=actor)


def is_member(registry: Registry, who: str, actor: Actor) -> Any:
    return settle(registry, own(registry), members=[named(who)], actor=actor)


def is_added(registry: Registry, who: str, actor: Actor) -> Any:
    return resettle(registry, home(registry)[0], actor, join=[named(who)])


def is_added_as_head(registry: Registry, who: str, actor: Actor) -> Any:
    house, head = home(registry)
    heir = {"head_id": who, "members": [named(head)]}
    return resettle(registry, house, actor, join=[named(who)], successor=heir)


def marries_in(registry: Registry, who: str, actor: Actor) -> Any:
    house, head = home(registry)
    return live(registry, "marriage", house, actor, person_id=head, spouse_id=who)


def was_born_here(registry: Registry, who: str, actor: Actor) -> Any:
    return live(registry, "birth", home(registry)[0], actor, person_id=who)


COMING: tuple[Act, ...] = (
    heads,
    is_member,
    is_added,
    is_added_as_head,
    marries_in,
    was_born_here,
)


def far(registry: Registry) -> str:
    return str(register(registry, CLERK_OF_IRBID, address=IRBID, birth_date=None)["id"])


def hidden(registry: Registry) -> str:
    who = str(register(registry, birth_date=None)["id"])
    protect(registry, who, HELPER)
    return who


def restricted(registry: Registry) -> str:
    who = str(register(registry, birth_date=None)["id"])
    granted(registry, who, "restriction")
    return who


def deceased(registry: Registry) -> str:
    who = str(register(registry, birth_date=None)["id"])
    amend(registry, who, died_on="2026-11-20")
    return who


def merged(registry: Registry) -> str:
    who, survivor = (str(register(registry, birth_date=None)["id"]) for _ in range(2))
    with command_of(CLERK):
        store = registry.persons._persons
        record = store.get_companion(who)
        record.merge_into(survivor)
        store.save(record)
    return who


STRANGERS = {
    far: "member_not_yours",
    hidden: "member_not_registered",
    restricted: "record_restricted",
    deceased: "not_alive",
    merged: "record_merged",
}


@pytest.mark.parametrize("comes", COMING, ids=lambda each: each.__name__)
@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda each: each.__name__)
def test_nobody_comes_whom_the_counter_could_not_change(
    registry: Registry, stranger: Callable[[Registry], str], comes: Act
) -> None:
    who = stranger(registry)
    with refused(STRANGERS[stranger]):
        comes(registry, who, CLERK)


@pytest.mark.parametrize("comes", COMING, ids=lambda each: each.__name__)
@pytest.mark.parametrize(("stranger", "actor"), [(far, OF_BOTH), (restricted, SUPERVISOR)])
def test_who_could_change_them_lets_them_come(
    registry: Registry, stranger: Callable[[Registry], str], actor: Actor, comes: Act
) -> None:
    comes(registry, stranger(registry), actor)


def test_who_is_dead_elsewhere_is_first_of_all_somebody_elses(registry: Registry) -> None:
    who = far(registry)
    amend(registry, who, CLERK_OF_IRBID, died_on="2026-11-20")
    with refused("member_not_yours"):
        heads(registry, who, CLERK)


# Those who live there already, while their own record is not the actor's to change.


def leaves(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    return resettle(registry, house, actor, leave=[who])


def is_made_head(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    heir = {"head_id": who, "members": [named(other, "spouse")]}
    return resettle(registry, house, actor, successor=heir)


def inherits(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    heir = {"head_id": who, "members": []}
    return live(registry, "death", house, actor, person_id=other, successor=heir)


def dies(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    return live(registry, "death", house, actor, person_id=who)


def splits_off(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    return live(registry, "split", house, actor, head_id=who, address=HERE)


def is_taken_along(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    third = own(registry)
    resettle(registry, house, join=[named(third)])
    new = {"head_id": third, "members": [named(who)], "address": HERE}
    return live(registry, "split", house, actor, **new)


def divorces(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    return live(registry, "divorce", house, actor, head_id=who, spouse_id=other, address=HERE)


def is_divorced(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    heir = {"head_id": who, "members": []}
    return live(registry, "divorce", house, actor, head_id=other, spouse_id=who, address=HERE,
                successor=heir)  # fmt: skip


def moves(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    return live(registry, "move", house, actor, address=HERE)


def goes_with_all(registry: Registry, house: str, who: str, other: str, actor: Actor) -> Any:
    everybody = [named(who), named(other)]
    request = {"other_household_id": house, "members": everybody}
    return live(registry, "join", home(registry)[0], actor, **request)


THERE = {
    # Where only the household changes, it may say of who has gone that they have.
    leaves: (None, "person_not_found", "record_restricted"),
    is_made_head: (None, "person_not_found", "record_restricted"),
    inherits: (None, "person_not_found", "record_restricted"),
    is_divorced: (None, "person_not_found", "record_restricted"),
    dies: ("member_not_yours", "person_not_found", "record_restricted"),
    splits_off: ("member_not_yours", "person_not_found", "record_restricted"),
    is_taken_along: ("member_not_yours", "person_not_found", "record_restricted"),
    divorces: ("member_not_yours", "person_not_found", "record_restricted"),
    # Who is hidden stays where they are, and the others move: to be refused would tell of them.
    moves: ("member_not_yours", None, "record_restricted"),
    goes_with_all: ("member_not_yours", "member_not_registered", "record_restricted"),
}


@pytest.mark.parametrize("happens", THERE, ids=lambda each: each.__name__)
@pytest.mark.parametrize("case", [0, 1, 2], ids=["far", "hidden", "restricted"])
def test_nobody_is_changed_by_their_household_whom_the_counter_could_not_change(
    registry: Registry, case: int, happens: Any
) -> None:
    wife = own(registry, "female")
    house, husband = home(registry, named(wife, "spouse"))
    if case == 0:
        amend(registry, wife, address=IRBID)
    elif case == 1:
        protect(registry, wife, HELPER)
    else:
        granted(registry, wife, "restriction")
    before = registry.person_queries.person(wife, HELPER if case else CLERK_OF_IRBID)
    code = THERE[happens][case]
    if code is None:
        happens(registry, house, wife, husband, CLERK)
    else:
        with refused(code):
            happens(registry, house, wife, husband, CLERK)
    after = registry.person_queries.person(wife, HELPER if case else CLERK_OF_IRBID)
    assert after == before


@pytest.mark.parametrize("happens", [dies, moves], ids=lambda each: each.__name__)
def test_a_supervisor_records_what_happens_to_a_restricted_person(
    registry: Registry, happens: Any
) -> None:
    wife = own(registry, "female")
    house, husband = home(registry, named(wife, "spouse"))
    granted(registry, wife, "restriction")
    happens(registry, house, wife, husband, SUPERVISOR)
    if happens is dies:
        assert registry.person_queries.person(wife, CLERK)["died_on"] == "2026-11-20"


def test_an_address_is_not_corrected_for_a_restricted_person(registry: Registry) -> None:
    at = {**HERE, "subdistrict": None}
    who = str(register(registry, address=at)["id"])
    house = settle(registry, who, address=at)["id"]
    granted(registry, who, "restriction")
    with refused("record_restricted"):
        resettle(registry, house, address={**at, "details": "شارع آخر"})


def test_their_own_centre_lets_a_family_move_to_another_governorate(registry: Registry) -> None:
    wife = own(registry, "female")
    house, husband = home(registry, named(wife, "spouse"))
    live(registry, "move", house, address=IRBID)
    assert registry.person_queries.person(wife, CLERK_OF_IRBID)["address"]["governorate"] == "JO-IR"
    with refused("household_not_yours"):
        live(registry, "move", house, address=HERE)
    dies(registry, house, wife, husband, CLERK_OF_IRBID)


def test_who_has_gone_to_another_governorate_comes_when_their_centre_has_said_so(
    registry: Registry,
) -> None:
    who = far(registry)
    amend(registry, who, CLERK_OF_IRBID, address=HERE)
    heads(registry, who, CLERK)


def test_a_relation_is_corrected_also_of_who_is_registered_elsewhere(registry: Registry) -> None:
    student = own(registry)
    house, _ = home(registry, named(student))
    amend(registry, student, address=IRBID)
    change = {"leave": [student], "join": [named(student, "child")]}
    assert resettle(registry, house, **change)["members"] == [named(student, "child")]
