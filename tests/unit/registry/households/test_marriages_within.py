"""Two of one household marry: cousins, the head and a lodger, a widow and a relative."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from tests.support.registry import (
    CLERK,
    HELPER,
    home_of,
    live,
    protect,
    refused,
    resettle,
    settle,
    wedded,
)
from tests.unit.registry.households.test_family import COURT, HERE, man, marry, member, woman


@pytest.mark.parametrize("first", ["head", "member"])
@pytest.mark.parametrize("was", ["unrelated", "other_relative", "foster_child"])
def test_who_lives_here_and_marries_the_head_is_the_heads_spouse(
    registry: Registry, was: str, first: str
) -> None:
    groom, bride, child = man(registry), woman(registry), woman(registry, "2015")
    home = settle(registry, groom, members=[member(bride, was), member(child)])["id"]
    both = (groom, bride) if first == "head" else (bride, groom)
    with refused("marriage_relation_unfit"):
        marry(registry, home, *both, relation="unrelated")
    married = marry(registry, home, *both)
    assert married["head_id"] == groom
    assert married["members"] == [member(bride, "spouse"), member(child)]
    assert married["last_event"]["kind"] == "marriage"
    assert married["last_event"]["person_ids"] == list(both)
    *_, before, now = registry.household_queries.history(home, CLERK)["items"]
    assert before["household"]["members"] == [member(bride, was), member(child)]
    assert now["why"] == "marriage"
    with refused("spouses_already"):
        marry(registry, home, *both)


@pytest.mark.parametrize(
    ("his", "hers", "said", "become"),
    [
        ("child", "other_relative", None, ("child", "other_relative")),
        ("child", "unrelated", None, ("child", "other_relative")),
        ("unrelated", "child", None, ("other_relative", "child")),
        ("grandchild", "grandchild", None, ("grandchild", "grandchild")),
        ("unrelated", "unrelated", None, ("unrelated", "unrelated")),
        ("unrelated", "unrelated", "other_relative", ("unrelated", "other_relative")),
        ("parent", "parent", None, ("parent", "parent")),
    ],
)
def test_of_two_others_of_a_household_who_marry_nobody_is_the_heads_spouse(
    registry: Registry, his: str, hers: str, said: str | None, become: tuple[str, str]
) -> None:
    born = "1950" if his == "parent" else "2000"
    head, he, she = man(registry, "1970"), man(registry, born), woman(registry, born)
    home = settle(registry, head, members=[member(he, his), member(she, hers)])["id"]
    with refused("marriage_relation_unfit"):
        marry(registry, home, he, she, relation="spouse")
    married = marry(registry, home, he, she, relation=said)
    assert married["members"] == [member(he, become[0]), member(she, become[1])]
    # Told once: sent again in other words, it is no second marriage.
    with refused("spouses_already"):
        marry(registry, home, she, he)


@pytest.mark.parametrize(
    ("his", "hers"),
    [("child", "child"), ("child", "grandchild"), ("sibling", "child"), ("parent", "sibling")],
)
def test_close_kin_of_one_household_do_not_marry(registry: Registry, his: str, hers: str) -> None:
    born = "1930" if his == "parent" else "1990"
    head, he, she = man(registry, "1950"), man(registry, born), woman(registry, "1990")
    home = settle(registry, head, members=[member(he, his), member(she, hers)])["id"]
    for both in ((he, she), (she, he), (head, she), (she, head)):
        with refused("too_closely_related"):
            marry(registry, home, *both)


def test_what_holds_of_every_marriage_holds_within_a_household(registry: Registry) -> None:
    head, wife = man(registry), woman(registry)
    girl, lodger, other = (woman(registry, each) for each in ("2010", "1990", "1991"))
    people = [*wedded(wife), *(member(each, "unrelated") for each in (girl, lodger, other))]
    home = settle(registry, head, members=people)["id"]
    with refused("court_permission_missing"):
        marry(registry, home, head, girl)
    with refused("spouses_of_one_sex"):
        marry(registry, home, lodger, other)
    with refused("succession_unfit"):
        marry(registry, home, head, lodger, successor={"head_id": other})
    married = marry(registry, home, head, girl, court_permission=COURT)
    assert married["last_event"]["court_permission"] == COURT
    lodging = man(registry)
    resettle(registry, home, join=[member(lodging, "unrelated")])
    with refused("too_many_spouses"):
        marry(registry, home, lodging, wife)


def test_who_married_within_the_household_is_divorced_there_and_marries_again(
    registry: Registry,
) -> None:
    head, husband, second = woman(registry), man(registry), woman(registry)
    people = [*wedded(husband), member(second, "unrelated")]
    home = settle(registry, head, members=people)["id"]
    marry(registry, home, husband, second)
    left = live(registry, "divorce", home, head_id=second, spouse_id=husband, address=HERE)
    assert left["members"] == [member(husband, "spouse")]
    resettle(registry, home_of(registry, second)["id"], leave=[second])
    resettle(registry, home, join=[member(second, "unrelated")])
    marry(registry, home, husband, second)


def test_a_hidden_spouse_of_the_household_is_answered_as_one_who_is_not_registered(
    registry: Registry,
) -> None:
    head, hidden = man(registry), woman(registry)
    home = settle(registry, head, members=[member(hidden, "unrelated")])["id"]
    protect(registry, hidden, HELPER)
    nobody = "0197f3a2-5c1e-5b7a-9c55-000000000000"
    for each in (hidden, nobody):
        with refused("member_not_registered"):
            marry(registry, home, head, each)
