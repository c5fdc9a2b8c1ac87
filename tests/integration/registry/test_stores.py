"""What the registry's stores promise, on memory and on MongoDB alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.attempts import undisturbed
from chassis.documents.commands import identity
from chassis.documents.errors import AlreadyDone
from chassis.errors import is_refusal
from services.registry.app.application import Registry
from services.registry.app.households.queries import FindHouseholds
from services.registry.app.persons.queries import FindPersons
from services.registry.entrypoints.reading import households as household_requests
from services.registry.entrypoints.reading import persons as person_requests
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    amend,
    arabic,
    command_of,
    found,
    household,
    national_number,
    person,
    refused,
    register,
    resettle,
    settle,
)

AT_ONCE = 50


def outcomes(times: int, work: Callable[[int], Any]) -> Counter[str]:
    """How often the work ended how, when done this many times at once."""

    def attempt(index: int) -> str:
        try:
            work(index)
        except Exception as error:
            if not is_refusal(error):
                raise
            return str(getattr(error, "code", ""))
        return "done"

    with ThreadPoolExecutor(times) as pool:
        return Counter(pool.map(attempt, range(times)))


def test_a_person_is_kept_as_registered_and_amended(registry: Registry) -> None:
    view = register(registry, birth_date="1985-03")
    amended = amend(registry, view["id"], name=arabic(first="أمل"))
    assert registry.person_queries.person(view["id"], CLERK) == amended
    assert amended["birth_date"] == "1985-03"


def test_fifty_registrations_of_one_number_at_once_give_one_person(registry: Registry) -> None:
    number = national_number()
    assert outcomes(AT_ONCE, lambda _: register(registry, number=number)) == {
        "done": 1,
        "national_number_taken": AT_ONCE - 1,
    }
    assert len(found(registry, national_number=number)) == 1


def test_two_persons_never_get_one_number_by_amendment(registry: Registry) -> None:
    number = national_number()
    nameless = {"kind": "none", "number": None}
    ids = [register(registry, identity=nameless)["id"] for _ in range(8)]
    document = {"kind": "national_number", "number": number}
    assert outcomes(8, lambda index: amend(registry, ids[index], identity=document)) == {
        "done": 1,
        "national_number_taken": 7,
    }


def test_many_persons_without_any_number_are_no_conflict(registry: Registry) -> None:
    nameless = {"kind": "none", "number": None}
    assert outcomes(8, lambda _: register(registry, identity=nameless)) == {"done": 8}


def test_a_child_claimed_by_many_households_at_once_gets_into_one(registry: Registry) -> None:
    child = register(registry)["id"]
    heads = [register(registry)["id"] for _ in range(8)]

    def claim(index: int) -> Any:
        return undisturbed(lambda: settle(registry, heads[index], child))

    assert outcomes(8, claim) == {"done": 1, "person_in_other_household": 7}


def test_members_who_join_one_after_the_other_are_all_there(registry: Registry) -> None:
    home = settle(registry, register(registry)["id"])
    joined = [register(registry)["id"] for _ in range(3)]
    for each in joined:
        resettle(registry, home["id"], join=[{"person_id": each, "relation": "child"}])
    kept = registry.household_queries.household(home["id"], CLERK)
    assert [each["person_id"] for each in kept["members"]] == joined
    assert kept["version"] == 4


@pytest.mark.parametrize(
    "asked", ["امال الخطيب", "خطيب", "عبدالله", "عبد الله", "آما", "الخطيب آم"]
)
def test_a_name_is_found_in_any_spelling(registry: Registry, asked: str) -> None:
    view = register(registry)
    register(registry, name=arabic("سمر", "زيد", None, "حداد"))
    assert found(registry, name=asked) == [view["id"]]


def test_a_search_reaches_only_the_governorates_one_serves(registry: Registry) -> None:
    number = national_number()
    register(registry, number=number)
    assert found(registry, CLERK_OF_IRBID, national_number=number) == []
    assert found(registry, CLERK_OF_IRBID, name="آمال") == []


def test_a_list_is_newest_first_and_goes_on_without_a_gap(
    registry: Registry, clock: FixedClock
) -> None:
    ids = []
    for _ in range(7):
        ids.append(register(registry)["id"])
        clock.advance(timedelta(seconds=1))
    seen: list[str] = []
    after: str | None = None
    while not seen or after:
        page = registry.person_queries.find_persons(FindPersons(after=after, limit=3), CLERK)
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
    assert seen == ids[::-1]


def test_households_are_found_by_person_and_governorate(registry: Registry) -> None:
    head, child = register(registry)["id"], register(registry)["id"]
    home = settle(registry, head, child)
    for query in (FindHouseholds(person_id=child), FindHouseholds(governorate="JO-AM")):
        assert registry.household_queries.find_households(query, CLERK)["items"] == [home]


def test_the_identifier_of_what_a_command_creates_is_the_commands(registry: Registry) -> None:
    head = register(registry)["id"]
    request = household(head)
    with command_of(CLERK, request, "k-9"):
        expected = identity("registry", "household")()
        made = registry.households.register(household_requests.register_household(request), CLERK)
    assert made["id"] == expected


def test_a_person_who_is_not_there_is_not_found(registry: Registry) -> None:
    with refused("person_not_found"):
        registry.person_queries.person("0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e99", CLERK)


def test_one_registration_sent_many_times_at_once_is_one_person(registry: Registry) -> None:
    request = person()
    command = person_requests.register_person(request)

    def send(_: int) -> str:
        with command_of(CLERK, request, "k-1"):
            try:
                return str(registry.persons.register(command, CLERK)["id"])
            except AlreadyDone as done:
                return str(done.answer["id"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(8)))) == 1
    assert len(found(registry, national_number=request["identity"]["number"])) == 1
