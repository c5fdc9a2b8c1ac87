"""Every service of the catalogue, from the form to what it brings about."""

from __future__ import annotations

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.between.associations import association_of
from services.licensing.domain.catalogue.service import Effect
from services.licensing.domain.licences.certificate import Edition
from tests.support.applying import (
    ADMINISTRATOR,
    APPLICANT,
    CITIZEN,
    CLERK,
    SUPERVISOR,
    rejected,
)
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


@pytest.mark.parametrize("code", of_effect(Effect.SURRENDER))
def test_a_licence_is_given_back_on_the_day_that_was_asked_for(code: str, window: Window) -> None:
    answers = window.answers(code)
    application = window.approved(code, answers)
    licence = window.licence(application["decision"]["result_id"])
    assert licence.number == application["answers"]["licence_number"]
    assert licence.surrender is not None
    assert licence.surrender.ends_on.isoformat() == answers["closes_on"]


@pytest.mark.parametrize("code", of_effect(Effect.TRANSFER))
def test_a_licence_goes_on_under_another_holder(code: str, window: Window) -> None:
    answers = window.answers(code)
    application = window.approved(code, answers)
    licence = window.licence(application["decision"]["result_id"])
    assert licence.number == application["answers"]["licence_number"]
    assert licence.grant.holder.name == answers["new_holder_name"]
    assert licence.owners == {f"national:{answers['new_holder_national_number']}"}
    assert licence.certificate.because is Edition.TRANSFERRED


HOME_CLOSES = {
    "cares_for": "residents",
    "served": 12,
    "families_told_on": "2026-11-01",
    "plan": "ينتقل كل مقيم إلى دار الوفاء أو إلى أسرته قبل أسبوعين من الإغلاق.",
    "records_kept_by": "المديرية",
}


def test_a_place_with_residents_says_where_they_go_and_gives_notice(window: Window) -> None:
    number = window.number_of("care.home_licence")
    wanting = {"licence_number": number, "cares_for": "residents", "closes_on": "2027-01-31"}
    with pytest.raises(Conflict) as refused:
        window.filed("licence.surrender", wanting)
    assert {(each.pointer, each.code) for each in refused.value.errors} >= {
        ("/answers/plan", "required"),
        ("/answers/closes_on", "answer_below_limit"),
    }
    answers = {**wanting, **HOME_CLOSES, "closes_on": "2027-02-20"}
    filed = window.filed("licence.surrender", answers)
    asks = [{"pointer": "/answers/plan", "text": {"ar": "سمِّ من يتابع."}}]
    request = {"application_id": filed, "step": "plan_check", "asks": asks}
    window.call(CLERK, "return_application", request)
    window.advance(10)
    completed = window.call(CITIZEN, "resubmit_application", {"application_id": filed})
    assert completed["state"] == "in_progress", "notice counts from when it was handed in"


def test_what_the_former_holder_still_asked_for_is_not_granted(window: Window) -> None:
    answers = window.answers("licence.change_of_holder")
    number = answers["licence_number"]
    changed = {"licence_number": number, "changing": ["name"], "new_name": {"ar": "حضانة الزهور"}}
    waits = window.filed("nursery.amendment", changed)
    window.led(waits)
    application = window.approved("licence.change_of_holder", answers)
    with pytest.raises(Conflict, match="licence_not_fit"):
        window.call(SUPERVISOR, "approve_application", {"application_id": waits})
    licence = window.licence(application["decision"]["result_id"])
    assert licence.grant.licensed.name_ar == "حضانة البراعم"


def test_who_holds_it_now_hears_of_it_from_then_on(
    window: Window, database: MemoryDatabase
) -> None:
    answers = window.answers("licence.change_of_holder")
    application = window.approved("licence.change_of_holder", answers)
    contacts = [
        each["data"]
        for each in database.collections["applications"][application["id"]]["pending"]
        if each["type"].endswith("contact_recorded.v1")
    ]
    assert [(each["party"], each["name"]) for each in contacts] == [
        (f"licensing.application/{application['id']}", "آمال عبد الله الخطيب"),
        (f"licensing.holder/{application['id']}", "رنا سليم حداد"),
    ]
    assert contacts[-1]["mobile"].endswith("797654321")
    licence = window.licence(application["decision"]["result_id"])
    left, came = database.collections["licences"][licence.id]["pending"][-2:]
    assert (left["type"], came["type"]) == (
        "kanaf.licensing.licence.passed_on.v1",
        "kanaf.licensing.licence.holder_changed.v1",
    )
    assert left["data"]["application_id"] != came["data"]["application_id"] == application["id"]
    assert (left["data"]["taken_over"], came["data"]["taken_over"]) == (False, True)


def test_who_wins_an_appeal_hears_the_answer_and_the_approval_themselves(
    window: Window, database: MemoryDatabase
) -> None:
    code = "licence.change_of_holder"
    application_id = window.filed(code, window.answers(code))
    window.led(application_id)
    rejected(window.call, application_id)
    asked = {"application_id": application_id}
    window.call(CITIZEN, "appeal_decision", {**asked, "text": "المكان مناسب."})
    answer = {**asked, "overturned": True, "text": {"ar": "بعد إعادة النظر."}}
    granted = window.call(ADMINISTRATOR, "answer_appeal", answer)
    assert granted["state"] == "approved"
    told = database.collections["applications"][application_id]["pending"]
    parties = [each["data"]["party"] for each in told if "contact_recorded" in each["type"]]
    assert parties.count(f"licensing.application/{application_id}") == 1
    (approved,) = (each["data"] for each in told if ".approved." in each["type"])
    assert approved["licence_changed"] is False, "that is told to who holds it now"


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


