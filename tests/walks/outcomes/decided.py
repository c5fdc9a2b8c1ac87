"""Cases that people bring to an end: approved, refused first, rejected, contested, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import requests

from services.licensing.domain.catalogue.conditions import hold
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from tests.support.sample_parts import Answers
from tests.support.service_samples import HELD_DAYS
from tests.support.service_window import CORRECTED
from tests.support.services import sample
from tests.support.window import Visitor
from tests.walks import effects
from tests.walks.agenda import Script, Until
from tests.walks.case import Case, open_steps, refused, said

MIDDLE = ("approval", "review", "inspection", "decision")
"""Not yet: what comes after the check and the fee."""
SAY_NO = ("approval", "inspection")


def approved(case: Case) -> Script:
    """In time, from the form to what comes of it."""
    answers = case.answers()
    _too_early(case, answers)
    yield from case.begun(answers)
    before = about(case, answers)
    submitted = case.window.applied(case.code, answers)
    if case.service.term is not None:
        due_on = case.clock.after(case.service.term, case.clock.today())
        assert submitted.json()["due_on"] == due_on.isoformat()
    ready = case.window.led(submitted)
    assert [each["kind"] for each in open_steps(ready.json())] == ["decision"]
    refused(
        case.window.clerk.post(
            f"/v1/applications/{ready.json()['id']}/approval", based_on=ready.headers["ETag"]
        ),
        403,
    )
    answer = case.window.step(case.window.supervisor, ready, "approval")
    assert answer.json()["decision"]["silent"] is False
    assert said(answer.json())["approved"] == 1
    effects.check(case, answer, before, paper=True)
    case.is_told(answer, "application.submitted", *_on_the_way(answer.json()))


def at_the_counter(case: Case) -> Script:
    """A clerk files it for somebody, whose it is: they read it at home."""
    answers = case.answers()
    yield from case.begun(answers)
    before, window = about(case, answers), case.window
    window.at_counter = True
    ready = window.led(window.applied(case.code, answers))
    path = f"/v1/applications/{ready.json()['id']}"
    assert window.citizen.get(path).json()["at_counter"] is True
    refused(Visitor("citizen").get(path), 403)
    answer = window.step(window.supervisor, ready, "approval")
    effects.check(case, answer, before, paper=False)


def refused_first(case: Case) -> Script:
    """A body says no, or a visit is not passed; it is put right and done once more."""
    answers = case.answers()
    yield from case.begun(answers)
    before = about(case, answers)
    window = case.window
    seen = window.led(window.applied(case.code, answers), MIDDLE)
    no = next(each for each in open_steps(seen.json()) if each["kind"] in SAY_NO)
    seen = window.led(window.taken(seen, no, good=False))
    refused(_approve(case, seen), 409, "application_not_ready")
    seen = window.step(window.clerk, seen, f"steps/{no['code']}/reopening")
    ready = window.led(seen)
    answer = window.step(window.supervisor, ready, "approval")
    effects.check(case, answer, before, paper=False)
    if no["kind"] == "inspection":
        case.is_told(answer, "application.step_done")


def rejected(case: Case) -> Script:
    """For a reason, while bills and visits are open; and after its days it cannot be contested."""
    answers = case.answers()
    yield from case.begun(answers)
    before = about(case, answers)
    seen = case.window.led(case.window.applied(case.code, answers), ("payment", *MIDDLE))
    answer = case.window.rejected(seen)
    decision = answer.json()["decision"]
    assert (answer.json()["state"], decision["approved"]) == ("rejected", False)
    assert decision["reason_code"] in case.service.reasons
    assert decision["text"]["ar"]
    effects.none_came(case, answer, before)
    case.is_told(answer, "application.rejected")
    if case.service.appeal is None:
        return
    latest = case.clock.today() + timedelta(days=case.service.appeal.within_days)
    yield Until(latest + timedelta(days=1))
    now = case.window.seen(answer)
    path = f"/v1/applications/{now.json()['id']}/appeal"
    text = {"text": "استوفيت الشروط."}
    refused(case.window.citizen.post(path, text, based_on=now.headers["ETag"]), 409)


def upheld(case: Case) -> Script:
    """Contested; the answer is late, which is said once; and it stays a no."""
    answers = case.answers()
    yield from case.begun(answers)
    before, window, appeal = about(case, answers), case.window, case.service.appeal
    assert appeal is not None
    contested = window.contested(window.rejected(window.applied(case.code, answers)))
    answer_by = case.clock.after(appeal.term, case.clock.today())
    assert contested.json()["appeal"]["answer_by"] == answer_by.isoformat()
    yield Until(answer_by + timedelta(days=1))
    now = window.seen(contested)
    assert case.told_of(now.json()["id"], "escalated", step=None) == 1, "said once that it is late"
    no = {"overturned": False, "text": {"ar": "لم يتغير شيء."}}
    answered = window.step(_hearing(case), now, "appeal/answer", no)
    assert answered.json()["state"] == "rejected"
    assert said(answered.json())["upheld"] == 1
    effects.none_came(case, answered, before)
    path = f"/v1/applications/{now.json()['id']}/appeal"
    again = {"text": "أعترض مرة أخرى."}
    refused(window.citizen.post(path, again, based_on=answered.headers["ETag"]), 409)
    case.is_told(answered, "application.rejected", "application.appeal_answered")


def overturned(case: Case) -> Script:
    """Contested when every step was done, and right: it is granted with the answer, by somebody
    else."""
    answers = case.answers()
    yield from case.begun(answers)
    before, window = about(case, answers), case.window
    ready = window.led(window.applied(case.code, answers))
    contested = window.contested(window.rejected(ready))
    path = f"/v1/applications/{contested.json()['id']}/appeal/answer"
    yes = {"overturned": True, "text": CORRECTED}
    own = Visitor("administrator", subject=window.supervisor.subject)
    refused(own.post(path, yes, based_on=contested.headers["ETag"]), 403)
    granted = window.step(_hearing(case), contested, "appeal/answer", yes)
    effects.check(case, granted, before, paper=False)
    case.is_told(granted, "application.rejected", "application.appeal_answered")


def led_on(case: Case) -> Script:
    """Contested before anything was done, and right: its course goes on, and another decides."""
    answers = case.answers()
    yield from case.begun(answers)
    before, window = about(case, answers), case.window
    contested = window.contested(window.rejected(window.applied(case.code, answers)))
    yes = {"overturned": True, "text": CORRECTED}
    seen = window.step(_hearing(case), contested, "appeal/answer", yes)
    assert (seen.json()["state"], said(seen.json())["taken_up"]) == ("in_progress", 1)
    ready = window.led(seen)
    refused(_approve(case, ready), 403, "step_apart")
    answer = window.step(Visitor("supervisor"), ready, "approval")
    effects.check(case, answer, before, paper=False)
    case.is_told(answer, "application.rejected", "application.appeal_answered")


def withdrawn(case: Case) -> Script:
    """While it is under way: what was begun for it ends."""
    answers = case.answers()
    yield from case.begun(answers)
    before = about(case, answers)
    seen = case.window.led(case.window.applied(case.code, answers), ("payment", *MIDDLE))
    answer = case.window.step(case.window.citizen, seen, "withdrawal")
    assert answer.json()["state"] == "withdrawn"
    assert said(answer.json())["withdrawn"] == 1
    effects.none_came(case, answer, before)


def about(case: Case, answers: Answers) -> dict[str, Any] | None:
    """The licence that it is about, as it stands."""
    return None if case.service.about is None else case.licence(answers)


def can_be_refused(service: ServiceVersion) -> bool:
    """Whether somebody beside the ministry's desk is asked who can say no."""
    answers = sample(service.code)
    return any(each.kind in SAY_NO and hold(each.when, answers) for each in service.steps)


