"""Visits of a place are read by who holds it, whoever asked for what they were made for."""

from __future__ import annotations

import pytest

from chassis.errors import Forbidden
from tests.support.applying import OTHER_CLERK, a_request, reference_to
from tests.support.documents import Counter
from tests.support.licences import CITIZEN
from tests.support.services import every_service
from tests.support.watched_place import NEW_HOLDER, WatchedPlace

AMENDMENT = "nursery.amendment"


def amendment(place: WatchedPlace) -> str:
    """Its holder asks for more places, which is looked at on the spot."""
    shown = place.call(CITIZEN, "show_licence", {"licence_id": place.licence_id})
    answers = {
        "licence_number": shown["number"],
        "changing": ["places"],
        "places_under_two": 4,
        "places_two_to_four": 6,
    }
    wanted = every_service()[AMENDMENT].papers_for(answers)
    papers = {
        each.code: [Counter(place.call, CITIZEN).ready(kind=each.kinds[0])]
        for each in wanted
        if each.required
    }
    request = {**a_request(AMENDMENT, answers), "papers": papers}
    made = place.call(CITIZEN, "draft_application", request)
    place.call(CITIZEN, "submit_application", {"application_id": made["id"]})
    return str(made["id"])


def visit(place: WatchedPlace, application_id: str) -> dict[str, str]:
    """Opens once the papers are complete."""
    asked = {"application_id": application_id, "step": "completeness"}
    seen = place.call(OTHER_CLERK, "find_complete", asked)
    return {"inspection_id": reference_to(seen, "inspection")}


def is_the_new_holders(place: WatchedPlace, of_it: dict[str, str]) -> None:
    assert place.call(NEW_HOLDER, "get_inspection", of_it)
    with pytest.raises(Forbidden):
        place.call(CITIZEN, "get_inspection", of_it)


def test_one_that_was_asked_for_before_it_was_passed_on(place: WatchedPlace) -> None:
    of_it = visit(place, amendment(place))
    assert place.call(CITIZEN, "get_inspection", of_it)
    place.pass_on()
    is_the_new_holders(place, of_it)


def test_one_that_opens_after_it_was_passed_on(place: WatchedPlace) -> None:
    asked_for = amendment(place)
    place.pass_on()
    is_the_new_holders(place, visit(place, asked_for))
