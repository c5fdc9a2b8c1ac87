"""What a record keeps beside the present: the past, what is sensitive, and whose death it tells."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.audit import MemoryAudit
from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.problems import InvalidRequest
from contracts.rpc.registry.persons import EXPLAINED
from services.registry.app.application import Registry
from services.registry.bootstrap import in_memory
from services.registry.domain.persons.changes import must_be_explained
from services.registry.entrypoints.reading.persons import amend_person
from tests.support.privacy import ask_for
from tests.support.registry import (
    AUDITOR,
    CLERK,
    CLERK_OF_IRBID,
    amend,
    arabic,
    citizen,
    command_of,
    national_number,
    refused,
    register,
)

DEAF = {"kind": "hearing", "degree": "severe"}
GIVEN = {
    "identity": {"kind": "none", "number": None},
    "name": arabic(),
    "birth_date": "1986",
    "sex": "male",
    "guardian": None,
    "died_on": None,
}
"""A change of each fact; of lists, that there are none."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 8, tzinfo=UTC))


@pytest.fixture
def registry(database: MemoryDatabase, clock: FixedClock) -> Registry:
    return in_memory(database, clock)


def entries(registry: Registry) -> list[tuple[str, str, str]]:
    audit: Any = registry.person_queries._audit
    kept = audit if isinstance(audit, MemoryAudit) else audit._audit
    return [(each["actor"], each["action"], each["record_id"]) for each in kept.entries]


def sensitive(
    registry: Registry, person_id: str, purpose: str, actor: Actor, at: datetime | None = None
) -> Any:
    with command_of(actor):
        return registry.person_queries.sensitive(person_id, purpose, actor, at)


def test_a_record_is_shown_as_it_was(registry: Registry, clock: FixedClock) -> None:
    before = register(registry)
    then = clock.now()
    clock.advance(timedelta(days=30))
    after = amend(registry, before["id"], name=arabic(family="الزعبي"))
    assert registry.person_queries.person(before["id"], CLERK, then) == before
    assert registry.person_queries.person(before["id"], CLERK, clock.now()) == after
    with refused("person_not_found"):
        registry.person_queries.person(before["id"], CLERK, then - timedelta(seconds=1))


def test_the_history_says_who_changed_what_and_why(registry: Registry, clock: FixedClock) -> None:
    number = national_number()
    own = register(registry, number=number)
    clock.advance(timedelta(days=1))
    reason = {"kind": "correction", "note": "شهادة الميلاد"}
    amend(registry, own["id"], birth_date="1985-03-18", sex="male", reason=reason)
    clock.advance(timedelta(days=1))
    mobile = {"mobile": "0781234567", "email": None, "language": "ar"}
    amend(registry, own["id"], citizen(number), contact=mobile)
    items = registry.person_queries.history(own["id"], AUDITOR)["items"]
    assert [(each["changed_by"], each["changed"]) for each in items] == [
        ("clerk-17", []),
        ("clerk-17", ["birth_date", "sex"]),
        (f"citizen-{number}", ["contact"]),
    ]
    assert [each["at"][:10] for each in items] == ["2026-11-22", "2026-11-23", "2026-11-24"]
    assert "شهادة الميلاد" in items[1]["reason"]
    assert items[1]["reason"].startswith("correction")


@pytest.mark.parametrize("fact", sorted(EXPLAINED))
def test_what_somebody_is_known_by_is_not_changed_without_saying_why(fact: str) -> None:
    with pytest.raises(InvalidRequest) as asked:
        amend_person({"person_id": str(uuid.uuid4()), fact: GIVEN.get(fact, [])})
    assert [(each.pointer, each.code) for each in asked.value.errors] == [
        ("/reason", "reason_missing")
    ]
    with refused("reason_missing"):
        must_be_explained([fact, "contact"], None)
    must_be_explained(["address", "contact"], None)


def test_the_past_is_as_closed_as_the_present(registry: Registry, clock: FixedClock) -> None:
    person_id = register(registry)["id"]
    for stranger in (CLERK_OF_IRBID, citizen(national_number())):
        with refused("person_not_yours"):
            registry.person_queries.history(person_id, stranger)
        with refused("person_not_yours"):
            registry.person_queries.person(person_id, stranger, clock.now())


def test_disabilities_are_shown_for_a_purpose_that_is_written_down(registry: Registry) -> None:
    view = register(registry, disabilities=[DEAF])
    assert "disabilities" not in view
    shown = sensitive(registry, view["id"], "eligibility", CLERK)
    assert shown["disabilities"] == [DEAF]
    assert entries(registry) == [
        ("clerk-17", "person.sensitive_read.eligibility", view["id"]),
    ]


