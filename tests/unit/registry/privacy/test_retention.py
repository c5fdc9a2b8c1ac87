"""What an erasure leaves stays for what there is of this person, as long as that, and no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.domain.persons.erasure import NOBODY
from tests.support.falling_due import fire_due, timers_of
from tests.support.importing import SUPERVISOR as IMPORTER
from tests.support.importing import as_csv, begin, check, row
from tests.support.privacy import SUPERVISOR, ask_for, decide, granted, work
from tests.support.programmes import Office, in_memory
from tests.support.registry import (
    CLERK,
    HELPER,
    amend,
    command_of,
    national_number,
    protect,
    refused,
    register,
    resettle,
    settle,
)

NUMBER, WORDS = "9990001117", ("زمزمية", "القصراوي")
NAME: dict[str, Any] = {
    "arabic": {"first": WORDS[0], "father": None, "grandfather": None, "family": WORDS[1]},
    "latin": None,
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 7, tzinfo=UTC))


@pytest.fixture
def office(clock: FixedClock) -> Office:
    return in_memory(clock)[0]


@pytest.fixture
def registry(office: Office) -> Registry:
    return office.registry


def known(registry: Registry, **changes: Any) -> str:
    """Somebody with a number and a name that nobody else has."""
    told = {"number": NUMBER, "name": NAME, **changes}
    return str(register(registry, **told)["id"])


def codes(decision: Any, part: str) -> set[str]:
    return {each["code"] for each in decision[part]}


def erased(registry: Registry, person_id: str) -> Any:
    """The decision on what they asked from home, once it is done everywhere."""
    number = registry.privacy.requests.persons.load(person_id).identity.number
    theirs = Actor("at-home", frozenset({"citizen"}), national_number=number)
    request = decide(registry, ask_for(registry, person_id, "erasure", theirs)["id"])
    work(registry, "privacy_request.forget", request["id"])
    return request["decision"]


def pass_time(office: Office, clock: FixedClock, **by: float) -> None:
    """So much later everything that fell due meanwhile has happened."""
    clock.advance(timedelta(**by))
    assert office.memory is not None
    desk = office.registry.privacy.requests
    handlers = {
        "retention": lambda each, timer: desk.erase_what_is_over(each),
        "privacy_answer": lambda each, timer: desk.escalate(each),
    }
    fire_due(office.memory, "privacy_requests", clock, handlers)
    for each in [*office.memory.collections["privacy_requests"]]:
        work(office.registry, "privacy_request.forget", each)


def remembered(office: Office) -> str:
    """Everything that is kept but what waits to be told, which is forgotten where it is told."""
    assert office.memory is not None
    return str(
        [
            {name: value for name, value in document.items() if name != "pending"}
            for name in ("persons", "privacy_requests", "households", "duplicates")
            for document in office.memory.collections.get(name, {}).values()
        ]
    )


def test_of_who_never_had_anything_from_us_number_and_name_go_as_well(
    registry: Registry, office: Office
) -> None:
    person = known(registry, contact={"mobile": None, "email": None, "language": "ar"})
    amend(registry, person, name={**NAME, "arabic": {**NAME["arabic"], "first": "زمزم"}})
    decision = erased(registry, person)
    assert {"identity", "name", "birth_and_sex", "contact"} <= codes(decision, "erased")
    assert codes(decision, "kept") == {"place", "requests", "changes", "access_log"}
    assert "لمن صُرفت" not in decision["answer"]["ar"]
    assert "tells of nobody by name or number" in decision["answer"]["en"]
    left = registry.person_queries.person(person, SUPERVISOR)
    assert left["identity"] == {"kind": "none", "number": None}
    assert left["name"]["arabic"]["first"] == NOBODY.arabic.first  # type: ignore[union-attr]
    assert (left["birth_date"], left["restriction"]["since"]) == (None, "2026-11-22")
    for secret in (NUMBER, *WORDS, "زمزم", "1985-03-17"):
        assert secret not in remembered(office)
    assert known(registry) != person  # the number is free for who comes back


def test_what_is_left_of_the_record_is_like_nobody_else(registry: Registry) -> None:
    first, second = known(registry), known(registry, number=national_number())
    erased(registry, first)
    erased(registry, second)
    with use(Context(CLERK)):
        assert registry.duplicates.detection.detect(first) == 0
    with command_of(CLERK), refused("record_restricted"):
        amend(registry, first, contact={"mobile": "0791234567", "email": None, "language": "ar"})


def test_rows_of_files_that_wait_lose_a_number_that_goes(registry: Registry) -> None:
    person = known(registry)
    sent = begin(registry, as_csv([row(number=NUMBER, mobile="0799999901")]))
    check(registry, sent)
    granted(registry, person, "erasure")
    with command_of(SUPERVISOR):
        rows = registry.files.imports.rows(sent, IMPORTER, 0, 9, refused=True)
    assert [each.request for each in rows] == [{}]


def test_who_decides_sees_before_what_goes_and_what_stays(registry: Registry) -> None:
    person, child = known(registry), register(registry)["id"]
    settle(registry, person, child)
    request = ask_for(registry, person, "erasure")["id"]
    with command_of(SUPERVISOR):
        foreseen = registry.privacy.requests.one(request, SUPERVISOR)["foreseen"]
    decision = decide(registry, request)["decision"]
    assert foreseen == {"erased": decision["erased"], "kept": decision["kept"]}
    with command_of(SUPERVISOR):
        assert "foreseen" not in registry.privacy.requests.one(request, SUPERVISOR)


@pytest.mark.parametrize("why", ["ward", "protected", "applied", "household", "left"])
def test_what_others_or_audit_rest_on_keeps_number_and_name(office: Office, why: str) -> None:
    registry, person = office.registry, known(office.registry)
    if why == "ward":
        guardian = {"person_id": person, "relation": "parent", "court_decision": None}
        register(registry, birth_date="2020-01-01", guardian=guardian)
    elif why == "protected":
        protect(registry, person, SUPERVISOR)
    else:
        home = settle(registry, register(registry)["id"], person)
        if why == "applied":
            office.applied(office.programme(), home)
        if why == "left":
            resettle(registry, home["id"], leave=[person])
    said = {
        "ward": "guardian",
        "protected": "protected",
        "applied": "decisions are kept",
        "household": "household",
        "left": "household",
    }
    kept = {each["code"]: each["en"] for each in erased(registry, person)["kept"]}
    assert said[why] in kept["identity"]
    assert said[why] in kept["name"]
    assert ("enrolments" in kept) is (why == "applied")
    assert {"payments", "surveys", "grievances", "consents"}.isdisjoint(kept)


def test_a_ward_who_is_hidden_from_their_guardian_is_not_told_of(registry: Registry) -> None:
    person = known(registry)
    guardian = {"person_id": person, "relation": "parent", "court_decision": None}
    child = register(registry, birth_date="2020-01-01", guardian=guardian)["id"]
    protect(registry, child, HELPER)
    assert "guardian" not in erased(registry, person)["answer"]["en"]


def test_ten_years_after_the_last_benefit_number_and_name_go_by_themselves(
    office: Office, clock: FixedClock
) -> None:
    registry = office.registry
    person = known(registry)
    home = settle(registry, person)
    enrolment = office.applied(office.programme(), home)["id"]
    office.do("withdraw_enrolment", CLERK, based_on=1, enrolment_id=enrolment)
    resettle(registry, home["id"], leave=[person])  # where nobody lives any more
    decision = erased(registry, person)
    kept = {each["code"]: each["en"] for each in decision["kept"]}
    assert "until 2036-11-" in kept["identity"]
    pass_time(office, clock, days=3650)
    assert NUMBER in remembered(office)
    # The registry stood still for a while: what fell due meanwhile happens once.
    pass_time(office, clock, days=90)
    for secret in (NUMBER, *WORDS, "1985-03-17"):
        assert secret not in remembered(office)
    told = [each["type"] for each in office.memory.collections["persons"][person]["pending"]]  # type: ignore[union-attr]
    assert told.count("kanaf.registry.person.erased.v1") == 2
    audit: Any = office.house.audit
    actions = [each["action"] for each in audit.of("person", person)]
    assert actions.count("privacy_request.retention") == 1
    pass_time(office, clock, days=3650)
    again = office.memory.collections["persons"][person]["pending"]  # type: ignore[union-attr]
    assert [each["type"] for each in again] == told


def test_what_still_lasts_waits_and_is_looked_at_again(office: Office, clock: FixedClock) -> None:
    registry = office.registry
    person, child = known(registry), register(registry)["id"]
    home = settle(registry, person, child)["id"]
    erased(registry, person)
    for _ in range(3):
        pass_time(office, clock, days=365 * 5)
        assert NUMBER in remembered(office)
    audit: Any = office.house.audit
    actions = {each["action"] for each in audit.of("person", person)}
    assert "privacy_request.retention" not in actions  # nothing went
    resettle(registry, home, leave=[child])
    resettle(registry, home, leave=[person])
    pass_time(office, clock, days=365 * 9)
    assert NUMBER in remembered(office)
    pass_time(office, clock, days=365 * 2)
    assert NUMBER not in remembered(office)


def test_who_came_back_since_is_kept_as_long_again(office: Office, clock: FixedClock) -> None:
    registry = office.registry
    person = known(registry)
    home = settle(registry, register(registry)["id"], person)["id"]
    erased(registry, person)
    resettle(registry, home, leave=[person])
    pass_time(office, clock, days=365 * 9)
    amend(registry, person, contact={"mobile": "0799999907", "email": None, "language": "ar"})
    pass_time(office, clock, days=365 * 3)
    assert NUMBER in remembered(office)
    assert timers_of(office.memory, "privacy_requests")  # type: ignore[arg-type]
