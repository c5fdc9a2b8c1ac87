"""Who stands, and objections that two persons decide."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.context import Actor
from chassis.errors import Conflict, Forbidden
from tests.support.associations import (
    ADMINISTRATOR,
    AUDITOR,
    CLERK,
    COLLEAGUE,
    STRANGER,
    SUPERVISOR,
    THIRD,
    chair,
    orderly,
)
from tests.support.calling import somebody
from tests.support.elections import Polls, candidate


def proposed(polls: Polls, number: int, person: int | None = None, **by: Actor) -> str:
    """A nomination that still waits for the person's consent."""
    asked = {
        "election_id": polls.election_id,
        "society_id": polls.societies[number - 1],
        "name": "سمير العمري",
        "national_number": candidate(person or number).national_number,
    }
    return str(polls.call(by.get("actor", chair(number)), "nominate_candidate", asked)["id"])


def state(polls: Polls, candidacy_id: str) -> str:
    shown = polls.call(ADMINISTRATOR, "get_candidacy", {"candidacy_id": candidacy_id})
    return str(shown["state"])


def check(polls: Polls, candidacy_id: str, actor: Actor = SUPERVISOR, **said: Any) -> str:
    asked = {"candidacy_id": candidacy_id, "accepted": True, **said}
    return str(polls.call(actor, "check_candidacy", asked)["state"])


def object_to(polls: Polls, about: str, about_id: str, claim: str, number: int = 2) -> str:
    """The society of this number objects."""
    asked = {
        "election_id": polls.election_id,
        "about": about,
        "about_id": about_id,
        "claim": claim,
        "text": "مستندات مرفقة.",
        "filed_for": polls.societies[number - 1],
    }
    return str(polls.call(chair(number), "file_objection", asked)["id"])


def rule(polls: Polls, objection_id: str, actor: Actor, upheld: bool, **said: Any) -> Any:
    asked = {"objection_id": objection_id, "upheld": upheld, "reason": "رُوجعت المستندات.", **said}
    return polls.call(actor, "decide_objection", asked)


def unpaid(polls: Polls) -> str:
    """A member whose dues are not paid, before the cut-off."""
    made = orderly(polls.call, 6)
    asked = {"union_id": polls.union_id, "society_id": made, "joined_on": "2026-01-01"}
    polls.call(ADMINISTRATOR, "record_membership", asked)
    polls.societies.append(made)
    return made


def test_a_person_stands_when_they_agreed_and_were_checked(polls: Polls) -> None:
    polls.nominating()
    made = proposed(polls, 1)
    with pytest.raises(Conflict, match="candidacy_not_in_state"):
        check(polls, made)
    with pytest.raises(Forbidden, match="candidacy_consent_not_yours"):
        polls.call(STRANGER, "consent_to_candidacy", {"candidacy_id": made})
    polls.call(candidate(1), "consent_to_candidacy", {"candidacy_id": made})
    assert check(polls, made) == "accepted"


def test_staff_record_a_consent_on_paper_and_do_not_check_it_then(polls: Polls) -> None:
    polls.nominating()
    made = proposed(polls, 1)
    paper = {"candidacy_id": made, "document_id": "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e41"}
    polls.call(SUPERVISOR, "consent_to_candidacy", paper)
    with pytest.raises(Forbidden, match="candidacy_nominator_may_not_check"):
        check(polls, made)
    with pytest.raises(Conflict, match="election_reason_wanted"):
        check(polls, made, COLLEAGUE, accepted=False)
    assert check(polls, made, COLLEAGUE, accepted=False, reason="محكومية.") == "refused"


def test_a_person_stands_once_and_a_society_nominates_one(polls: Polls) -> None:
    polls.nominating()
    made = proposed(polls, 1)
    with pytest.raises(Conflict, match="election_too_many_nominations"):
        proposed(polls, 1, person=9)
    with pytest.raises(Conflict, match="candidacy_person_stands"):
        proposed(polls, 2, person=1)
    polls.call(chair(1), "withdraw_candidacy", {"candidacy_id": made})
    assert proposed(polls, 2, person=1)


