"""Centres count twice, results follow, and the union has its board."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from services.licensing.domain.elections.results import results
from tests.support.associations import (
    ADMINISTRATOR,
    CLERK,
    COLLEAGUE,
    OFFICER,
    OTHER_CLERK,
    STRANGER,
    SUPERVISOR,
    THIRD,
    orderly,
    pay,
    society,
    union_of,
    with_board,
)
from tests.support.calling import Caller, somebody
from tests.support.elections import POLLING_ON, Polls


def enter(polls: Polls, actor: Any, votes: dict[str, int], **changed: Any) -> dict[str, Any]:
    asked = polls.numbers(votes)
    asked["count"] |= changed
    return polls.call(actor, "enter_centre_count", asked)


def seats(database: MemoryDatabase, polls: Polls, number: int) -> None:
    """The election is for so many seats."""
    database.collections["elections"][polls.election_id]["state"]["seats"] = number


def confirm(polls: Polls, actor: Any = SUPERVISOR) -> dict[str, Any]:
    return polls.call(actor, "confirm_election_results", {"election_id": polls.election_id})


def test_what_two_persons_enter_alike_stands_and_seats_the_board(polls: Polls) -> None:
    one, two = polls.counting(1, 2)
    first = enter(polls, CLERK, {one: 3, two: 2})
    assert (first["state"], first["entries"]["entries"]) == ("entered", [])
    assert enter(polls, OTHER_CLERK, {two: 2, one: 3})["state"] == "confirmed"
    assert polls.phase() == "counted"
    ended = confirm(polls)
    assert (ended["phase"], ended["board"]["candidacies"]) == ("confirmed", [one, two])
    union = polls.call(ADMINISTRATOR, "get_association", {"association_id": polls.union_id})
    (board,) = union["boards"]
    assert (board["election_id"], board["valid_from"]) == (polls.election_id, POLLING_ON)
    assert board["valid_until"] == "2031-03-05"
    assert [each["society_id"] for each in board["members"]] == polls.societies[:2]


def test_the_board_of_a_union_that_was_elected_is_recorded_by_nobody(polls: Polls) -> None:
    one, two = polls.counting(1, 2)
    polls.counted({one: 1, two: 0})
    confirm(polls)
    with pytest.raises(Conflict, match="board_by_election"):
        with_board(polls.call, polls.union_id)
    with pytest.raises(Conflict, match="board_by_election"):
        with_board(polls.call, polls.union_id, correction={"reason": "أسماء خاطئة."})


def test_one_person_does_not_confirm_themselves(polls: Polls) -> None:
    one, two = polls.counting(1, 2)
    enter(polls, CLERK, {one: 1, two: 1})
    with pytest.raises(Forbidden, match="election_another_confirms"):
        enter(polls, CLERK, {one: 1, two: 1})


def test_entries_that_differ_are_settled_by_a_supervisor_who_made_neither(polls: Polls) -> None:
    one, two = polls.counting(1, 2)
    enter(polls, CLERK, {one: 3, two: 2})
    shown = enter(polls, SUPERVISOR, {one: 2, two: 2})
    assert shown["state"] == "conflict"
    assert [each["by"] for each in shown["entries"]["entries"]] == ["clerk-1", "supervisor-1"]
    asked = {**polls.numbers({one: 3, two: 2}), "settles": True, "reason": "أعيد الفرز."}
    for actor in (SUPERVISOR, OTHER_CLERK):
        with pytest.raises(Forbidden):
            polls.call(actor, "enter_centre_count", asked)
    settled = polls.call(COLLEAGUE, "enter_centre_count", asked)
    assert settled["state"] == "confirmed"
    assert settled["entries"]["value"]["came"] == 5
    assert polls.phase() == "counted"


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"registered": 6, "came": 5}, "registered"),
        ({"registered": 3}, "came"),
        ({"spoiled": 6}, "spoiled"),
        ({"spoiled": 1}, "votes"),
        ({"came": 4, "registered": 4}, "votes"),
    ],
)
def test_numbers_add_up(polls: Polls, wrong: dict[str, int], problem: str) -> None:
    one, two = polls.counting(1, 2)
    with pytest.raises(Conflict) as refused:
        enter(polls, CLERK, {one: 3, two: 2}, **wrong)
    assert refused.value.params == {"problem": problem}


def test_votes_are_entered_for_each_candidate_once(polls: Polls) -> None:
    one, two = polls.counting(1, 2)
    for votes in ({one: 5}, {one: 2, two: 2, polls.union_id: 1}):
        with pytest.raises(Conflict, match="election_candidates_differ"):
            enter(polls, CLERK, votes)


def test_nothing_is_counted_before_the_polls_close(polls: Polls) -> None:
    one, two = polls.settling(1, 2)
    polls.call(SUPERVISOR, "finalise_election_lists", {"election_id": polls.election_id})
    with pytest.raises(Conflict, match="election_wrong_phase"):
        enter(polls, CLERK, {one: 1, two: 1})


def test_staff_of_the_centre_count_and_nobody_else(polls: Polls) -> None:
    one, two = polls.counting(1, 2)
    elsewhere = somebody("clerk-9", "clerk", governorates=("JO-IR",))
    for actor in (elsewhere, OFFICER, ADMINISTRATOR):
        with pytest.raises(Forbidden):
            enter(polls, actor, {one: 1, two: 1})
    for actor in (elsewhere, STRANGER):
        with pytest.raises(Forbidden):
            polls.call(actor, "get_centre_count", {"count_id": polls.count_id()})


def test_results_wait_for_every_centre(call: Caller, clock: FixedClock) -> None:
    marka = [orderly(call, number) for number in range(1, 5)]
    irbid = society(call, 5, place={"governorate": "JO-IR"})
    board = {
        "association_id": irbid,
        "members": [{"name": "آمال الخطيب"}],
        "valid_from": "2026-01-01",
        "valid_until": "2029-01-01",
    }
    there = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
    call(there, "record_board", board)
    polls = Polls(call, clock, union_of(call, [*marka, irbid]), [*marka, irbid])
    for each in polls.societies:
        pay(call, polls.union_id, each, 2026, 2027)
    told = call(ADMINISTRATOR, "announce_election_date", {"polling_on": POLLING_ON})
    (polls.election_id,) = told["elections"]
    (one,) = polls.counting(1)
    counts = call(ADMINISTRATOR, "find_centre_counts", {})["items"]
    assert {each["centre"]: each["voters"] for each in counts} == {
        "amman_marka": 4,
        "irbid_qasaba": 1,
    }
    for each in counts:
        assert polls.phase() == "counting"
        governorate = each["governorate"]
        for name in ("a", "b"):
            clerk = somebody(f"clerk-{name}", "clerk", governorates=(governorate,))
            votes = {
                "registered": 1,
                "came": 1,
                "spoiled": 0,
                "votes": [{"candidacy_id": one, "votes": 1}],
            }
            call(clerk, "enter_centre_count", {"count_id": each["id"], "count": votes})
    assert polls.election()["results"]["tallies"] == [{"candidacy_id": one, "votes": 2}]


def test_ties_for_the_last_seat_are_decided_by_a_lot_that_two_persons_saw(
    polls: Polls, database: MemoryDatabase
) -> None:
    one, two, three = polls.settling(1, 2, 3)
    seats(database, polls, 2)
    asked = {"election_id": polls.election_id}
    polls.call(SUPERVISOR, "finalise_election_lists", asked)
    polls.step("polls_close")
    polls.counted({one: 3, two: 1, three: 1})
    found = polls.election()["results"]
    assert (found["elected"], set(found["tied"]), found["open_seats"]) == ([one], {two, three}, 1)
    with pytest.raises(Conflict, match="election_lot_wanted"):
        confirm(polls)
    for unfit in ([one], [two, three]):
        with pytest.raises(Conflict, match="election_lot_unfit"):
            polls.call(SUPERVISOR, "record_lot", {**asked, "drawn": unfit})
    polls.call(SUPERVISOR, "record_lot", {**asked, "drawn": [three]})
    with pytest.raises(Forbidden, match="election_another_confirms"):
        polls.call(SUPERVISOR, "record_lot", {**asked, "drawn": [three]})
    with pytest.raises(Conflict, match="election_lot_wanted"):
        confirm(polls)
    differing = polls.call(COLLEAGUE, "record_lot", {**asked, "drawn": [two]})
    assert differing["lot"]["state"] == "conflict"
    settles = {**asked, "drawn": [three], "settles": True, "reason": "محضر القرعة."}
    polls.call(THIRD, "record_lot", settles)
    assert confirm(polls)["board"]["candidacies"] == [one, three]


def test_results_are_confirmed_once(polls: Polls) -> None:
    (one,) = polls.counting(1)
    polls.counted({one: 5})
    confirm(polls, ADMINISTRATOR)
    with pytest.raises(Conflict, match="election_wrong_phase"):
        confirm(polls)


VOTES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 5), max_size=8)


@given(VOTES, st.integers(1, 8))
def test_the_seats_are_filled_by_most_votes_and_nobody_is_passed_over(
    votes: dict[str, int], seats: int
) -> None:
    found = results(votes, seats)
    assert len(found.elected) + found.open_seats == min(seats, len(votes))
    assert len(found.tied) > found.open_seats or not found.tied
    outside = votes.keys() - set(found.elected) - set(found.tied)
    for each in outside:
        assert all(votes[each] < votes[one] for one in (*found.elected, *found.tied))
