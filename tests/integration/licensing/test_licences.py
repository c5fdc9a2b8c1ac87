"""What only a database can show of licences: races, lists, and what fell due during downtime."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.attempts import undisturbed
from chassis.documents.errors import ConcurrentChange
from chassis.documents.indexes import ensure_indexes
from chassis.documents.transaction import together
from chassis.errors import KanafError
from chassis.identifiers import new_id
from chassis.timers import Subscription, Timers
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.numbers import COLLECTION
from services.licensing.bootstrap import SERVICE, build, inspections, licensed
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.renewal import Meanwhile
from services.licensing.domain.refusals import Refusal
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller
from tests.support.licences import (
    ANYBODY,
    AUDITOR,
    CITIZEN,
    SUPERVISOR,
    UNSAFE,
    Issuer,
    a_nursery,
)
from tests.support.racing import at_once, each_at_once, outcomes

AT_ONCE = 12


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def call(database: Any, clock: FixedClock) -> Caller:
    ensure_indexes(database, (*inspections.KINDS, *licensed.KINDS))
    SERVICE.prepare(database)
    return Caller(LicensingService, build(database, clock), METHODS)


@pytest.fixture
def issuer(call: Caller, database: Any) -> Issuer:
    return Issuer(call.service.application.licences.issuing, together(database))


def patiently(issuer: Issuer, **grant: Any) -> Licence:
    """As a command does: run again when it lost a race."""
    while True:
        try:
            return issuer(**grant)
        except ConcurrentChange:
            time.sleep(0.01)


def told(database: Any, licence_id: str) -> list[str]:
    pending = database["licences"].find_one({"_id": licence_id})["pending"]
    return [event["type"].removeprefix("kanaf.licensing.licence.") for event in pending]


def test_the_counters_stand_before_the_first_number_is_taken(database: Any) -> None:
    for _ in range(2):  # at every start
        SERVICE.prepare(database)
    assert COLLECTION in database.list_collection_names()


def test_licences_issued_at_once_are_numbered_without_gap_or_double(
    call: Caller, issuer: Issuer
) -> None:
    issued = each_at_once(lambda _: patiently(issuer), range(AT_ONCE))
    numbers = [f"NUR-2026-{number:06}" for number in range(1, AT_ONCE + 1)]
    assert sorted(each.number for each in issued) == numbers
    page = call(AUDITOR, "search_licences", {"limit": 100})["items"]
    assert sorted(each["number"] for each in page) == numbers


def test_a_licence_is_read_back_as_it_was_issued(call: Caller, issuer: Issuer) -> None:
    licence = issuer()
    kept = call.service.application.licences.issuing.licences.load(licence.id)
    assert vars(kept) == {**vars(licence), "version": 1, "events": []}
    shown = call(CITIZEN, "show_licence", {"licence_id": licence.id})
    METHODS["show_licence"].answer().load(shown)


def test_an_inspection_and_a_counter_that_decide_at_once_do_not_both_win(
    call: Caller, issuer: Issuer, database: Any
) -> None:
    licence_id = issuer().id
    oversight = call.service.application.licences.oversight
    why = {"reason_code": "other", "text": {"ar": "سبب"}}

    def inspection(_: Any = None) -> str:
        with use(Context(Actor("inspector-1"))):
            try:
                with together(database)():
                    oversight.suspend(licence_id, UNSAFE, "inspection/7")
            except (KanafError, ConcurrentChange):
                return "lost"
        return "won"

    def counter() -> str:
        request = {"licence_id": licence_id, **why}
        ended = outcomes(lambda _: call(SUPERVISOR, "suspend_licence", request, version=1), [0])
        return "won" if ended["done"] else "lost"

    assert Counter(at_once(inspection, counter)) == Counter(won=1, lost=1)
    assert told(database, licence_id) == ["issued.v2", "suspended.v1"]


def test_a_lapse_and_a_renewal_that_is_handed_in_at_the_same_moment_do_not_both_happen(
    call: Caller, issuer: Issuer, database: Any, clock: FixedClock
) -> None:
    """Whoever commits first is seen by the other: it lapsed, and is asked for too late; or it is
    being renewed, and nothing lapses."""
    before, after = timedelta(days=394), timedelta(days=395)  # the last day, and that of the lapse
    licences = [issuer().id for _ in range(AT_ONCE)]
    clock.advance(before)
    service: LicensingService = call.service
    renewing = call.service.application.licences.renewing
    today = FixedClock(clock.now())

    def hand_in(licence_id: str) -> str:
        def begin() -> None:
            with together(database)():
                renewing.begin(licence_id, new_id(), Meanwhile.IN_FORCE)

        with use(Context(Actor("citizen-1"))):
            try:
                undisturbed(begin)
            except Refusal as refused:
                return refused.code
        return "handed in"

    def lapse(licence_id: str) -> str:
        clock.at = today.now() + (after - before)
        with use(Context(Actor.system("licensing.timers"))):
            undisturbed(lambda: service.licence_due(licence_id, "due_lapse"))
        return "fired"

    def race(licence_id: str) -> str:
        clock.at = today.now()
        return at_once(partial(hand_in, licence_id), partial(lapse, licence_id))[0]

    answers = [race(each) for each in licences]
    assert set(answers) <= {"handed in", "licence_ended"}
    for licence_id, answer in zip(licences, answers, strict=True):
        kept = call.service.application.licences.issuing.licences.load(licence_id)
        steps = [each.what for each in kept.course]
        lapsed, renewed = steps.count("lapsed"), steps.count("renewal_handed_in")
        assert (lapsed, renewed) == ((0, 1) if answer == "handed in" else (1, 0)), steps
        assert told(database, licence_id).count("lapsed.v1") == lapsed


def test_after_years_of_downtime_everything_is_told_once_and_in_order(
    call: Caller, issuer: Issuer, database: Any, clock: FixedClock
) -> None:
    licence_id = issuer().id
    clock.advance(timedelta(days=800))
    service: LicensingService = call.service
    subscription = Subscription("licences", "due_", service.licence_due)
    processes = [
        Timers("licensing", database, clock, [subscription], time.monotonic) for _ in range(3)
    ]
    each_at_once(lambda process: process.fire_due(), processes)
    processes[0].fire_due()
    assert told(database, licence_id) == [
        "issued.v2",
        *["renewal_due.v1"] * 3,
        "expired.v1",
        "lapsed.v1",
    ]
    assert database["licences"].find_one({"_id": licence_id})["timers"] == []


def test_certificates_and_the_register_are_found_by_everybody(call: Caller, issuer: Issuer) -> None:
    first = issuer()
    issuer(licensed=a_nursery(name_ar="روضة النجوم", name_en="Stars"))
    hidden = issuer(listed=False)
    for licence in (first, hidden):
        request = {"code": licence.certificate.code}
        assert call(ANYBODY, "check_certificate", request)["outcome"] == "valid"
    assert call(ANYBODY, "check_certificate", {"code": new_id()})["outcome"] == "unknown"
    for sought in ({"name": "حضانة براع"}, {"number": first.number}, {"name": "BUDS", "limit": 1}):
        found = call(ANYBODY, "find_licensed_places", {"state": "valid", **sought})
        assert [each["number"] for each in found["items"]] == [first.number]
    assert call(ANYBODY, "find_licensed_places", {"state": "expired"})["items"] == []
