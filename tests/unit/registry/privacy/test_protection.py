"""A protected person exists only for those who need to know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.files.commands import AskExport
from services.registry.app.persons.queries import FindPersons
from services.registry.app.privacy.purposes import Extent
from services.registry.entrypoints.reading import privacy as requests
from tests.support.exports import records_of
from tests.support.privacy import work
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    OF_THE_SHELTER,
    amend,
    citizen,
    command_of,
    found,
    home_of,
    live,
    national_number,
    protect,
    refused,
    register,
    settle,
)

EVERYTHING = Extent(frozenset({"identity"}), frozenset())
AMMAN = frozenset({"JO-AM"})
COLLEAGUE = Actor("caseworker-9", frozenset({"caseworker"}), "shelter-1", AMMAN)
ELSEWHERE = Actor("supervisor-5", frozenset({"supervisor"}), "amman-1", AMMAN)
ADDRESS: dict[str, str | None] = {"governorate": "JO-AM", "district": "لواء ماركا", "details": None}


@pytest.fixture(autouse=True)
def _on_somebodys_behalf() -> Iterator[None]:
    with use(Context(actor=HELPER)):
        yield


def test_nobody_else_finds_reads_or_changes_her(registry: Registry) -> None:
    number = national_number()
    her = register(registry, number=number)["id"]
    protect(registry, her, HELPER, centre="shelter-1")
    for stranger in (CLERK, COLLEAGUE, ELSEWHERE, AUDITOR):
        with refused("person_not_found"):
            registry.person_queries.person(her, stranger)
        with refused("person_not_found"):
            registry.person_queries.sensitive(her, "eligibility", stranger)
        with refused("person_not_found"):
            registry.person_queries.history(her, stranger)
        assert found(registry, stranger, national_number=number) == []
        assert her not in found(registry, stranger, name="امال الخطيب")
    with refused("person_not_found"):
        amend(registry, her, CLERK, sex="male")
    with refused("member_not_registered"):
        settle(registry, her)


def test_those_who_need_to_know_go_on_working_with_her(registry: Registry) -> None:
    number = national_number()
    her = register(registry, number=number)["id"]
    protect(registry, her, HELPER, centre="shelter-1", knowers=[COLLEAGUE.subject])
    for knower in (HELPER, COLLEAGUE, OF_THE_SHELTER, citizen(number)):
        assert registry.person_queries.person(her, knower)["id"] == her
        assert found(registry, knower, national_number=number) == [her]
    amend(registry, her, COLLEAGUE, birth_date="1986")


def test_the_record_of_her_ward_does_not_name_her(registry: Registry) -> None:
    her = register(registry)["id"]
    guardian = {"person_id": her, "relation": "parent"}
    ward = register(registry, birth_date="2016", guardian=guardian)["id"]
    protect(registry, her, HELPER)
    page = registry.person_queries.find_persons(FindPersons(), CLERK)["items"]
    amended = amend(registry, ward, birth_date="2017")
    for told in (*page, amended, registry.person_queries.person(ward, CLERK)):
        assert told["guardian"] is None
    assert registry.person_queries.person(ward, HELPER)["guardian"] == guardian


def test_she_is_in_no_file_that_leaves_the_registry(
    registry: Registry, database: MemoryDatabase
) -> None:
    her, _neighbour = (register(registry)["id"] for _ in range(2))
    settle(registry, her)
    protect(registry, her, HELPER, with_household=True)
    records = records_of(database)
    for of, expected in (("persons", 1), ("households", 0)):
        rows = list(records.rows(of, AMMAN, "en", EVERYTHING))[1:]
        assert len(rows) == records.count(of, AMMAN, EVERYTHING) == expected
        assert her not in str(rows)


def test_only_caseworkers_and_supervisors_protect(registry: Registry) -> None:
    her = register(registry)["id"]
    for other in (CLERK, AUDITOR):
        with refused("person_not_yours"):
            protect(registry, her, other)


def test_only_who_knows_lifts_the_protection(registry: Registry) -> None:
    her = register(registry)["id"]
    protect(registry, her, HELPER)
    lift = {"person_id": her}
    with refused("person_not_found"), command_of(ELSEWHERE, lift):
        registry.privacy.protecting.lift(requests.lift_protection(lift), ELSEWHERE)
    with command_of(HELPER, lift):
        registry.privacy.protecting.lift(requests.lift_protection(lift), HELPER)
    assert "protection" not in registry.person_queries.person(her, CLERK)


def test_her_household_and_everybody_in_it_are_hidden_with_her(registry: Registry) -> None:
    her, child = (register(registry)["id"] for _ in range(2))
    home = settle(registry, her, child)
    protect(registry, her, HELPER, with_household=True)
    with refused("household_not_found"):
        registry.household_queries.household(home["id"], CLERK)
    with refused("household_not_found"):
        registry.household_queries.history(home["id"], AUDITOR)
    with refused("household_not_found"):
        live(registry, "move", home["id"], CLERK, address=ADDRESS)
    with refused("person_not_found"):
        registry.person_queries.person(child, CLERK)
    assert home_of(registry, child, CLERK) is None
    assert home_of(registry, child, HELPER)["id"] == home["id"]


def test_a_household_that_she_heads_is_hidden_with_her(registry: Registry) -> None:
    her, child, mother = (register(registry)["id"] for _ in range(3))
    home = settle(registry, her, child, mother)
    protect(registry, her, HELPER)
    with refused("household_not_found"):
        registry.household_queries.household(home["id"], CLERK)
    for each in (child, mother):
        with refused("person_not_found"):
            registry.person_queries.person(each, CLERK)
        assert registry.person_queries.person(each, HELPER)["protection"]["reason"] == "violence"


def test_a_household_is_hidden_with_the_last_grown_person_in_it(registry: Registry) -> None:
    aunt, her, child = (register(registry)["id"] for _ in range(3))
    members = [(her, "sibling"), (child, "child")]
    home = settle(
        registry, aunt, members=[{"person_id": who, "relation": what} for who, what in members]
    )
    protect(registry, her, HELPER)
    # Her sister lives there, and is seen: so is the household, until she is protected as well.
    assert registry.household_queries.household(home["id"], CLERK)["head_id"] == aunt
    assert registry.person_queries.person(child, CLERK)["id"] == child
    protect(registry, aunt, COLLEAGUE)
    for stranger in (CLERK, HELPER):
        with refused("household_not_found"):
            registry.household_queries.household(home["id"], stranger)
        with refused("person_not_found"):
            registry.person_queries.person(child, stranger)
    assert registry.person_queries.person(her, HELPER)["protection"]["knowers"] == ["caseworker-3"]


def test_no_refusal_names_whom_others_protect(registry: Registry) -> None:
    husband, her, son = (register(registry)["id"] for _ in range(3))
    settle(registry, husband, her, son)
    protect(registry, son, COLLEAGUE)
    protect(registry, her, HELPER, with_household=True)
    assert registry.person_queries.person(son, COLLEAGUE)["id"] == son
    with refused("person_not_found"):
        registry.person_queries.person(son, HELPER)


def test_the_household_she_left_does_not_say_where_she_went(registry: Registry) -> None:
    husband, her, child = (register(registry)["id"] for _ in range(3))
    home = settle(registry, husband, her, child)
    protect(registry, her, HELPER)
    left = live(
        registry,
        "split",
        home["id"],
        HELPER,
        head_id=her,
        members=[{"person_id": child, "relation": "child"}],
        address=ADDRESS,
    )
    new = home_of(registry, her, HELPER)
    assert new["protection"]["knowers"] == [HELPER.subject]
    assert new["id"] not in str(left)
    assert new["id"] not in str(registry.household_queries.history(home["id"], CLERK))
    assert home_of(registry, her, CLERK) is None


def test_she_does_not_come_into_a_household_that_everybody_sees(registry: Registry) -> None:
    her, groom = (register(registry)["id"] for _ in range(2))
    protect(registry, her, HELPER)
    home = settle(registry, groom)
    with refused("household_not_protected"):
        live(registry, "marriage", home["id"], HELPER, person_id=groom, spouse_id=her)


def test_a_move_of_those_who_do_not_know_leaves_her_own_address(registry: Registry) -> None:
    husband, her = (register(registry)["id"] for _ in range(2))
    home = settle(registry, husband, her)
    before = protect(registry, her, HELPER)["address"]
    live(registry, "move", home["id"], CLERK, address={**ADDRESS, "details": "حي آخر"})
    assert registry.person_queries.person(her, HELPER)["address"] == before


def test_what_is_told_says_nothing_of_it(registry: Registry, database: MemoryDatabase) -> None:
    her = register(registry)["id"]
    protect(registry, her, HELPER)
    told = database.collections["persons"][her]["pending"][-1]
    assert "protect" not in str(told)
    assert "violence" not in str(told)


def test_every_reading_and_every_refusal_is_in_the_audit_log(registry: Registry) -> None:
    her = register(registry)["id"]
    protect(registry, her, HELPER)
    entries = registry.privacy.protecting.audit.entries  # type: ignore[attr-defined]  # in memory
    with refused("person_not_found"):
        registry.person_queries.person(her, CLERK)
    registry.person_queries.person(her, HELPER)
    registry.person_queries.find_persons(FindPersons(), HELPER)
    actions = [each["action"] for each in entries if her in each["record_id"]]
    assert actions == ["person.protect", "person.read_refused", "person.read", "person.list"]


@pytest.mark.parametrize("reader", [HELPER, CLERK], ids=["knower", "stranger"])
def test_an_open_record_is_read_without_an_entry(registry: Registry, reader: Actor) -> None:
    view = register(registry)
    registry.person_queries.person(view["id"], reader)
    assert registry.privacy.protecting.audit.entries == []  # type: ignore[attr-defined]  # in memory


def test_a_file_that_was_taken_out_before_is_not_fetched_afterwards(registry: Registry) -> None:
    her = register(registry)["id"]
    exports, asked = registry.files.exports, AskExport("persons", "csv", "en", "service_planning")
    with command_of(ELSEWHERE):
        ready = exports.ask(asked, ELSEWHERE)["id"]
    with command_of(ELSEWHERE):
        writing = exports.ask(asked, ELSEWHERE)["id"]
    work(registry, "export.write", ready)
    with use(Context(ELSEWHERE)):
        assert exports.file(ready, ELSEWHERE, 1)
    protect(registry, her, HELPER)
    with refused("export_not_ready"), use(Context(ELSEWHERE)):
        exports.file(ready, ELSEWHERE, 1)
    work(registry, "export.write", writing)
    with use(Context(ELSEWHERE)):
        text = b"".join(registry.files.store.read(exports.file(writing, ELSEWHERE, 1).id))
    assert her not in text.decode()
