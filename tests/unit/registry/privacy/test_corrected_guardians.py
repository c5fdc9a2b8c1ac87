"""A correction records nobody as guardian who could not be recorded at the counter."""

from __future__ import annotations

from typing import Any

from contracts.rpc.registry import privacy_requests as contract
from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.domain.persons.facts import Guardian
from tests.support.privacy import CASEWORKER, SUPERVISOR, ask_for, decide
from tests.support.registry import (
    CLERK,
    HELPER,
    amend,
    command_of,
    national_number,
    protect,
    refused,
    register,
)
from tests.support.reviewing import a_pair, merge

NOBODY = "0197f3b0-77aa-5c01-8e1d-4b1c9f2d3a99"
RULING = {"number": "412/2026", "issued_on": "2026-03-01"}


def a_child(registry: Registry) -> str:
    return str(register(registry, birth_date="2018-01-01")["id"])


def naming(guardian_id: str) -> dict[str, Any]:
    return {"changes": {"guardian": {"person_id": guardian_id, "relation": "parent"}}}


def test_who_cannot_guard_is_asked_for_in_vain(registry: Registry) -> None:
    child, other = a_child(registry), a_child(registry)
    hidden = register(registry)["id"]
    protect(registry, hidden, HELPER)
    for guardian, code in (
        (other, "guardian_too_young"),
        (hidden, "guardian_not_registered"),
        (NOBODY, "guardian_not_registered"),
    ):
        with refused(code):
            ask_for(registry, child, "correction", **naming(guardian))


def test_who_cannot_guard_any_more_is_not_recorded(registry: Registry) -> None:
    child, guardian = a_child(registry), register(registry)["id"]
    request = ask_for(registry, child, "correction", **naming(guardian))["id"]
    amend(registry, guardian, birth_date="2020-01-01")
    with refused("guardian_too_young"):
        decide(registry, request, CASEWORKER)
    amend(registry, guardian, birth_date="1985")
    protect(registry, guardian, HELPER)
    with refused("guardian_not_registered"):
        decide(registry, request, CASEWORKER)
    assert registry.person_queries.person(child, CLERK)["guardian"] is None
    assert decide(registry, request, SUPERVISOR, "refused")["status"] == "refused"


def test_a_guardian_is_corrected_with_the_courts_decision(registry: Registry) -> None:
    child, guardian = a_child(registry), register(registry)["id"]
    changes = naming(guardian)["changes"]
    changes["guardian"]["court_decision"] = RULING
    request = ask_for(registry, child, "correction", changes=changes)
    assert contract.PrivacyRequest().validate(request) == {}
    assert request["changes"] == changes
    decide(registry, request["id"], CASEWORKER)
    view = registry.person_queries.person(child, CLERK)
    assert view["guardian"] == changes["guardian"]


def with_guardian_who_is_nobody(registry: Registry, person_id: str) -> None:
    """As corrections could record one before."""
    persons = registry.privacy.protecting.persons
    with command_of(CASEWORKER):
        person = persons.get_companion(person_id)
        person.amend(
            {"guardian": Guardian(NOBODY, "parent")}, registry.privacy.consenting.calendar.today()
        )
        persons.save(person)


def test_a_guardian_who_is_nobody_stops_nothing_that_follows(registry: Registry) -> None:
    number = national_number()
    holder = register(registry, number=number)["id"]
    protect(registry, holder, HELPER)
    claimant = register(registry, number=number, birth_date="2018-01-01")["id"]
    with_guardian_who_is_nobody(registry, claimant)
    with command_of(CLERK):
        registry.duplicates.following.guardian_named(claimant)
        assert registry.privacy.claims.notice(claimant)


def test_a_guardian_who_is_nobody_keeps_no_two_records_apart(registry: Registry) -> None:
    one, two = (each["id"] for each in a_pair(registry))
    with_guardian_who_is_nobody(registry, two)
    assert merge(registry, pair_id(one, two), one)["status"] == "merged"
