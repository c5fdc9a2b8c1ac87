"""An application from draft to licence, through every step of a first nursery licence."""

from __future__ import annotations

import pytest

from chassis.errors import Conflict, Forbidden
from services.licensing.app.licensing import Licensing
from tests.support.applying import (
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    INSPECTOR,
    OTHER_CLERK,
    SUPERVISOR,
    Beside,
    a_nursery,
    inspected,
    open_steps,
    paid,
    ready,
    submitted,
)
from tests.support.calling import Caller, somebody


def test_a_citizen_is_led_from_the_draft_to_the_licence(
    call: Caller, licensing: Licensing, beside: Beside
) -> None:
    application_id = submitted(call)
    of_step = {"application_id": application_id}

    application = call(CLERK, "find_complete", {**of_step, "step": "completeness"})
    assert open_steps(application) == {"fee"}
    ((bill_id, (_, step, amount)),) = beside.bills.items()
    assert (step, amount) == ("fee", 50_000)
    assert [each["reference"] for each in application["steps"] if each["code"] == "fee"] == [
        bill_id
    ]

    paid(licensing, application_id)
    application = call(CITIZEN, "get_application", of_step)
    assert open_steps(application) == {
        *("civil_defence", "health", "municipality", "public_works"),
        "inspection",
    }

    for body in ("civil_defence", "health", "municipality", "public_works"):
        partner = somebody(body, "partner", governorates=())
        partner = type(partner)(**{**vars(partner), "partner": body})
        call(partner, "answer_for_body", {**of_step, "step": body, "positive": True})
    inspected(licensing, application_id)

    application = call(SUPERVISOR, "approve_application", of_step)
    assert application["state"] == "approved"
    assert application["decision"]["number"] == "NUR-2026-000001"
    assert [each["what"] for each in application["timeline"]] == [
        *("submitted", "complete", "paid", "given", "given", "given", "given"),
        *("passed", "approved"),
    ]
    assert application["timeline"][2]["words"] == {
        "ar": "تمّ: دفع الرسم",
        "en": "Done: Payment of the fee",
    }


def test_a_home_nursery_pays_nothing_and_asks_fewer_bodies(call: Caller, beside: Beside) -> None:
    application_id = submitted(call, a_nursery(HOME_NURSERY))
    of_step = {"application_id": application_id}
    application = call(CLERK, "find_complete", {**of_step, "step": "completeness"})
    assert open_steps(application) == {"civil_defence", "health", "inspection"}
    assert beside.bills == {}


@pytest.mark.parametrize(
    ("field", "most"), [("places_under_two", 5), ("places_two_to_four", 7)], ids=str
)
def test_a_home_nursery_looks_after_a_few_children(call: Caller, field: str, most: int) -> None:
    assert submitted(call, a_nursery(HOME_NURSERY, **{field: most}))
    with pytest.raises(Conflict) as refused:
        submitted(call, a_nursery(HOME_NURSERY, **{field: most + 1}))
    (error,) = refused.value.errors
    assert (error.pointer, error.code) == (f"/answers/{field}", "answer_above_limit")


def test_a_nursery_has_a_place_for_a_child_of_either_age(call: Caller) -> None:
    assert submitted(call, a_nursery(HOME_NURSERY, places_two_to_four=0))
    with pytest.raises(Conflict) as refused:
        submitted(call, a_nursery(HOME_NURSERY, places_under_two=0, places_two_to_four=0))
    (error,) = refused.value.errors
    assert (error.pointer, error.code) == ("/answers/places_two_to_four", "answer_below_limit")
    assert error.params["because"]["en"].startswith("A nursery has at least one place")


@pytest.mark.parametrize(
    ("name", "pointer", "code"),
    [
        ({"ar": "🙂🙂"}, "ar", "not_an_arabic_name_of_place"),
        ({"ar": "حضانة 🙂"}, "ar", "not_an_arabic_name_of_place"),
        ({"ar": "Buds Nursery 7"}, "ar", "not_an_arabic_name_of_place"),
        ({"ar": "١٢٣"}, "ar", "not_an_arabic_name_of_place"),
        ({"ar": "حضانة البراعم", "en": "حضانة"}, "en", "not_a_latin_name_of_place"),
        ({"ar": "حضانة البراعم", "en": "12"}, "en", "not_a_latin_name_of_place"),
    ],
    ids=str,
)
def test_a_place_has_a_name_that_can_be_read_and_printed(
    call: Caller, name: dict[str, str], pointer: str, code: str
) -> None:
    with pytest.raises(Conflict) as refused:
        call(CITIZEN, "draft_application", a_nursery(nursery_name=name))
    (error,) = refused.value.errors
    assert (error.pointer, error.code) == (f"/answers/nursery_name/{pointer}", code)


@pytest.mark.parametrize(
    "name",
    [
        {"ar": 'حضانة "البراعم" (فرع 2)', "en": "Buds & Co. (2)"},
        {"ar": "Kids' 7 حضانةُ"},
        {"ar": "حضانة ABC – مَرْكا، ١٢", "en": "«Café» 1"},
    ],
    ids=str,
)
def test_numbers_signs_and_latin_words_may_stand_in_a_name(
    call: Caller, name: dict[str, str]
) -> None:
    assert call(CITIZEN, "draft_application", a_nursery(nursery_name=name))


