"""Who left a hidden home is opened, and nothing that is told of them says where it is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from services.registry.app.application import Registry
from services.registry.app.privacy.requesting import FindRequests
from tests.support.privacy import (
    CASEWORKER,
    SUPERVISOR,
    ask_for,
    consent,
    copied,
    decide,
    dossier,
    fetched,
    withdraw,
)
from tests.support.privacy import lift as lift_request
from tests.support.registry import (
    CLERK,
    HELPER,
    OF_THE_SHELTER,
    amend,
    citizen,
    live,
    national_number,
    protect,
    refused,
    register,
    settle,
)
from tests.unit.registry.privacy.test_lifting import ELSEWHERE, SHELTER, lift

CENTRE = "shelter-1"
FATHERS_HOUSE = {**SHELTER, "details": "بيت الأسرة"}


class Refuge:
    """A mother hidden in a shelter with her child, who has left it and is opened; the father is
    on the child's record as guardian."""

    def __init__(self, registry: Registry, clock: FixedClock) -> None:
        self.registry, self.clock = registry, clock
        number = national_number()
        self.father = citizen(number)
        father_id = register(registry, number=number, sex="male", address=FATHERS_HOUSE)["id"]
        self.number = national_number()
        self.child = register(
            registry, number=self.number, birth_date="2014-05-05", address=FATHERS_HOUSE
        )["id"]
        self.mother = register(registry, address=FATHERS_HOUSE)["id"]
        self.home = settle(registry, self.mother, self.child, address=FATHERS_HOUSE)["id"]
        self.later()
        protect(registry, self.mother, HELPER, centre=CENTRE, with_household=True)
        self.later()
        live(registry, "move", self.home, HELPER, address=SHELTER)
        self.later()
        self.asked = ask_for(
            registry, self.child, "correction", HELPER, changes={"address": SHELTER}
        )["id"]
        decide(registry, self.asked, OF_THE_SHELTER)
        self.copy = copied(registry, self.child, HELPER)
        self.later()
        live(registry, "split", self.home, HELPER, head_id=self.child, address=ELSEWHERE)
        self.later()
        lift(registry, self.child, with_household=True)
        self.later()
        guardian = {"person_id": father_id, "relation": "parent"}
        amend(registry, self.child, guardian=guardian)

    def later(self) -> None:
        self.clock.at += timedelta(days=2)


@pytest.fixture
def refuge(registry: Registry, clock: FixedClock) -> Refuge:
    return Refuge(registry, clock)


def states(copy: dict[str, Any]) -> list[Any]:
    return [each["record"]["address"]["details"] for each in copy["former_states"]]


@pytest.mark.parametrize("who", ["father", "counter", "knower"])
def test_no_copy_says_where_the_mother_still_is(refuge: Refuge, who: str) -> None:
    asking = {"father": refuge.father, "counter": CASEWORKER, "knower": HELPER}[who]
    copy_id = copied(refuge.registry, refuge.child, asking)
    texts = [fetched(refuge.registry, copy_id, form, asking) for form in ("json", "document")]
    for text in texts:
        assert SHELTER["details"] not in text
        assert (CENTRE in text) == (who == "knower")  # who asks for it is told of
        assert "lift_protection" not in text
    copy = json.loads(texts[0])
    assert set(states(copy)) == {"بيت الأسرة", "بيت خالتها"}
    assert copy["requests"] == []
    assert copy["rules"]["former_protection"]["en"]


def test_who_lives_openly_has_every_former_state(registry: Registry) -> None:
    child = register(registry, address=FATHERS_HOUSE)["id"]
    amend(registry, child, address=ELSEWHERE)
    assert states(dossier(registry, child)) == ["بيت الأسرة", "بيت خالتها"]


def test_who_is_still_hidden_has_what_was_recorded_since(
    registry: Registry, clock: FixedClock
) -> None:
    her = register(registry, address=FATHERS_HOUSE)["id"]
    clock.at += timedelta(days=1)
    protect(registry, her, HELPER, centre=CENTRE)
    clock.at += timedelta(days=1)
    amend(registry, her, HELPER, address=SHELTER)
    copy = dossier(registry, her, HELPER)
    assert states(copy) == ["بيت الأسرة", "بيت الأسرة", SHELTER["details"]]
    looked = [each["action"] for each in copy["accesses"]]
    assert looked == ["person.protect", "person.handle", "data_copy.ask"]


