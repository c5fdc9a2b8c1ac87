"""What licensing promises of its stores and counters, on memory and on MongoDB alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from chassis.documents.transaction import together
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.numbers import MemoryNumbers, MongoNumbers
from services.licensing.app.numbers import Numbers
from services.licensing.bootstrap import SERVICE, build, build_in_memory
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller
from tests.support.nurseries import (
    AUDITOR,
    CITIZEN,
    CLERK,
    SUPERVISOR,
    an_application,
    check,
    checked,
    licensed,
    submitted,
)
from tests.support.racing import outcomes

AT_ONCE = 20


@dataclass
class Licensing:
    call: Caller
    numbers: Numbers
    together: Callable[[], AbstractContextManager[None]]


@pytest.fixture(params=["memory", "mongo"])
def licensing(request: pytest.FixtureRequest) -> Licensing:
    clock = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
    if request.param == "memory":
        memory = MemoryDatabase()
        application = build_in_memory(memory, clock)
        numbers: Numbers = MemoryNumbers(memory)
        in_one = memory.together
    else:
        database = request.getfixturevalue("database")
        ensure_indexes(database, SERVICE.kinds)
        application = build(database, clock)
        numbers, in_one = MongoNumbers(database), together(database)
    return Licensing(Caller(LicensingService, application, METHODS), numbers, in_one)


def test_everything_is_read_back_as_it_was_answered(licensing: Licensing) -> None:
    call = licensing.call
    application_id = checked(call, "failed", kind="home", places_under_two=5, places_two_to_four=7)
    check(call, application_id)
    answer = call(SUPERVISOR, "approve_application", {"application_id": application_id})
    assert call(CLERK, "get_application", {"application_id": application_id}) == answer
    METHODS["get_application"].answer().load(answer)
    licence_id = answer["decision"]["licence_id"]
    licence = call(CITIZEN, "get_licence", {"licence_id": licence_id})
    METHODS["get_licence"].answer().load(licence)
    assert licence["number"] == "NUR-AM-2026-000001"


def test_a_number_is_given_back_when_its_change_does_not_happen(licensing: Licensing) -> None:
    def take(*, fail: bool) -> int:
        with use(Context(Actor("supervisor-1"))), licensing.together():
            number = licensing.numbers.next("NUR-AM-2026")
            if fail:
                raise LookupError("the change did not happen")
            return number

    assert take(fail=False) == 1
    with pytest.raises(LookupError):
        take(fail=True)
    assert take(fail=False) == 2


def test_approvals_at_once_number_their_licences_without_gap_or_double(
    licensing: Licensing,
) -> None:
    call = licensing.call
    waiting = [checked(call) for _ in range(AT_ONCE)]

    def approve(application_id: str) -> None:
        request = {"application_id": application_id}
        call(SUPERVISOR, "approve_application", request, version=3)

    assert outcomes(approve, waiting) == Counter(done=AT_ONCE)
    licences = call(AUDITOR, "find_licences", {"limit": 100})["items"]
    assert sorted(each["number"] for each in licences) == [
        f"NUR-AM-2026-{number:06}" for number in range(1, AT_ONCE + 1)
    ]


def test_one_application_approved_many_times_at_once_has_one_licence(
    licensing: Licensing,
) -> None:
    call = licensing.call
    request = {"application_id": checked(call)}
    ended = outcomes(lambda _: call(SUPERVISOR, "approve_application", request), range(8))
    assert ended == Counter(done=1, application_already_decided=7)
    assert len(call(AUDITOR, "find_licences", {})["items"]) == 1


def test_an_approval_repeated_at_once_has_one_effect_and_one_answer(licensing: Licensing) -> None:
    call = licensing.call
    request = {"application_id": checked(call)}
    answers: list[dict[str, Any]] = []
    ended = outcomes(
        lambda _: answers.append(call(SUPERVISOR, "approve_application", request, key="same")),
        range(8),
    )
    assert ended == Counter(done=8)
    assert all(answer == answers[0] for answer in answers)
    assert len(call(AUDITOR, "find_licences", {})["items"]) == 1


def test_lists_are_narrowed_and_paged(licensing: Licensing) -> None:
    call = licensing.call
    mine = [call(CITIZEN, "submit_application", an_application())["id"] for _ in range(3)]
    elsewhere = an_application()
    elsewhere["applicant"]["national_number"] = None
    call(CLERK, "submit_application", elsewhere)
    first = call(CITIZEN, "find_applications", {"limit": 2})
    second = call(CITIZEN, "find_applications", {"limit": 2, "after": first["next"]})
    assert second["next"] is None
    assert sorted(each["id"] for page in (first, second) for each in page["items"]) == sorted(mine)
    assert len(call(CLERK, "find_applications", {"governorate": "JO-AM"})["items"]) == 4
    assert call(AUDITOR, "find_applications", {"governorate": "JO-IR"})["items"] == []
    number = licensed(call)["number"]
    assert len(call(CLERK, "find_licences", {"number": number})["items"]) == 1
    assert submitted(call)


def test_an_application_of_yesterday_is_older_than_one_of_today(licensing: Licensing) -> None:
    call = licensing.call
    old = submitted(call)
    clock = call.service.application.nurseries.applications.calendar.clock
    clock.advance(timedelta(days=1))
    new = submitted(call)
    found = call(CLERK, "find_applications", {})["items"]
    assert [each["id"] for each in found] == [new, old]
