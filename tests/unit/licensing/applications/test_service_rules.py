"""What is a service's own: whom it refuses and why, what silence means, what it keeps to itself."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import Conflict
from contracts.refusals import say
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
from tests.support.service_samples import SAMPLES
from tests.support.services import Told, Window, every_service, faults, refused, sample


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


def test_whoever_advises_against_says_why(window: Window) -> None:
    code = "practice.support_licence"
    application_id = window.filed(code, window.answers(code))
    (review,) = (each.code for each in every_service()[code].steps if each.kind is StepKind.REVIEW)
    window.led(application_id, but=("decision", review))
    no = {"application_id": application_id, "step": review, "positive": False}
    with pytest.raises(Conflict, match="no_without_reason"):
        window.call(CLERK, "review_application", no)
    window.call(CLERK, "review_application", {**no, "note": "لا خبرة في هذا المجال."})
