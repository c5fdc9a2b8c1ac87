"""What whole answers could tell of who is hidden: refusals, pages that end early, homes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.registry.test_privacy import LANGUAGES, acted, done
from tests.support.long import often
from tests.support.racing import at_once
from tests.support.registry import another_person, arabic, explained, household, national_number
from tests.support.window import Visitor

PLACE = "JO-AJ"


def address() -> dict[str, Any]:
    return {"governorate": PLACE, "district": None, "details": None}


class Town:
    """A clerk, and a caseworker who alone knows whom she protects."""

    def __init__(self, language: str = "ar") -> None:
        self.clerk = Visitor("clerk", PLACE, language=language)
        self.helper = Visitor("caseworker", PLACE, language=language)

    def person(self, number: str | None = None, **changes: Any) -> str:
        body = another_person(number, address=address(), **changes)
        return str(done(self.clerk.post("/v1/persons", body), 201)["id"])

    def home(self, *persons: str) -> str:
        body = household(*persons, address=address())
        return str(done(self.clerk.post("/v1/households", body), 201)["id"])

    def protect(self, person_id: str, **request: Any) -> None:
        body = {"reason": "violence", **request}
        done(acted(self.helper, f"/v1/persons/{person_id}", "protection", body))


@pytest.fixture(scope="module")
def town() -> Town:
    return Town()


@LANGUAGES
def test_a_newborn_with_a_hidden_persons_number_is_registered_like_any_other(
    language: str,
) -> None:
    town, number = Town(language), national_number()
    town.protect(town.person(number))
    for each in (number, national_number()):
        identity = {"kind": "national_number", "number": each}
        child = {"name": arabic("سارة"), "sex": "female", "identity": identity}
        path = f"/v1/households/{town.home(town.person())}"
        born = acted(town.clerk, path, "birth", {"on": "2026-01-05", "children": [child]})
        assert born.status_code == 200, born.text
        found = done(town.clerk.get("/v1/persons", national_number=each))["items"]
        assert [view["id"] for view in found] == born.json()["last_event"]["person_ids"]
        again = acted(town.clerk, path, "birth", {"on": "2026-01-05", "children": [child]})
        assert (again.status_code, again.json()["code"]) == (409, "national_number_taken")


def test_a_death_that_comes_with_a_number_is_written_down_whoever_has_the_number(
    town: Town,
) -> None:
    hidden, seen = national_number(), national_number()
    town.protect(town.person(hidden))
    town.person(seen)
    supervisor = Visitor("supervisor", PLACE)
    answers = []
    for number in (hidden, national_number(), seen):
        path = f"/v1/persons/{town.person()}"
        etag = supervisor.get(path).headers["ETag"]
        identity = {"kind": "national_number", "number": number}
        death = explained(died_on="2026-11-20", identity=identity)
        answers.append(supervisor.patch(path, death, based_on=etag))
    assert [each.status_code for each in answers] == [200, 200, 409], answers[0].text
    assert answers[2].json()["code"] == "national_number_taken"


def test_no_page_of_requests_tells_of_what_it_passes_over(town: Town) -> None:
    hers = town.person()
    town.protect(hers)
    asked = {"person_id": hers, "kind": "restriction", "text": "أرجو النظر في طلبي."}
    done(town.helper.post("/v1/privacy-requests", asked), 201)
    for visitor in (town.clerk, Visitor("supervisor", PLACE), Visitor("auditor", PLACE)):
        after: dict[str, str] = {}
        while True:
            page = done(visitor.get("/v1/privacy-requests", limit=1, **after))
            assert hers not in [each["person_id"] for each in page["items"]]
            if page["next"] is None:
                break
            assert page["items"]
            after = {"cursor": page["next"]}
    (known,) = done(town.helper.get("/v1/privacy-requests", person_id=hers))["items"]
    assert known["kind"] == "restriction"


def test_a_household_that_is_hers_is_hidden_with_her(town: Town) -> None:
    her, child = town.person(), town.person()
    home = town.home(her, child)
    town.protect(her)
    for path in (f"/v1/households/{home}", f"/v1/persons/{child}", f"/v1/persons/{her}"):
        assert town.clerk.get(path).status_code == 404
        assert town.helper.get(path).status_code == 200
    for each in (her, child):
        assert done(town.clerk.get("/v1/households", person_id=each))["items"] == []


def test_a_household_that_becomes_hers_is_hidden_from_then_on(town: Town) -> None:
    father, her, child = town.person(), town.person(), town.person()
    home = town.home(father, her, child)
    town.protect(her)
    assert town.clerk.get(f"/v1/households/{home}").status_code == 200
    heir = {"head_id": her, "members": [{"person_id": child, "relation": "child"}]}
    body = {"on": "2026-01-05", "person_id": father, "successor": heir}
    done(acted(town.helper, f"/v1/households/{home}", "death", body))
    for path in (f"/v1/households/{home}", f"/v1/persons/{child}", f"/v1/persons/{her}"):
        assert town.clerk.get(path).status_code == 404
        assert town.helper.get(path).status_code == 200
    assert done(town.clerk.get(f"/v1/persons/{father}"))["died_on"] == "2026-01-05"


AGAIN = pytest.mark.parametrize("turn", often(6))
"""Each race is run so often: the interleavings differ."""


@AGAIN
def test_a_household_is_hers_and_she_is_protected_in_one_moment(town: Town, turn: int) -> None:
    father, her, child = town.person(), town.person(), town.person()
    home = town.home(father, her, child)
    heir = {"head_id": her, "members": [{"person_id": child, "relation": "child"}]}
    body = {"on": "2026-01-05", "person_id": father, "successor": heir}
    other = Visitor("caseworker", PLACE)

    at_once(
        lambda: town.protect(her, knowers=[other.subject]),
        lambda: done(acted(other, f"/v1/households/{home}", "death", body)),
    )

    for path in (f"/v1/households/{home}", f"/v1/persons/{child}", f"/v1/persons/{her}"):
        assert town.clerk.get(path).status_code == 404
        assert town.helper.get(path).status_code == 200


@AGAIN
def test_a_household_is_registered_and_its_head_protected_in_one_moment(
    town: Town, turn: int
) -> None:
    her, child = town.person(), town.person()
    body = household(her, child, address=address())

    made, _protected = at_once(
        lambda: town.clerk.post("/v1/households", body), lambda: town.protect(her)
    )

    if made.status_code == 201:
        assert town.clerk.get(f"/v1/households/{made.json()['id']}").status_code == 404
        assert town.clerk.get(f"/v1/persons/{child}").status_code == 404
    else:
        assert made.json()["code"] == "member_not_registered"
