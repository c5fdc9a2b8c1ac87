"""Who comes to live where nobody may see is hidden with the household."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.privacy.protecting import LiftProtection
from services.registry.domain.persons.person import Person
from tests.support.registry import (
    CLERK,
    HELPER,
    arabic,
    command_of,
    home_of,
    live,
    protect,
    refused,
    register,
    resettle,
    settle,
    wedded,
)

SHELTER = {
    "governorate": "JO-AM",
    "district": None,
    "subdistrict": None,
    "details": "شارع الملجأ",
}
OUTSIDE = {**SHELTER, "details": None}


@pytest.fixture(autouse=True)
def _on_somebodys_behalf() -> Iterator[None]:
    with use(Context(actor=HELPER)):
        yield


IN_CONFIDENCE = "kanaf.registry.household.amended_in_confidence.v1"
TENT = {"kind": "tent", "tenure": "informal", "rooms": None, "rent_fils": None}


def people(registry: Registry, many: int, **facts: object) -> list[str]:
    return [register(registry, **facts)["id"] for _ in range(many)]


def member(person_id: str, relation: str = "child") -> dict[str, str]:
    return {"person_id": person_id, "relation": relation}


def sheltered(registry: Registry) -> tuple[str, str]:
    """A woman in her protected household, and that household."""
    (her,) = people(registry, 1)
    home = settle(registry, her, address=SHELTER)
    protect(registry, her, HELPER, with_household=True)
    return her, home["id"]


def assert_hidden(registry: Registry, person_id: str) -> None:
    """For the counter there is no such person, and a household with them is refused as such."""
    with refused("person_not_found"):
        registry.person_queries.person(person_id, CLERK)
    with refused("member_not_registered"):
        settle(registry, person_id)
    seen = registry.person_queries.person(person_id, HELPER)
    assert seen["protection"]["knowers"] == [HELPER.subject]


def test_children_who_go_with_a_protected_mother_are_hidden_with_her(registry: Registry) -> None:
    husband, her, child = people(registry, 3)
    home = settle(registry, husband, her, child)
    protect(registry, her, HELPER)
    new = {"head_id": her, "members": [member(child)], "address": SHELTER}
    live(registry, "split", home["id"], HELPER, **new)
    assert_hidden(registry, child)
    assert registry.person_queries.person(child, HELPER)["address"] == SHELTER


def test_who_joins_marries_into_or_is_born_into_a_protected_household_is_hidden(
    registry: Registry,
) -> None:
    her, home = sheltered(registry)
    (sister,), (groom,) = people(registry, 1), people(registry, 1, sex="male")
    (child,) = people(registry, 1, birth_date="2026-11-20")
    theirs = settle(registry, sister)["id"]
    joining = {"other_household_id": theirs, "members": [member(sister, "sibling")]}
    live(registry, "join", home, HELPER, **joining)
    live(registry, "marriage", home, HELPER, person_id=her, spouse_id=groom)
    live(registry, "birth", home, HELPER, person_id=child)
    for each in (sister, groom, child):
        assert_hidden(registry, each)


def test_who_comes_by_a_correction_is_hidden_too(registry: Registry) -> None:
    _, home = sheltered(registry)
    (child,) = people(registry, 1)
    resettle(registry, home, HELPER, join=[member(child)])
    assert_hidden(registry, child)


def test_a_move_hides_who_was_still_seen(registry: Registry) -> None:
    her, home = sheltered(registry)
    (child,) = people(registry, 1)
    resettle(registry, home, HELPER, join=[member(child)])
    with command_of(HELPER):
        # Opened again without her household, as data from before may have it.
        registry.privacy.protecting.persons.save(_open(registry, child))
    live(registry, "move", home, HELPER, address={**SHELTER, "details": "ملجأ آخر"})
    for each in (her, child):
        assert_hidden(registry, each)


def test_a_record_that_ended_in_theirs_is_hidden_with_them(registry: Registry) -> None:
    _, home = sheltered(registry)
    kept, ended = people(registry, 2)
    with command_of(HELPER):
        store = registry.persons._persons
        record = store.get_companion(ended)
        record.merge_into(kept)
        store.save(record)
    resettle(registry, home, HELPER, join=[member(kept)])
    with refused("person_not_found"):
        registry.person_queries.person(ended, CLERK)


def test_no_refusal_tells_of_a_hidden_household(registry: Registry) -> None:
    her, hidden = sheltered(registry)
    (groom,) = people(registry, 1, sex="male", birth_date="1960")
    home = settle(registry, groom)["id"]
    with command_of(HELPER):
        # Opened again without her household, as data from before may have it.
        registry.privacy.protecting.persons.save(_open(registry, her))
    assert home_of(registry, her, CLERK) is None
    for taken_in in (
        lambda: live(registry, "marriage", home, person_id=groom, spouse_id=her),
        lambda: live(registry, "birth", home, on="1985-03-17", person_id=her),
        lambda: settle(registry, her),
        lambda: settle(registry, people(registry, 1)[0], her),
        lambda: resettle(registry, home, join=[member(her)]),
    ):
        with pytest.raises(Exception, match="member_not_registered") as raised:
            taken_in()
        assert hidden not in str(vars(raised.value))


def _open(registry: Registry, person_id: str) -> Person:
    person = registry.privacy.protecting.persons.get_companion(person_id)
    person.protect(None)
    return person


def test_the_note_of_a_divorce_stays_with_who_is_hidden(registry: Registry) -> None:
    (husband,), (her,) = people(registry, 1, sex="male"), people(registry, 1)
    home = settle(registry, husband, members=wedded(her))
    protect(registry, her, HELPER)
    new = {"head_id": her, "spouse_id": husband, "address": SHELTER, "note": "إلى الملجأ"}
    left = live(registry, "divorce", home["id"], HELPER, **new)
    assert left["last_event"]["note"] is None
    (*_, revision) = registry.household_queries.history(home["id"], CLERK)["items"]
    assert (revision["why"], revision["note"]) == ("divorce", None)
    assert home_of(registry, her, HELPER)["last_event"]["note"] == "إلى الملجأ"


def test_a_household_that_is_hidden_later_is_no_longer_named_by_the_other(
    registry: Registry,
) -> None:
    husband, her = people(registry, 2)
    home = settle(registry, husband, her)["id"]
    new = {"head_id": her, "address": SHELTER, "note": "إلى أهلها"}
    live(registry, "split", home, **new)
    hidden = home_of(registry, her)["id"]
    protect(registry, her, HELPER)
    history = registry.household_queries.history(home, CLERK)
    for told in (
        registry.household_queries.household(home, CLERK),
        home_of(registry, husband),
        history,
        resettle(registry, home, dwelling=TENT),
    ):
        assert hidden not in str(told)
        assert "إلى أهلها" not in str(told)
    known = registry.household_queries.household(home, HELPER)["last_event"]
    assert (known["other_household_id"], known["note"]) == (hidden, "إلى أهلها")


def test_opening_a_record_tells_nothing_of_what_it_said_while_it_was_hidden(
    registry: Registry, clock: FixedClock
) -> None:
    her, home = sheltered(registry)
    clock.advance(timedelta(hours=1))
    hidden_at = clock.now()
    clock.advance(timedelta(hours=1))
    live(registry, "move", home, HELPER, address={**SHELTER, "details": "بيت أهلها"})
    with command_of(HELPER):
        registry.privacy.protecting.lift(LiftProtection(her, with_household=True), HELPER)
    persons, households = registry.person_queries, registry.household_queries
    assert persons.person(her, CLERK)["address"]["details"] == "بيت أهلها"
    with refused("person_not_found"):
        persons.person(her, CLERK, hidden_at)
    with refused("household_not_found"):
        households.household(home, CLERK, hidden_at)
    for reader, persons_states, home_states in ((CLERK, 2, 2), (HELPER, 4, 4)):
        assert len(persons.history(her, reader)["items"]) == persons_states
        assert len(households.history(home, reader)["items"]) == home_states
    assert "protection" not in str(persons.history(her, CLERK))
    assert persons.person(her, HELPER, hidden_at)["protection"]
    assert households.household(home, HELPER, hidden_at)["protection"]


def told(database: MemoryDatabase, household_id: str) -> list[dict[str, Any]]:
    return list(database.collections["households"][household_id]["pending"])


def test_of_a_protected_household_is_told_in_confidence_alone(
    registry: Registry, database: MemoryDatabase
) -> None:
    husband, her, sister = people(registry, 3)
    home = settle(registry, husband, her)["id"]
    protect(registry, her, HELPER)
    live(registry, "split", home, HELPER, head_id=her, address=SHELTER)
    new = home_of(registry, her, HELPER)["id"]
    resettle(registry, new, HELPER, join=[member(sister, "sibling")])
    live(registry, "move", new, HELPER, address={**SHELTER, "details": "ملجأ آخر"})
    here = told(database, new)
    assert {each["type"] for each in here} == {IN_CONFIDENCE}
    assert {each["dataclassification"] for each in here} == {"protected"}
    assert [each["data"]["joined"] for each in here] == [[her], [sister], []]
    assert not any("JO-AM" in str(each["data"]) for each in here)
    assert IN_CONFIDENCE not in [each["type"] for each in told(database, home)]


def test_of_a_child_born_there_nobody_learns_where(
    registry: Registry, database: MemoryDatabase
) -> None:
    _, home = sheltered(registry)
    child = {"name": arabic("سارة"), "sex": "female"}
    born = live(registry, "birth", home, HELPER, children=[child])
    (newborn,) = born["last_event"]["person_ids"]
    here = [
        each
        for each in database.collections["persons"][newborn]["pending"]
        if each["dataclassification"] != "personal"
    ]
    assert [(each["type"], each["data"]) for each in here] == [
        ("kanaf.registry.person.registered_in_confidence.v1", {"person_id": newborn})
    ]
    assert here[0]["dataclassification"] == "protected"


@pytest.mark.parametrize("what", ["death", "divorce", "split", "correction"])
def test_a_household_that_she_comes_to_head_is_hidden_from_then_on(
    registry: Registry, database: MemoryDatabase, what: str
) -> None:
    aunt, her, child = people(registry, 3)
    (uncle,) = people(registry, 1, sex="male")
    members = [(uncle, "spouse"), (her, "sibling"), (child, "other_relative")]
    home = settle(
        registry, aunt, members=[{"person_id": who, "relation": what} for who, what in members]
    )
    protect(registry, her, HELPER)
    assert registry.household_queries.household(home["id"], CLERK)["head_id"] == aunt

    relatives = [{"person_id": each, "relation": "other_relative"} for each in (uncle, child)]
    heir = {"head_id": her, "members": relatives}
    if what == "correction":
        resettle(registry, home["id"], HELPER, successor=heir, leave=[aunt])
    elif what == "death":
        live(registry, "death", home["id"], HELPER, person_id=aunt, successor=heir)
    elif what == "split":
        live(registry, "split", home["id"], HELPER, head_id=aunt, address=OUTSIDE, successor=heir)
    else:
        alone = {"head_id": aunt, "spouse_id": uncle, "address": OUTSIDE}
        live(registry, "divorce", home["id"], HELPER, **alone, successor=heir)

    with refused("household_not_found"):
        registry.household_queries.household(home["id"], CLERK)
    assert_hidden(registry, child)
    assert registry.household_queries.household(home["id"], HELPER)["head_id"] == her
    # Who has left is seen as before, and where they came from is not named.
    assert registry.person_queries.person(aunt, CLERK)["id"] == aunt
    if (new := home_of(registry, aunt)) is not None:
        assert new["last_event"]["other_household_id"] is None
    assert told(database, home["id"])[-1]["type"] == IN_CONFIDENCE


def test_that_a_household_is_protected_is_told_to_no_feed(
    registry: Registry, database: MemoryDatabase
) -> None:
    her, home = sheltered(registry)
    with command_of(HELPER):
        registry.privacy.protecting.lift(LiftProtection(her, with_household=True), HELPER)
    registered, hidden, opened = told(database, home)
    assert registered["dataclassification"] == opened["dataclassification"] == "general"
    assert hidden["dataclassification"] == "protected"
    assert opened["data"]["fields"] == ["address"]
