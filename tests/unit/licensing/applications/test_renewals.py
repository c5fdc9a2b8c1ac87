"""A renewal that was handed in in time: its licence waits until it is decided for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict
from services.licensing.domain.licences.licence import Licence
from tests.support.applying import ADMINISTRATOR, CITIZEN, CLERK, SUPERVISOR, rejected
from tests.support.calling import Caller
from tests.support.falling_due import fire_due
from tests.support.licences import ANYBODY
from tests.support.service_samples import SAMPLES
from tests.support.services import Window

Advance = Callable[[int], None]
CODE = "nursery.renewal"
HELD, UNTIL_END, UNTIL_LAPSE = 320, 45, 75
"""Days: the licence is as old; from then until its end; and until it would lapse."""
DAY_AFTER_APPEAL = 31


@pytest.fixture
def passing(advance: Advance, call: Caller, database: MemoryDatabase, clock: FixedClock) -> Advance:
    """Days pass, and what falls due happens: to applications, then to licences."""

    def by(days: int) -> None:
        advance(days)
        fire_due(database, "licences", clock, {"due_": call.service.licence_due})

    return by


@pytest.fixture
def renewal(window: Window, passing: Advance) -> str:
    """Handed in forty-five days before the end, with nothing left but the decision."""
    answers = SAMPLES[CODE](window.number_of)
    passing(HELD)
    return str(window.led(window.filed(CODE, answers))["id"])


def licence_of(window: Window, application_id: str) -> Licence:
    application = window.call(CITIZEN, "get_application", {"application_id": application_id})
    return window.licence(application["licence_id"])


def steps(window: Window, application_id: str) -> list[str]:
    return [each.what for each in licence_of(window, application_id).course]


def told(database: MemoryDatabase, window: Window, application_id: str) -> list[str]:
    document = database.collections["licences"][licence_of(window, application_id).id]
    return [each["type"].removeprefix("kanaf.licensing.licence.") for each in document["pending"]]


def test_while_it_is_decided_holder_public_and_register_read_that_it_is_in_force(
    renewal: str, window: Window, passing: Advance, call: Caller, database: MemoryDatabase
) -> None:
    passing(UNTIL_LAPSE + 10)
    licence = licence_of(window, renewal)
    shown = call(CITIZEN, "show_licence", {"licence_id": licence.id})
    assert (shown["state"], shown["renewal"]["application_id"]) == ("valid", renewal)
    assert call(ANYBODY, "check_certificate", {"code": licence.certificate.code}) == {
        "outcome": "valid",
        "awaiting_renewal": True,
    }
    (listed,) = call(ANYBODY, "find_licensed_places", {"state": "valid"})["items"]
    assert (listed["state"], listed["awaiting_renewal"]) == ("valid", True)
    assert told(database, window, renewal) == ["issued.v2", "renewal_due.v1", "renewal_advanced.v1"]


def test_granted_late_it_goes_on_as_if_it_had_been_in_time(
    renewal: str, window: Window, passing: Advance, call: Caller
) -> None:
    before = licence_of(window, renewal).term
    passing(UNTIL_LAPSE + 10)
    call(SUPERVISOR, "approve_application", {"application_id": renewal})
    after = licence_of(window, renewal).term
    assert before.expires_on is not None
    assert after.expires_on == before.expires_on.replace(year=before.expires_on.year + 1)
    assert after.valid_from == before.valid_from
    assert "lapsed" not in steps(window, renewal)


def test_rejected_it_lapses_when_the_time_to_contest_is_over_and_once(
    renewal: str, window: Window, passing: Advance, call: Caller, database: MemoryDatabase
) -> None:
    passing(UNTIL_LAPSE + 10)
    rejected(call, renewal)
    assert steps(window, renewal)[-2:] == ["renewal_refused", "expired"]
    passing(DAY_AFTER_APPEAL - 1)
    assert "lapsed" not in steps(window, renewal)
    for _ in range(2):
        passing(1)
    assert steps(window, renewal)[-1] == "lapsed"
    assert told(database, window, renewal).count("lapsed.v1") == 1


@pytest.mark.parametrize(("overturned", "then"), [(False, "lapsed"), (True, "renewed")])
def test_contested_it_waits_for_the_answer(
    overturned: bool, then: str, renewal: str, window: Window, passing: Advance, call: Caller
) -> None:
    passing(UNTIL_LAPSE + 10)
    rejected(call, renewal)
    asked = {"application_id": renewal}
    call(CITIZEN, "appeal_decision", {**asked, "text": "المخرج سالك."})
    passing(DAY_AFTER_APPEAL + 60)
    assert "lapsed" not in steps(window, renewal)
    answer = {**asked, "overturned": overturned, "text": {"ar": "بعد إعادة النظر."}}
    call(ADMINISTRATOR, "answer_appeal", answer)
    assert steps(window, renewal)[-1] == then


def test_withdrawn_after_its_day_it_lapses_at_once(
    renewal: str, window: Window, passing: Advance, call: Caller
) -> None:
    passing(UNTIL_LAPSE + 10)
    call(CITIZEN, "withdraw_application", {"application_id": renewal})
    assert steps(window, renewal)[-3:] == ["renewal_over", "expired", "lapsed"]


def test_withdrawn_before_its_day_it_lapses_on_that_day(
    renewal: str, window: Window, passing: Advance, call: Caller
) -> None:
    call(CITIZEN, "withdraw_application", {"application_id": renewal})
    passing(UNTIL_LAPSE - 1)
    assert steps(window, renewal)[-1] == "expired"
    passing(3)
    assert steps(window, renewal)[-1] == "lapsed"


def test_what_is_not_completed_in_time_lapses_with_that(
    window: Window, passing: Advance, call: Caller
) -> None:
    answers = SAMPLES[CODE](window.number_of)
    passing(HELD + UNTIL_END)
    renewal = window.filed(CODE, answers)
    asks = [{"pointer": "/answers/staff", "text": {"ar": "أكمل."}}]
    request = {"application_id": renewal, "step": "completeness", "asks": asks}
    call(CLERK, "return_application", request)
    passing(35)
    assert steps(window, renewal)[-1] in ("expired", "renewal_handed_in"), "the lapse waits"
    passing(30)
    assert steps(window, renewal)[-2:] == ["renewal_over", "lapsed"]


def test_after_the_lapse_nothing_is_handed_in_and_nothing_twice(
    renewal: str, window: Window, passing: Advance, call: Caller
) -> None:
    number = licence_of(window, renewal).number
    answers = {**SAMPLES[CODE](lambda _: number), "licence_number": number}
    with pytest.raises(Conflict, match="licence_renewal_under_way"):
        window.filed(CODE, answers)
    passing(UNTIL_LAPSE + 10)
    call(CITIZEN, "withdraw_application", {"application_id": renewal})
    with pytest.raises(Conflict, match="licence_not_fit"):
        window.filed(CODE, answers)


def test_a_draft_keeps_nothing_from_lapsing(window: Window, passing: Advance, call: Caller) -> None:
    answers = SAMPLES[CODE](window.number_of)
    passing(HELD)
    drafted: Any = call(CITIZEN, "draft_application", window.request(CODE, answers))
    passing(UNTIL_LAPSE + 10)
    assert steps(window, drafted["id"])[-1] == "lapsed"
    with pytest.raises(Conflict, match="licence_not_fit"):
        call(CITIZEN, "submit_application", {"application_id": drafted["id"]})


def test_who_has_passed_it_on_is_not_granted_what_was_rejected_before(
    renewal: str, window: Window, call: Caller, database: MemoryDatabase
) -> None:
    rejected(call, renewal)
    asked = {"application_id": renewal}
    answers = SAMPLES["licence.change_of_holder"](lambda _: licence_of(window, renewal).number)
    window.approved("licence.change_of_holder", answers)
    call(CITIZEN, "appeal_decision", {**asked, "text": "المخرج سالك."})
    answer = {**asked, "overturned": True, "text": {"ar": "بعد إعادة النظر."}}
    with pytest.raises(Conflict, match="licence_not_fit"):
        call(ADMINISTRATOR, "answer_appeal", answer)
    call(ADMINISTRATOR, "answer_appeal", {**answer, "overturned": False})
    assert licence_of(window, renewal).renewals == ()
