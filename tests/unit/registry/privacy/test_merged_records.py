"""What was asked of a record holds for the person, also when a merge has ended that record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.privacy.protecting import LiftProtection
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.domain.persons.erasure import says_erased, why_erased
from tests.support.importing import SUPERVISOR as IMPORTER
from tests.support.importing import as_csv, begin, check, row
from tests.support.privacy import SUPERVISOR, ask_for, decide, granted, lift, work
from tests.support.registry import (
    HELPER,
    OF_THE_SHELTER,
    amend,
    arabic,
    command_of,
    found,
    national_number,
    protect,
    refused,
    register,
    settle,
)
from tests.support.reviewing import a_pair, merge, queue, read
from tests.support.reviewing import decide as review

GRANTED_ON = date(2026, 11, 22)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 7, tzinfo=UTC))


def numbered(number: str | None = None) -> dict[str, Any]:
    return {"identity": {"kind": "national_number", "number": number or national_number()}}


def codes(request: Any, part: str) -> set[str]:
    return {each["code"] for each in request["decision"][part]}


def merged(registry: Registry, stays: Any, ends: Any) -> str:
    """The id of the pair."""
    duplicate = pair_id(stays["id"], ends["id"])
    merge(registry, duplicate, stays["id"])
    return duplicate


def test_with_the_identity_the_numbers_of_merged_records_go(
    registry: Registry, database: MemoryDatabase
) -> None:
    stays, ends = a_pair(registry, **numbered())
    number = ends["identity"]["number"]
    merged(registry, stays, ends)
    sent = begin(registry, as_csv([row(number=number, sex="؟")]))
    check(registry, sent)
    request = granted(registry, stays["id"], "erasure")
    assert "identity" in codes(request, "erased")
    work(registry, "privacy_request.forget", request["id"])
    assert "former_documents" not in read(registry, stays["id"])
    with use(Context(SUPERVISOR)):
        assert found(registry, SUPERVISOR, document=number, status="merged") == []
    kept = [
        {name: value for name, value in each.items() if name != "pending"}
        for each in database.collections["persons"].values()
    ]
    assert number not in str(kept)
    with command_of(SUPERVISOR):
        rows = registry.files.imports.rows(sent, IMPORTER, 0, 9, refused=True)
    assert [each.request for each in rows] == [{}]
    assert register(registry, number=number)["warnings"] == []


def test_an_erasure_that_was_open_at_the_merge_erases_the_record_that_stays(
    registry: Registry,
) -> None:
    stays, ends = a_pair(registry)
    request = ask_for(registry, ends["id"], "erasure")["id"]
    merged(registry, stays, ends)
    with command_of(SUPERVISOR):
        foreseen = registry.privacy.requests.one(request, SUPERVISOR)["foreseen"]
    decided = decide(registry, request)
    assert foreseen["erased"] == decided["decision"]["erased"]
    assert {"identity", "name", "contact"} <= codes(decided, "erased")
    work(registry, "privacy_request.forget", request)
    for each in (stays["id"], ends["id"]):
        left = read(registry, each)
        assert (left["identity"]["number"], left["contact"]["mobile"]) == (None, None)
        assert stays["name"]["arabic"]["first"] not in str(left["name"])
    assert read(registry, stays["id"])["restriction"]["since"] == "2026-11-22"


def test_a_merge_that_is_undone_after_an_erasure_leaves_two_restricted_records_of_nobody(
    registry: Registry,
) -> None:
    stays, ends = a_pair(registry)
    duplicate = merged(registry, stays, ends)
    request = granted(registry, stays["id"], "erasure")
    with refused("erasure_under_way"):
        review(registry, "undo", duplicate)
    work(registry, "privacy_request.forget", request["id"])
    assert review(registry, "undo", duplicate)["status"] == "no_longer_alike"
    for each in (stays["id"], ends["id"]):
        assert read(registry, each)["restriction"]["request_id"] == request["id"]
        with refused("record_restricted"):
            amend(registry, each, name=arabic())
    assert queue(registry) == []


def test_what_the_record_that_stays_rests_on_is_kept(registry: Registry) -> None:
    stays, ends = a_pair(registry)
    request = ask_for(registry, ends["id"], "erasure")["id"]
    merged(registry, stays, ends)
    settle(registry, stays["id"], register(registry)["id"])
    assert "identity" in codes(decide(registry, request), "kept")
    assert read(registry, stays["id"])["identity"] == stays["identity"]


@pytest.mark.parametrize("parted", [False, True])
def test_a_restriction_that_was_open_at_the_merge_holds_for_both_until_it_is_lifted(
    registry: Registry, parted: bool
) -> None:
    stays, ends = a_pair(registry)
    both = (stays["id"], ends["id"])
    request = ask_for(registry, ends["id"], "restriction")["id"]
    duplicate = merged(registry, stays, ends)
    decide(registry, request)
    if parted:
        review(registry, "undo", duplicate)
    assert all("restriction" in read(registry, each) for each in both)
    with use(Context(SUPERVISOR)):
        extent = registry.privacy.purposes.extent("statistics")
    assert extent.without == set(both)
    lift(registry, request)
    assert not any("restriction" in read(registry, each) for each in both)


def test_a_number_is_given_back_by_a_claimant_whose_record_was_merged(registry: Registry) -> None:
    number = national_number()
    hers = register(registry, number=number)["id"]
    protect(registry, hers, HELPER, centre="shelter-1")
    stays, ends = a_pair(registry, **numbered(number))
    task = claim(registry, hers, ends["id"])
    duplicate = merged(registry, stays, ends)
    # Until it is decided the merge looks like any other.
    assert read(registry, stays["id"])["former_documents"] == [ends["identity"]]
    assert decide(registry, task, OF_THE_SHELTER)["status"] == "granted"
    assert "former_documents" not in read(registry, stays["id"])
    assert read(registry, ends["id"])["identity"]["kind"] == "none"
    assert found(registry, document=number) == []
    review(registry, "undo", duplicate)
    assert read(registry, stays["id"])["identity"] == stays["identity"]
    assert read(registry, ends["id"])["identity"]["kind"] == "none"


def test_a_number_that_the_record_that_stays_took_over_is_given_back(registry: Registry) -> None:
    number = national_number()
    hers = register(registry, number=number)["id"]
    protect(registry, hers, HELPER, centre="shelter-1")
    stays, ends = a_pair(registry, **numbered(number))
    task = claim(registry, hers, ends["id"])
    merge(registry, pair_id(stays["id"], ends["id"]), stays["id"], identity="merged")
    decide(registry, task, OF_THE_SHELTER)
    assert read(registry, stays["id"])["identity"]["kind"] == "none"
    assert read(registry, stays["id"])["former_documents"] == [stays["identity"]]


def test_the_holder_keeps_it_when_the_claimant_was_merged_into_her(registry: Registry) -> None:
    number = national_number()
    hers = register(registry, number=number)
    protect(registry, hers["id"], HELPER, centre="shelter-1")
    claimant = register(registry, number=number)
    task = claim(registry, hers["id"], claimant["id"])
    with command_of(HELPER):
        registry.privacy.protecting.lift(LiftProtection(hers["id"], False), HELPER)
        assert registry.duplicates.detection.detect(claimant["id"])
    merged(registry, hers, claimant)
    decide(registry, task, OF_THE_SHELTER)
    assert read(registry, hers["id"])["identity"]["number"] == number


def claim(registry: Registry, hers: str, claimant: str) -> str:
    with use(Context(Actor.system("registry.references"))):
        assert registry.privacy.claims.notice(claimant)
    (request,) = registry.privacy.requests.requests.of(hers)
    return request.id


@pytest.mark.parametrize("who", ["guardian", "helper"])
def test_what_others_do_brings_nobody_back(registry: Registry, clock: FixedClock, who: str) -> None:
    stays, ends = a_pair(registry)
    guardian = {"person_id": ends["id"], "relation": "parent", "court_decision": None}
    ward = register(registry, birth_date="2015-02-02", guardian=guardian)["id"]
    granted(registry, ward, "erasure")
    clock.advance(timedelta(days=400))
    if who == "guardian":
        merged(registry, stays, ends)
        with use(Context(Actor.system("registry.references"))):
            registry.duplicates.following.settle(ends["id"], stays["id"])
        assert read(registry, ward)["guardian"]["person_id"] == stays["id"]
    else:
        protect(registry, ward, HELPER)
        with command_of(HELPER):
            registry.privacy.protecting.lift(LiftProtection(ward, False), HELPER)
    assert "returned" not in held(registry, ward)


@pytest.mark.parametrize(
    ("why", "erased"),
    [
        (why_erased("164beffb-230b-571a"), True),
        ("erasure: request", False),
        ("erasure: request of last year", False),
        ("correction", False),
        (None, False),
    ],
)
def test_only_an_erasure_is_kept_with_its_reason(why: str | None, erased: bool) -> None:
    assert says_erased(why) is erased


def held(registry: Registry, person_id: str) -> Any:
    person = registry.privacy.requests.persons.load(person_id)
    return registry.privacy.requests.erasing.holding(person, date(2027, 12, 27), GRANTED_ON)
