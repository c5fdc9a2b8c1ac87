"""Who is in a programme, found at the counter a moment after they came into it."""

from __future__ import annotations

import pytest

from tests.support import programmes
from tests.support.benefits import aid, done, stepped
from tests.support.families import Family
from tests.support.waiting import eventually
from tests.support.window import Visitor


def found(who: Visitor, programme_id: str, **query: str | int) -> set[str]:
    page = done(who.get("/v1/persons", programme=programme_id, **query))
    return {each["id"] for each in page["items"]}


def soon(who: Visitor, programme_id: str, expected: set[str], **query: str | int) -> None:
    eventually(
        lambda: found(who, programme_id, **query) == expected, what="finding who is in a programme"
    )


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
    home = done(clerk.get(f"/v1/households/{benefits.id}"))
    (member,) = (each["person_id"] for each in home["members"])
    soon(clerk, to, {member, benefits.head, applies.head})
    soon(clerk, other, {elsewhere.head})
    assert found(clerk, to, national_number=benefits.number) == {benefits.head}
    assert found(Visitor("clerk", "JO-IR"), to) == set()
    pages = [done(clerk.get("/v1/persons", programme=to, limit=2))]
    pages.append(done(clerk.get("/v1/persons", programme=to, limit=2, cursor=pages[0]["next"])))
    assert [len(each["items"]) for each in pages] == [2, 1]
    assert pages[1]["next"] is None

    end = {"outcome": "exited", "reason_code": "moved_away"}
    done(stepped(Visitor("supervisor"), path, "end", end))
    soon(clerk, to, {applies.head})


def test_a_programme_for_persons_finds_the_person_alone(clerk: Visitor) -> None:
    terms = {**programmes.learning(5), "rules": None}
    to = done(Visitor("administrator").post("/v1/programmes", terms))["id"]
    family = Family(size=2)
    family.applies(to, person_id=family.head)
    soon(clerk, to, {family.head}, sex="female")
