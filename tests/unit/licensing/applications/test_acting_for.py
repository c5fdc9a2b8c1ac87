"""Who acts for an association has every right to its registration, and nobody else has any."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import Conflict, Forbidden
from tests.support.applying import APPLICANT, CITIZEN, CLERK, SUPERVISOR
from tests.support.calling import Caller, somebody
from tests.support.services import Window

CHAIR = somebody("citizen-9", "citizen", governorates=(), national_number="9861012399")
AMENDMENT, MOVE = "society.bylaws_amendment", "society.headquarters_change"
REPORT = "society.annual_report"


def name(call: Caller, number: str, *representatives: dict[str, str]) -> None:
    """Others act for the association of this number from now on."""
    found = call(SUPERVISOR, "find_associations", {"number": number})["items"][0]
    asked = {"association_id": found["id"], "representatives": list(representatives)}
    call(SUPERVISOR, "name_representatives", asked)


@pytest.mark.parametrize(
    "chair", [{"subject": "citizen-9"}, {"national_number": "9861012399"}], ids=lambda each: [*each]
)
@pytest.mark.parametrize("code", [AMENDMENT, MOVE])
def test_who_is_named_anew_applies_in_its_name(
    code: str, chair: dict[str, str], window: Window, call: Caller
) -> None:
    answers = window.answers(code)
    name(call, answers["licence_number"], {"national_number": "9871012345"}, chair)
    asks = {**APPLICANT, "name": "سامر عبد الله الحسن", "national_number": "9861012399"}
    drafted = call(CHAIR, "draft_application", window.request(code, answers, applicant=asks))
    submitted = call(CHAIR, "submit_application", {"application_id": drafted["id"]})
    assert submitted["state"] != "draft"
    with pytest.raises(Conflict, match="licence_not_fit"):
        window.filed(code, answers)


@pytest.mark.parametrize("code", [AMENDMENT, MOVE, REPORT])
def test_what_the_former_one_applied_for_is_not_approved(
    code: str, window: Window, call: Caller
) -> None:
    answers = window.answers(code)
    application_id = window.filed(code, answers)
    window.led(application_id)
    name(call, answers["licence_number"], {"subject": "citizen-9"})
    with pytest.raises(Conflict) as refusal:
        call(SUPERVISOR, "approve_application", {"application_id": application_id})
    assert (refusal.value.code, refusal.value.params["fault"]) == (
        "licence_not_fit",
        "other_holder",
    )


def test_who_stays_among_them_goes_on(window: Window, call: Caller) -> None:
    answers = window.answers(AMENDMENT)
    application_id = window.filed(AMENDMENT, answers)
    window.led(application_id)
    both = ({"subject": "citizen-9"}, {"subject": "citizen-1"})
    name(call, answers["licence_number"], *both)
    approved = call(SUPERVISOR, "approve_application", {"application_id": application_id})
    assert approved["state"] == "approved"


def read_by(call: Caller, actor: Any, licence_id: str) -> Any:
    return call(actor, "show_licence", {"licence_id": licence_id})


def found_by(call: Caller, actor: Any, number: str) -> Any:
    return call(actor, "search_licences", {"number": number})["items"]


def test_the_registration_is_read_by_who_acts_for_it_alone(window: Window, call: Caller) -> None:
    number = window.number_of("society.registration")
    (licence,) = found_by(call, CITIZEN, number)
    name(call, number, {"subject": "citizen-9"})
    assert found_by(call, CITIZEN, number) == []
    with pytest.raises(Forbidden):
        read_by(call, CITIZEN, licence["id"])
    read = read_by(call, CHAIR, licence["id"])
    assert read["holder"]["kind"] == "entity"
    assert read["holder"]["registration_number"] == number
    assert read["certificates"][-1]["because"] == "transferred"
    name(call, number, {"subject": CLERK.subject})
    again = call(SUPERVISOR, "show_licence", {"licence_id": licence["id"]})
    assert len(again["certificates"]) == len(read["certificates"])