def test_nominations_are_taken_on_their_days_and_not_a_moment_later(polls: Polls) -> None:
    polls.listed()
    with pytest.raises(Conflict, match="election_nominations_shut"):
        proposed(polls, 1)
    polls.step("nominations_open")
    polls.at(datetime(2027, 1, 30, 20, 59, 59, tzinfo=UTC))
    assert proposed(polls, 1)
    polls.at(datetime(2027, 1, 30, 21, 0, tzinfo=UTC))
    with pytest.raises(Conflict, match="election_nominations_shut"):
        proposed(polls, 2)


def test_who_acts_for_a_society_that_votes_nominates(polls: Polls) -> None:
    excluded = unpaid(polls)
    polls.nominating()
    for actor in (chair(2), STRANGER, SUPERVISOR):
        with pytest.raises(Forbidden):
            proposed(polls, 1, actor=actor)
    assert excluded == polls.societies[5]
    with pytest.raises(Conflict, match="election_society_does_not_vote"):
        proposed(polls, 6)
    assert proposed(polls, 1, actor=CLERK)


def test_who_has_not_agreed_to_stand_is_nobody_elses_business(polls: Polls) -> None:
    polls.nominating()
    made = proposed(polls, 1)
    asked, listed = {"candidacy_id": made}, {"election_id": polls.election_id}
    elsewhere = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
    for actor in (candidate(1), chair(1), SUPERVISOR, AUDITOR, ADMINISTRATOR):
        assert polls.call(actor, "get_candidacy", asked)["state"] == "proposed"
        assert [each["id"] for each in polls.call(actor, "find_candidacies", listed)["items"]]
    for actor in (STRANGER, chair(2), candidate(2), elsewhere):
        with pytest.raises(Forbidden):
            polls.call(actor, "get_candidacy", asked)
        assert polls.call(actor, "find_candidacies", listed)["items"] == []
    polls.call(candidate(1), "consent_to_candidacy", asked)
    for actor in (STRANGER, chair(2), candidate(2), elsewhere):
        assert polls.call(actor, "get_candidacy", asked)["state"] == "consented"
        assert [each["id"] for each in polls.call(actor, "find_candidacies", listed)["items"]]


def test_logins_and_reasons_are_not_told_to_the_public(polls: Polls) -> None:
    polls.nominating()
    made = polls.nominate(1)
    check(polls, made, accepted=False, reason="محكومية.")
    asked = {"candidacy_id": made}
    office = polls.call(SUPERVISOR, "get_candidacy", asked)
    assert (office["nominated_by"], office["check"]["by"]) == ("chair-1", "supervisor-1")
    for actor in (candidate(1), chair(1)):
        shown = polls.call(actor, "get_candidacy", asked)
        assert shown["check"]["reason"] == "محكومية."
        assert (shown["nominated_by"], shown["check"]["by"]) == (None, None)
    (listed,) = polls.call(STRANGER, "find_candidacies", {})["items"]
    for shown in (polls.call(STRANGER, "get_candidacy", asked), listed):
        assert (shown["nominated_by"], shown["consent"]["by"]) == (None, None)
        assert shown["check"] == {**office["check"], "by": None, "reason": None}


def test_the_same_objection_is_filed_once(polls: Polls) -> None:
    polls.listed()
    made = object_to(polls, "voter", polls.societies[0], "exclude")
    with pytest.raises(Conflict, match="election_objection_filed"):
        object_to(polls, "voter", polls.societies[0], "exclude")
    for actor in (COLLEAGUE, THIRD):
        rule(polls, made, actor, upheld=False)
    with pytest.raises(Conflict, match="election_objection_filed"):
        object_to(polls, "voter", polls.societies[0], "exclude")
    assert object_to(polls, "voter", polls.societies[0], "exclude", number=3), "others object too"
    assert object_to(polls, "voter", polls.societies[1], "exclude", number=3)