def can_be_contested(service: ServiceVersion) -> bool:
    return service.appeal is not None


def _approve(case: Case, seen: requests.Response) -> requests.Response:
    path = f"/v1/applications/{seen.json()['id']}/approval"
    return case.window.supervisor.post(path, based_on=seen.headers["ETag"])


def _hearing(case: Case) -> Visitor:
    assert case.service.appeal is not None
    return Visitor(case.service.appeal.roles[0])


def _too_early(case: Case, answers: Answers) -> None:
    """A licence that ends only after long is not renewed yet."""
    opens = case.service.about and case.service.about.opens_days
    if case.service.outcome.effect is not Effect.RENEW or not opens:
        return
    request = {
        "service": case.code,
        "applicant": {"name": "آمال عبد الله", "contact": {"mobile": "0791234567"}},
        "answers": answers,
        "governorate": "JO-AM",
    }
    assert HELD_DAYS[case.code]
    refused(case.window.citizen.post("/v1/applications", request), 409, "licence_not_fit")


def _on_the_way(application: dict[str, Any]) -> Iterator[str]:
    """The notices of what was paid and visited."""
    done = {each["kind"] for each in application["steps"] if each["progress"] == "done"}
    if "payment" in done:
        yield from ("bill.raised", "bill.paid")
    if "inspection" in done:
        yield "inspection.planned"