def test_a_second_protection_tells_nothing_of_the_first(
    registry: Registry, clock: FixedClock
) -> None:
    her = register(registry, address=SHELTER)["id"]
    for who, act in ((HELPER, "protect"), (HELPER, "lift"), (CASEWORKER, "protect")):
        clock.at += timedelta(days=1)
        if act == "lift":
            amend(registry, her, HELPER, address=ELSEWHERE)
            lift(registry, her)
        else:
            protect(registry, her, who, centre=who.centre)
    copy = dossier(registry, her, CASEWORKER)
    protected = [each for each in copy["accesses"] if each["action"] == "person.protect"]
    assert [each["centre"] for each in protected] == ["amman-1"]
    assert states(copy) == [SHELTER["details"], "بيت خالتها", "بيت خالتها"]


def test_a_copy_of_the_hidden_time_is_not_fetched_once_the_record_is_open(refuge: Refuge) -> None:
    for who in (refuge.father, HELPER):
        with refused("data_copy_not_ready"):
            fetched(refuge.registry, refuge.copy, actor=who)


def test_a_correction_of_that_time_is_told_to_who_knew_the_child_then(refuge: Refuge) -> None:
    desk = refuge.registry.privacy.requests
    query = FindRequests({"person": refuge.child})
    for stranger in (SUPERVISOR, CASEWORKER, refuge.father):
        assert desk.find(query, stranger)["items"] == []
        with refused("privacy_request_not_found"):
            desk.one(refuge.asked, stranger)
    assert desk.one(refuge.asked, HELPER)["changes"]["address"] == SHELTER
    assert len(desk.find(query, HELPER)["items"]) == 1


def test_a_request_that_lasts_is_seen_by_who_serves_them_now(
    registry: Registry, clock: FixedClock
) -> None:
    her = register(registry)["id"]
    protect(registry, her, HELPER, centre=CENTRE)
    given = consent(registry, her, HELPER)["id"]
    request = ask_for(registry, her, "restriction", HELPER)["id"]
    decide(registry, request, OF_THE_SHELTER)
    clock.at += timedelta(days=1)
    lift(registry, her, OF_THE_SHELTER)
    asked = registry.privacy.requests.one(request, SUPERVISOR)
    assert (asked["in_force"], asked["filed_by"], asked["decision"]["by"]) == (True, None, None)
    known = registry.privacy.requests.one(request, HELPER)
    assert (known["filed_by"], known["decision"]["by"]) == (HELPER.subject, OF_THE_SHELTER.subject)
    told = registry.privacy.consenting.one(given, SUPERVISOR)
    assert (told["recorded_by"], told["centre"]) == (None, None)
    assert registry.privacy.consenting.one(given, HELPER)["centre"] == CENTRE


def test_what_ended_while_they_were_hidden_names_nobody_who_worked_with_them(
    registry: Registry, clock: FixedClock
) -> None:
    her = register(registry)["id"]
    given, request = consent(registry, her)["id"], ask_for(registry, her, "restriction")["id"]
    decide(registry, request)
    clock.at += timedelta(days=1)
    protect(registry, her, HELPER, centre=CENTRE)
    clock.at += timedelta(days=1)
    withdraw(registry, given, HELPER)
    lift_request(registry, request, OF_THE_SHELTER)
    clock.at += timedelta(days=1)
    lift(registry, her, OF_THE_SHELTER)
    for reader, by in (
        (CASEWORKER, (None, None)),
        (HELPER, (HELPER.subject, OF_THE_SHELTER.subject)),
    ):
        told = registry.privacy.consenting.one(given, reader)
        assert (told["recorded_by"], told["ended_by"]) == (CLERK.subject, by[0])
        asked = registry.privacy.requests.one(request, reader)
        assert (asked["filed_by"], asked["lifted_by"]) == (CLERK.subject, by[1])
        assert asked["decision"]["by"] == SUPERVISOR.subject
