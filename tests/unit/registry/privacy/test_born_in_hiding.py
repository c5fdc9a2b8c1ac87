"""Who was born, and what happened, while a home was hidden: opened, nothing tells of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor
from services.registry.app.application import Registry
from tests.support.privacy import CASEWORKER, copied, fetched
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    OF_THE_SHELTER,
    arabic,
    citizen,
    command_of,
    home_of,
    live,
    national_number,
    protect,
    register,
    settle,
)
from tests.unit.registry.privacy.test_lifting import ELSEWHERE, SHELTER, lift

NOTE = "انتقلت من الملجأ إلى شقتها"
BY_WHOM = ("centre", "registered_by")


class Birth:
    """A child was born in a hidden home, to a father who is not there, and has left it openly."""

    def __init__(self, registry: Registry, clock: FixedClock) -> None:
        number = national_number()
        self.father = citizen(number)
        father = register(registry, number=number, sex="male")["id"]
        self.mother = register(registry)["id"]
        self.home = settle(registry, self.mother, address=SHELTER)["id"]
        protect(registry, self.mother, HELPER, centre="shelter-1", with_household=True)
        child = {
            "identity": {"kind": "none", "number": None},
            "name": arabic("نور"),
            "sex": "female",
            "guardian": {"person_id": father, "relation": "parent"},
        }
        live(registry, "birth", self.home, HELPER, relation="child", children=[child])
        members = home_of(registry, self.mother, HELPER)["members"]
        self.child = members[0]["person_id"]
        self.then = clock.at
        clock.at += timedelta(days=2)
        live(registry, "split", self.home, HELPER, head_id=self.child, address=ELSEWHERE)
        clock.at += timedelta(days=2)
        lift(registry, self.child, with_household=True)
        clock.at += timedelta(days=2)


@pytest.fixture
def birth(registry: Registry, clock: FixedClock) -> Birth:
    return Birth(registry, clock)


@pytest.mark.parametrize("who", ["father", "counter"])
def test_no_copy_says_where_a_child_was_born(registry: Registry, birth: Birth, who: str) -> None:
    asking = birth.father if who == "father" else CASEWORKER
    copy = copied(registry, birth.child, asking)
    for form in ("json", "document"):
        text = fetched(registry, copy, form, asking)
        assert "shelter-1" not in text
        assert HELPER.subject not in text


@pytest.mark.parametrize("who", [CLERK, AUDITOR])
def test_no_record_says_by_whom_it_was_made_in_hiding(
    registry: Registry, birth: Birth, who: Actor
) -> None:
    home = home_of(registry, birth.child, who)
    with command_of(who):
        shown = [
            registry.person_queries.person(birth.child, who),
            home,
            registry.household_queries.household(home["id"], who),
            *_states(registry, home["id"], who),
        ]
    assert {each[name] for each in shown for name in BY_WHOM} == {None}
    assert home["last_event"] is None


def test_who_knew_the_child_then_reads_it_as_of_then(registry: Registry, birth: Birth) -> None:
    for who in (HELPER, OF_THE_SHELTER):
        then = _at(registry, birth.child, birth.then, who)
        assert [then[name] for name in BY_WHOM] == ["shelter-1", HELPER.subject]


def test_who_is_still_hidden_is_told_of_as_before(registry: Registry, birth: Birth) -> None:
    with command_of(HELPER):
        home = registry.household_queries.household(birth.home, HELPER)
    assert home["centre"] == "amman-1"
    assert home["last_event"]["kind"] == "split"


def test_a_note_of_a_hidden_home_is_not_read_once_it_is_open(registry: Registry) -> None:
    her = register(registry, address=SHELTER)["id"]
    home = settle(registry, her, address=SHELTER)["id"]
    protect(registry, her, HELPER, with_household=True)
    moved = live(registry, "move", home, HELPER, address=ELSEWHERE, note=NOTE)
    assert moved["last_event"]["note"] == NOTE
    lift(registry, her, with_household=True)
    for who in (CLERK, AUDITOR):
        assert home_of(registry, her, who)["last_event"] is None
        with command_of(who):
            assert registry.household_queries.household(home, who)["last_event"] is None
            assert NOTE not in str(registry.household_queries.history(home, who))
    with command_of(HELPER):
        notes = [each["note"] for each in registry.household_queries.history(home, HELPER)["items"]]
    assert NOTE in notes


def test_what_happened_openly_is_told_again(registry: Registry) -> None:
    her = register(registry)["id"]
    home = settle(registry, her)["id"]
    live(registry, "move", home, address=ELSEWHERE, note="قرب المدرسة")
    protect(registry, her, HELPER, with_household=True)
    lift(registry, her, with_household=True)
    told = home_of(registry, her)
    assert told["last_event"]["note"] == "قرب المدرسة"
    assert told["registered_by"] == CLERK.subject


def _at(registry: Registry, person_id: str, at: datetime, actor: Actor) -> Any:
    with command_of(actor):
        return registry.person_queries.person(person_id, actor, at)


def _states(registry: Registry, home: str, actor: Actor) -> list[Any]:
    history = registry.household_queries.history(home, actor)["items"]
    return [each["household"] for each in history]