def test_an_amendment_from_before_a_move_leaves_a_nursery_where_it_is_now(window: Window) -> None:
    answers = window.answers("nursery.relocation")
    number = answers["licence_number"]
    renamed = {"licence_number": number, "changing": ["name"], "new_name": {"ar": "حضانة الزهور"}}
    waits = window.filed("nursery.amendment", renamed)
    window.led(waits)
    window.approved("nursery.relocation", answers)
    window.call(SUPERVISOR, "approve_application", {"application_id": waits})
    application = window.call(SUPERVISOR, "get_application", {"application_id": waits})
    licensed = window.licence(application["decision"]["result_id"]).grant.licensed
    assert (licensed.name_ar, licensed.place.details) == ("حضانة الزهور", "شارع الجامعة، 5")


def test_a_society_that_moves_is_found_at_its_new_place(
    window: Window, database: MemoryDatabase
) -> None:
    answers = window.answers("society.headquarters_change")
    application = window.approved("society.headquarters_change", answers)
    licence = window.licence(application["decision"]["result_id"])
    made = window.licensing.associations.register.associations.load(association_of(licence.id))
    assert made.place.details == "شارع الجامعة، 5"
    (move,) = made.moves
    assert move.former_place != made.place
    assert move.application_id == application["id"]
    told = [each["type"] for each in database.collections["associations"][made.id]["pending"]]
    assert "kanaf.licensing.association.moved.v1" in told


def test_who_represents_the_founders_is_written_to_for_the_society(window: Window) -> None:
    application = window.approved("society.registration", window.answers("society.registration"))
    made = window.licensing.associations.register.associations.load(
        association_of(application["decision"]["result_id"])
    )
    answers = application["answers"]
    assert made.contact.name == answers["representative"]
    assert made.contact.mobile == answers["representative_mobile"]
    assert made.contact.email == APPLICANT["contact"]["email"]
    assert made.contacts[0].by == CITIZEN.subject


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
    licence = window.licence(application["decision"]["result_id"])
    assert licence.certificate.because is Edition.FIRST
    assert told.registered[-1][1].content.answers["articles"] == answers["articles"]

    renamed = {**answers, "name_changes": True, "new_name": {"ar": "جمعية البر والإحسان"}}
    application = window.approved("society.bylaws_amendment", renamed)
    licence = window.licence(application["decision"]["result_id"])
    assert licence.grant.licensed.name_ar == "جمعية البر والإحسان"
    assert licence.certificate.because is Edition.AMENDED
    made = window.licensing.associations.register.associations.load(association_of(licence.id))
    (renaming,) = made.renamings
    assert made.name_ar == renaming.name_ar == "جمعية البر والإحسان"
    assert renaming.application_id == application["id"]
    assert renaming.former_name_ar != renaming.name_ar


def test_a_society_that_holds_its_registration_is_called_there_as_it_is(window: Window) -> None:
    answers = window.answers("society.bylaws_amendment")
    number = answers["licence_number"]
    holding = window.licensing.applications.holdings.by_number(number)
    assert holding is not None
    named = {
        "association_id": association_of(holding.licence_id),
        "representatives": [{"subject": CITIZEN.subject}],
    }
    window.call(SUPERVISOR, "name_representatives", named)
    renamed = {**answers, "name_changes": True, "new_name": {"ar": "جمعية البر والإحسان"}}
    application = window.approved("society.bylaws_amendment", renamed)
    licence = window.licence(application["decision"]["result_id"])
    assert licence.grant.holder.name == licence.grant.licensed.name_ar == "جمعية البر والإحسان"
    assert len([each for each in licence.certificates if each.because is Edition.AMENDED]) == 1


def test_a_society_does_not_take_the_name_of_another(window: Window) -> None:
    code, name = "society.bylaws_amendment", {"ar": "جمعية البر والإحسان"}
    renamed = {"name_changes": True, "new_name": name}
    window.approved(code, {**window.answers(code), **renamed})
    alike = {**renamed, "new_name": {"ar": "جمعية البرّ والاحسان"}}
    with pytest.raises(Conflict, match="association_name_taken"):
        window.filed(code, {**window.answers(code), **alike})


def test_the_branch_of_a_foreign_society_says_whose_it_is(window: Window) -> None:
    application = window.approved(
        "society.foreign_branch", window.answers("society.foreign_branch")
    )
    made = window.licensing.associations.register.associations.load(
        association_of(application["decision"]["result_id"])
    )
    assert made.parent is not None
    assert (made.parent.name, made.parent.country, made.parent.number) == (
        *("Hand in Hand", "Norway"),
        "NO-12",
    )
    assert made.parent.bylaws_document_id == application["papers"]["parent_bylaws"][0]


@pytest.mark.parametrize("code", ["society.fundraising_permit", "society.foreign_donation"])
def test_whoever_is_dissolved_meanwhile_is_given_nothing_more(code: str, window: Window) -> None:
    application_id = window.filed(code, window.answers(code))
    window.led(application_id)
    about = window.licensing.applications.queries.applications.load(application_id).content
    dissolution = {
        "association_id": association_of(about.licence_id or ""),
        "ground": "own_decision",
        "reason": "قرار الهيئة العامة.",
        "committee": ["آمال الخطيب"],
    }
    window.call(SUPERVISOR, "dissolve_association", dissolution)
    with pytest.raises(Conflict, match="licence_not_fit") as refused:
        window.call(SUPERVISOR, "approve_application", {"application_id": application_id})
    assert refused.value.params == {"fault": "state_revoked"}
