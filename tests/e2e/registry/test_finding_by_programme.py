"""Who is in a programme: found among all whom a search finds, at the counter."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.support import programmes
from tests.support.benefits import aid, done, stepped
from tests.support.families import Family
from tests.support.window import Visitor


def found(who: Visitor, programme_id: str, **query: str | int) -> set[str]:
    """Everybody, page by page: a page may be short and still have a next one."""
    ids: set[str] = set()
    while True:
        page = done(who.get("/v1/persons", programme=programme_id, **query))
        ids |= {each["id"] for each in page["items"]}
        if page["next"] is None:
            return ids
        query["cursor"] = page["next"]


def by_number(who: Visitor, programme_id: str, families: Iterable[Family]) -> list[set[str]]:
    return [found(who, programme_id, national_number=each.number) for each in families]


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


def test_those_whose_household_applies_or_benefits_are_found_until_it_ends(clerk: Visitor) -> None:
    to = aid(Visitor("administrator"), rules=None, amount_fils=80_000)
    other = aid(Visitor("administrator"), rules=None, amount_fils=80_000)
    benefits, applies, elsewhere = Family(size=2), Family(), Family()
    path = benefits.enrolled_in(to)
    applies.applies(to)
    elsewhere.applies(other)
    families = (benefits, applies, elsewhere)
    assert by_number(clerk, to, families) == [{benefits.head}, {applies.head}, set()]
    assert by_number(clerk, other, families) == [set(), set(), {elsewhere.head}]

    home = done(clerk.get(f"/v1/households/{benefits.id}"))
    (member,) = (each["person_id"] for each in home["members"])
    assert found(clerk, to, limit=50) == {member, benefits.head, applies.head}
    assert found(Visitor("clerk", "JO-IR"), to, limit=50) == set()

    end = {"outcome": "exited", "reason_code": "moved_away"}
    done(stepped(Visitor("supervisor"), path, "end", end))
    assert by_number(clerk, to, families) == [set(), {applies.head}, set()]


def test_a_programme_for_persons_finds_the_person_alone(clerk: Visitor) -> None:
    terms = {**programmes.learning(5), "rules": None}
    to = done(Visitor("administrator").post("/v1/programmes", terms))["id"]
    family = Family(size=2)
    family.applies(to, person_id=family.head)
    assert found(clerk, to, sex="female", limit=50) == {family.head}
