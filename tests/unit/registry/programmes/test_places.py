"""Places: never more than there are, a line when they are taken, and the next one called."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chassis.context import Actor
from services.registry.domain.programmes.places import Places
from services.registry.domain.programmes.refusals import NoPlace, QuotaBelowTaken
from tests.support.programmes import (
    ADMINISTRATOR,
    SUPERVISOR,
    Office,
    learning,
)
from tests.support.registry import AUDITOR, CLERK
from tests.unit.registry.programmes.test_programmes import refuses

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def places_of(office: Office, programme: dict[str, Any]) -> tuple[int, int]:
    """How many are taken, and how many people wait."""
    seen = office.do("get_programme_places", CLERK, programme_id=programme["id"])
    assert seen["taken"] <= seen["quota"]
    return seen["taken"], seen["waiting"]


def test_who_comes_first_has_a_place_and_the_others_wait_in_line(office: Office) -> None:
    to = office.programme(**learning(2))
    came = [office.applied(to) for _ in range(4)]
    assert [each["status"] for each in came] == ["active", "active", "waiting", "waiting"]
    assert [each["ticket"] for each in came] == [None, None, 1, 2]
    assert places_of(office, to) == (2, 2)


def test_a_freed_place_goes_to_who_is_next_in_line(office: Office, days: Any) -> None:
    to = office.programme(**learning(1))
    first, second, third = (office.applied(to)["id"] for _ in range(3))
    end = {"outcome": "graduated", "reason_code": "completed"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=first, **end)
    # Who comes now does not overtake who waits.
    assert office.applied(to)["status"] == "waiting"
    days.pass_by()
    standing = {
        each["id"]: each["status"]
        for each in office.do("find_enrolments", CLERK, programme_id=to["id"])["items"]
    }
    assert (standing[first], standing[second], standing[third]) == (
        "graduated",
        "active",
        "waiting",
    )
    assert places_of(office, to) == (1, 2)


def test_who_left_the_line_is_passed_over(office: Office, days: Any) -> None:
    to = office.programme(**learning(1))
    first, second, third = (office.applied(to)["id"] for _ in range(3))
    office.do("withdraw_enrolment", CLERK, enrolment_id=second)
    end = {"outcome": "exited", "reason_code": "did_not_attend"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=first, **end)
    days.pass_by()
    assert office.do("get_enrolment", CLERK, enrolment_id=third)["status"] == "active"
    assert places_of(office, to) == (1, 0)


def test_more_places_are_given_to_who_waits(office: Office, days: Any) -> None:
    to = office.programme(**learning(1))
    for _ in range(5):
        office.applied(to)
    office.do("change_programme", ADMINISTRATOR, programme_id=to["id"], quota=4)
    days.pass_by()
    assert places_of(office, to) == (4, 1)


def test_a_quota_does_not_fall_below_the_places_taken(office: Office) -> None:
    to = office.programme(**learning(2))
    office.applied(to), office.applied(to)
    less = {"programme_id": to["id"], "quota": 1}
    refuses(office, "quota_below_taken", "change_programme", ADMINISTRATOR, **less)
    assert office.do("get_programme", CLERK, programme_id=to["id"])["quota"] == 2


@pytest.mark.parametrize("quota", [1, 9])
def test_who_may_not_count_the_taken_tries_no_quotas(office: Office, quota: int) -> None:
    to = office.programme(**learning(2, governorates=["JO-AM"]))
    tried = {"programme_id": to["id"], "quota": quota}
    refuses(office, "quota_not_yours", "change_programme", SUPERVISOR, **tried)
    same = {"programme_id": to["id"], "quota": 2, "closes_on": "2027-12-31"}
    assert office.do("change_programme", SUPERVISOR, **same)["quota"] == 2
    assert office.do("change_programme", ADMINISTRATOR, **tried)["quota"] == quota


def test_a_programme_without_counted_places_has_none_to_show(office: Office) -> None:
    made = office.programme()["id"]
    refuses(office, "places_not_found", "get_programme_places", CLERK, programme_id=made)


class AnyOrder(RuleBasedStateMachine):
    """People come, leave and are called, and the quota changes, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.places, self.seated, self.line = Places.lay_out("p", "q", 3, NOW), 0, 0

    @rule()
    def somebody_comes(self) -> None:
        if self.places.has_room:
            self.places.take("e", NOW)
            self.seated += 1
        else:
            self.places.queue("e", NOW)
            self.line += 1

    @precondition(lambda self: self.line > 0)
    @rule()
    def somebody_leaves_the_line(self) -> None:
        self.places.leave_line("e", NOW)
        self.line -= 1

    @precondition(lambda self: self.seated > 0)
    @rule()
    def somebody_gives_a_place_back(self) -> None:
        self.places.release("e", NOW)
        self.seated -= 1

    @precondition(lambda self: self.places.line_moves)
    @rule()
    def the_next_is_called(self) -> None:
        self.places.call(self.places.called + 1, "e", NOW)
        self.seated, self.line = self.seated + 1, self.line - 1

    @rule(quota=st.integers(0, 6))
    def the_quota_changes(self, quota: int) -> None:
        try:
            self.places.resize(quota, NOW)
        except QuotaBelowTaken:
            assert quota < self.seated

    @invariant()
    def no_place_is_given_twice(self) -> None:
        assert (self.places.taken, self.places.waiting) == (self.seated, self.line)
        assert self.places.taken <= self.places.quota


test_whatever_happens_no_place_is_given_twice = AnyOrder.TestCase


def test_a_call_without_a_free_place_is_refused() -> None:
    places = Places.lay_out("p", "q", 1, NOW)
    places.take("e", NOW)
    with pytest.raises(NoPlace):
        places.call(1, "f", NOW)


def test_who_lists_all_the_enrolled_is_not_told_their_number(office: Office) -> None:
    to = office.programme(**learning(10, governorates=["JO-AM"]))
    office.applied(to)
    counted, uncounted = (1, 9, 0), (None, None, None)
    of_two = Actor("clerk-2", frozenset({"clerk"}), None, frozenset({"JO-AM", "JO-IR"}))
    elsewhere = Actor("clerk-3", frozenset({"clerk"}), None, frozenset({"JO-IR"}))
    citizen = Actor("citizen-1", frozenset({"citizen"}), None, frozenset())
    for actor, numbers in (
        (ADMINISTRATOR, counted),
        (elsewhere, counted),
        (citizen, counted),
        (CLERK, uncounted),
        (SUPERVISOR, uncounted),
        (of_two, uncounted),
        (AUDITOR, uncounted),
    ):
        seen = office.do("get_programme_places", actor, programme_id=to["id"])
        assert (seen["taken"], seen["free"], seen["waiting"]) == numbers, actor
        assert (seen["quota"], seen["has_room"]) == (10, True)
