"""What is done when a family was right: the contested step is undone, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.context import Actor
from tests.support.programmes import (
    CASEWORKER,
    SUPERVISOR,
    Office,
    learning,
)
from tests.support.registry import CLERK
from tests.unit.registry.programmes.conftest import Days
from tests.unit.registry.programmes.test_grievances import answered, filed, rejected
from tests.unit.registry.programmes.test_merged_persons import Twice
from tests.unit.registry.programmes.test_places import places_of
from tests.unit.registry.programmes.test_programmes import refuses

OTHER_CASEWORKER = Actor("caseworker-7", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))


def standing(office: Office, enrolment: dict[str, Any]) -> dict[str, Any]:
    return office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])


def suspended(
    days: Days, enrolment: dict[str, Any], reason: str, by: Actor = CASEWORKER, lasts: int = 30
) -> dict[str, Any]:
    until = days.clock.now().date() + timedelta(days=lasts)
    request = {"enrolment_id": enrolment["id"], "reason_code": reason}
    return days.office.do("suspend_enrolment", by, **request, until=until.isoformat())


def ended(office: Office, enrolment: dict[str, Any], **how: str) -> dict[str, Any]:
    end = {"outcome": "exited", "reason_code": "did_not_attend", **how}
    return office.do("end_enrolment", SUPERVISOR, enrolment_id=enrolment["id"], **end)


def upheld(office: Office, grievance: dict[str, Any]) -> str:
    """What was done, which the answer says in both languages as well."""
    reply = answered(office, grievance)["reply"]
    assert all(reply["what_follows"][language] for language in ("ar", "en"))
    return str(reply["remedy"])


def answer(grievance: dict[str, Any], outcome: str = "upheld") -> dict[str, str]:
    return {"grievance_id": grievance["id"], "outcome": outcome, "answer": "نعم."}


def test_a_suspension_that_ran_out_into_an_exit_meanwhile_is_undone_with_it(days: Days) -> None:
    enrolment = days.office.approved(days.office.programme())
    suspended(days, enrolment, "documents_expired", lasts=2)
    grievance = filed(days.office, enrolment)
    days.pass_by(4)
    assert standing(days.office, enrolment)["status"] == "exited"
    assert upheld(days.office, grievance) == "reinstated"
    assert standing(days.office, enrolment)["status"] == "active"


def test_whose_place_was_given_on_meanwhile_waits_and_is_told_so(days: Days) -> None:
    office = days.office
    to = office.programme(**learning(1))
    first, second = office.applied(to), office.applied(to)
    suspended(days, first, "documents_expired", lasts=2)
    grievance = filed(office, first)
    days.pass_by(4)
    assert standing(office, second)["status"] == "active"
    assert upheld(office, grievance) == "waitlisted"
    assert (standing(office, first)["status"], places_of(office, to)) == ("waiting", (1, 1))


def test_an_exit_by_hand_is_another_decision_than_the_suspension_before_it(days: Days) -> None:
    enrolment = days.office.approved(days.office.programme())
    suspended(days, enrolment, "own_request")
    grievance = filed(days.office, enrolment)
    ended(days.office, enrolment, reason_code="own_request")
    assert upheld(days.office, grievance) == "over_already"
    assert standing(days.office, enrolment)["status"] == "exited"


class TestTwoSuspensions:
    """The first is contested and lapses; somebody else then suspends for another reason."""

    @pytest.fixture
    def enrolment(self, days: Days) -> dict[str, Any]:
        enrolment = days.office.approved(days.office.programme())
        suspended(days, enrolment, "facts_in_question", lasts=1)
        return enrolment

    @pytest.fixture
    def first(self, days: Days, enrolment: dict[str, Any]) -> dict[str, Any]:
        grievance = filed(days.office, enrolment)
        days.pass_by(2)
        suspended(days, enrolment, "absent_abroad", OTHER_CASEWORKER)
        return grievance

    def test_a_grievance_about_the_first_leaves_the_second(
        self, office: Office, enrolment: dict[str, Any], first: dict[str, Any]
    ) -> None:
        assert upheld(office, first) == "over_already"
        assert standing(office, enrolment)["suspension"]["reason"]["code"] == "absent_abroad"

    def test_the_second_is_contested_meanwhile_and_judged_by_others(
        self, office: Office, enrolment: dict[str, Any], first: dict[str, Any]
    ) -> None:
        second = filed(office, enrolment)
        assert (first["about"]["number"], second["about"]["number"]) == (3, 5)
        refuses(office, "decider_handles", "answer_grievance", OTHER_CASEWORKER, **answer(second))
        assert upheld(office, second) == "resumed"
        assert standing(office, enrolment)["status"] == "active"

    def test_one_grievance_at_a_time_about_each(
        self, office: Office, enrolment: dict[str, Any], first: dict[str, Any]
    ) -> None:
        again = {"enrolment_id": enrolment["id"], "text": "مرة أخرى", "step": 3}
        refuses(office, "grievance_open_already", "file_grievance", CLERK, **again)


def test_an_earlier_step_is_contested_by_its_number(days: Days) -> None:
    office = days.office
    enrolment = office.approved(office.programme())
    suspended(days, enrolment, "absent_abroad")
    about = {"enrolment_id": enrolment["id"], "text": "المبلغ أقل مما نستحق."}
    grievance = office.do("file_grievance", CLERK, **about, step=2)
    assert (grievance["about"]["step"], grievance["about"]["number"]) == ("active", 2)
    refuses(office, "nothing_to_contest", "file_grievance", CLERK, **about, step=4)
    refuses(office, "nothing_to_contest", "file_grievance", CLERK, **about, step=1)
    days.pass_by(31)
    late = "grievance_too_late"
    refuses(office, late, "file_grievance", CLERK, **about, step=2)


def test_who_suspended_does_not_judge_the_exit_that_came_of_it(days: Days) -> None:
    enrolment = days.office.approved(days.office.programme())
    suspended(days, enrolment, "not_found_at_home", lasts=0)
    days.pass_by(1)
    grievance = filed(days.office, enrolment)
    assert grievance["about"]["step"] == "exited"
    no = answer(grievance, "dismissed")
    refuses(days.office, "decider_handles", "answer_grievance", CASEWORKER, **no)
    assert days.office.do("answer_grievance", OTHER_CASEWORKER, **no)["status"] == "dismissed"


def test_a_graduation_is_contested_and_undone(office: Office) -> None:
    enrolment = office.approved(office.programme())
    ended(office, enrolment, outcome="graduated", reason_code="self_reliant")
    explained = office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])
    assert explained["grievance_until"] == "2026-12-22"
    assert upheld(office, filed(office, enrolment)) == "reinstated"
    explained = office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])
    assert explained["paragraphs"][0]["code"] == "reinstated"


class TestTheFamilyAppliedAgainMeanwhile:
    """In one programme a family lives once; its grievance is answered all the same."""

    def test_a_rejection_is_not_studied_twice(self, office: Office) -> None:
        before = rejected(office)
        grievance = filed(office, before)
        home, to = {"id": before["household_id"]}, before["programme_id"]
        newer = office.do(
            "apply_for_programme", CLERK, programme_id=to, household_id=home["id"], person_id=None
        )
        assert upheld(office, grievance) == "newer_stands"
        assert standing(office, before)["status"] == "rejected"
        assert standing(office, newer)["status"] == "applied"

    def test_what_ended_runs_again_and_the_open_application_is_withdrawn(
        self, office: Office
    ) -> None:
        to, home = office.programme(), office.household()
        before = ended(office, office.approved(to, home))
        grievance = filed(office, before)
        newer = office.applied(to, home)
        assert upheld(office, grievance) == "reinstated"
        assert standing(office, before)["status"] == "active"
        after = standing(office, newer)
        assert (after["status"], after["course"][-1]["reason"]["code"]) == (
            "withdrawn",
            "earlier_reinstated",
        )

    def test_what_was_granted_since_stays(self, office: Office) -> None:
        to, home = office.programme(), office.household()
        before = ended(office, office.approved(to, home))
        grievance = filed(office, before)
        newer = office.approved(to, home)
        assert upheld(office, grievance) == "newer_stands"
        assert standing(office, before)["status"] == "exited"
        assert standing(office, newer)["status"] == "active"

    def test_whose_other_record_is_enrolled_is_enrolled_once(self, office: Office) -> None:
        twice = Twice(office)
        to = office.programme(**learning(3))
        twice.apply(to, twice.one)
        second = twice.apply(to, twice.two)
        twice.merge()
        assert upheld(office, filed(office, second)) == "newer_stands"
        assert places_of(office, to) == (1, 0)


class TestASuspensionWithoutAPlace:
    """Somebody suspended, registered twice: merged, the place given on, and the merge undone."""

    @pytest.fixture
    def to(self, office: Office) -> dict[str, Any]:
        return office.programme(**learning(2))

    @pytest.fixture
    def enrolment(self, days: Days, to: dict[str, Any]) -> dict[str, Any]:
        twice = Twice(days.office)
        twice.apply(to, twice.one)
        enrolment = twice.apply(to, twice.two)
        suspended(days, enrolment, "absent_abroad", lasts=90)
        self.other = days.office.applied(to)
        twice.merge()
        days.pass_by()
        twice.undo()
        return enrolment

    def frees_a_place(self, days: Days) -> None:
        ended(days.office, self.other)
        days.pass_by()

    def test_it_waits_and_is_suspended_as_before_once_it_has_one(
        self, days: Days, to: dict[str, Any], enrolment: dict[str, Any]
    ) -> None:
        waits = standing(days.office, enrolment)
        assert (waits["status"], places_of(days.office, to)) == ("waiting", (2, 1))
        self.frees_a_place(days)
        after = standing(days.office, enrolment)
        assert (after["status"], after["suspension"]) == ("suspended", waits["suspension"])
        days.pass_by(91)
        assert standing(days.office, enrolment)["status"] == "exited"

    def test_lifted_while_it_waits_it_runs_once_it_has_one(
        self, days: Days, to: dict[str, Any], enrolment: dict[str, Any]
    ) -> None:
        about = {"enrolment_id": enrolment["id"], "text": "لم نغادر.", "step": 3}
        grievance = days.office.do("file_grievance", CLERK, **about)
        assert upheld(days.office, grievance) == "resumed"
        assert (standing(days.office, enrolment)["status"], places_of(days.office, to)) == (
            "waiting",
            (2, 1),
        )
        self.frees_a_place(days)
        assert standing(days.office, enrolment)["status"] == "active"

    def test_contested_after_it_goes_on_it_is_judged_by_others_than_who_suspended(
        self, days: Days, enrolment: dict[str, Any]
    ) -> None:
        self.frees_a_place(days)
        grievance = filed(days.office, enrolment)
        refuses(days.office, "decider_handles", "answer_grievance", CASEWORKER, **answer(grievance))
        assert upheld(days.office, grievance) == "resumed"


def test_a_suspension_lifted_while_a_merge_sets_it_aside_does_not_come_back(days: Days) -> None:
    twice, to = Twice(days.office), days.office.programme(**learning(2))
    twice.apply(to, twice.one)
    second = twice.apply(to, twice.two)
    suspended(days, second, "absent_abroad")
    grievance = filed(days.office, second)
    twice.merge()
    assert upheld(days.office, grievance) == "resumed"
    assert standing(days.office, second)["status"] == "exited"
    twice.undo()
    after = standing(days.office, second)
    assert (after["status"], after["suspension"]) == ("active", None)
    assert places_of(days.office, to) == (2, 0)


class TestKeptFromBefore:
    """Grievances and enrolments that were kept before steps were numbered."""

    def forget(self, office: Office, grievance: dict[str, Any]) -> None:
        assert office.memory is not None
        kept = office.memory.collections
        del kept["grievances"][grievance["id"]]["state"]["contested"]["number"]
        state = kept["enrolments"][grievance["enrolment_id"]]["state"]
        del state["review_not_by"]
        for step in state["course"]:
            del step["follows"]
        if state["suspension"] is not None:
            del state["suspension"]["number"]

    def test_they_are_read_and_answered(self, office: Office) -> None:
        enrolment = rejected(office)
        grievance = filed(office, enrolment)
        self.forget(office, grievance)
        seen = office.do("get_grievance", CLERK, grievance_id=grievance["id"])
        assert (seen["about"]["number"], seen["about"]["step"]) == (None, "rejected")
        assert upheld(office, grievance) == "reopened"
        assert standing(office, enrolment)["status"] == "applied"

    def test_a_suspension_of_then_is_undone_with_the_exit_it_runs_out_into(
        self, days: Days
    ) -> None:
        enrolment = days.office.approved(days.office.programme())
        suspended(days, enrolment, "documents_expired", lasts=2)
        grievance = filed(days.office, enrolment)
        self.forget(days.office, grievance)
        days.pass_by(4)
        assert upheld(days.office, grievance) == "reinstated"
