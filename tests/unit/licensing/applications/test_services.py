"""Every service of the catalogue, from the form to what it brings about."""

from __future__ import annotations

import pytest

from contracts.rpc.licensing import METHODS
from services.licensing.domain.catalogue.service import Effect
from services.licensing.domain.licences.certificate import Edition
from tests.support.applying import CITIZEN
from tests.support.calling import Caller
from tests.support.service_samples import SAMPLES
from tests.support.services import Told, Window, every_service, of_effect


def test_there_is_a_sample_of_every_service() -> None:
    assert set(SAMPLES) == set(every_service())


def test_every_service_is_shown_before_anybody_applies(call: Caller) -> None:
    for each in call(CITIZEN, "find_services", {})["items"]:
        for method in ("get_service", "get_service_form"):
            shown = call(CITIZEN, method, {"service": each["code"]})
            assert not METHODS[method].answer().validate(shown), each["code"]


@pytest.mark.parametrize("code", of_effect(Effect.ISSUE))
def test_what_is_applied_for_is_issued(code: str, window: Window, told: Told) -> None:
    service = every_service()[code]
    application = window.approved(code, window.answers(code))
    decision = application["decision"]
    assert decision["number"].startswith(f"{service.outcome.series}-20")
    licence = window.licence(decision["result_id"])
    assert licence.grant.kind == service.outcome.kind
    assert licence.grant.licensed.name_ar
    assert (licence.term.expires_on is not None) is service.outcome.ends
    if service.outcome.registers is not None:
        what, about, registered = told.registered[-1]
        assert (what, about.id) == (service.outcome.registers, application["id"])
        assert registered is not None
        assert registered.number == decision["number"]


@pytest.mark.parametrize("code", of_effect(Effect.RENEW))
def test_a_licence_goes_on_from_its_end(code: str, window: Window) -> None:
    answers = window.answers(code)
    drafted = window.call(CITIZEN, "draft_application", window.request(code, answers))
    before = window.licence(drafted["licence_id"]).term.expires_on
    application = window.approved(code, answers)
    after = window.licence(application["decision"]["result_id"])
    assert before is not None
    assert after.term.expires_on == before.replace(
        year=before.year + after.grant.terms.length // 12
    )
    assert after.certificate.because is Edition.RENEWED


@pytest.mark.parametrize("code", of_effect(Effect.REPLACE))
def test_a_lost_certificate_is_replaced(code: str, window: Window) -> None:
    application = window.approved(code, window.answers(code))
    licence = window.licence(application["decision"]["result_id"])
    assert licence.number == application["answers"]["licence_number"]
    assert licence.certificate.because is Edition.REPLACED


@pytest.mark.parametrize("code", of_effect(Effect.JOIN, Effect.ACCEPT, Effect.INSPECT))
def test_what_belongs_to_another_area_is_told_to_it(code: str, window: Window, told: Told) -> None:
    service = every_service()[code]
    application = window.approved(code, window.answers(code))
    assert application["decision"]["number"] is None, "nothing is issued"
    ((effect, about, licence),) = told.further
    assert (effect, about.id, licence) == (service.outcome.effect, application["id"], None)
    assert about.content.licence_id is not None


def test_an_amended_nursery_keeps_what_did_not_change(window: Window) -> None:
    application = window.approved("nursery.amendment", window.answers("nursery.amendment"))
    licensed = window.licence(application["decision"]["result_id"]).grant.licensed
    said = {each.code: each.value.en for each in licensed.facts}
    assert licensed.name_ar == "حضانة الزهور"
    assert said == {"kind": "Private", "places_under_two": "4", "places_two_to_four": "6"}
    assert licensed.place.district == "لواء ماركا"


def test_a_nursery_and_a_society_move(window: Window) -> None:
    for code in ("nursery.relocation", "society.headquarters_change"):
        application = window.approved(code, window.answers(code))
        licence = window.licence(application["decision"]["result_id"])
        assert licence.grant.licensed.place.details == "شارع الجامعة، 5"
        assert licence.certificate.because is Edition.AMENDED


def test_a_home_has_more_beds(window: Window) -> None:
    application = window.approved("care.amendment", window.answers("care.amendment"))
    licensed = window.licence(application["decision"]["result_id"]).grant.licensed
    assert {each.code: each.value.en for each in licensed.facts}["beds"] == "55"
    assert licensed.name_ar == "دار الوفاء"


def test_new_bylaws_leave_the_certificate_unless_the_name_changes(
    window: Window, told: Told
) -> None:
    answers = window.answers("society.bylaws_amendment")
    application = window.approved("society.bylaws_amendment", answers)
    assert application["decision"]["result_id"] is None, "the approval is told, and no amendment"
    licence = window.licence(application["licence_id"])
    assert licence.certificate.because is Edition.FIRST
    assert told.registered[-1][1].content.answers["articles"] == answers["articles"]

    renamed = {**answers, "name_changes": True, "new_name": {"ar": "جمعية البر والإحسان"}}
    application = window.approved("society.bylaws_amendment", renamed)
    licence = window.licence(application["decision"]["result_id"])
    assert licence.grant.licensed.name_ar == "جمعية البر والإحسان"
    assert licence.certificate.because is Edition.AMENDED
