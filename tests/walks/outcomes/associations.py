"""What becomes of a registration by what becomes of the association: stopped, resumed, dissolved.

The law's measures are taken against the association; its licence, its certificate, what everybody
verifies and the public register follow, and nobody takes the licence by itself.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from typing import Any

import requests

from services.licensing.domain.catalogue.service import ServiceVersion
from tests.support.sample_parts import Answers
from tests.support.service_samples import HELD_DAYS, sound_answers
from tests.support.services import every_service
from tests.support.window import Visitor
from tests.walks import effects
from tests.walks.agenda import Script, Until
from tests.walks.case import Case, refused
from tests.walks.outcomes import lives
from tests.walks.outcomes.deadlines import DAY
from tests.walks.outcomes.lives import (
    REASON,
    decide,
    has_ended,
    is_suspended,
    issued,
    measure,
)

PERMIT, REPORT = "society.fundraising_permit", "society.annual_report"
FOLLOWS = "licence_follows_association"
WHY = "خولف النظام الأساسي."


def stopped(case: Case) -> Script:
    """Warned, put right; warned again, stopped, resumed; dissolved by its own law alone."""
    licence = _registered(case)
    (code,) = case.codes(licence["id"])
    permit = yield from _permit(case, licence)
    assert _measured(case, licence, "warning").ok
    assert _measured(case, licence, "warning_remedied").ok
    refused(_measured(case, licence, "resumption"), 409, "association_measure_unfit")
    _is_untouched(case, licence, code)
    assert _measured(case, licence, "warning").ok
    assert _measured(case, licence, "suspension").ok
    is_suspended(case, licence, code)
    refused(decide(case, licence, "reinstatement", REASON), 409, FOLLOWS)
    _permit_is(case, permit, "suspended")
    _asks_for_nothing(case, licence, "The licence is suspended.")
    assert _measured(case, licence, "resumption").ok
    _is_untouched(case, licence, code)
    assert effects.printed(case, licence["id"]) == code
    _permit_is(case, permit, "valid")
    _is_told(case, licence, measure_taken=5)
    case.is_once(licence["id"], "suspended", reason_code="association_suspended")
    case.is_once(licence["id"], "reinstated", reason_code="association_resumed")
    _is_dissolved(case, licence, "second_violation", code)
    _permit_is(case, permit, "revoked")


def unheeded(case: Case) -> Script:
    """Warned in vain: the days for a remedy pass, and that is the ground for its dissolution."""
    licence = _registered(case)
    (code,) = case.codes(licence["id"])
    warned = _measured(case, licence, "warning")
    remedy_by = date.fromisoformat(warned.json()["measures"][-1]["remedy_by"])
    yield Until(remedy_by, remedy_by + DAY)
    early = _dissolution(case, licence, Visitor("supervisor"), "not_remedied")
    refused(early, 409, "association_ground_unmet")
    yield Until(remedy_by + DAY)
    (last,) = _association(case, licence).json()["measures"][1:]
    assert last["kind"] == "warning_lapsed"
    _is_untouched(case, licence, code)
    _is_dissolved(case, licence, "not_remedied", code)


def follows_its_association(service: ServiceVersion) -> bool:
    return lives.issues(service) and not lives.stands_for_itself(service)


def _registered(case: Case) -> dict[str, Any]:
    return issued(case, case.window.granted(case.code, case.answers()))


def _permit(case: Case, licence: dict[str, Any]) -> Generator[Until, None, dict[str, Any] | None]:
    """To collect donations, once it is old enough; no union is given one."""
    about = every_service()[PERMIT].about
    assert about is not None
    if case.code not in about.services:
        return None
    yield Until(case.clock.today() + HELD_DAYS[PERMIT] * DAY)
    return issued(case, case.window.granted(PERMIT, _asked_with(case, PERMIT, licence)))


def _asked_with(case: Case, service: str, licence: dict[str, Any]) -> Answers:
    return sound_answers(service, lambda _: str(licence["number"]), case.clock.today())


def _permit_is(case: Case, permit: dict[str, Any] | None, state: str) -> None:
    """What it was permitted under its registration is what it is."""
    if permit is None:
        return
    codes = case.codes(permit["id"])
    if state == "revoked":
        has_ended(case, permit, "revoked", codes)
        return
    assert case.checked(codes[-1]) == state
    if state == "suspended":
        refused(decide(case, permit, "reinstatement", REASON), 409, FOLLOWS)


def _asks_for_nothing(case: Case, licence: dict[str, Any], because: str) -> None:
    """Nothing is permitted by a registration that is not in force."""
    about = every_service()[PERMIT].about
    assert about is not None
    if case.code not in about.services:
        return
    request = {
        "service": PERMIT,
        "applicant": {
            "name": "آمال عبد الله",
            "national_number": case.window.number,
            "contact": {"mobile": case.window.mobile},
        },
        "answers": _asked_with(case, PERMIT, licence),
        "governorate": "JO-AM",
    }
    answer = case.window.citizen.post("/v1/applications", request)
    refused(answer, 409, "licence_not_fit")
    assert because in answer.text, answer.text


def _is_untouched(case: Case, licence: dict[str, Any], code: str) -> None:
    """In force for everybody; and neither the counter nor an inspector stops or ends it."""
    assert case.checked(code) == "valid"
    assert case.listed(licence) == (["valid"] if licence["listed"] else [])
    for verb in ("suspension", "revocation"):
        refused(decide(case, licence, verb, REASON), 409, FOLLOWS)
    refused(measure(case, licence, "immediate_suspension", "danger_to_life"), 409, FOLLOWS)
    assert case.checked(code) == "valid"


def _is_dissolved(case: Case, licence: dict[str, Any], ground: str, code: str) -> None:
    """By somebody who took no measure against it, on a ground that its record bears out."""
    another = Visitor("supervisor")
    own = _dissolution(case, licence, case.window.supervisor, ground)
    refused(own, 403, "association_another_dissolves")
    refused(_dissolution(case, licence, another, "no_board"), 409, "association_ground_unmet")
    dissolved = _dissolution(case, licence, another, ground)
    assert dissolved.ok, dissolved.text
    assert dissolved.json()["state"] == "dissolved"
    has_ended(case, licence, "revoked", [code])
    case.is_once(licence["id"], "revoked", reason_code="association_dissolved")
    refused(decide(case, licence, "reinstatement", REASON), 409, FOLLOWS, "licence_ended")
    refused(_measured(case, licence, "warning"), 409, "association_dissolved")
    _asks_for_nothing(case, licence, "The licence was revoked.")
    _is_told(case, licence, dissolved=1)
    case.is_told_of(licence["application_id"], {"licence.revoked": 0, "licence.suspended": 0})


def _is_told(case: Case, licence: dict[str, Any], **times: int) -> None:
    """Who is written to for it, of the association; of its licence nothing beside."""
    association_id = _association(case, licence).json()["id"]
    told = {f"association.{each}": number for each, number in times.items()}
    case.is_told_of(association_id, told, party="licensing.association")


def _measured(case: Case, licence: dict[str, Any], kind: str) -> requests.Response:
    seen = _association(case, licence)
    path = f"/v1/associations/{seen.json()['id']}/measures"
    asked = {"measure": kind, "reason": WHY}
    return case.window.supervisor.post(path, asked, based_on=seen.headers["ETag"])


def _dissolution(
    case: Case, licence: dict[str, Any], who: Visitor, ground: str
) -> requests.Response:
    seen = _association(case, licence)
    path = f"/v1/associations/{seen.json()['id']}/dissolution"
    asked = {"ground": ground, "reason": WHY, "committee": ["آمال الخطيب"]}
    return who.post(path, asked, based_on=seen.headers["ETag"])


def _association(case: Case, licence: dict[str, Any]) -> requests.Response:
    """As it stands, whoever acts for it sees it under its own address."""
    plural = "unions" if case.service.outcome.registers == "union" else "societies"
    mine = case.window.citizen.get(f"/v1/{plural}", limit=100).json()["items"]
    (one,) = (each for each in mine if each["number"] == licence["number"])
    return case.window.supervisor.get(f"/v1/{plural}/{one['id']}")
