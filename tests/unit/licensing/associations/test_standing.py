"""Good standing: what was known by a day, explained, and the same whenever it is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.errors import Conflict, Forbidden, NotFound
from tests.support.associations import (
    ADMINISTRATOR,
    OFFICER,
    STRANGER,
    SUPERVISOR,
    accept_report,
    chair,
    licensing,
    membership,
    orderly,
    pay,
    society,
    union_of,
)
from tests.support.calling import Caller


def stands(call: Caller, society_id: str, **asked: Any) -> dict[str, Any]:
    request = {"association_id": society_id, **asked}
    return call(ADMINISTRATOR, "get_association_standing", request)


def unmet(standing: dict[str, Any]) -> set[str]:
    return {each["code"] for each in standing["because"] if not each["met"]}


def members(call: Caller) -> tuple[str, list[str]]:
    societies = [orderly(call, number) for number in range(1, 6)]
    return union_of(call, societies), societies


def test_an_orderly_society_stands_well_and_each_criterion_says_so(call: Caller) -> None:
    union_id, (one, *_) = members(call)
    pay(call, union_id, one, 2026)
    found = stands(call, one, union_id=union_id)
    assert found["good"] is True
    assert len(found["because"]) == 8
    assert all(each["words"]["ar"] and each["words"]["en"] for each in found["because"])


def test_what_is_missing_is_named(call: Caller) -> None:
    union_id, _ = members(call)
    bare = society(call, 9, registered_on="2026-06-01", competent_ministry="culture")
    asked = {"union_id": union_id, "society_id": bare, "joined_on": "2026-06-02"}
    call(ADMINISTRATOR, "record_membership", asked)
    warning = {"association_id": bare, "measure": "warning", "reason": "مخالفة."}
    call(SUPERVISOR, "take_association_measure", warning)
    assert unmet(stands(call, bare, union_id=union_id)) == {
        "registered_long_enough",
        "board_in_term",
        "no_open_warning",
        "competent_ministry",
        "dues_paid",
    }
    assert unmet(stands(call, bare)) == {
        "registered_long_enough",
        "board_in_term",
        "no_open_warning",
    }


def test_dues_that_are_withdrawn_count_no_more_from_that_day_on(
    call: Caller, clock: FixedClock
) -> None:
    union_id, (one, *_) = members(call)
    pay(call, union_id, one, 2026)
    clock.advance(timedelta(days=10))
    held = membership(call, union_id, one)["id"]
    wrong = {"membership_id": held, "year": 2026, "reason": "سُجّلت لجمعية أخرى."}
    call(OFFICER, "withdraw_dues", wrong)
    assert unmet(stands(call, one, union_id=union_id)) == {"dues_paid"}
    assert not unmet(stands(call, one, union_id=union_id, day="2026-12-01")), "as was known then"
    pay(call, union_id, one, 2026)
    assert not unmet(stands(call, one, union_id=union_id))


def test_a_year_is_a_year_to_the_day(call: Caller, clock: FixedClock) -> None:
    made = society(call, registered_on="2025-11-23")
    assert "registered_long_enough" in unmet(stands(call, made))
    clock.advance(timedelta(days=1))
    assert "registered_long_enough" not in unmet(stands(call, made))


def test_what_is_recorded_later_changes_nothing_about_an_earlier_day(
    call: Caller, clock: FixedClock
) -> None:
    union_id, (one, *_) = members(call)
    before = stands(call, one, union_id=union_id, day="2026-11-22")
    assert unmet(before) == {"dues_paid"}
    clock.advance(timedelta(days=1))
    pay(call, union_id, one, 2026)
    for kind in ("warning", "suspension"):
        measure = {"association_id": one, "measure": kind, "reason": "مخالفة."}
        call(SUPERVISOR, "take_association_measure", measure)
    assert stands(call, one, union_id=union_id, day="2026-11-22") == before
    assert unmet(stands(call, one, union_id=union_id)) == {"active", "no_open_warning"}


def test_dues_are_good_until_the_last_day_of_their_year(call: Caller, clock: FixedClock) -> None:
    union_id, (one, *_) = members(call)
    pay(call, union_id, one, 2026)
    clock.advance(datetime(2027, 1, 1, 12, tzinfo=UTC) - clock.now())
    assert "dues_paid" not in unmet(stands(call, one, union_id=union_id, day="2026-12-31"))
    assert "dues_paid" in unmet(stands(call, one, union_id=union_id))


def test_dues_of_a_later_year_do_not_stand_for_this_one(call: Caller) -> None:
    union_id, (one, *_) = members(call)
    pay(call, union_id, one, 2027)
    assert "dues_paid" in unmet(stands(call, one, union_id=union_id))


def test_a_missing_report_counts_from_the_day_after_its_last_day(
    call: Caller, clock: FixedClock
) -> None:
    made = orderly(call, 1)
    clock.advance(datetime(2027, 5, 1, 12, tzinfo=UTC) - clock.now())
    assert unmet(stands(call, made, day="2027-03-31")) == set()
    assert unmet(stands(call, made, day="2027-04-01")) == {"reports_filed"}
    accept_report(call, made, 2026)
    assert unmet(stands(call, made)) == set()


def test_nobody_asks_how_it_will_stand(call: Caller) -> None:
    with pytest.raises(Conflict, match="association_day_ahead"):
        stands(call, society(call), day="2026-11-23")


def test_a_society_stands_as_a_member_only_where_it_was_one(call: Caller) -> None:
    union_id, _ = members(call)
    with pytest.raises(NotFound, match="membership_not_found_in_union"):
        stands(call, society(call, 9), union_id=union_id)


def test_officers_see_how_their_members_stand_and_strangers_do_not(call: Caller) -> None:
    union_id, (one, *_) = members(call)
    asked = {"association_id": one, "union_id": union_id}
    for actor in (OFFICER, chair(1), SUPERVISOR):
        assert call(actor, "get_association_standing", asked)["because"]
    with pytest.raises(Forbidden):
        call(STRANGER, "get_association_standing", asked)
    with pytest.raises(Forbidden):
        call(chair(2), "get_association_standing", asked)


def test_who_left_is_no_member_from_that_day_on(call: Caller, clock: FixedClock) -> None:
    union_id, (one, *_) = members(call)
    clock.advance(timedelta(days=2))
    ending = {
        "membership_id": membership(call, union_id, one)["id"],
        "ending": "left",
        "reason": "بطلب من الجمعية.",
    }
    call(OFFICER, "end_membership", ending)
    assert "member" in unmet(stands(call, one, union_id=union_id))
    assert "member" not in unmet(stands(call, one, union_id=union_id, day="2026-11-23"))


def test_grants_ask_how_a_society_stands_by_itself(call: Caller) -> None:
    made = orderly(call, 1)
    found = licensing(call).associations.standings.of(made, date(2026, 11, 22))
    assert found.good
    assert [each.code for each in found.because] == [
        "active",
        "registered_long_enough",
        "reports_filed",
        "board_in_term",
        "no_open_warning",
    ]