def test_the_number_of_a_candidate_is_shown_to_few(polls: Polls) -> None:
    polls.nominating()
    made = {"candidacy_id": polls.nominate(1)}
    for actor in (candidate(1), chair(1), SUPERVISOR, AUDITOR):
        assert polls.call(actor, "get_candidacy", made)["national_number"]
    for actor in (chair(2), STRANGER):
        shown = polls.call(actor, "get_candidacy", made)
        assert (shown["name"], shown["national_number"]) == ("سمير العمري", None)
    (listed,) = polls.call(SUPERVISOR, "find_candidacies", {})["items"]
    assert listed["national_number"] is None


def test_two_persons_who_agree_put_a_society_on_the_list(polls: Polls) -> None:
    excluded = unpaid(polls)
    polls.listed()
    made = object_to(polls, "voter", excluded, "include")
    first = rule(polls, made, SUPERVISOR, upheld=True)
    assert (first["state"], first["ruling"]["entries"]) == ("entered", [])
    with pytest.raises(Forbidden, match="election_another_confirms"):
        rule(polls, made, SUPERVISOR, upheld=True)
    assert rule(polls, made, COLLEAGUE, upheld=True)["ruling"]["value"] is True
    (entry,) = [
        each
        for each in polls.call(SUPERVISOR, "list_voters", {"election_id": polls.election_id})[
            "items"
        ]
        if each["society_id"] == excluded
    ]
    assert (entry["eligible"], entry["objection_id"]) == (True, made)
    assert [each["code"] for each in entry["because"] if not each["met"]] == ["dues_paid"]
    polls.step("nominations_open")
    assert proposed(polls, 6)


def test_where_two_differ_a_third_decides(polls: Polls) -> None:
    polls.listed()
    made = object_to(polls, "voter", polls.societies[0], "exclude")
    rule(polls, made, SUPERVISOR, upheld=True)
    assert rule(polls, made, COLLEAGUE, upheld=False)["state"] == "conflict"
    with pytest.raises(Conflict, match="election_settlement_wanted"):
        rule(polls, made, THIRD, upheld=False)
    with pytest.raises(Forbidden, match="election_another_confirms"):
        rule(polls, made, SUPERVISOR, upheld=False, settles=True)
    settled = rule(polls, made, THIRD, upheld=False, settles=True)
    assert (settled["state"], settled["ruling"]["value"]) == ("confirmed", False)
    assert len(settled["ruling"]["entries"]) == 3
    election = polls.call(SUPERVISOR, "list_voters", {"election_id": polls.election_id})
    assert all(each["eligible"] for each in election["items"])


def test_who_checked_a_candidate_does_not_decide_on_them(polls: Polls) -> None:
    polls.nominating()
    (made,) = polls.accepted(1)
    polls.step("nominations_close")
    filed = object_to(polls, "candidate", made, "exclude")
    with pytest.raises(Forbidden, match="election_partial_person"):
        rule(polls, filed, SUPERVISOR, upheld=True)
    rule(polls, filed, COLLEAGUE, upheld=True)
    rule(polls, filed, THIRD, upheld=True)
    assert state(polls, made) == "struck"


def test_a_person_who_was_refused_objects_themselves(polls: Polls) -> None:
    polls.nominating()
    made = polls.nominate(1)
    check(polls, made, accepted=False, reason="نقص مستندات.")
    polls.step("nominations_close")
    asked = {
        "election_id": polls.election_id,
        "about": "candidate",
        "about_id": made,
        "claim": "include",
        "text": "المستندات كاملة.",
    }
    with pytest.raises(Forbidden, match="election_objection_not_yours"):
        polls.call(STRANGER, "file_objection", asked)
    filed = polls.call(candidate(1), "file_objection", asked)["id"]
    assert polls.call(candidate(1), "get_objection", {"objection_id": filed})["state"] == "open"
    rule(polls, filed, COLLEAGUE, upheld=True)
    rule(polls, filed, THIRD, upheld=True)
    assert state(polls, made) == "accepted"


