"""One date for all unions, and windows that the time itself opens and closes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound
from tests.support.associations import (
    ADMINISTRATOR,
    COLLEAGUE,
    OFFICER,
    STRANGER,
    SUPERVISOR,
    chair,
    membership,
    orderly,
    pay,
    society,
    union_of,
)
from tests.support.calling import Caller, somebody
from tests.support.elections import POLLING_ON, STEPS, Polls
from tests.support.falling_due import timers_of

OUTSIDER = somebody("operator-1", "operator")


def announce(call: Caller, polling_on: str, actor: Actor = ADMINISTRATOR) -> dict[str, Any]:
    return call(actor, "announce_election_date", {"polling_on": polling_on})


def postpone(polls: Polls, polling_on: str) -> dict[str, Any]:
    asked = {"date_id": polls.date_id, "polling_on": polling_on, "reason": "ظروف جوية."}
    return polls.call(ADMINISTRATOR, "postpone_election_date", asked)


def test_every_active_union_votes_on_the_one_date(call: Caller) -> None:
    societies = [orderly(call, number) for number in range(1, 6)]
    unions = {union_of(call, societies, number=f"UNI-{each}") for each in (1, 2)}
    told = announce(call, POLLING_ON)
    found = call(STRANGER, "find_elections", {"date_id": told["id"]})["items"]
    assert {each["union_id"] for each in found} == unions
    assert {each["schedule"]["polling_on"] for each in found} == {POLLING_ON}


def test_there_is_one_date_at_a_time(polls: Polls) -> None:
    with pytest.raises(Conflict, match="election_date_running"):
        announce(polls.call, "2027-05-01")


@pytest.mark.parametrize("day", ["2027-03-05", "2026-12-05"], ids=["a Friday", "too soon"])
def test_polls_are_on_their_weekday_and_not_too_soon(call: Caller, day: str) -> None:
    with pytest.raises(Conflict, match="election_polling_day") as refused:
        announce(call, day)
    assert refused.value.params["weekday"] == "saturday"


def test_administrators_announce_and_nobody_else(call: Caller) -> None:
    for actor in (SUPERVISOR, OFFICER):
        with pytest.raises(Forbidden, match="licensing_role_may_not"):
            announce(call, POLLING_ON, actor)


def test_an_announcement_that_is_repeated_has_one_effect(call: Caller) -> None:
    union_of(call, [society(call, number) for number in range(1, 6)])
    asked = {"polling_on": POLLING_ON}
    first = call(ADMINISTRATOR, "announce_election_date", asked, key="once")
    assert call(ADMINISTRATOR, "announce_election_date", asked, key="once") == first


def test_all_elections_move_with_a_date_that_is_postponed(polls: Polls) -> None:
    told = postpone(polls, "2027-04-03")
    assert told["postponements"][0]["polling_on"] == POLLING_ON
    assert polls.election()["schedule"] == told["schedule"]
    with pytest.raises(Conflict, match="election_polling_day") as refused:
        postpone(polls, POLLING_ON)
    assert refused.value.params == {"earliest": "2027-04-10", "weekday": "saturday"}


def test_after_the_cut_off_the_date_stays(polls: Polls) -> None:
    polls.at(STEPS["cut_off"])
    with pytest.raises(Conflict, match="election_cut_off_passed"):
        postpone(polls, "2027-05-01")


def test_each_window_opens_and_closes_once(polls: Polls, database: MemoryDatabase) -> None:
    polls.step("cut_off")
    polls.list()
    for step, phase in (
        ("nominations_open", "nominating"),
        ("nominations_close", "nominated"),
        ("objections_close", "settling"),
    ):
        ((timer, _),) = timers_of(database, "elections")
        assert timer.name == f"step_{step}"
        polls.step(step)
        polls.step(step)
        assert polls.phase() == phase
    assert timers_of(database, "elections") == []


def test_windows_are_days_of_jordan(polls: Polls, database: MemoryDatabase) -> None:
    ((timer, _),) = timers_of(database, "elections")
    assert timer.due == datetime(2027, 1, 5, 21, tzinfo=UTC)


def test_a_step_out_of_turn_does_nothing(polls: Polls) -> None:
    before = polls.election()
    with use(Context(Actor.system("timers"))):
        polls.call.service.election_step(polls.election_id, "step_nominations_close")
    assert polls.election() == before


def test_after_the_polling_day_another_date_can_be_announced(
    polls: Polls, clock: FixedClock
) -> None:
    polls.at(datetime(2027, 3, 7, 12, tzinfo=UTC))
    with use(Context(Actor.system("timers"))):
        polls.call.service.election_date_held(polls.date_id, "held")
    assert announce(polls.call, "2027-06-05")["state"] == "announced"


def test_who_has_no_part_in_licensing_reads_nothing(polls: Polls) -> None:
    for method, asked in (
        ("get_election", {"election_id": polls.election_id}),
        ("get_election_date", {"date_id": polls.date_id}),
        ("find_elections", {}),
        ("find_candidacies", {}),
        ("find_objections", {}),
        ("find_centre_counts", {}),
    ):
        with pytest.raises(Forbidden):
            polls.call(OUTSIDER, method, asked)


def test_the_list_has_every_member_with_its_reasons(polls: Polls) -> None:
    call = polls.call
    unpaid = orderly(call, 6)
    asked = {"union_id": polls.union_id, "society_id": unpaid, "joined_on": "2026-01-01"}
    call(ADMINISTRATOR, "record_membership", asked)
    polls.listed()
    election = polls.election()
    assert (election["eligible"], election["excluded"], election["phase"]) == (5, 1, "listed")
    request = {"election_id": polls.election_id}
    (excluded,) = call(SUPERVISOR, "list_voters", {**request, "eligible": "false"})["items"]
    assert excluded["society_id"] == unpaid
    assert [each["code"] for each in excluded["because"] if not each["met"]] == ["dues_paid"]
    first = call(SUPERVISOR, "list_voters", {**request, "limit": 4})
    rest = call(SUPERVISOR, "list_voters", {**request, "limit": 4, "after": first["next"]})
    assert rest["next"] is None
    assert len({each["society_id"] for each in (*first["items"], *rest["items"])}) == 6


def test_the_list_is_as_things_stood_at_the_cut_off_however_late_it_is_written(
    polls: Polls,
) -> None:
    call = polls.call
    polls.step("cut_off")
    late, gone = polls.societies[0], polls.societies[1]
    measure = {"association_id": late, "measure": "warning", "reason": "مخالفة."}
    call(SUPERVISOR, "take_association_measure", measure)
    held = membership(call, polls.union_id, gone)["id"]
    call(OFFICER, "end_membership", {"membership_id": held, "ending": "left", "reason": "طلب."})
    joined = orderly(call, 6)
    asked = {"union_id": polls.union_id, "society_id": joined, "joined_on": "2026-01-01"}
    call(ADMINISTRATOR, "record_membership", asked)
    pay(call, polls.union_id, joined, 2026, 2027)
    polls.list()
    election = polls.election()
    assert (election["eligible"], election["excluded"]) == (5, 0)


def test_computed_anew_it_is_the_same(polls: Polls) -> None:
    polls.listed()
    polls.at(datetime(2027, 2, 1, tzinfo=UTC))
    measure = {"association_id": polls.societies[0], "measure": "suspension", "reason": "مخالفة."}
    polls.call(SUPERVISOR, "take_association_measure", measure)
    anew = polls.call(COLLEAGUE, "verify_voters", {"election_id": polls.election_id})
    assert anew == {
        "election_id": polls.election_id,
        "identical": True,
        "voters": 5,
        "differing": [],
    }


def test_a_list_that_was_altered_behind_our_back_is_found(
    polls: Polls, database: MemoryDatabase
) -> None:
    polls.listed()
    (kept,) = database.collections["voter_lists"].values()
    voter = kept["state"]["voters"][0]
    voter["unmet"], voter["eligible"] = ["dues_paid"], False
    anew = polls.call(COLLEAGUE, "verify_voters", {"election_id": polls.election_id})
    assert anew["differing"] == [voter["society_id"]]


def test_a_list_that_is_written_twice_is_written_once(polls: Polls) -> None:
    polls.listed()
    polls.list()
    assert polls.phase() == "listed"


def test_the_committee_the_union_and_its_members_read_the_list(polls: Polls) -> None:
    asked = {"election_id": polls.election_id}
    with pytest.raises(NotFound, match="voter_list_not_found"):
        polls.call(SUPERVISOR, "list_voters", asked)
    polls.listed()
    for actor in (SUPERVISOR, OFFICER, chair(3), ADMINISTRATOR):
        assert len(polls.call(actor, "list_voters", asked)["items"]) == 5
    elsewhere = somebody("clerk-9", "clerk", governorates=("JO-IR",))
    for actor in (STRANGER, elsewhere, chair(9)):
        with pytest.raises(Forbidden):
            polls.call(actor, "list_voters", asked)


def test_by_whose_login_is_for_those_whose_work_it_is(polls: Polls) -> None:
    postpone(polls, "2027-04-03")
    date, election = {"date_id": polls.date_id}, {"election_id": polls.election_id}
    office = polls.call(ADMINISTRATOR, "get_election_date", date)
    assert (office["announced_by"], office["postponements"][0]["by"]) == ("administrator-1",) * 2
    assert polls.call(SUPERVISOR, "get_election", election)["announced_by"] == "administrator-1"
    elsewhere = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
    for actor in (STRANGER, chair(1), elsewhere):
        (listed,) = polls.call(actor, "find_election_dates", {})["items"]
        for shown in (polls.call(actor, "get_election_date", date), listed):
            assert (shown["announced_by"], shown["postponements"][0]["by"]) == (None, None)
            assert shown["postponements"][0]["reason"] == "ظروف جوية."
        (listed,) = polls.call(actor, "find_elections", {})["items"]
        for shown in (polls.call(actor, "get_election", election), listed):
            assert shown == {**polls.election(), "announced_by": None}