def test_what_is_missing_or_too_much_is_told_all_at_once(call: Caller) -> None:
    request = a_nursery({**HOME_NURSERY, "places_under_two": 6})
    del request["answers"]["staff"]
    application_id = call(CITIZEN, "draft_application", request)["id"]
    with pytest.raises(Conflict) as refused:
        call(CITIZEN, "submit_application", {"application_id": application_id})
    assert refused.value.code == "answers_wrong"
    assert {(each.pointer, each.code) for each in refused.value.errors} == {
        ("/answers/places_under_two", "answer_above_limit"),
        ("/answers/staff", "required"),
    }


def test_an_empty_draft_is_told_its_papers_with_its_fields(call: Caller) -> None:
    request = {**a_nursery({"kind": "home"}), "papers": {}}
    application_id = call(CITIZEN, "draft_application", request)["id"]
    with pytest.raises(Conflict) as refused:
        call(CITIZEN, "submit_application", {"application_id": application_id})
    assert refused.value.code == "answers_wrong"
    told = {each.pointer for each in refused.value.errors}
    assert told > {"/answers/nursery_name", "/papers/identity", "/papers/health"}


def test_who_oversteps_numbers_is_told_the_bar_and_the_papers_too(call: Caller) -> None:
    request = a_nursery({**HOME_NURSERY, "floor": "upper", "places_under_two": 6})
    request["papers"]["plan"] = request["papers"].pop("identity")
    application_id = call(CITIZEN, "draft_application", request)["id"]
    with pytest.raises(Conflict) as refused:
        call(CITIZEN, "submit_application", {"application_id": application_id})
    assert [(each.pointer, each.code) for each in refused.value.errors] == [
        ("/answers/places_under_two", "answer_above_limit"),
        ("/answers/floor", "service_barred"),
        ("/papers/identity", "required"),
    ]
    barred = refused.value.errors[1].params["because"]
    assert barred["en"].startswith("A home nursery is on the ground floor")


def test_what_the_law_bars_is_refused_with_its_words(call: Caller) -> None:
    request = a_nursery({**HOME_NURSERY, "floor": "upper"})
    application_id = call(CITIZEN, "draft_application", request)["id"]
    with pytest.raises(Conflict) as refused:
        call(CITIZEN, "submit_application", {"application_id": application_id})
    assert refused.value.code == "service_barred"
    assert refused.value.params["because"]["en"].startswith("A home nursery is on the ground floor")


def test_who_took_a_step_or_filed_does_not_decide(call: Caller, licensing: Licensing) -> None:
    application_id = ready(call, licensing)
    both = somebody("inspector-1", "inspector", "supervisor")
    with pytest.raises(Forbidden) as refused:
        call(both, "approve_application", {"application_id": application_id})
    assert refused.value.code == "step_apart"


def test_nothing_is_approved_before_everything_is_done(call: Caller) -> None:
    application_id = submitted(call)
    with pytest.raises(Conflict) as refused:
        call(SUPERVISOR, "approve_application", {"application_id": application_id})
    assert refused.value.code == "application_not_ready"
    assert "/steps/completeness" in {each.pointer for each in refused.value.errors}


def test_a_body_that_says_no_is_asked_once_more_when_it_is_put_right(
    call: Caller, licensing: Licensing
) -> None:
    application_id = submitted(call, a_nursery(HOME_NURSERY))
    of_step = {"application_id": application_id}
    call(CLERK, "find_complete", {**of_step, "step": "completeness"})
    inspected(licensing, application_id)
    health = {**of_step, "step": "health", "positive": True}
    call(CLERK, "answer_for_body", health)
    no = {**of_step, "step": "civil_defence", "positive": False}
    with pytest.raises(Conflict) as refused:
        call(CLERK, "answer_for_body", {**no, "note": None})
    assert refused.value.code == "no_without_reason"
    assert [each.pointer for each in refused.value.errors] == ["/note"]
    call(CLERK, "answer_for_body", {**no, "note": "لا مخرج طوارئ."})
    with pytest.raises(Conflict):
        call(SUPERVISOR, "approve_application", of_step)

    application = call(CLERK, "reopen_step", {**of_step, "step": "civil_defence"})
    assert open_steps(application) == {"civil_defence"}
    call(CLERK, "answer_for_body", {**of_step, "step": "civil_defence", "positive": True})
    assert call(SUPERVISOR, "approve_application", of_step)["state"] == "approved"


def test_one_person_takes_a_step_and_another_does_not(call: Caller) -> None:
    step = {"application_id": submitted(call), "step": "completeness"}
    call(CLERK, "take_step", step)
    with pytest.raises(Conflict) as refused:
        call(OTHER_CLERK, "find_complete", step)
    assert refused.value.code == "step_taken"
    call(CLERK, "release_step", step)
    call(OTHER_CLERK, "find_complete", step)


def test_inspectors_are_given_nothing_to_check(call: Caller) -> None:
    step = {"application_id": submitted(call), "step": "completeness"}
    with pytest.raises(Forbidden):
        call(INSPECTOR, "find_complete", step)