def test_objections_have_a_point_and_come_in_time(polls: Polls) -> None:
    polls.listed()
    with pytest.raises(Conflict, match="election_objection_pointless"):
        object_to(polls, "voter", polls.societies[0], "include")
    with pytest.raises(Conflict, match="election_objection_pointless"):
        object_to(polls, "voter", polls.union_id, "exclude")
    polls.at(datetime(2027, 1, 15, 22, tzinfo=UTC))
    with pytest.raises(Conflict, match="election_objections_shut"):
        object_to(polls, "voter", polls.societies[0], "exclude")


def test_others_neither_read_nor_decide_objections(polls: Polls) -> None:
    polls.listed()
    made = object_to(polls, "voter", polls.societies[0], "exclude")
    elsewhere = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
    for actor in (STRANGER, chair(3), elsewhere):
        with pytest.raises(Forbidden):
            polls.call(actor, "get_objection", {"objection_id": made})
    for actor in (ADMINISTRATOR, CLERK, elsewhere, chair(1)):
        with pytest.raises(Forbidden):
            rule(polls, made, actor, upheld=True)
    assert len(polls.call(SUPERVISOR, "find_objections", {})["items"]) == 1
    assert polls.call(elsewhere, "find_objections", {})["items"] == []


def test_lists_become_final_when_nothing_is_open(polls: Polls) -> None:
    polls.nominating()
    made = polls.nominate(1)
    polls.step("nominations_close")
    filed = object_to(polls, "candidate", made, "exclude")
    polls.step("objections_close")
    asked = {"election_id": polls.election_id}
    with pytest.raises(Conflict, match="election_still_open"):
        polls.call(SUPERVISOR, "finalise_election_lists", asked)
    check(polls, made)
    with pytest.raises(Conflict, match="election_still_open"):
        polls.call(SUPERVISOR, "finalise_election_lists", asked)
    for actor in (COLLEAGUE, THIRD):
        rule(polls, filed, actor, upheld=False)
    final = polls.call(SUPERVISOR, "finalise_election_lists", asked)
    assert (final["phase"], final["candidates"]) == ("final", [made])
    assert final["centres"] == [{"code": "amman_marka", "voters": 5, "confirmed": False}]
    with pytest.raises(Conflict, match="election_wrong_phase"):
        polls.call(chair(1), "withdraw_candidacy", {"candidacy_id": made})


def test_whose_society_lost_its_vote_does_not_stand(polls: Polls) -> None:
    polls.listed()
    filed = object_to(polls, "voter", polls.societies[0], "exclude")
    polls.step("nominations_open")
    first, second = polls.accepted(1, 2)
    for actor in (COLLEAGUE, THIRD):
        rule(polls, filed, actor, upheld=True)
    polls.step("nominations_close")
    polls.step("objections_close")
    asked = {"election_id": polls.election_id}
    final = polls.call(SUPERVISOR, "finalise_election_lists", asked)
    assert final["candidates"] == [second]
    assert state(polls, first) == "struck"


def test_without_candidates_the_election_is_void(polls: Polls) -> None:
    polls.settling()
    asked = {"election_id": polls.election_id}
    assert polls.call(SUPERVISOR, "finalise_election_lists", asked)["phase"] == "void"
    assert polls.call(SUPERVISOR, "find_centre_counts", {})["items"] == []


def test_who_objected_is_told_what_was_ruled_and_not_by_whom(polls: Polls) -> None:
    polls.listed()
    made = object_to(polls, "voter", polls.societies[0], "exclude", number=3)
    for actor in (COLLEAGUE, THIRD):
        rule(polls, made, actor, upheld=False)
    asked = {"objection_id": made}
    office = polls.call(SUPERVISOR, "get_objection", asked)
    assert office["filed_by"] == "chair-3"
    assert len({each["by"] for each in office["ruling"]["entries"]}) == 2
    shown = polls.call(chair(3), "get_objection", asked)
    assert [each["by"] for each in shown["ruling"]["entries"]] == [None, None]
    assert [each["value"] for each in shown["ruling"]["entries"]] == [False, False]
    assert shown["filed_by"] == "chair-3"
