"""Licences that an application names: they are there, of their kind, and far enough."""

from __future__ import annotations

import pytest

from chassis.errors import Conflict
from services.licensing.domain.catalogue.service import Effect
from tests.support.applying import CITIZEN, HOME_NURSERY
from tests.support.calling import somebody
from tests.support.service_samples import SAMPLES
from tests.support.services import Told, Window, faults, of_effect, refused


def fault(refusal: Conflict) -> tuple[str, str]:
    """Where, and why a licence does not fit."""
    assert refusal.code == "licence_not_fit"
    (error,) = refusal.errors
    return error.pointer, error.params["fault"]


@pytest.mark.parametrize("code", of_effect(Effect.RENEW))
def test_a_renewal_does_not_come_before_its_window_nor_after_the_lapse(
    code: str, window: Window
) -> None:
    answers = SAMPLES[code](window.number_of)
    assert fault(refused(window, code, answers)) == ("/answers/licence_number", "too_early")
    window.advance(2 * 366 + 200)
    assert fault(refused(window, code, answers)) == ("/answers/licence_number", "state_lapsed")


def test_a_draft_is_not_handed_in_after_its_licence_has_lapsed(window: Window) -> None:
    answers = window.answers("nursery.renewal")
    request = window.request("nursery.renewal", answers)
    drafted = window.call(CITIZEN, "draft_application", request)
    window.advance(80)
    with pytest.raises(Conflict) as refusal:
        window.call(CITIZEN, "submit_application", {"application_id": drafted["id"]})
    assert fault(refusal.value) == ("/answers/licence_number", "state_lapsed")


def test_a_nursery_that_has_expired_is_renewed_within_the_month(window: Window) -> None:
    answers = window.answers("nursery.renewal")
    window.advance(60)
    assert window.approved("nursery.renewal", answers)["state"] == "approved"


def test_the_kind_of_a_nursery_is_that_of_its_licence(window: Window, told: Told) -> None:
    number = window.approved("nursery.first_licence", HOME_NURSERY)["decision"]["number"]
    window.advance(320)
    answers = SAMPLES["nursery.renewal"](lambda _: number)
    lying = {**answers, "kind": "private", "children_under_two": 20}
    assert faults(refused(window, "nursery.renewal", lying)) == {
        ("/answers/children_under_two", "answer_above_limit")
    }
    application = window.led(window.filed("nursery.renewal", answers))
    fee = next(each for each in application["steps"] if each["code"] == "fee")
    assert (application["answers"]["kind"], fee["progress"]) == ("home", "skipped")


def test_a_society_collects_once_it_has_a_year_behind_it(window: Window) -> None:
    answers = SAMPLES["society.fundraising_permit"](window.number_of)
    refusal = refused(window, "society.fundraising_permit", answers)
    assert fault(refusal) == ("/answers/licence_number", "too_young")


def test_nobody_else_asks_for_a_holders_certificate(window: Window) -> None:
    answers = window.answers("licence.replacement_certificate")
    stranger = somebody("citizen-2", "citizen", governorates=(), national_number="9852012346")
    request = window.request("licence.replacement_certificate", answers)
    request["applicant"]["national_number"] = "9852012346"
    with pytest.raises(Conflict) as refusal:
        window.call(stranger, "draft_application", request)
    assert fault(refusal.value) == ("/answers/licence_number", "unknown")


@pytest.mark.parametrize(
    ("code", "field", "number"),
    [
        ("society.join_union", "/answers/union_number", "SOC-2026-000001"),
        ("society.join_union", "/answers/union_number", "UNI-2026-000009"),
        (
            "union.registration",
            "/answers/founder_societies/0/registration_number",
            "SOC-2026-000099",
        ),
        (
            "practice.institution_licence",
            "/answers/practitioners/0/licence_number",
            "PRS-2026-000099",
        ),
    ],
)
def test_licences_that_are_named_are_there_and_of_their_kind(
    code: str, field: str, number: str, window: Window
) -> None:
    answers = window.answers(code)
    *_, name = field.split("/")
    if name in answers:
        answers[name] = number
    else:
        answers[field.split("/")[2]][0][name] = number
    assert fault(refused(window, code, answers)) == (field, "no_such_licence")
