"""What is a service's own: whom it refuses and why, what silence means, what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict
from contracts.refusals import say
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.domain.catalogue.service import Effect
from services.licensing.domain.catalogue.steps import StepKind
from tests.support.applying import (
    APPLICANT,
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    SUPERVISOR,
    Beside,
    paper,
)
from tests.support.calling import somebody
from tests.support.service_samples import SAMPLES, people, society
from tests.support.services import Told, Window, every_service, of_effect, sample


def pending(database: MemoryDatabase, what: str) -> list[dict[str, Any]]:
    """What waits to be told of applications, of this type, in order."""
    return [
        event["data"]
        for document in database.collections[APPLICATIONS.collection].values()
        for event in document["pending"]
        if event["type"].split(".")[3] == what
    ]


def refused(window: Window, code: str, answers: Any) -> Conflict:
    """Why such an application is not taken."""
    with pytest.raises(Conflict) as refusal:
        window.filed(code, answers)
    return refusal.value


def faults(refusal: Conflict) -> set[tuple[str, str]]:
    return {(each.pointer, each.code) for each in refusal.errors}


def test_a_paper_is_of_the_kind_that_is_wanted(window: Window, beside: Beside) -> None:
    beside.kinds[paper("degree")] = "identity"
    refusal = refused(window, "practice.specialist_licence", sample("practice.specialist_licence"))
    (error,) = refusal.errors
    assert (error.pointer, error.code) == ("/papers/degree/0", "paper_of_other_kind")
    assert "Certified qualification" in say(error.code, "en", error.params).detail
    assert "المؤهل العلمي" in say(error.code, "ar", error.params).detail
    beside.kinds[paper("degree")] = "qualification"
    assert window.filed("practice.specialist_licence", sample("practice.specialist_licence"))


@pytest.mark.parametrize("kind", ["identity", "entity_registration"])
def test_a_paper_may_be_of_several_kinds(window: Window, beside: Beside, kind: str) -> None:
    beside.kinds[paper("identity")] = kind
    assert window.filed("care.day_centre_licence", sample("care.day_centre_licence"))


@pytest.mark.parametrize(
    ("kind", "founders", "fault"),
    [
        ("ordinary", 6, "answer_below_limit"),
        ("private", 2, "answer_below_limit"),
        ("private", 21, "answer_above_limit"),
        ("closed", 0, "answer_below_limit"),
    ],
)
def test_a_society_has_the_founders_that_the_law_wants(
    kind: str, founders: int, fault: str, window: Window
) -> None:
    refusal = refused(window, "society.registration", society(kind, founders))
    assert faults(refusal) == {("/answers/founders", fault)}
    if kind != "closed":
        (error,) = refusal.errors
        assert "founders" in error.params["because"]["en"]


@pytest.mark.parametrize(("kind", "founders"), [("private", 3), ("private", 20), ("closed", 1)])
def test_so_many_founders_are_enough(kind: str, founders: int, window: Window) -> None:
    assert window.filed("society.registration", society(kind, founders))


def test_founders_are_different_people_who_were_born(window: Window) -> None:
    answers = society("ordinary", 7)
    answers["founders"][6] = {**people(1)[0], "birth_date": "2030-01-01"}
    assert faults(refused(window, "society.registration", answers)) == {
        ("/answers/founders/6/national_number", "row_value_twice"),
        ("/answers/founders/6/birth_date", "answer_not_past"),
    }


@pytest.mark.parametrize(("born", "fits"), [("2008-11-22", True), ("2008-11-23", False)])
def test_no_child_founds_a_society(born: str, fits: bool, window: Window) -> None:
    answers = society("ordinary", 7)
    answers["founders"][6] = {**answers["founders"][6], "birth_date": born}
    if fits:
        assert window.filed("society.registration", answers)
        return
    assert faults(refused(window, "society.registration", answers)) == {
        ("/answers/founders/6/birth_date", "answer_too_recent")
    }


def test_the_competent_ministry_follows_from_the_goal_and_is_asked(window: Window) -> None:
    answers = {**society("ordinary", 7), "main_goal": "environment"}
    application_id = window.filed("society.registration", answers)
    application = window.led(application_id, but=("registry_review", "opinion_environment"))
    taken = {each["code"] for each in application["steps"] if each["progress"] != "skipped"}
    assert taken == {"completeness", "opinion_environment", "registry_review", "decision"}
    window.led(application_id)
    approved = window.call(SUPERVISOR, "approve_application", {"application_id": application_id})
    facts = window.licence(approved["decision"]["result_id"]).grant.licensed.facts
    assert ("competent_ministry", "Ministry of Environment") in {
        (each.code, each.value.en) for each in facts
    }
    service = every_service()["society.registration"]
    assert service.follows("competent_ministry", answers) == "environment"


def test_sixty_days_of_silence_register_a_society_after_warnings(
    window: Window, told: Told, database: MemoryDatabase
) -> None:
    application_id = window.filed("society.registration", society("ordinary", 7))
    asked = {"application_id": application_id}
    window.advance(60)
    near = [
        each["days"]
        for each in pending(database, "deadline_near")
        if each["step"] is None and each["application_id"] == application_id
    ]
    assert near == [30, 14, 5], "early enough to decide"
    application = window.call(CITIZEN, "get_application", asked)
    assert (application["state"], application["due_on"]) == ("in_progress", "2027-01-21")
    window.advance(2)
    application = window.call(CITIZEN, "get_application", asked)
    assert application["state"] == "approved"
    assert application["decision"]["silent"]
    assert application["decision"]["number"] == "SOC-2027-000001"
    assert [what for what, _, _ in told.registered] == ["society"]


def test_a_branch_is_not_registered_by_silence(window: Window) -> None:
    application_id = window.filed(
        "society.foreign_branch", window.answers("society.foreign_branch")
    )
    window.advance(70)
    application = window.call(CITIZEN, "get_application", {"application_id": application_id})
    assert (application["state"], application["late"]) == ("in_progress", True)


def test_no_new_home_is_licensed_for_persons_with_disabilities(window: Window) -> None:
    answers = {**window.answers("care.home_licence"), "groups": ["children", "disability"]}
    refusal = refused(window, "care.home_licence", answers)
    assert refusal.code == "service_barred"
    assert "20/2017" in refusal.params["because"]["en"]


@pytest.mark.parametrize(
    ("code", "other", "bar"),
    [
        ("nursery.relocation", {"floor": "upper"}, "home nursery"),
        ("care.group_home_licence", {"residential_area": False}, "among people"),
        ("society.join_union", {"dues_accepted": False}, "dues"),
        ("society.foreign_donation", {"by_transfer": False}, "cash"),
    ],
)
def test_what_is_barred_is_refused_with_its_words(
    code: str, other: Any, bar: str, window: Window
) -> None:
    if code == "nursery.relocation":
        number = window.approved("nursery.first_licence", HOME_NURSERY)["decision"]["number"]
        answers = {**SAMPLES[code](lambda _: number), **other}
    else:
        answers = {**window.answers(code), **other}
    refusal = refused(window, code, answers)
    assert refusal.code == "service_barred"
    assert bar in refusal.params["because"]["en"]


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


def test_a_permit_ends_after_the_months_asked_for(window: Window) -> None:
    code = "society.fundraising_permit"
    application = window.approved(code, window.answers(code))
    licence = window.licence(application["decision"]["result_id"])
    assert licence.term.expires_on is not None
    assert (licence.term.expires_on - licence.issued_on).days in range(89, 93)
    amount = next(each for each in licence.grant.licensed.facts if each.code == "amount_fils")
    assert amount.value.en == "JOD 5,000.000"


def test_nobody_else_asks_for_a_holders_certificate(window: Window) -> None:
    answers = window.answers("licence.replacement_certificate")
    stranger = somebody("citizen-2", "citizen", governorates=(), national_number="9852012346")
    request = window.request("licence.replacement_certificate", answers)
    request["applicant"]["national_number"] = "9852012346"
    with pytest.raises(Conflict) as refusal:
        window.call(stranger, "draft_application", request)
    assert fault(refusal.value) == ("/answers/licence_number", "unknown")


def test_anybody_complains_and_the_place_is_not_told_who(window: Window, told: Told) -> None:
    answers = window.answers("place.complaint")
    stranger = somebody("citizen-2", "citizen", governorates=(), national_number="9852012346")
    request = window.request("place.complaint", answers)
    request["applicant"] = {**APPLICANT, "national_number": "9852012346", "name": "هند علي"}
    drafted = window.call(stranger, "draft_application", request)
    asked = {"application_id": drafted["id"]}
    window.call(stranger, "submit_application", asked)
    with pytest.raises(Exception, match="not_yours"):  # the holder of the nursery
        window.call(CITIZEN, "get_application", asked)
    window.led(drafted["id"])
    window.call(SUPERVISOR, "approve_application", asked)
    assert [effect for effect, _, _ in told.further] == [Effect.INSPECT]
    service = every_service()["place.complaint"]
    assert not [each for each in service.form.fields if each.public or each.printed]


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


def test_a_society_founds_a_union_once(window: Window) -> None:
    answers = window.answers("union.registration")
    answers["founder_societies"][4] = answers["founder_societies"][0]
    assert faults(refused(window, "union.registration", answers)) == {
        ("/answers/founder_societies/4/registration_number", "row_value_twice")
    }
    few = {**answers, "founder_societies": answers["founder_societies"][:4]}
    assert faults(refused(window, "union.registration", few)) == {
        ("/answers/founder_societies", "answer_below_limit")
    }


@pytest.mark.parametrize(
    ("code", "other", "pointer"),
    [
        ("practice.specialist_licence", {"occupation": "supervisor"}, "experience_years"),
        ("practice.renewal", {"training_hours": 19}, "training_hours"),
        ("care.group_home_licence", {"residents": 9}, "residents"),
        ("care.day_centre_licence", {"youngest": 10}, "youngest"),
        ("society.fundraising_permit", {"months": 13}, "months"),
        ("place.complaint", {"what_happened": "سيئ"}, "what_happened"),
        ("society.registration", {"goals_text": "خير"}, "goals_text"),
    ],
)
def test_bounds_of_a_service_are_kept(code: str, other: Any, pointer: str, window: Window) -> None:
    refusal = refused(window, code, {**window.answers(code), **other})
    assert {each.pointer for each in refusal.errors} == {f"/answers/{pointer}"}


@pytest.mark.parametrize(
    ("code", "other", "pointer", "fault", "named"),
    [
        (
            *("society.bylaws_amendment", {"in_favour": 41}, "in_favour", "answer_above_other"),
            ("In favour", "Members present"),
        ),
        (
            *("society.bylaws_amendment", {"members": 39}, "present", "answer_above_other"),
            ("Members present", "Members of the general assembly"),
        ),
        (
            *("society.foreign_donation", {"amount_fils": 1_000_001}, "uses", "sum_below_other"),
            ("What it is spent on", "Amount in fils"),
        ),
        (
            *("society.fundraising_permit", {"amount_fils": 4_999_999}, "uses", "sum_above_other"),
            ("What it is spent on", "Amount aimed at, in fils"),
        ),
        (
            *("society.annual_report", {"foreign_donations_fils": 999_999}),
            *("foreign_donors", "sum_above_other", ("Foreign donors", "Foreign donations in fils")),
        ),
        (
            *("society.annual_report", {"income_fils": 999_999}),
            *("foreign_donations_fils", "answer_above_other"),
            ("Foreign donations in fils", "Income in fils"),
        ),
        (
            *("practice.renewal", {"training_hours": 25}, "courses", "sum_below_other"),
            ("Courses", "Hours of training since the last licence"),
        ),
        (
            *("practice.support_licence", {"birth_date": "2020-01-01"}),
            *("graduated_on", "answer_before_other", ("Day of the qualification", "Date of birth")),
        ),
    ],
)
def test_answers_that_bound_each_other_are_held_against_each_other(
    code: str, other: Any, pointer: str, fault: str, named: tuple[str, str], window: Window
) -> None:
    refusal = refused(window, code, {**window.answers(code), **other})
    assert faults(refusal) == {(f"/answers/{pointer}", fault)}
    (error,) = refusal.errors
    assert all(each in say(fault, "en", error.params).detail for each in named)
    assert "{" not in say(fault, "ar", error.params).detail
    form = every_service()[code].form
    asked = form.field(pointer)
    assert asked is not None
    assert asked.label.ar in say(fault, "ar", error.params).detail


def test_what_was_not_answered_bounds_nothing(window: Window) -> None:
    """No donations from abroad: no donors are asked for, and none are summed."""
    answers = {**window.answers("society.annual_report"), "foreign_donations_fils": 0}
    assert window.filed("society.annual_report", answers)
    unsaid = dict(window.answers("society.bylaws_amendment"))
    del unsaid["present"]
    refusal = refused(window, "society.bylaws_amendment", unsaid)
    assert faults(refusal) == {("/answers/present", "required")}


def test_a_place_where_people_are_sheltered_stands_in_no_register(window: Window) -> None:
    answers = window.answers("care.home_licence")
    for groups, listed in ((["women"], False), (["older_people"], True)):
        application = window.approved("care.home_licence", {**answers, "groups": groups})
        assert window.licence(application["decision"]["result_id"]).grant.listed is listed
    application = window.approved(
        "practice.support_licence", window.answers("practice.support_licence")
    )
    assert not window.licence(application["decision"]["result_id"]).grant.listed


def test_a_body_that_says_no_keeps_a_society_from_being_approved(window: Window) -> None:
    answers = {**society("ordinary", 7), "main_goal": "health"}
    application_id = window.filed("society.registration", answers)
    asked = {"application_id": application_id}
    window.call(CLERK, "find_complete", {**asked, "step": "completeness"})
    ministry = replace(somebody("moh", "partner", governorates=()), partner="health")
    no = {"step": "opinion_health", "positive": False, "note": "الغايات تخالف قانون الصحة."}
    window.call(ministry, "answer_for_body", {**asked, **no})
    window.led(application_id)
    with pytest.raises(Conflict) as refusal:
        window.call(SUPERVISOR, "approve_application", asked)
    assert faults(refusal.value) == {("/steps/opinion_health", "step_hinders")}
    reason = {**asked, "reason_code": "goals_unlawful", "text": {"ar": "الغايات مخالفة للقانون."}}
    assert window.call(SUPERVISOR, "reject_application", reason)["state"] == "rejected"


def test_whoever_advises_against_says_why(window: Window) -> None:
    code = "practice.support_licence"
    application_id = window.filed(code, window.answers(code))
    (review,) = (each.code for each in every_service()[code].steps if each.kind is StepKind.REVIEW)
    window.led(application_id, but=("decision", review))
    no = {"application_id": application_id, "step": review, "positive": False}
    with pytest.raises(Conflict, match="no_without_reason"):
        window.call(CLERK, "review_application", no)
    window.call(CLERK, "review_application", {**no, "note": "لا خبرة في هذا المجال."})
