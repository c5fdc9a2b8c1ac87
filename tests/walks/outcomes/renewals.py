"""Renewals asked for in time, over whose deciding the licence's own end passes."""

from __future__ import annotations

from datetime import date
from typing import Any

import requests

from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.licences.renewal import Meanwhile
from tests.support.sample_parts import Answers
from tests.walks import effects
from tests.walks.agenda import Script, Until
from tests.walks.case import Case, refused
from tests.walks.outcomes.deadlines import DAY
from tests.walks.outcomes.lives import has_ended, is_told


def granted_after_the_end(case: Case) -> Script:
    """It stays in force while somebody decides, and goes on as if it had been decided in time."""
    answers = case.answers()
    end = _end(case, answers)
    yield Until(end - DAY, end)
    ready = case.window.led(case.window.applied(case.code, answers))
    yield Until(end + DAY)
    _is_kept(case, answers, ready)
    before = case.licence(answers)
    approved = case.window.step(case.window.supervisor, case.window.seen(ready), "approval")
    licence = effects.check(case, approved, before, paper=True)
    assert licence is not None
    assert licence["renewal"] is None
    assert not case.told_of(licence["id"], "expired")


def refused_after_the_end(case: Case) -> Script:
    """It has expired with the refusal, and lapses when that cannot be contested any more."""
    answers = case.answers()
    end, lapse = _end(case, answers), case.licence(answers)["lapses_on"]
    assert lapse is not None
    yield Until(end - DAY, end)
    ready = case.window.led(case.window.applied(case.code, answers))
    yield Until(date.fromisoformat(lapse) + DAY)
    _is_kept(case, answers, ready)
    case.window.rejected(case.window.seen(ready))
    licence = case.licence(answers)
    codes = case.codes(licence["id"])
    case.is_once(licence["id"], "expired")
    has_ended(case, licence, "expired", codes)
    is_told(case, licence, "licence.expired", 1)
    assert licence["renewal"]["stage"] == "refused"
    contest_until = date.fromisoformat(licence["renewal"]["contest_until"])
    assert case.service.appeal is not None
    assert (contest_until - case.clock.today()).days == case.service.appeal.within_days
    yield Until(contest_until, contest_until + DAY)
    assert not case.told_of(licence["id"], "lapsed")
    yield Until(contest_until + DAY)
    assert case.told_of(licence["id"], "lapsed") == 1
    has_ended(case, licence, "lapsed", codes)
    is_told(case, licence, "licence.lapsed", 1)
    now = case.window.seen(ready)
    path = f"/v1/applications/{now.json()['id']}/appeal"
    text = {"text": "استوفيت الشروط."}
    refused(case.window.citizen.post(path, text, based_on=now.headers["ETag"]), 409)


def renews(service: ServiceVersion) -> bool:
    outcome = service.outcome
    return outcome.effect is Effect.RENEW and outcome.while_decided is Meanwhile.IN_FORCE


def _end(case: Case, answers: Answers) -> date:
    return date.fromisoformat(case.licence(answers)["expires_on"])


def _is_kept(case: Case, answers: Answers, asked: requests.Response) -> None:
    """In force for everybody beyond its printed end; its holder reads why."""
    licence: dict[str, Any] = case.licence(answers)
    theirs = case.window.citizen.get(f"/v1/licences/{licence['id']}").json()
    renewal = theirs["renewal"]
    assert (theirs["state"], renewal["stage"]) == ("valid", "under_way")
    assert (renewal["application_id"], renewal["keeps_in_force"]) == (asked.json()["id"], True)
    assert renewal["words"]["ar"]
    assert case.checked(case.codes(licence["id"])[-1]) == "valid"
    assert case.listed(licence) == (["valid"] if licence["listed"] else [])
    for kind in ("expired", "lapsed"):
        assert not case.told_of(licence["id"], kind)
