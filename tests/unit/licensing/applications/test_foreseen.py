"""What the register of associations, or a licence, will refuse is refused when it is handed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.errors import Conflict
from tests.support.applying import CITIZEN, SUPERVISOR
from tests.support.associations import society
from tests.support.calling import Caller
from tests.support.service_samples import HELD_DAYS, sound_answers
from tests.support.services import Window, every_service

REPORT, JOIN = "society.annual_report", "society.join_union"
SURRENDER, SOCIETY = "licence.surrender", "society.registration"


def refused(window: Window, code: str, answers: Any) -> str:
    """Why such an application is not taken."""
    with pytest.raises(Conflict) as refusal:
        window.filed(code, answers)
    return refusal.value.code


def suspend(call: Caller, number: str) -> None:
    """The association is suspended, and its licence with it."""
    found = call(SUPERVISOR, "find_associations", {"number": number})["items"]
    for measure in ("warning", "suspension"):
        request = {"association_id": found[0]["id"], "measure": measure, "reason": "مخالفة مالية."}
        call(SUPERVISOR, "take_association_measure", request)


def test_the_report_of_a_year_that_is_open_is_not_taken(window: Window) -> None:
    answers = window.answers(REPORT)
    assert refused(window, REPORT, {**answers, "year": answers["year"] + 1}) == (
        "association_report_year"
    )
    assert refused(window, REPORT, {**answers, "year": answers["year"] - 1}) == (
        "association_report_year"
    )
    assert window.approved(REPORT, answers)["state"] == "approved"


def test_a_report_that_was_accepted_or_does_not_add_up_is_not_taken(window: Window) -> None:
    answers = window.answers(REPORT)
    above = {**answers, "foreign_donations_fils": answers["income_fils"] + 1}
    assert refused(window, REPORT, above) == "answers_wrong"
    window.approved(REPORT, answers)
    assert refused(window, REPORT, answers) == "association_report_accepted"


def test_what_was_free_to_be_handed_in_is_looked_at_again_in_the_end(window: Window) -> None:
    answers = window.answers(REPORT)
    first, second = window.filed(REPORT, answers), window.filed(REPORT, answers)
    for each in (first, second):
        window.led(each)
    window.call(SUPERVISOR, "approve_application", {"application_id": first})
    with pytest.raises(Conflict, match="association_report_accepted"):
        window.call(SUPERVISOR, "approve_application", {"application_id": second})


def test_who_is_a_member_does_not_apply_to_join_again(window: Window) -> None:
    answers = window.answers(JOIN)
    window.approved(JOIN, answers)
    assert refused(window, JOIN, answers) == "membership_already_joined"


NAMED = {
    "society.registration": "society_name",
    "society.foreign_branch": "branch_name",
    "union.registration": "union_name",
}


@pytest.mark.parametrize("code", NAMED)
def test_none_is_registered_under_the_name_of_another(code: str, window: Window) -> None:
    taken = window.answers(SOCIETY)
    window.approved(SOCIETY, taken)
    alike = taken["society_name"]["ar"].replace("جمعية البر", "جمعيّة  البرّ")
    answers = {**window.answers(code), NAMED[code]: {"ar": alike}}
    assert refused(window, code, answers) == "association_name_taken"


@pytest.mark.parametrize("code", NAMED)
def test_of_two_that_want_one_name_who_is_approved_first_has_it(code: str, window: Window) -> None:
    name = {"ar": "جمعية النخيل"}
    first = window.filed(code, {**window.answers(code), NAMED[code]: name})
    second = window.filed(code, {**window.answers(code), NAMED[code]: name})
    for each in (first, second):
        window.led(each)
    window.call(SUPERVISOR, "approve_application", {"application_id": first})
    with pytest.raises(Conflict, match="association_name_taken"):
        window.call(SUPERVISOR, "approve_application", {"application_id": second})


def test_the_name_of_one_that_was_dissolved_is_free(window: Window, call: Caller) -> None:
    name = {"ar": "جمعية النخيل"}
    twin = society(call, name=name)
    answers = {**window.answers(SOCIETY), "society_name": name}
    assert refused(window, SOCIETY, answers) == "association_name_taken"
    asked = {"association_id": twin, "ground": "own_decision", "committee": ["آمال الخطيب"]}
    call(SUPERVISOR, "dissolve_association", {**asked, "reason": "قرار الهيئة العامة."})
    assert window.approved(SOCIETY, answers)["state"] == "approved"


def test_silence_registers_none_under_the_name_of_another(window: Window) -> None:
    answers = window.answers(SOCIETY)
    silent, decided = window.filed(SOCIETY, answers), window.filed(SOCIETY, answers)
    window.led(decided)
    window.call(SUPERVISOR, "approve_application", {"application_id": decided})
    window.advance(70)
    asked = {"application_id": silent}
    application = window.call(CITIZEN, "get_application", asked)
    assert (application["state"], application["late"]) == ("in_progress", True)
    assert application["timeline"][-1]["what"] == "late"
    reason = next(iter(every_service()[SOCIETY].reasons))
    no = {**asked, "reason_code": reason, "text": {"ar": "الاسم مستعمل."}}
    assert window.call(SUPERVISOR, "reject_application", no)["state"] == "rejected"


@pytest.mark.parametrize("code", ["society.bylaws_amendment", "society.registration"])
def test_articles_are_in_their_order_when_they_are_handed_in(code: str, window: Window) -> None:
    answers = window.answers(code)
    backwards = list(reversed(answers["articles"]))
    assert refused(window, code, {**answers, "articles": backwards}) == "bylaws_numbering"


def test_no_union_is_founded_by_a_society_that_is_suspended(window: Window, call: Caller) -> None:
    answers = window.answers("union.registration")
    suspend(call, answers["founder_societies"][0]["registration_number"])
    assert refused(window, "union.registration", answers) == "licence_not_fit"


@pytest.mark.parametrize("code", [SURRENDER, "licence.change_of_holder", "nursery.renewal"])
def test_what_is_given_back_is_given_back_passed_on_and_renewed_no_more(
    code: str, window: Window, clock: FixedClock
) -> None:
    number = window.number_of("nursery.first_licence")
    window.advance(HELD_DAYS["nursery.renewal"])
    today = clock.now().date()

    def asked(service: str) -> dict[str, Any]:
        return {**sound_answers(service, lambda _: number, today), "licence_number": number}

    soon = (today + timedelta(days=20)).isoformat()
    window.approved(SURRENDER, {**asked(SURRENDER), "closes_on": soon})
    assert refused(window, code, asked(code)) == "licence_given_back"
