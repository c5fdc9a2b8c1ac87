"""What is corrected in a household, and what its history says of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chassis.errors import NotFound
from services.registry.app.application import Registry
from tests.support.registry import (
    CLERK,
    found,
    home_of,
    live,
    refused,
    register,
    resettle,
    settle,
)
from tests.unit.registry.households.test_life import ELSEWHERE, member, people


def test_a_correction_of_a_household_says_why(registry: Registry) -> None:
    father, child = people(registry, 2)
    home = settle(registry, father, child)
    reason = {"kind": "correction", "note": "دفتر العائلة"}
    resettle(registry, home["id"], leave=[child], reason=reason)
    live(registry, "move", home["id"], address=ELSEWHERE, note="إخلاء")
    revisions = registry.household_queries.history(home["id"], CLERK)["items"]
    assert [(each["why"], each["note"]) for each in revisions] == [
        (None, None),
        ("correction", "دفتر العائلة"),
        ("move", "إخلاء"),
    ]


def test_a_wrong_head_is_corrected(registry: Registry) -> None:
    mother, child = people(registry, 2)
    father = register(registry, sex="male")["id"]
    home = settle(registry, mother, father, child)
    with refused("succession_unfit"):
        resettle(registry, home["id"], successor={"head_id": father, "members": [member(child)]})
    rest = [member(mother, "spouse"), member(child)]
    handed = resettle(registry, home["id"], successor={"head_id": father, "members": rest})
    assert (handed["head_id"], handed["members"]) == (father, rest)
    with refused("head_cannot_leave"):
        resettle(registry, home["id"], leave=[father])
    heir = {"head_id": mother, "members": [member(child)]}
    left = resettle(registry, home["id"], leave=[father], successor=heir)
    assert (left["head_id"], left["members"]) == (mother, [member(child)])
    assert home_of(registry, father) is None


def test_a_household_that_should_not_have_been_is_dissolved_when_all_leave(
    registry: Registry,
) -> None:
    mother, child, alone = people(registry, 3)
    for persons in ([mother, child], [alone]):
        home = settle(registry, *persons)
        ended = resettle(registry, home["id"], leave=persons)
        assert ended["status"] == "dissolved"
        assert home_of(registry, persons[0]) is None
        settle(registry, *persons)


def test_the_history_says_what_the_household_was_and_why_it_changed(registry: Registry) -> None:
    father, child = people(registry, 2)
    home = settle(registry, father, child)
    live(registry, "death", home["id"], person_id=child)
    revisions = registry.household_queries.history(home["id"], CLERK)["items"]
    assert [(each["why"], len(each["household"]["members"])) for each in revisions] == [
        (None, 1),
        ("death", 0),
    ]
    assert {each["actor"] for each in revisions} <= {CLERK.subject}
    with pytest.raises(NotFound):
        registry.household_queries.household(home["id"], CLERK, datetime(2026, 1, 1, tzinfo=UTC))


def test_a_corrected_address_is_corrected_for_those_who_had_the_wrong_one(
    registry: Registry,
) -> None:
    wrong = {**ELSEWHERE, "details": "شارع خطأ", "subdistrict": "قضاء أم الرصاص"}
    student_home = {"governorate": "JO-AM", "district": None, "details": "سكن الطلبة"}
    father, child = (register(registry, address=wrong)["id"] for _ in range(2))
    untold = {**wrong, "details": None, "subdistrict": "ام الرصاص"}
    mother = register(registry, address=untold)["id"]
    student = register(registry, address=student_home)["id"]
    home = settle(registry, father, child, mother, student, address=wrong)
    reason = {"kind": "correction", "note": "عقد الإيجار"}
    corrected = resettle(registry, home["id"], address=ELSEWHERE, reason=reason)["address"]
    lives = {each: address_of(registry, each) for each in (father, child, mother)}
    assert lives == dict.fromkeys((father, child, mother), corrected)
    assert address_of(registry, student)["details"] == "سكن الطلبة"
    assert found(registry, subdistrict="أم الرصاص") == []
    change = registry.person_queries.history(child, CLERK)["items"][-1]
    assert (change["changed"], change["reason"]) == (["address"], "correction: عقد الإيجار")


def test_a_correction_that_is_refused_changes_nobodys_address(registry: Registry) -> None:
    father, child = (register(registry, address=ELSEWHERE)["id"] for _ in range(2))
    home = settle(registry, father, address=ELSEWHERE)
    settle(registry, child, address=ELSEWHERE)
    moved = {"governorate": "JO-AM", "district": None, "details": "شارع ثالث"}
    with refused("person_in_other_household"):
        resettle(registry, home["id"], address=moved, join=[member(child)])
    assert address_of(registry, father)["details"] == "شارع آخر"


def address_of(registry: Registry, person_id: str) -> dict[str, str]:
    return dict(registry.person_queries.person(person_id, CLERK)["address"])
