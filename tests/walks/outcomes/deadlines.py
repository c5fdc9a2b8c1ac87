"""Cases in which time passes: steps and terms that are missed, clocks that stand, fees unpaid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import requests

from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Silence
from tests.support.fees import Provider
from tests.support.service_window import reference
from tests.walks import effects
from tests.walks.agenda import Script, Until
from tests.walks.case import Case, open_steps, refused, said
from tests.walks.outcomes.decided import about
from tests.walks.readings import late_in_metrics

DAY = timedelta(days=1)


def late(case: Case) -> Script:
    """Every step after the first misses its day, and so does the decision; then it is approved."""
    case.window.bodies_answer = False  # a clerk writes down what they have sent
    answers = case.answers()
    yield from case.begun(answers)
    before = about(case, answers)
    seen = case.window.led(case.window.applied(case.code, answers), _BEYOND)
    while True:
        slow = open_steps(seen.json())
        last = max(_day(each["due_on"]) for each in slow)
        yield Until(last + DAY)
        seen = case.window.seen(seen)
        for each in slow:
            _is_late(case, seen, each["code"])
        if slow[0]["kind"] == "decision":
            break
        seen = case.window.led(seen)
    approved = case.window.step(case.window.supervisor, seen, "approval")
    whole = case.told_of(seen.json()["id"], "escalated", step=None)
    case.is_once(seen.json()["id"], "approved", late=bool(whole), silent=False)
    effects.check(case, approved, before, paper=False)


def silent(case: Case) -> Script:
    """Nobody does anything: the first step is late, then the whole, and silence means what the
    service says."""
    answers = case.answers()
    yield from case.begun(answers)
    before = about(case, answers)
    seen = case.window.applied(case.code, answers)
    first, due_on = open_steps(seen.json())[0], _day(seen.json()["due_on"])
    missed = _day(first["due_on"]) + DAY
    if missed <= due_on:
        yield Until(missed, due_on + DAY)
        seen = case.window.seen(seen)
        _is_late(case, seen, first["code"])
        assert seen.json()["state"] == "in_progress"
    yield Until(due_on + DAY)
    seen = case.window.seen(seen)
    application_id = seen.json()["id"]
    assert case.told_of(application_id, "escalated", step=None) == 1
    assert case.told_of(application_id, "escalated", step=first["code"]) == 1
    yield from _SILENCE[case.service.silence](case, seen, before)


def returned(case: Case) -> Script:
    """What is wanting is asked for; the clock stands meanwhile and goes on where it stood."""
    answers = case.answers()
    yield from case.begun(answers)
    before, service = about(case, answers), case.service
    assert service.term is not None
    seen = case.window.applied(case.code, answers)
    begun_on, (step, *beside) = case.clock.today(), open_steps(seen.json())
    term = service.step(step["code"]).term
    assert term is not None
    soonest = min(_day(each["due_on"]) for each in (step, *beside, seen.json()))
    yield Until(begun_on + DAY, soonest + DAY)
    stopped_on = case.clock.today()
    seen = sent_back(case, case.window.seen(seen), step["code"])
    complete_by = case.clock.after(service.completion, stopped_on)
    (back,) = seen.json()["returns"]
    assert (seen.json()["due_on"], back["complete_by"]) == (None, complete_by.isoformat())
    assert back["asks"], "the applicant reads what is asked for"
    case.is_told(seen, "application.returned")
    yield Until(case.clock.after(service.completion, stopped_on, 3), complete_by)
    resumed_on = case.clock.today()
    seen = case.window.step(case.window.citizen, case.window.seen(seen), "resubmission")
    left = service.term.days - case.clock.passed(service.term, begun_on, stopped_on)
    due_on = case.clock.after(service.term, resumed_on, left)
    assert seen.json()["due_on"] == due_on.isoformat(), "it moves by the days it stood"
    left = term.days - case.clock.passed(term, begun_on, stopped_on)
    again = open_steps(seen.json())[0]
    assert again["due_on"] == case.clock.after(term, resumed_on, left).isoformat()
    assert not again["late"]
    assert not case.told_of(seen.json()["id"], "escalated")
    ready = case.window.led(seen)
    approved = case.window.step(case.window.supervisor, ready, "approval")
    effects.check(case, approved, before, paper=False)


def left(case: Case) -> Script:
    """What came back is not completed in its time: that ends it, and the applicant is told."""
    answers = case.answers()
    yield from case.begun(answers)
    before = about(case, answers)
    seen = case.window.applied(case.code, answers)
    seen = sent_back(case, seen, open_steps(seen.json())[0]["code"])
    yield Until(_day(seen.json()["returns"][0]["complete_by"]) + DAY)
    _abandoned(case, seen, before)


def unpaid(case: Case) -> Script:
    """The fee is not paid in its time."""
    answers = case.answers()
    yield from case.begun(answers)
    before = about(case, answers)
    seen = case.window.led(case.window.applied(case.code, answers), ("payment",))
    (fee,) = open_steps(seen.json())
    assert seen.json()["due_on"] is None, "the clock of the whole stands"
    bill_id = reference(seen, "payment")
    bill = case.window.citizen.get(f"/v1/bills/{bill_id}").json()
    yield Until(_day(fee["due_on"]) + DAY)
    _abandoned(case, seen, before)
    paid = Provider().pay(bill["reference"])
    assert not paid.ok, "nobody pays for what is over"


def has_term(service: ServiceVersion) -> bool:
    return service.term is not None


def has_fee(service: ServiceVersion) -> bool:
    return any(each.value for each in service.fees)


_BEYOND = ("approval", "review", "inspection", "decision")


def _late_for_ever(case: Case, seen: requests.Response, before: dict[str, Any] | None) -> Script:
    """Nothing follows but that it is late, and it can still be granted."""
    assert (seen.json()["state"], seen.json()["late"]) == ("in_progress", True)
    assert said(seen.json())["late"] == 1
    assert late_in_metrics(case.code, "whole") >= 1
    ready = case.window.led(seen)
    approved = case.window.step(case.window.supervisor, ready, "approval")
    case.is_once(seen.json()["id"], "approved", late=True, silent=False)
    effects.check(case, approved, before, paper=False)
    yield from ()


def _granted(case: Case, seen: requests.Response, before: dict[str, Any] | None) -> Script:
    """It is granted by that alone, once."""
    assert seen.json()["decision"]["silent"] is True
    assert said(seen.json())["approved_by_silence"] == 1
    assert case.told_of(seen.json()["id"], "approved", silent=True) == 1
    effects.check(case, seen, before, paper=True)
    yield from ()


def _denied(case: Case, seen: requests.Response, before: dict[str, Any] | None) -> Script:
    """It is rejected by that alone, once."""
    assert (seen.json()["state"], seen.json()["decision"]["silent"]) == ("rejected", True)
    assert case.told_of(seen.json()["id"], "rejected", silent=True) == 1
    case.is_told(seen, "application.rejected")
    effects.none_came(case, seen, before)
    yield from ()


_SILENCE = {
    Silence.NOTHING: _late_for_ever,
    Silence.APPROVAL: _granted,
    Silence.REJECTION: _denied,
}


def _is_late(case: Case, seen: requests.Response, code: str) -> None:
    """Said once, and seen by who oversees: in the application, among the tasks, in the figures."""
    application = seen.json()
    step = next(each for each in application["steps"] if each["code"] == code)
    assert (step["progress"], step["late"]) == ("open", True), step
    assert case.told_of(application["id"], "escalated", step=code) == 1
    assert late_in_metrics(case.code, code) >= 1
    if step["kind"] == "inspection":
        visit = case.window.supervisor.get(f"/v1/inspections/{step['reference']}").json()
        assigned = visit["state"] != "planned"
        assert assigned or visit["assignment_escalated_on"], "nobody has it"
        assert visit["visit_escalated_on"], "nobody has visited"
        return
    roles = case.service.step(code).roles
    who = getattr(case.window, roles[0])
    found = [each for each in case.tasks(who, seen) if each["step"] == code]
    assert [each["late"] for each in found] == [True]


def sent_back(case: Case, seen: requests.Response, step: str) -> requests.Response:
    papers = seen.json()["papers"]
    pointer = f"/papers/{next(iter(papers))}" if papers else "/applicant/name"
    asks = [{"pointer": pointer, "text": {"ar": "غير واضح."}}]
    return case.window.step(case.window.clerk, seen, f"steps/{step}/return", {"asks": asks})


def _abandoned(case: Case, seen: requests.Response, before: dict[str, Any] | None) -> None:
    now = case.window.seen(seen)
    assert now.json()["state"] == "abandoned"
    assert said(now.json())["abandoned"] == 1
    assert case.told_of(now.json()["id"], "abandoned") == 1
    effects.none_came(case, now, before)
    case.is_told(now, "application.abandoned")
    refused(
        case.window.citizen.post(
            f"/v1/applications/{now.json()['id']}/resubmission", based_on=now.headers["ETag"]
        ),
        409,
    )


def _day(written: str) -> date:
    return date.fromisoformat(written)
