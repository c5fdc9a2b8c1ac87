"""A marriage that was recorded stands until it ends: who is in one too many is refused another."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from tests.support.registry import home_of, live, refused, register, resettle, settle, wedded
from tests.unit.registry.households.test_family import HERE, man, marry, member, woman


def a_couple(registry: Registry) -> tuple[str, str, str]:
    """She heads the household, he is her husband."""
    she, he = woman(registry), man(registry)
    return she, he, settle(registry, she, members=wedded(he))["id"]


# A household that comes to another one.


@pytest.mark.parametrize("by", ["correction", "marriage"])
def test_a_wife_does_not_come_as_the_wife_of_another(registry: Registry, by: str) -> None:
    she, he, other = woman(registry), man(registry), man(registry)
    theirs = settle(registry, she)["id"]
    if by == "marriage":
        marry(registry, theirs, she, he)
    else:
        resettle(registry, theirs, join=wedded(he))
    home = settle(registry, other)["id"]
    coming = [member(she, "spouse"), member(he, "other_relative")]
    with refused("too_many_spouses"):
        live(registry, "join", home, other_household_id=theirs, members=coming)
    live(registry, "divorce", theirs, head_id=he, spouse_id=she, address=HERE)
    live(registry, "join", home, other_household_id=theirs, members=[member(she, "spouse")])


def test_a_daughter_in_law_does_not_come_as_the_wife_of_another(registry: Registry) -> None:
    father, son, bride = man(registry, "1950"), man(registry), woman(registry)
    theirs = settle(registry, father, son)["id"]
    marry(registry, theirs, son, bride, relation="other_relative")
    home = settle(registry, other := man(registry))["id"]
    coming = [member(father, "unrelated"), member(son, "unrelated"), member(bride, "spouse")]
    with refused("too_many_spouses"):
        live(registry, "join", home, other_household_id=theirs, members=coming)
    with refused("too_many_spouses"):
        marry(registry, home, other, bride)
    with refused("too_many_spouses"):
        marry(registry, theirs, father, bride)


def test_a_husband_who_comes_may_have_more_wives(registry: Registry) -> None:
    he, head = man(registry), woman(registry)
    wives = [woman(registry) for _ in range(4)]
    theirs = settle(registry, he, members=wedded(wives[0]))["id"]
    home = settle(registry, head)["id"]
    for each in wives[1:]:
        marry(registry, theirs, he, each)
    coming = [member(he, "spouse"), *(member(each, "other_relative") for each in wives)]
    with refused("too_many_spouses"):
        live(registry, "join", home, other_household_id=theirs, members=coming)
    live(registry, "divorce", theirs, head_id=wives[3], spouse_id=he, address=HERE)
    live(registry, "join", home, other_household_id=theirs, members=coming[:-1])
    # The three are his wives there, too.
    with refused("too_many_spouses"):
        marry(registry, home, he, woman(registry), relation="other_relative")
    live(registry, "divorce", home, head_id=wives[0], spouse_id=he, address=HERE)


def test_a_couple_that_comes_along_is_one_still(registry: Registry) -> None:
    she, he, theirs = a_couple(registry)
    home = settle(registry, man(registry, "1950"))["id"]
    coming = [member(she), member(he)]
    live(registry, "join", home, other_household_id=theirs, members=coming)
    her_other = man(registry)
    his = settle(registry, her_other)["id"]
    with refused("too_many_spouses"):
        marry(registry, his, her_other, she)
    live(registry, "divorce", home, head_id=she, spouse_id=he, address=HERE)
    marry(registry, his, her_other, she)


# Some who leave.


def test_who_leaves_with_others_takes_no_second_husband(registry: Registry) -> None:
    he, she, lodger = man(registry), woman(registry), man(registry)
    home = settle(registry, he, members=[*wedded(she), member(lodger, "unrelated")])["id"]
    with refused("too_many_spouses"):
        live(registry, "split", home, head_id=she, members=[member(lodger, "spouse")], address=HERE)
    live(registry, "split", home, head_id=lodger, members=[member(she, "unrelated")], address=HERE)


def test_who_divorces_is_free_and_who_leaves_with_their_spouse_is_married(
    registry: Registry,
) -> None:
    he, she, lodger = man(registry), woman(registry), man(registry)
    home = settle(registry, he, members=[*wedded(she), member(lodger, "unrelated")])["id"]
    request = {"head_id": she, "members": [member(lodger, "spouse")], "address": HERE}
    live(registry, "divorce", home, spouse_id=he, **request)
    new = home_of(registry, she)["id"]
    child = str(register(registry, birth_date="2015")["id"])
    resettle(registry, new, join=[member(child)])
    request = {"head_id": lodger, "members": wedded(she), "address": HERE}
    live(registry, "split", new, **request, successor={"head_id": child, "members": []})
    assert home_of(registry, she)["members"] == wedded(she)


def test_a_couple_that_leaves_along_with_others_is_one_still(registry: Registry) -> None:
    he, she, sister = man(registry), woman(registry), woman(registry)
    son = man(registry, "2004")
    home = settle(registry, he, members=[*wedded(she, son), member(sister, "sibling")])["id"]
    going = [member(he, "other_relative"), member(she, "other_relative")]
    heir = {"head_id": son, "members": []}
    live(registry, "split", home, head_id=sister, members=going, address=HERE, successor=heir)
    other = man(registry)
    with refused("too_many_spouses"):
        marry(registry, settle(registry, other)["id"], other, she)


# Who heads those who stay.


@pytest.mark.parametrize("event", ["death", "split", "divorce"])
def test_the_wife_of_who_lives_is_not_said_to_be_the_next_heads(
    registry: Registry, event: str
) -> None:
    he, she, lodger = man(registry), woman(registry), man(registry)
    home = settle(registry, he, members=[*wedded(she), member(lodger, "unrelated")])["id"]
    heir = {"head_id": lodger, "members": [member(she, "spouse")]}
    if event == "death":
        live(registry, "death", home, person_id=he, successor=heir)
    elif event == "divorce":
        live(registry, "divorce", home, head_id=he, spouse_id=she, address=HERE, successor=heir)
    else:
        with refused("too_many_spouses"):
            live(registry, "split", home, head_id=he, address=HERE, successor=heir)


# Corrections.


def test_a_corrected_head_and_spouse_are_a_couple_still(registry: Registry) -> None:
    he, she, son = man(registry, "1960"), woman(registry, "1960"), man(registry, "1990")
    home = settle(registry, he, members=wedded(she, son))["id"]
    rest = [member(he, "parent"), member(she, "parent")]
    resettle(registry, home, successor={"head_id": son, "members": rest})
    other = man(registry)
    his = settle(registry, other)["id"]
    with refused("too_many_spouses"):
        marry(registry, his, other, she)
    live(registry, "divorce", home, head_id=she, spouse_id=he, address=HERE)
    marry(registry, his, other, she)


def test_a_corrected_relation_is_what_counts(registry: Registry) -> None:
    he, she, other = man(registry), woman(registry), man(registry)
    home = settle(registry, he, members=[*wedded(she), member(other, "sibling")])["id"]
    # She is the wife of the brother, who heads the household.
    rest = [member(he, "sibling"), member(she, "spouse")]
    resettle(registry, home, successor={"head_id": other, "members": rest})
    live(registry, "divorce", home, head_id=she, spouse_id=other, address=HERE)
    marry(registry, home, he, she, relation="other_relative")


def test_who_was_recorded_as_a_spouse_wrongly_is_none(registry: Registry) -> None:
    he, she, other = man(registry), woman(registry), man(registry)
    home = settle(registry, he, members=wedded(she))["id"]
    resettle(registry, home, leave=[she], join=[member(she, "other_relative")])
    marry(registry, settle(registry, other)["id"], other, she)


# What was recorded by mistake.


def test_two_who_are_corrected_to_be_brother_and_sister_are_no_couple(registry: Registry) -> None:
    he, she, mother = man(registry), woman(registry), woman(registry, "1960")
    home = settle(registry, he, members=[*wedded(she), member(mother, "parent")])["id"]
    children = [member(he, "child"), member(she, "child")]
    resettle(registry, home, successor={"head_id": mother, "members": children})
    groom = man(registry)
    marry(registry, settle(registry, groom)["id"], groom, she)


def test_who_is_corrected_to_be_the_heads_wife_is_not_his_brothers(registry: Registry) -> None:
    he, she, brother = man(registry), woman(registry), man(registry)
    members = [member(she, "unrelated"), member(brother, "sibling")]
    home = settle(registry, he, members=members)["id"]
    marry(registry, home, brother, she)
    resettle(registry, home, leave=[she], join=[member(she, "spouse")])
    to_head = {"head_id": brother, "members": []}
    split = {"head_id": he, "members": wedded(she), "address": HERE, "successor": to_head}
    live(registry, "split", home, **split)
    assert home_of(registry, she)["head_id"] == he
