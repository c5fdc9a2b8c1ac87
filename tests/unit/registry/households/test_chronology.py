"""What happens in a family is not dated before what it rests on, as far as that is known."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.app.application import Registry
from tests.support.registry import home_of, live, refused, register, resettle, settle, wedded
from tests.unit.registry.households.test_family import HERE, man, marry, member, woman


def wedding(registry: Registry, on: str) -> tuple[str, str, str]:
    """A household whose head has married on that day: he, she, the household."""
    he, she = man(registry), woman(registry)
    home = settle(registry, he)["id"]
    marry(registry, home, he, she, on=on)
    return he, she, home


def divorce(registry: Registry, home: str, leaves: str, stays: str, on: str, **rest: Any) -> Any:
    request = {"head_id": leaves, "spouse_id": stays, "address": HERE, "on": on, **rest}
    return live(registry, "divorce", home, **request)


def test_a_divorce_is_not_before_its_marriage(registry: Registry) -> None:
    he, she, home = wedding(registry, "2026-03-10")
    with refused("divorce_before_marriage"):
        divorce(registry, home, she, he, "2026-03-09")
    divorce(registry, home, she, he, "2026-03-10")


def test_a_divorce_of_whose_marriage_no_day_is_known_can_be_of_any(registry: Registry) -> None:
    he, she = man(registry), woman(registry)
    home = settle(registry, he, members=wedded(she))["id"]
    divorce(registry, home, she, he, "2015-03-09")


@pytest.mark.parametrize("leaves", ["she", "he"])
def test_a_woman_has_no_second_husband_before_the_end_of_her_marriage(
    registry: Registry, leaves: str
) -> None:
    he, she, home = wedding(registry, "2026-03-10")
    if leaves == "she":
        divorce(registry, home, she, he, "2026-06-10")
    else:
        divorce(registry, home, he, she, "2026-06-10", successor={"head_id": she, "members": []})
    second = man(registry)
    theirs = settle(registry, second)["id"]
    for day in ("2025-01-10", "2026-06-09"):
        with refused("former_marriage_later"):
            marry(registry, theirs, second, she, on=day)
        with refused("former_marriage_later"):
            marry(registry, home_of(registry, she)["id"], she, second, on=day)
    marry(registry, theirs, second, she, on="2026-06-10")


def test_a_widow_was_married_until_he_died(registry: Registry) -> None:
    he, she, home = wedding(registry, "2026-03-10")
    live(registry, "death", home, person_id=he, on="2026-06-10",
         successor={"head_id": she, "members": []})  # fmt: skip
    second = man(registry)
    theirs = settle(registry, second)["id"]
    with refused("former_marriage_later"):
        marry(registry, theirs, second, she, on="2026-06-09")
    marry(registry, theirs, second, she, on="2026-06-11")


def test_a_man_may_have_been_married_to_both(registry: Registry) -> None:
    he, she, home = wedding(registry, "2026-03-10")
    divorce(registry, home, she, he, "2026-06-10")
    marry(registry, home, he, woman(registry), on="2026-05-01")


def test_nobody_leaves_or_dies_before_they_came(registry: Registry) -> None:
    son, wife = man(registry, "2001"), woman(registry, "2001")
    father = man(registry, "1970")
    home = settle(registry, father, members=[member(son)])["id"]
    marry(registry, home, son, wife, on="2026-05-01", relation="other_relative")
    for what, request in (
        ("death", {"person_id": wife}),
        ("split", {"head_id": wife, "address": HERE}),
    ):
        with refused("happens_before_coming"):
            live(registry, what, home, on="2026-04-30", **request)
    # Of who came before anything was told, and of who was corrected in, it is not known.
    live(registry, "death", home, person_id=son, on="2020-04-30")
    lodger = str(register(registry)["id"])
    resettle(registry, home, join=[member(lodger, "unrelated")])
    live(registry, "death", home, person_id=lodger, on="2020-04-30")
    live(registry, "death", home, person_id=wife, on="2026-05-01")


def test_a_child_born_after_a_divorce_that_is_recorded_late_goes_along(registry: Registry) -> None:
    he, she, home = wedding(registry, "2025-03-10")
    newborn = {"name": {"arabic": {"first": "آدم", "father": "علي", "grandfather": None,
                                   "family": "حداد"}, "latin": None}, "sex": "male"}  # fmt: skip
    born = live(registry, "birth", home, on="2026-05-01", children=[newborn])
    (child,) = born["last_event"]["person_ids"]
    divorce(registry, home, she, he, "2026-02-01", members=[member(child)])
    assert home_of(registry, child)["head_id"] == she
