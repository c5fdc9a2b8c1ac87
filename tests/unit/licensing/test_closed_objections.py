"""What becomes of objections to measures when the licence ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chassis.errors import Conflict
from tests.support.falling_due import fire_due, timers_of
from tests.support.inspections import (
    SECOND,
)
from tests.support.licences import CITIZEN, SUPERVISOR
from tests.support.watched_place import (
    WatchedPlace,
)


def objected(place: WatchedPlace) -> dict[str, str]:
    """The warning, to which the holder has objected."""
    known = place.call(SUPERVISOR, "get_oversight", {"licence_id": place.licence_id})
    of = {"licence_id": place.licence_id, "measure_id": known["measures"][0]["id"]}
    place.call(CITIZEN, "object_to_measure", {**of, "text": "المخارج سالكة"})
    return of


def told_of_oversight(place: WatchedPlace) -> list[str]:
    (kept,) = place.database.collections["oversights"].values()
    return [
        each["data"]["step"]
        for each in kept["pending"]
        if each["type"] == "kanaf.licensing.oversight.advanced.v1"
    ]


def test_an_objection_is_closed_with_the_licence_and_who_objected_is_told(
    place: WatchedPlace,
) -> None:
    of = objected(place)
    answer = {**of, "upheld": True, "answer": {"ar": "صحيح."}}
    place.give_back(date(2026, 11, 22))
    place.clock.advance(timedelta(days=1))
    due = {"due_": place.call.service.licence_due}
    fire_due(place.database, "licences", place.clock, due)
    shown = place.call(CITIZEN, "get_oversight", {"licence_id": place.licence_id})["measures"][0]
    closed = shown["objection"]["closed"]
    assert (shown["state"], closed["because"]) == ("ended", "licence_given_back")
    assert "دون قرار" in closed["detail"]
    assert (shown["objection"]["upheld"], shown["objection"]["answer"]) == (None, None)
    assert told_of_oversight(place).count("objection_closed") == 1
    with pytest.raises(Conflict, match="objection_closed"):
        place.call(SECOND, "answer_objection", answer)
    waiting = place.call(SUPERVISOR, "find_oversights", {"objected": "yes"})["items"]
    assert waiting == []
    assert [
        each for each in timers_of(place.database, "oversights") if "objection" in str(each)
    ] == []


def test_an_objection_of_before_that_outlived_its_licence_is_not_decided_either(
    place: WatchedPlace,
) -> None:
    of = objected(place)
    (kept,) = place.database.collections["oversights"].values()
    (measure,) = kept["state"]["measures"]
    measure["state"] = "ended"
    del measure["objection"]["closed"]
    answer = {**of, "upheld": False, "answer": {"ar": "لا."}}
    with pytest.raises(Conflict, match="objection_closed"):
        place.call(SECOND, "answer_objection", answer)


def test_what_was_answered_before_the_licence_ended_stays_answered(place: WatchedPlace) -> None:
    of = objected(place)
    place.call(SECOND, "answer_objection", {**of, "upheld": False, "answer": {"ar": "لا."}})
    place.decide("revoke_licence", "by_judgment")
    shown = place.call(CITIZEN, "get_oversight", {"licence_id": place.licence_id})["measures"][0]
    assert (shown["objection"]["upheld"], shown["objection"]["closed"]) == (False, None)
    assert "objection_closed" not in told_of_oversight(place)
