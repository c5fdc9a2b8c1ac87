"""A merge makes no family that cannot be; a correction that does is answered with a warning."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.registry import (
    CLERK,
    amend,
    refused,
    settle,
    wedded,
)
from tests.support.reviewing import a_pair, follow, members, merge
from tests.unit.registry.households.test_family import man, member, woman

UNFIT = "household_relation_differs"


def a_wife_and_a_record_of_a_man(registry: Registry) -> tuple[str, str, str]:
    number, wife = (each["id"] for each in a_pair(registry))
    amend(registry, number, sex="male")
    home = settle(registry, man(registry), members=wedded(wife))["id"]
    return wife, number, home


def test_a_wife_does_not_become_a_man_by_a_merge(registry: Registry) -> None:
    wife, other, home = a_wife_and_a_record_of_a_man(registry)
    with refused("spouses_of_one_sex"):
        merge(registry, pair_id(wife, other), other)
    with refused("spouses_of_one_sex"):
        merge(registry, pair_id(wife, other), wife, sex="merged")
    merge(registry, pair_id(wife, other), other, sex="merged")
    follow(registry, wife, other)
    assert members(registry, home) == [(other, "spouse")]


def test_nor_does_a_head_become_younger_than_their_child(registry: Registry) -> None:
    one, head = (each["id"] for each in a_pair(registry))
    settle(registry, head, woman(registry, "2005"))
    amend(registry, one, birth_date="2010-01-01")
    with refused("born_before_parent"):
        merge(registry, pair_id(one, head), one)
    merge(registry, pair_id(one, head), one, birth_date="merged")


def test_what_was_impossible_before_does_not_hold_up_a_merge(registry: Registry) -> None:
    one, wife = (each["id"] for each in a_pair(registry))
    husband = man(registry)
    settle(registry, husband, members=wedded(wife))
    amend(registry, husband, sex="female")
    merge(registry, pair_id(one, wife), one)


@pytest.mark.parametrize("who", ["head", "spouse"])
def test_a_sex_that_does_not_fit_the_marriage_is_recorded_with_a_warning(
    registry: Registry, who: str
) -> None:
    he, she = man(registry), woman(registry)
    settle(registry, he, members=wedded(she))
    corrected, sex = (he, "female") if who == "head" else (she, "male")
    assert UNFIT in amend(registry, corrected, sex=sex)["warnings"]
    # Said when it changes; and the other's, corrected too, fits again.
    assert UNFIT not in registry.person_queries.person(corrected, CLERK)["warnings"]
    other, back = (she, "male") if who == "head" else (he, "female")
    assert UNFIT not in amend(registry, other, sex=back)["warnings"]


def test_a_birth_date_that_does_not_fit_the_relation_is_recorded_with_a_warning(
    registry: Registry,
) -> None:
    father, child = man(registry, "1980"), woman(registry, "2010")
    settle(registry, father, members=[member(child)])
    assert UNFIT in amend(registry, child, birth_date="1950")["warnings"]
    assert UNFIT not in amend(registry, child, birth_date="1951")["warnings"]
    assert UNFIT not in amend(registry, child, birth_date="2011")["warnings"]
    assert UNFIT in amend(registry, father, birth_date="2012")["warnings"]


def test_a_wife_does_not_become_a_child_nor_a_grandchild_as_old_as_the_head(
    registry: Registry,
) -> None:
    wife = woman(registry, "1985")
    he, grandchild = man(registry, "1950"), woman(registry, "2010")
    settle(registry, he, members=[*wedded(wife), member(grandchild, "grandchild")])
    assert UNFIT in amend(registry, wife, birth_date="2018")["warnings"]
    # What is impossible already is not said again of another change.
    assert UNFIT not in amend(registry, wife, birth_date="2019")["warnings"]
    assert UNFIT in amend(registry, grandchild, birth_date="1955")["warnings"]


def test_a_merge_makes_no_spouse_of_a_child(registry: Registry) -> None:
    one, wife = (each["id"] for each in a_pair(registry))
    settle(registry, man(registry), members=wedded(wife))
    amend(registry, one, birth_date="2018-01-01")
    with refused("too_young_to_marry"):
        merge(registry, pair_id(one, wife), one)
    merge(registry, pair_id(one, wife), one, birth_date="merged")
