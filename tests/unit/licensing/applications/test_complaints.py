"""Who complains about a place is heard whatever became of its licence."""

from __future__ import annotations

import pytest

from chassis.errors import Conflict
from services.licensing.domain.catalogue.service import Effect
from services.licensing.domain.licences.course import LicenceState
from tests.support.applying import CITIZEN, SUPERVISOR
from tests.support.services import Told, Window, every_service

COMPLAINT = "place.complaint"


def test_a_place_that_was_closed_is_complained_about_and_visited(
    window: Window, told: Told
) -> None:
    answers = window.answers(COMPLAINT)
    found = window.call(SUPERVISOR, "search_licences", {"number": answers["licence_number"]})
    why = {"reason_code": "other", "text": {"ar": "مخالفات جسيمة."}}
    window.call(SUPERVISOR, "revoke_licence", {"licence_id": found["items"][0]["id"], **why})
    assert window.approved(COMPLAINT, answers)["state"] == "approved"
    assert [effect for effect, _, _ in told.further] == [Effect.INSPECT]


def test_no_state_of_a_licence_keeps_anybody_from_complaining() -> None:
    about = every_service()[COMPLAINT].about
    assert about is not None
    assert set(about.states) == {each.value for each in LicenceState}


def test_a_number_that_nobody_has_is_not_said_to_be_somebody_elses(window: Window) -> None:
    answers = {**window.answers(COMPLAINT), "licence_number": "NUR-2026-009999"}
    with pytest.raises(Conflict, match="licence_not_fit") as refused:
        window.filed(COMPLAINT, answers)
    (error,) = refused.value.errors
    assert (error.pointer, error.params["fault"]) == ("/answers/licence_number", "no_such_licence")


def test_whoever_names_a_number_learns_no_address_by_it(window: Window) -> None:
    complaint = window.filed(COMPLAINT, window.answers(COMPLAINT))
    place = window.call(CITIZEN, "get_application", {"application_id": complaint})["place"]
    assert place == {"governorate": "JO-AM", "district": None, "details": None}
