"""What cannot be true of a family is refused, as far as birth dates and relations are known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.registry.app.application import Registry
from services.registry.domain.persons.facts import BirthDate
from tests.support.registry import (
    CLERK,
    amend,
    arabic,
    live,
    refused,
    register,
    resettle,
    settle,
    wedded,
)

HERE = {"governorate": "JO-AM", "district": None, "details": None}
COURT = {"number": "2026/118", "date": "2026-11-01"}
ON = "2026-11-20"


def man(registry: Registry, born: str | None = "1985-03-17") -> str:
    return str(register(registry, sex="male", birth_date=born)["id"])


def woman(registry: Registry, born: str | None = "1985-03-17") -> str:
    return str(register(registry, birth_date=born)["id"])


def marry(registry: Registry, home: str, person: str, spouse: str, **rest: Any) -> Any:
    return live(registry, "marriage", home, person_id=person, spouse_id=spouse, **rest)


def newborn(guardian: dict[str, str] | None = None) -> dict[str, Any]:
    return {"name": arabic("سارة"), "sex": "female", "guardian": guardian}


def member(person_id: str, relation: str = "child") -> dict[str, str]:
    return {"person_id": person_id, "relation": relation}


@pytest.mark.parametrize(
    ("born", "years", "younger"),
    [
        ("2008-11-20", 18, False),
        ("2008-11-21", 18, True),
        ("2008-12", 18, True),
        ("2008-11", 18, False),
        ("2008", 18, False),
        ("2009", 18, True),
        ("0001", 2026, True),
    ],
)
def test_ages_are_measured_as_far_as_the_birth_date_is_known(
    born: str, years: int, younger: bool
) -> None:
    assert BirthDate(born).is_younger_than(years, date(2026, 11, 20)) is younger


def test_who_turns_eighteen_on_a_leap_day_is_of_age_then() -> None:
    assert not BirthDate("2010-02-28").is_younger_than(18, date(2028, 2, 29))
    assert BirthDate("2010-03-01").is_younger_than(18, date(2028, 2, 29))


# Marriages.


def test_whom_a_child_of_the_household_marries_is_no_spouse_of_its_head(
    registry: Registry,
) -> None:
    father, son, bride = man(registry), man(registry, "2004"), woman(registry, "2005")
    home = settle(registry, father, son)["id"]
    for relation in (None, "spouse"):
        with refused("marriage_relation_unfit"):
            marry(registry, home, son, bride, relation=relation)
    married = marry(registry, home, son, bride, relation="other_relative")
    assert married["members"] == [member(son), member(bride, "other_relative")]


def test_whom_the_head_marries_is_their_spouse(registry: Registry) -> None:
    groom, bride = man(registry), woman(registry)
    home = settle(registry, groom)["id"]
    with refused("marriage_relation_unfit"):
        marry(registry, home, groom, bride, relation="child")
    assert marry(registry, home, groom, bride)["members"] == [member(bride, "spouse")]


def test_spouses_are_a_man_and_a_woman(registry: Registry) -> None:
    groom, other = man(registry), man(registry)
    home = settle(registry, groom)["id"]
    with refused("spouses_of_one_sex"):
        marry(registry, home, groom, other)
    with refused("spouses_of_one_sex"):
        settle(registry, other, members=wedded(man(registry)))
    with refused("spouses_of_one_sex"):
        resettle(registry, home, join=[member(other, "spouse")])


@pytest.mark.parametrize(
    ("on", "born", "permission", "code"),
    [
        (ON, "2014", None, "too_young_to_marry"),
        (ON, "2014", COURT, "too_young_to_marry"),
        (ON, "2010-11-21", COURT, "too_young_to_marry"),
        (ON, "2010-11-20", COURT, None),
        (ON, "2010", None, "court_permission_missing"),
        (ON, "2008-11-21", None, "court_permission_missing"),
        (ON, "2008-11-20", None, None),
        (ON, "2008", None, None),
        (ON, None, None, None),
        (ON, "2009", {**COURT, "date": "2026-11-21"}, "court_permission_later"),
        # Recorded late: what held on that day decides.
        ("2005-06-01", "1990-01-01", {**COURT, "date": "2005-05-01"}, None),
        ("2005-06-01", "1990-01-01", None, "court_permission_missing"),
        ("1990-06-01", "1975-01-01", None, None),
        ("1990-06-01", "1976-01-01", COURT, "too_young_to_marry"),
        ("1984-01-01", None, None, "too_young_to_marry"),
    ],
)
def test_who_is_not_of_age_marries_by_a_courts_permission_or_not_at_all(
    registry: Registry, on: str, born: str | None, permission: Any, code: str | None
) -> None:
    groom, bride = man(registry, "1970"), woman(registry, born)
    if on == "1984-01-01":
        groom = man(registry, "1985")
    home = settle(registry, groom)["id"]
    if code is not None:
        with refused(code):
            marry(registry, home, groom, bride, on=on, court_permission=permission)
        return
    married = marry(registry, home, groom, bride, on=on, court_permission=permission)
    assert married["last_event"].get("court_permission") == permission
    assert registry.household_queries.household(home, CLERK) == married


@pytest.mark.parametrize(
    ("born", "code"),
    [
        ("2018", "too_young_to_marry"),
        ("2010-11-23", "too_young_to_marry"),
        ("2010-11-22", None),
        ("2010", None),
        (None, None),
    ],
)
def test_who_could_not_marry_by_a_courts_permission_is_nobodys_spouse(
    registry: Registry, born: str | None, code: str | None
) -> None:
    head, bride = man(registry), woman(registry, born)
    if code is None:
        settle(registry, head, members=wedded(bride))
        return
    with refused(code):
        settle(registry, head, members=wedded(bride))
    with refused(code):
        settle(registry, bride, members=wedded(head))
    home = settle(registry, head)["id"]
    with refused(code):
        resettle(registry, home, join=wedded(bride))
    theirs = settle(registry, bride)["id"]
    with refused(code):
        live(registry, "join", home, other_household_id=theirs, members=wedded(bride))


def test_nobody_marries_themselves(registry: Registry) -> None:
    he, son = man(registry), man(registry, "2005")
    home = settle(registry, he, son)["id"]
    for who in (he, son):
        with refused("married_to_self"):
            marry(registry, home, who, who)


def test_what_a_court_permitted_is_kept_where_the_two_live(registry: Registry) -> None:
    groom, father, bride = man(registry), man(registry), woman(registry, "2010-01-01")
    parents, home = settle(registry, father, bride)["id"], settle(registry, groom)["id"]
    marry(registry, home, groom, bride, court_permission=COURT)
    left = registry.household_queries.household(parents, CLERK)["last_event"]
    assert "court_permission" not in left


def test_a_man_has_four_wives_at_most_and_a_woman_one_husband(registry: Registry) -> None:
    groom, fifth = man(registry), woman(registry)
    home = settle(registry, groom)["id"]
    for _ in range(4):
        marry(registry, home, groom, woman(registry))
    with refused("too_many_spouses"):
        marry(registry, home, groom, fifth)
    with refused("too_many_spouses"):
        resettle(registry, home, join=[member(fifth, "spouse")])
    her = woman(registry)
    hers = settle(registry, her, members=wedded(man(registry)))["id"]
    with refused("too_many_spouses"):
        marry(registry, hers, her, man(registry))
    with refused("too_many_spouses"):
        settle(registry, fifth, members=[*wedded(man(registry)), *wedded(man(registry))])


def test_who_is_somebodys_wife_marries_when_that_is_over(registry: Registry) -> None:
    husband, wife, groom = man(registry), woman(registry), man(registry)
    home, his = settle(registry, husband, members=wedded(wife))["id"], settle(registry, groom)["id"]
    with refused("too_many_spouses"):
        marry(registry, his, groom, wife)
    heir = {"head_id": wife, "members": []}
    live(registry, "death", home, person_id=husband, successor=heir)
    assert marry(registry, his, groom, wife)["members"] == wedded(wife)


# Divorces.


def test_only_spouses_divorce(registry: Registry) -> None:
    husband, wife, son = man(registry), woman(registry), man(registry, "2005")
    home = settle(registry, husband, members=wedded(wife, son))["id"]
    for leaves, stays in ((wife, son), (son, husband)):
        with refused("not_spouses"):
            live(registry, "divorce", home, head_id=leaves, spouse_id=stays, address=HERE)
    live(registry, "divorce", home, head_id=wife, spouse_id=husband, address=HERE)


@pytest.mark.parametrize(
    ("his", "hers", "possible"),
    [
        ("child", "other_relative", True),
        ("sibling", "unrelated", True),
        ("parent", "parent", True),
        ("grandchild", "grandchild", True),
        ("child", "child", False),
        ("sibling", "sibling", False),
        ("child", "grandchild", False),
    ],
)
def test_of_who_is_not_the_head_a_marriage_must_have_been_possible(
    registry: Registry, his: str, hers: str, possible: bool
) -> None:
    head, he, she = man(registry, "1970"), man(registry), woman(registry)
    if his == "parent":
        head = man(registry, "1999")
    home = settle(registry, head, members=[member(he, his), member(she, hers)])["id"]
    request = {"head_id": she, "spouse_id": he, "address": HERE}
    if possible:
        live(registry, "divorce", home, **request)
    else:
        with refused("not_spouses"):
            live(registry, "divorce", home, **request)


@pytest.mark.parametrize("event", ["divorce", "split"])
def test_nothing_happened_to_who_was_not_born_yet(registry: Registry, event: str) -> None:
    husband, wife = man(registry, "1960"), woman(registry, "2000")
    home = settle(registry, husband, members=wedded(wife))["id"]
    other = {"spouse_id": husband} if event == "divorce" else {}
    with refused("happens_before_birth"):
        live(registry, event, home, head_id=wife, **other, address=HERE, on="1999-12-31")


# Guardians.


@pytest.mark.parametrize(
    ("born", "died_on", "code"),
    [
        ("2019-05-05", None, "guardian_too_young"),
        ("2009", None, "guardian_too_young"),
        ("2008", None, None),
        (None, None, None),
        ("1970", "2026-11-01", "guardian_deceased"),
    ],
)
def test_a_guardian_is_alive_and_of_age(
    registry: Registry, born: str | None, died_on: str | None, code: str | None
) -> None:
    one, ward = woman(registry, born), woman(registry, "2018")
    if died_on is not None:
        amend(registry, one, died_on=died_on)
    guardian = {"person_id": one, "relation": "sibling"}
    home = settle(registry, woman(registry))["id"]
    if code is None:
        amend(registry, ward, guardian=guardian)
        live(registry, "birth", home, children=[newborn(guardian)])
        return
    with refused(code):
        amend(registry, ward, guardian=guardian)
    with refused(code):
        register(registry, birth_date="2020", guardian=guardian)
    with refused(code):
        live(registry, "birth", home, children=[newborn(guardian)])


def test_a_guardian_who_has_died_since_does_not_keep_a_record_from_being_amended(
    registry: Registry,
) -> None:
    one = woman(registry)
    guardian = {"person_id": one, "relation": "parent"}
    ward = register(registry, birth_date="2018", guardian=guardian)["id"]
    amend(registry, one, died_on="2026-11-01")
    assert amend(registry, ward, guardian=guardian, birth_date="2019")["birth_date"] == "2019"
