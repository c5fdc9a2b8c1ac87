"""Who is born to whom, and who is older than whom, as far as birth dates are known."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.app.application import Registry
from services.registry.domain.refusals import Refusal
from tests.support.registry import live, refused, resettle, settle, wedded
from tests.unit.registry.households.test_family import HERE, ON, man, member, newborn, woman


@pytest.mark.parametrize(
    ("head_born", "on", "relation", "code"),
    [
        ("1980", "1970-01-01", "child", "parent_too_young"),
        ("2019", "1990-01-01", "child", "parent_too_young"),
        ("2015", ON, "child", "parent_too_young"),
        ("2014", ON, "child", None),
        (None, "1970-01-01", "child", None),
        ("2003", ON, "grandchild", "parent_too_young"),
        ("2002", ON, "grandchild", None),
        ("2020", ON, "sibling", None),
        ("1985", ON, "parent", "birth_relation_unfit"),
        ("1985", ON, "spouse", "birth_relation_unfit"),
    ],
)
def test_a_child_is_born_to_who_may_have_it(
    registry: Registry, head_born: str | None, on: str, relation: str, code: str | None
) -> None:
    home = settle(registry, woman(registry, head_born))["id"]
    request: dict[str, Any] = {"relation": relation, "on": on}
    if code is None:
        live(registry, "birth", home, **request, children=[newborn()])
        return
    with refused(code):
        live(registry, "birth", home, **request, children=[newborn()])
    with refused(code):
        live(registry, "birth", home, **request, person_id=woman(registry, on))


def test_a_named_mother_was_old_enough_too(registry: Registry) -> None:
    grandmother, mother = woman(registry, "1960"), woman(registry, "2000")
    home = settle(registry, grandmother, mother)["id"]
    hers = {"person_id": mother, "relation": "parent"}
    request: dict[str, Any] = {"children": [newborn(hers)], "relation": "grandchild"}
    with refused("parent_too_young"):
        live(registry, "birth", home, **request, on="2001-01-01")
    live(registry, "birth", home, **request)


def test_no_child_is_older_than_the_head(registry: Registry) -> None:
    head, elder = woman(registry, "1990-05"), woman(registry, "1989")
    same = woman(registry, "1990")
    with refused("born_before_parent"):
        settle(registry, head, elder)
    home = settle(registry, head, same)["id"]
    with refused("born_before_parent"):
        resettle(registry, home, join=[member(elder, "grandchild")])
    theirs = settle(registry, elder)["id"]
    with refused("born_before_parent"):
        live(registry, "join", home, other_household_id=theirs, members=[member(elder)])
    resettle(registry, home, join=[member(woman(registry, "1989"), "sibling")])


@pytest.mark.parametrize(
    ("head_born", "relation", "born", "code"),
    [
        ("1960-05-05", "parent", "2000-01-01", "born_before_parent"),
        ("1960-05-05", "parent", "1961", "born_before_parent"),
        ("1960-05-05", "parent", "1960", None),
        ("1960-05-05", "grandparent", "2000", "born_before_parent"),
        ("1960-05-05", "grandparent", "1955", "parent_too_young"),
        ("1960-05-05", "grandparent", "1948-05-06", "parent_too_young"),
        ("1960-05-05", "grandparent", "1948-05-05", None),
        ("1960-05-05", "grandchild", "1965-01-01", "parent_too_young"),
        ("1960-05-05", "grandchild", "1972-05-04", "parent_too_young"),
        ("1960-05-05", "grandchild", "1972-05", None),
        ("1960", "grandchild", "1972-01-01", None),
        # A stepchild is little younger.
        ("1960-05-05", "child", "1965-01-01", None),
        ("1960-05-05", "grandparent", None, None),
        (None, "parent", "2000", None),
    ],
)
def test_who_is_of_another_generation_was_born_in_it(
    registry: Registry, head_born: str | None, relation: str, born: str | None, code: str | None
) -> None:
    head, other = woman(registry, head_born), woman(registry, born)
    said = [member(other, relation)]
    if code is None:
        settle(registry, head, members=said)
        return
    with refused(code):
        settle(registry, head, members=said)
    home = settle(registry, head)["id"]
    with refused(code):
        resettle(registry, home, join=said)


def test_a_refusal_of_a_relation_names_no_day(registry: Registry) -> None:
    head, grandchild, bride = (woman(registry, each) for each in ("1960", "1965", "2018"))
    for who, members in (
        (head, [member(grandchild, "grandchild")]),
        (man(registry), wedded(bride)),
    ):
        with pytest.raises(Refusal) as raised:
            settle(registry, who, members=members)
        assert raised.value.errors == ()


def test_what_is_said_to_a_new_head_must_be_possible(registry: Registry) -> None:
    mother, son = woman(registry, "1970"), man(registry, "1995")
    home = settle(registry, mother, son)["id"]
    wrong = {"head_id": son, "members": [member(mother)]}
    with refused("born_before_parent"):
        resettle(registry, home, successor=wrong)
    aunt = woman(registry, "1968")
    resettle(registry, home, join=[member(aunt, "sibling")])
    heir = {"head_id": son, "members": [member(aunt)]}
    with refused("born_before_parent"):
        live(registry, "death", home, person_id=mother, successor=heir)
    with refused("born_before_parent"):
        live(registry, "split", home, head_id=son, members=[member(aunt)], address=HERE)