def test_disabilities_are_shown_as_they_were(registry: Registry, clock: FixedClock) -> None:
    view = register(registry, disabilities=[DEAF])
    then = clock.now()
    clock.advance(timedelta(days=30))
    amend(registry, view["id"], disabilities=[])
    assert sensitive(registry, view["id"], "eligibility", CLERK)["disabilities"] == []
    past = sensitive(registry, view["id"], "eligibility", CLERK, then)
    assert (past["disabilities"], past["version"]) == ([DEAF], view["version"])
    assert [action for _, action, _ in entries(registry)] == 2 * [
        "person.sensitive_read.eligibility"
    ]
    with refused("person_not_found"):
        sensitive(registry, view["id"], "care", CLERK, then - timedelta(seconds=1))


@pytest.mark.parametrize("actor", [AUDITOR, CLERK_OF_IRBID], ids=str)
def test_who_does_not_work_with_the_person_learns_nothing_sensitive(
    registry: Registry, actor: Actor
) -> None:
    view = register(registry, disabilities=[DEAF])
    with refused("person_not_yours"):
        sensitive(registry, view["id"], "care", actor)
    assert [action for _, action, _ in entries(registry)] == ["person.sensitive_read_refused"]


def test_a_citizen_reads_their_own_sensitive_facts(registry: Registry) -> None:
    number = national_number()
    own = register(registry, number=number, disabilities=[DEAF])
    shown = sensitive(registry, own["id"], "own_request", citizen(number))
    assert shown["disabilities"] == [DEAF]


def test_a_death_is_recorded_and_can_turn_out_to_be_a_mistake(registry: Registry) -> None:
    person_id = register(registry)["id"]
    dead = amend(registry, person_id, died_on="2026-11-20")
    assert (dead["status"], dead["died_on"]) == ("deceased", "2026-11-20")
    assert amend(registry, person_id, died_on=None)["status"] == "active"


@pytest.mark.parametrize(
    ("died_on", "code"), [("2026-11-23", "death_in_future"), ("1985-03-16", "death_before_birth")]
)
def test_a_death_lies_between_birth_and_today(registry: Registry, died_on: str, code: str) -> None:
    person_id = register(registry, birth_date="1985-03-17")["id"]
    with refused(code):
        amend(registry, person_id, died_on=died_on)
    with refused("fields_not_yours"):
        number = national_number()
        own = register(registry, number=number)
        amend(registry, own["id"], citizen(number), died_on="2026-11-20")


@pytest.mark.parametrize("year", ["1985", "1985-03"])
def test_a_birth_known_less_precisely_may_lie_in_the_year_of_death(
    registry: Registry, year: str
) -> None:
    person_id = register(registry, birth_date=year)["id"]
    assert amend(registry, person_id, died_on="1985-03-01")["status"] == "deceased"


def test_a_guardian_is_another_person_of_the_registry(registry: Registry) -> None:
    parent, child = register(registry)["id"], register(registry)["id"]
    guardian = {"person_id": parent, "relation": "parent"}
    assert amend(registry, child, guardian=guardian)["guardian"] == guardian
    with refused("guardian_is_self"):
        amend(registry, parent, guardian=guardian)
    with refused("guardian_not_registered"):
        unknown = {**guardian, "person_id": "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e99"}
        amend(registry, child, guardian=unknown)


def test_one_document_stands_once_among_a_persons(registry: Registry) -> None:
    card = {"kind": "service_card", "number": "S-1"}
    with refused("document_twice"):
        register(registry, identity=card, other_documents=[card])


def test_one_kind_of_disability_stands_once_among_a_persons(registry: Registry) -> None:
    twice = [DEAF, {"kind": "hearing", "degree": None}]
    with refused("disability_twice"):
        register(registry, disabilities=twice)
    person_id = register(registry, disabilities=[DEAF])["id"]
    with refused("disability_twice"):
        amend(registry, person_id, disabilities=twice)
    with refused("disability_twice"):
        ask_for(registry, person_id, "correction", changes={"disabilities": twice})


def test_a_record_of_before_with_one_kind_twice_is_amended_otherwise(
    registry: Registry, database: MemoryDatabase
) -> None:
    person_id = register(registry, disabilities=[DEAF])["id"]
    disabilities = database.collections["persons"][person_id]["state"]["disabilities"]
    disabilities.append({"kind": "hearing", "degree": "mild"})
    assert amend(registry, person_id, birth_date="1985")["birth_date"] == "1985"


def test_a_name_that_ends_with_a_blank_is_kept_so_and_told_without(
    registry: Registry, database: MemoryDatabase
) -> None:
    view = register(registry, name=arabic("آمال", None, None, "الخطيب "))
    assert view["name"]["arabic"]["family"] == "الخطيب "
    (document,) = database.collections["persons"].values()
    assert document["pending"][0]["data"]["name"] == "آمال الخطيب"
