"""A society, or the union, that is dissolved while an election runs."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict
from tests.support.associations import (
    ADMINISTRATOR,
    COLLEAGUE,
    OFFICER,
    SUPERVISOR,
    THIRD,
    chair,
    membership,
)
from tests.support.elections import Polls, candidate


def dissolve(polls: Polls, association_id: str) -> dict[str, Any]:
    asked = {
        "association_id": association_id,
        "ground": "own_decision",
        "reason": "قرار الهيئة العامة.",
        "committee": ["آمال الخطيب"],
    }
    return polls.call(COLLEAGUE, "dissolve_association", asked)


def voters(polls: Polls) -> dict[str, dict[str, Any]]:
    asked = {"election_id": polls.election_id}
    return {each["society_id"]: each for each in polls.call(OFFICER, "list_voters", asked)["items"]}


def state(polls: Polls, candidacy_id: str) -> str:
    asked = {"candidacy_id": candidacy_id}
    return str(polls.call(ADMINISTRATOR, "get_candidacy", asked)["state"])


def test_its_membership_ends_with_it_for_the_same_reason(polls: Polls) -> None:
    dissolve(polls, polls.societies[0])
    ending = membership(polls.call, polls.union_id, polls.societies[0])["ending"]
    assert (ending["kind"], ending["by"]) == ("dissolved", "supervisor-2")
    assert ending["reason"] == "قرار الهيئة العامة."


def test_before_the_cut_off_it_is_no_member_any_more(polls: Polls) -> None:
    dissolve(polls, polls.societies[0])
    polls.listed()
    assert polls.societies[0] not in voters(polls)
    assert polls.election()["lost"] == []


def test_after_it_how_it_stood_stays_and_yet_it_does_not_vote(polls: Polls) -> None:
    polls.listed()
    dissolve(polls, polls.societies[0])
    entry = voters(polls)[polls.societies[0]]
    assert (entry["eligible"], entry["dissolved"]) == (False, True)
    assert all(each["met"] for each in entry["because"])
    asked = {"election_id": polls.election_id}
    assert polls.call(ADMINISTRATOR, "verify_voters", asked)["identical"] is True
    polls.step("nominations_open")
    with pytest.raises(Conflict, match="election_society_does_not_vote"):
        polls.nominate(1)


def test_one_that_is_dissolved_while_the_list_is_written_is_on_it_like_that(polls: Polls) -> None:
    polls.step("cut_off")
    dissolve(polls, polls.societies[0])
    polls.list()
    assert voters(polls)[polls.societies[0]]["dissolved"] is True
    assert polls.election()["eligible"] == 4


def test_no_objection_brings_it_back(polls: Polls) -> None:
    polls.listed()
    dissolve(polls, polls.societies[0])
    asked = {
        "election_id": polls.election_id,
        "about": "voter",
        "about_id": polls.societies[0],
        "claim": "include",
        "text": "كانت عضوًا في يوم الحصر.",
        "filed_for": polls.societies[1],
    }
    with pytest.raises(Conflict, match="election_objection_pointless"):
        polls.call(chair(2), "file_objection", asked)


def test_its_candidate_is_struck_out_before_the_lists_are_final(polls: Polls) -> None:
    first, second = polls.settling(1, 2)
    dissolve(polls, polls.societies[0])
    assert (state(polls, first), state(polls, second)) == ("struck", "accepted")
    asked = {"election_id": polls.election_id}
    polls.call(SUPERVISOR, "finalise_election_lists", asked)
    assert polls.election()["candidates"] == [second]


def test_on_a_final_list_votes_for_its_candidate_count_for_nothing(polls: Polls) -> None:
    first, second = polls.counting(1, 2)
    dissolve(polls, polls.societies[0])
    polls.counted({first: 3, second: 1})
    found = polls.election()
    assert (found["phase"], found["struck"]) == ("counted", [first])
    assert found["results"]["elected"] == [second]


def test_results_that_are_known_follow_anew_until_they_are_confirmed(polls: Polls) -> None:
    first, second = polls.counting(1, 2)
    polls.counted({first: 3, second: 1})
    dissolve(polls, polls.societies[0])
    assert polls.election()["results"]["elected"] == [second]
    polls.call(THIRD, "confirm_election_results", {"election_id": polls.election_id})
    assert polls.election()["board"]["candidacies"] == [second]


def test_where_nobody_is_left_to_be_elected_it_is_void(polls: Polls) -> None:
    polls.counting(1)
    dissolve(polls, polls.societies[0])
    assert polls.phase() == "void"


def test_a_board_that_is_seated_stays(polls: Polls) -> None:
    first, second = polls.counting(1, 2)
    polls.counted({first: 3, second: 1})
    polls.call(THIRD, "confirm_election_results", {"election_id": polls.election_id})
    dissolve(polls, polls.societies[0])
    assert sorted(polls.election()["board"]["candidacies"]) == sorted([first, second])
    assert polls.phase() == "confirmed"


def test_with_the_union_its_election_and_all_memberships_end(polls: Polls) -> None:
    polls.listed()
    dissolve(polls, polls.union_id)
    assert polls.phase() == "void"
    for each in polls.societies:
        assert membership(polls.call, polls.union_id, each)["ending"]["kind"] == "dissolved"


def test_members_are_told_of_days_lists_and_results(polls: Polls, database: MemoryDatabase) -> None:
    first, second = polls.counting(1, 2)
    polls.counted({first: 3, second: 1})
    polls.call(THIRD, "confirm_election_results", {"election_id": polls.election_id})
    told = {
        each["type"].split(".")[-2]: each["data"]
        for each in database.collections["elections"][polls.election_id]["pending"]
    }
    members = sorted(polls.societies)
    assert told["announced"]["society_ids"] == members
    assert sorted(told["results_confirmed"]["society_ids"]) == members
    assert sorted(told["results_confirmed"]["candidacy_ids"]) == sorted([first, second])
    (listed,) = database.collections["voter_lists"].values()
    assert listed["pending"][0]["data"]["society_ids"] == members


def test_a_candidate_says_how_they_are_reached_and_is_told_from_then_on(
    polls: Polls, database: MemoryDatabase
) -> None:
    polls.nominating()
    asked = {
        "election_id": polls.election_id,
        "society_id": polls.societies[0],
        "name": "سمير العمري",
        "national_number": candidate(1).national_number,
    }
    made = polls.call(chair(1), "nominate_candidate", asked)["id"]
    reached = {"mobile": "+962791234567", "email": None, "language": "en"}
    agreed = {"candidacy_id": made, "contact": reached}
    polls.call(candidate(1), "consent_to_candidacy", agreed)
    proposed, contact, consented = database.collections["candidacies"][made]["pending"]
    assert proposed["data"]["person_told"] is None
    assert contact["type"] == "kanaf.licensing.candidacy.contact_recorded.v1"
    assert contact["data"] == {
        "party": f"licensing.candidacy/{made}",
        "name": "سمير العمري",
        **reached,
    }
    assert consented["data"]["person_told"] == made
    assert "+962791234567" not in str(consented)
