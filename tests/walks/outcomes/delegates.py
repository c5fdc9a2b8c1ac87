"""Who applies through somebody else: a delegate with an authorisation, up to the day it ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import requests

from services.licensing.domain.catalogue.service import Party, ServiceVersion
from tests.support.service_window import Deputy
from tests.support.window import Visitor
from tests.walks import effects
from tests.walks.agenda import Script, Until
from tests.walks.case import Case, open_steps, refused, said
from tests.walks.outcomes.deadlines import DAY, has_fee, sent_back
from tests.walks.outcomes.decided import about

DELEGATE = "licensing.delegate"
DAYS = timedelta(days=20)
"""So long an authorisation holds that outlives the way to an approval."""


def through(case: Case) -> Script:
    """They draft, hand in, complete, pay and read; what is issued is not theirs, and on the day
    after the authorisation's last they are strangers to all of it."""
    answers = case.answers()
    yield from case.begun(answers)
    before, window = about(case, answers), case.window
    window.deputy = deputy = Deputy(case.clock.today() + DAYS)
    seen = window.applied(case.code, answers)
    seen = sent_back(case, seen, open_steps(seen.json())[0]["code"])
    ready = window.led(window.step(deputy.visitor, seen, "resubmission"))
    _learns_no_address(deputy.visitor, ready)
    answer = window.step(window.supervisor, ready, "approval")
    effects.check(case, answer, before, paper=False)
    application_id = answer.json()["id"]
    told = {"application.submitted": 1, "application.returned": 1, "application.approved": 1}
    case.is_told_of(application_id, told, DELEGATE)
    _holds_nothing(deputy.visitor, answer)
    yield Until(deputy.until, deputy.until + DAY)
    read = deputy.visitor.get(f"/v1/applications/{application_id}")
    assert said(read.json())["approved"] == said(read.json())["returned"] == 1
    yield Until(deputy.until + DAY)
    _is_stranger(case, deputy.visitor, answer)
    assert window.citizen.get(f"/v1/applications/{application_id}").ok


def ended(case: Case) -> Script:
    """The authorisation ends while it is with the applicant, who goes on without them."""
    answers = case.answers()
    yield from case.begun(answers)
    before, window = about(case, answers), case.window
    window.deputy = deputy = Deputy(case.clock.today() + DAY)
    seen = window.led(window.applied(case.code, answers), _BEYOND)
    (fee,) = open_steps(seen.json())
    assert deputy.visitor.get(f"/v1/bills/{fee['reference']}").ok
    yield Until(deputy.until + DAY)
    assert case.told_of(seen.json()["id"], "delegation_ended") == 1
    seen = window.seen(seen)
    _is_stranger(case, deputy.visitor, seen)
    assert said(window.citizen.get(f"/v1/applications/{seen.json()['id']}").json())[
        "delegation_over"
    ]
    window.deputy = None
    answer = window.step(window.supervisor, window.led(seen), "approval")
    effects.check(case, answer, before, paper=False)
    _holds_nothing(deputy.visitor, answer)
    case.is_told(answer, "bill.paid")
    case.is_told_of(answer.json()["id"], {"application.approved": 0}, DELEGATE)


def is_for_delegates(service: ServiceVersion) -> bool:
    return Party.DELEGATE in service.parties


def is_paid_by_delegates(service: ServiceVersion) -> bool:
    return is_for_delegates(service) and has_fee(service)


_BEYOND = ("payment", "approval", "review", "inspection", "decision")


def _learns_no_address(who: Visitor, application: requests.Response) -> None:
    """Of a licence that is not theirs; of a place that they told of themselves they may."""
    read = who.get(f"/v1/applications/{application.json()['id']}").json()
    if read["licence_id"] is None:
        return
    assert (read["place"]["district"], read["place"]["details"]) == (None, None)
    for each in _references(application, "inspection"):
        refused(who.get(f"/v1/inspections/{each}"), 403)


def _holds_nothing(who: Visitor, answer: requests.Response) -> None:
    """What is issued or changed is the applicant's alone."""
    assert who.get("/v1/licences").json()["items"] == []
    licence_id = answer.json()["decision"]["result_id"]
    if licence_id is not None and answer.json()["decision"]["number"] is not None:
        refused(who.get(f"/v1/licences/{licence_id}"), 403)
        refused(who.get(f"/v1/licences/{licence_id}/certificate", language="ar"), 403)


def _is_stranger(case: Case, who: Visitor, application: requests.Response) -> None:
    """They neither read nor find, complete nor withdraw it, nor what belongs to it."""
    path = f"/v1/applications/{application.json()['id']}"
    etag = case.window.seen(application).headers["ETag"]
    refused(who.get(path), 403)
    refused(who.post(f"{path}/withdrawal", based_on=etag), 403)
    refused(who.post(f"{path}/resubmission", based_on=etag), 403)
    refused(who.post(f"{path}/comments", {"text": "أين وصل الطلب؟"}, based_on=etag), 403)
    assert who.get("/v1/applications").json()["items"] == []
    for kind, plural in (("payment", "bills"), ("inspection", "inspections")):
        for each in _references(application, kind):
            refused(who.get(f"/v1/{plural}/{each}"), 403)


def _references(application: requests.Response, kind: str) -> list[Any]:
    """The bills or visits that belong to its steps."""
    steps = application.json()["steps"]
    return [each["reference"] for each in steps if each["kind"] == kind and each["reference"]]
