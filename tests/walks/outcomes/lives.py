"""What becomes of what was issued: its holder is reminded, it ends; it is suspended and closed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from services.licensing.adapters.inspections.rules import load
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from tests.walks import effects
from tests.walks.agenda import Script, Until
from tests.walks.case import Case, refused
from tests.walks.outcomes.deadlines import DAY

RULES = load(Path("services/licensing/rules/inspections.yaml"))
WHY = {"ar": "مخرج الطوارئ مغلق.", "en": "The emergency exit is blocked."}
REASON = {"reason_code": "other", "text": {"ar": "مخرج الطوارئ مغلق."}}


def lapsed(case: Case) -> Script:
    """Nobody renews it: its holder is reminded and told, and everybody sees that it has ended."""
    answers = case.answers()
    yield from case.begun(answers)
    licence = issued(case, case.window.granted(case.code, answers))
    codes, end = case.codes(licence["id"]), date.fromisoformat(licence["expires_on"])
    days = [
        each for each in case.service.outcome.reminder_days if end - case.clock.today() > each * DAY
    ]
    for number, ahead in enumerate(sorted(days, reverse=True), start=1):
        closer = [each for each in days if each < ahead]
        yield Until(end - ahead * DAY, end - max(closer, default=0) * DAY)
        assert case.told_of(licence["id"], "renewal_due") == number, "reminded once each time"
        is_told(case, licence, "licence.renewal_due", number)
        assert case.checked(codes[-1]) == "valid"
    lapses_on = licence["lapses_on"] and date.fromisoformat(licence["lapses_on"])
    yield Until(end, lapses_on)
    assert case.told_of(licence["id"], "expired") == 1
    is_told(case, licence, "licence.expired", 1)
    has_ended(case, licence, "expired", codes)
    if lapses_on is None:
        return
    yield Until(lapses_on)
    assert case.told_of(licence["id"], "lapsed") == 1
    is_told(case, licence, "licence.lapsed", 1)
    has_ended(case, licence, "lapsed", codes)
    again = {"reason_code": "corrected", "text": WHY}
    refused(decide(case, licence, "reinstatement", again), 409, "licence_ended")


def measured(case: Case) -> Script:
    """Warned, suspended, reopened and closed by the ladder of oversight."""
    answers = case.answers()
    yield from case.begun(answers)
    licence = issued(case, case.window.granted(case.code, answers))
    (code,) = case.codes(licence["id"])
    refused(measure(case, licence, "suspension"), 409)
    refused(measure(case, licence, "warning", "inspection_failed"), 409, "measure_not_supported")
    assert measure(case, licence, "warning").status_code == 201
    yield from _time_to_put_right(case)
    assert measure(case, licence, "warning").status_code == 201
    assert case.checked(code) == "valid"
    assert measure(case, licence, "suspension").status_code == 201
    is_suspended(case, licence, code)
    is_told(case, licence, "licence.suspended", 1)
    assert measure(case, licence, "reopening", "put_right").status_code == 201
    assert case.checked(code) == "valid"
    is_told(case, licence, "licence.reinstated", 1)
    assert effects.printed(case, licence["id"]) == code
    refused(measure(case, licence, "closure"), 409, "measure_not_supported")
    yield from _time_to_put_right(case)
    assert measure(case, licence, "warning").status_code == 201
    assert measure(case, licence, "closure").status_code == 201
    has_ended(case, licence, "revoked", [code])
    is_told(case, licence, "licence.revoked", 1)


def decided_upon(case: Case) -> Script:
    """Suspended for some days, valid again by itself; suspended and reinstated; revoked."""
    answers = case.answers()
    yield from case.begun(answers)
    licence = issued(case, case.window.granted(case.code, answers))
    (code,), until = case.codes(licence["id"]), case.clock.today() + timedelta(days=10)
    reason = {**REASON, "until": until.isoformat()}
    assert decide(case, licence, "suspension", reason).ok
    is_suspended(case, licence, code)
    yield Until(until)
    assert case.told_of(licence["id"], "reinstated") == 1, "valid again by itself, once"
    assert case.checked(code) == "valid"
    is_told(case, licence, "licence.reinstated", 1)
    assert decide(case, licence, "suspension", REASON).ok
    assert decide(case, licence, "reinstatement", REASON).ok
    assert case.checked(code) == "valid"
    assert decide(case, licence, "revocation", REASON).ok
    has_ended(case, licence, "revoked", [code])
    refused(decide(case, licence, "revocation", REASON), 409, "licence_ended")
    is_told(case, licence, "licence.revoked", 1)


def given_back(case: Case) -> Script:
    """It stays in force until the day that was asked for, and has ended on that day."""
    answers = case.answers()
    yield from case.begun(answers)
    before = case.licence(answers)
    effects.check(case, case.window.approved(case.code, answers), before, paper=True)
    licence, codes = case.licence(answers), case.codes(before["id"])
    day = date.fromisoformat(licence["surrender"]["ends_on"])
    yield Until(day - DAY, day)
    assert case.checked(codes[-1]) == "valid"
    assert case.licence(answers)["state"] == "valid"
    assert not case.told_of(licence["id"], "surrendered")
    yield Until(day)
    assert case.told_of(licence["id"], "surrendered") == 1
    has_ended(case, licence, "surrendered", codes)
    is_told(case, licence, "licence.surrender_accepted", 1)
    is_told(case, licence, "licence.surrendered", 1)
    refused(decide(case, licence, "reinstatement", REASON), 409, "licence_ended")


def gives_back(service: ServiceVersion) -> bool:
    return service.outcome.effect is Effect.SURRENDER


def issues(service: ServiceVersion) -> bool:
    return service.outcome.effect is Effect.ISSUE


def stands_for_itself(service: ServiceVersion) -> bool:
    """Whether the counter may suspend and end it: the registration of an association follows it."""
    return issues(service) and service.outcome.registers not in ("society", "union")


def issues_for_a_time(service: ServiceVersion) -> bool:
    return issues(service) and service.outcome.ends


def issued(case: Case, number: str) -> dict[str, Any]:
    (one,) = case.window.citizen.get("/v1/licences", number=number).json()["items"]
    assert one["state"] == "valid"
    return dict(one)


def measure(case: Case, licence: dict[str, Any], measure: str, code: str = "other") -> Any:
    asked = {
        "licence_id": licence["id"],
        "measure": measure,
        "reason_code": code,
        "reason": WHY,
    }
    return case.window.supervisor.post("/v1/measures", asked)


def _time_to_put_right(case: Case) -> Script:
    """Warnings count one by one only with so many days between them."""
    yield Until(case.clock.today() + RULES.on(case.clock.today()).measures_apart_days * DAY)


def decide(case: Case, licence: dict[str, Any], verb: str, reason: dict[str, Any]) -> Any:
    path = f"/v1/licences/{licence['id']}"
    seen = case.window.supervisor.get(path)
    return case.window.supervisor.post(f"{path}/{verb}", reason, based_on=seen.headers["ETag"])


def is_suspended(case: Case, licence: dict[str, Any], code: str) -> None:
    assert case.checked(code) == "suspended"
    assert case.listed(licence) == (["suspended"] if licence["listed"] else [])
    paper = case.window.citizen.get(f"/v1/licences/{licence['id']}/certificate", language="ar")
    refused(paper, 409)


def has_ended(case: Case, licence: dict[str, Any], state: str, codes: list[str]) -> None:
    """Its holder, everybody who scans it and the register say so."""
    now = case.window.citizen.get(f"/v1/licences/{licence['id']}").json()
    assert now["state"] == state
    effects.gone(case, codes)
    assert case.listed(licence) == (["expired"] if licence["listed"] else [])
    paper = case.window.citizen.get(f"/v1/licences/{licence['id']}/certificate", language="ar")
    refused(paper, 409)


def is_told(case: Case, licence: dict[str, Any], notice: str, times: int) -> None:
    """Whoever holds it, by the last application for it."""
    application_id = licence["application_id"]
    case.is_told_of(application_id, {notice: times})
