"""Who sees which applications."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.errors import Forbidden
from services.licensing.app.licensing import Licensing
from tests.support.applying import (
    ADMINISTRATOR,
    AUDITOR,
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    INSPECTOR,
    SUPERVISOR,
    a_nursery,
    ready,
    rejected,
    submitted,
)
from tests.support.calling import Caller, somebody

NEIGHBOUR = somebody("citizen-2", "citizen", governorates=(), national_number="9862054321")
ELSEWHERE = somebody("clerk-9", "clerk", governorates=("JO-IR",))
OTHER_ADMINISTRATOR = somebody("administrator-2", "administrator")
ADMINISTRATOR_ELSEWHERE = somebody("administrator-9", "administrator", governorates=("JO-IR",))
OUTSIDERS = [somebody("other-1", role) for role in ("caseworker", "operator", "partner", "system")]


def body(code: str) -> Any:
    """Somebody of a body that may be asked."""
    return replace(somebody(code, "partner", governorates=()), partner=code)


@pytest.fixture
def application_id(call: Caller) -> str:
    return submitted(call)


def found(call: Caller, actor: Any, **filters: str) -> list[str]:
    """The ids of the applications that somebody finds."""
    return [each["id"] for each in call(actor, "find_applications", filters)["items"]]


def reads(call: Caller, asked: Any, *who: Any, nobody: tuple[Any, ...]) -> None:
    """Who reads an application and its handling, and who does not."""
    for method in ("get_application", "get_application_handling"):
        for actor in who:
            assert call(actor, method, asked)
        for actor in nobody:
            with pytest.raises(Forbidden, match="licensing_not_yours"):
                call(actor, method, asked)


@pytest.mark.parametrize("actor", [CLERK, INSPECTOR, SUPERVISOR, AUDITOR, CITIZEN], ids=str)
def test_whom_it_concerns_sees_it_and_finds_it(
    call: Caller, application_id: str, actor: Any
) -> None:
    assert call(actor, "get_application", {"application_id": application_id})
    assert found(call, actor) == [application_id]


def test_who_answers_appeals_reads_what_is_contested_where_they_serve(
    call: Caller, application_id: str
) -> None:
    asked = {"application_id": application_id}
    reads(call, asked, nobody=(ADMINISTRATOR, OTHER_ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE))
    rejected(call, application_id)
    reads(call, asked, nobody=(ADMINISTRATOR, OTHER_ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE))
    call(CITIZEN, "appeal_decision", {**asked, "text": "المخرج مفتوح."})
    both = (ADMINISTRATOR, OTHER_ADMINISTRATOR)
    reads(call, asked, *both, nobody=(ADMINISTRATOR_ELSEWHERE,))
    answer = {**asked, "overturned": True, "text": {"ar": "المخرج مفتوح فعلاً."}}
    call(ADMINISTRATOR, "answer_appeal", answer)
    reads(call, asked, ADMINISTRATOR, nobody=(OTHER_ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE))
    with pytest.raises(Forbidden):
        call(ADMINISTRATOR, "find_applications", {})


@pytest.mark.parametrize("actor", OUTSIDERS, ids=str)
def test_others_see_nothing(call: Caller, application_id: str, actor: Any) -> None:
    with pytest.raises(Forbidden):
        call(actor, "get_application", {"application_id": application_id})
    with pytest.raises(Forbidden):
        call(actor, "find_applications", {})


def test_a_neighbour_does_not_see_it_and_finds_an_empty_list(
    call: Caller, application_id: str
) -> None:
    with pytest.raises(Forbidden, match="licensing_not_yours"):
        call(NEIGHBOUR, "get_application", {"application_id": application_id})
    assert found(call, NEIGHBOUR) == []


def test_a_draft_is_seen_by_its_applicant_and_the_counter_alone(call: Caller) -> None:
    asked = {"application_id": call(CITIZEN, "draft_application", a_nursery())["id"]}
    for actor in (CITIZEN, CLERK):
        assert call(actor, "get_application", asked)["state"] == "draft"
    for actor in (INSPECTOR, SUPERVISOR, ADMINISTRATOR, AUDITOR):
        with pytest.raises(Forbidden):
            call(actor, "get_application", asked)
    for actor in (INSPECTOR, SUPERVISOR, AUDITOR):
        assert found(call, actor) == []


def test_a_citizen_files_for_nobody_else_and_sees_what_the_counter_filed_for_them(
    call: Caller,
) -> None:
    with pytest.raises(Forbidden, match="not_the_applicant"):
        call(NEIGHBOUR, "draft_application", a_nursery())
    drafted = call(CLERK, "draft_application", a_nursery())
    assert found(call, CITIZEN) == [drafted["id"]]
    assert found(call, NEIGHBOUR) == []


def test_who_signs_in_without_a_national_number_files_in_nobody_elses_name(call: Caller) -> None:
    foreigner = somebody("foreigner-1", "citizen", governorates=())
    delegate = {
        "name": "سليم حداد",
        "national_number": "9892054321",
        "document_id": "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a9999",
    }
    for request in (a_nursery(), {**a_nursery(), "delegate": delegate}):
        with pytest.raises(Forbidden, match="not_the_applicant"):
            call(foreigner, "draft_application", request)
    nameless = a_nursery()
    nameless["applicant"]["national_number"] = None
    drafted = call(foreigner, "draft_application", nameless)
    filled = {"application_id": drafted["id"], **a_nursery()}
    del filled["service"]
    with pytest.raises(Forbidden, match="not_the_applicant"):
        call(foreigner, "fill_application", filled)
    assert found(call, foreigner) == [drafted["id"]]


def test_a_body_sees_what_it_is_asked_about_from_when_it_is_asked(call: Caller) -> None:
    application_id = submitted(call, a_nursery(HOME_NURSERY))
    asked = {"application_id": application_id}
    assert found(call, body("health")) == [], "it is not its turn yet"
    call(CLERK, "find_complete", {**asked, "step": "completeness"})
    assert found(call, body("health")) == [application_id]
    assert call(body("health"), "get_application", asked)
    for passed_over in ("municipality", "tourism"):  # a home nursery needs no municipality
        assert found(call, body(passed_over)) == []
        with pytest.raises(Forbidden):
            call(body(passed_over), "get_application", asked)


def test_nobody_of_the_office_learns_that_there_is_a_draft(call: Caller) -> None:
    asked = {"application_id": call(CITIZEN, "draft_application", a_nursery())["id"]}
    for actor, method in ((SUPERVISOR, "approve_application"), (SUPERVISOR, "get_application")):
        with pytest.raises(Forbidden, match="licensing_not_yours"):
            call(actor, method, asked)


def test_a_subject_that_reads_like_a_national_number_owns_nothing(
    call: Caller, application_id: str
) -> None:
    assert found(call, somebody("9852012345", "citizen", governorates=())) == []


def test_staff_of_another_governorate_see_nothing(call: Caller, application_id: str) -> None:
    with pytest.raises(Forbidden):
        call(ELSEWHERE, "get_application", {"application_id": application_id})
    assert found(call, ELSEWHERE) == []
    with pytest.raises(Forbidden):
        found(call, ELSEWHERE, governorate="JO-AM")


def test_lists_are_narrowed_by_their_filters(
    call: Caller, licensing: Licensing, application_id: str
) -> None:
    licensed = ready(call, licensing, a_nursery(HOME_NURSERY))
    call(SUPERVISOR, "approve_application", {"application_id": licensed})
    refused = submitted(call)
    rejected(call, refused)
    for state, expected in (
        ("in_progress", [application_id]),
        ("approved", [licensed]),
        ("rejected", [refused]),
        ("withdrawn", []),
    ):
        assert found(call, SUPERVISOR, state=state) == expected
    assert found(call, SUPERVISOR, service="care.home_licence") == []
