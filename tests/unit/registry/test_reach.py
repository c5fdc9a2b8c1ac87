"""Who sees and changes what in the registry."""

from __future__ import annotations

import pytest

from chassis.context import Actor
from services.registry.app.application import Registry
from tests.support.registry import (
    AUDITOR,
    CLERK_OF_IRBID,
    amend,
    citizen,
    found,
    national_number,
    refused,
    register,
    settle,
)

CASEWORKER = Actor("caseworker-3", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))
STRANGERS = [
    Actor(f"{role}-1", frozenset({role}), "amman-1", frozenset({"JO-AM"}))
    for role in ("inspector", "administrator", "partner", "operator")
]


def test_a_clerk_registers_within_their_governorates_only(registry: Registry) -> None:
    with refused("governorate_not_yours"):
        register(registry, CLERK_OF_IRBID)


@pytest.mark.parametrize("actor", [*STRANGERS, AUDITOR, citizen("9852012345")], ids=str)
def test_only_the_counter_registers(registry: Registry, actor: Actor) -> None:
    with refused("person_not_yours"):
        register(registry, actor)


def test_a_caseworker_works_like_a_clerk(registry: Registry) -> None:
    view = register(registry, CASEWORKER)
    assert registry.person_queries.person(view["id"], CASEWORKER) == view


def test_a_clerk_elsewhere_neither_sees_nor_finds_nor_changes(registry: Registry) -> None:
    number = national_number()
    view = register(registry, number=number)
    with refused("person_not_yours"):
        registry.person_queries.person(view["id"], CLERK_OF_IRBID)
    with refused("person_not_yours"):
        amend(registry, view["id"], CLERK_OF_IRBID, sex="male")
    assert found(registry, CLERK_OF_IRBID, national_number=number) == []
    with refused("governorate_not_yours"):
        found(registry, CLERK_OF_IRBID, governorate="JO-AM")


def test_who_may_not_see_a_person_learns_no_version_either(registry: Registry) -> None:
    view = register(registry)
    for stranger in (CLERK_OF_IRBID, citizen("9852012345")):
        with refused("person_not_yours"):
            amend(registry, view["id"], stranger, based_on=999, sex="male")
    with refused("version_stale"):
        amend(registry, view["id"], based_on=999, sex="male")


def test_an_auditor_reads_everywhere_and_changes_nothing(registry: Registry) -> None:
    view = register(registry)
    assert registry.person_queries.person(view["id"], AUDITOR) == view
    assert found(registry, AUDITOR, governorate="JO-AM") == [view["id"]]
    with refused("person_not_yours"):
        amend(registry, view["id"], AUDITOR, sex="male")


@pytest.mark.parametrize("actor", STRANGERS, ids=str)
def test_other_roles_have_no_personal_records(registry: Registry, actor: Actor) -> None:
    view = register(registry)
    home = settle(registry, view["id"])
    with refused("person_not_yours"):
        registry.person_queries.person(view["id"], actor)
    with refused("person_not_yours"):
        found(registry, actor)
    with refused("household_not_yours"):
        registry.household_queries.household(home["id"], actor)


def test_a_citizen_sees_and_finds_only_themselves(registry: Registry) -> None:
    number = national_number()
    own, other = register(registry, number=number), register(registry)
    me = citizen(number)
    assert registry.person_queries.person(own["id"], me) == own
    assert found(registry, me) == [own["id"]]
    assert found(registry, me, national_number=other["identity"]["number"]) == []
    assert found(registry, citizen(national_number())) == []
    with refused("person_not_yours"):
        registry.person_queries.person(other["id"], me)


def test_a_citizen_without_a_number_has_no_record(registry: Registry) -> None:
    nobody = Actor("citizen-x", frozenset({"citizen"}))
    foundling = register(registry, identity={"kind": "none", "number": None})
    assert found(registry, nobody) == []
    with refused("person_not_yours"):
        registry.person_queries.person(foundling["id"], nobody)


def test_a_citizen_changes_contact_and_address_and_nothing_else(registry: Registry) -> None:
    number = national_number()
    own = register(registry, number=number)
    contact = {"mobile": "0781234567", "email": None, "language": "en"}
    amended = amend(registry, own["id"], citizen(number), contact=contact)
    assert amended["contact"]["mobile"] == "+962781234567"
    with refused("fields_not_yours"):
        amend(registry, own["id"], citizen(number), sex="male")
