"""A review that a grievance called for is done, by somebody else."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor
from services.registry.domain.programmes.refusals import RulesUnknown
from tests.support.programmes import (
    ADMINISTRATOR,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Assessed,
    FakeAssessor,
    Office,
    learning,
)
from tests.support.registry import CLERK, command_of
from tests.unit.registry.programmes.conftest import Days
from tests.unit.registry.programmes.test_decisions import recomputed, revised, rules_say
from tests.unit.registry.programmes.test_grievances import filed
from tests.unit.registry.programmes.test_programmes import refuses
from tests.unit.registry.programmes.test_redress import (
    OTHER_CASEWORKER,
    answer,
    ended,
    standing,
    suspended,
    upheld,
)


class TestAReviewIsOwed:
    """The amount was contested rightly."""

    def test_it_is_called_for_also_while_the_benefit_stands_still(self, days: Days) -> None:
        enrolment = days.office.approved(days.office.programme())
        grievance = filed(days.office, enrolment)
        suspended(days, enrolment, "own_request")
        assert upheld(days.office, grievance) == "reviewed"
        assert standing(days.office, enrolment)["review_called"] is True

    def test_it_waits_until_what_ended_meanwhile_runs_again(self, days: Days) -> None:
        office = days.office
        enrolment = office.approved(office.programme())
        about_amount = filed(office, enrolment)
        about_end = filed(office, ended(office, enrolment))
        assert upheld(office, about_amount) == "review_later"
        assert standing(office, enrolment)["review_called"] is False
        assert upheld(office, about_end) == "reinstated"
        days.pass_by()
        assert standing(office, enrolment)["review_called"] is True

    def test_it_is_called_again_when_the_benefit_ended_before_it_was_done(
        self, office: Office
    ) -> None:
        enrolment = office.approved(office.programme())
        upheld(office, filed(office, enrolment))
        upheld(office, filed(office, ended(office, enrolment)))
        assert standing(office, enrolment)["review_called"] is True

    def test_whose_decision_it_was_does_not_review_it(self, office: Office) -> None:
        enrolment = office.approved(office.programme())
        assert upheld(office, filed(office, enrolment)) == "reviewed"
        one = {"enrolment_id": enrolment["id"]}
        refuses(office, "decider_reviews", "reassess_enrolment", SUPERVISOR, **one)
        done = office.do("reassess_enrolment", OTHER_SUPERVISOR, **one)
        assert done["review_called"] is False
        assert office.do("reassess_enrolment", SUPERVISOR, **one)["status"] == "active"

    def test_who_changed_an_amount_wrongly_does_not_review_it(self, office: Office) -> None:
        one = {"enrolment_id": office.approved(office.programme())["id"]}
        revised(office, {"id": one["enrolment_id"]}, amount_fils=54_000)
        grievance = filed(office, {"id": one["enrolment_id"]})
        assert grievance["about"]["by"] == OTHER_SUPERVISOR.subject
        reply = office.do("answer_grievance", OTHER_CASEWORKER, **answer(grievance))["reply"]
        assert reply["remedy"] == "reviewed"
        refuses(office, "decider_reviews", "reassess_enrolment", OTHER_SUPERVISOR, **one)
        after = office.do("reassess_enrolment", SUPERVISOR, **one)
        assert (after["review_called"], after["course"][-1]["by"]) == (False, SUPERVISOR.subject)

    def test_nor_does_a_recomputation_that_the_same_people_approved(self, office: Office) -> None:
        enrolment = office.approved(office.programme())
        recomputed(office, enrolment, amount_fils=54_000)
        assert upheld(office, filed(office, enrolment)) == "reviewed"
        recomputed(office, enrolment, amount_fils=40_000)
        assert standing(office, enrolment)["review_called"] is True
        revised(office, enrolment, amount_fils=86_600)
        assert standing(office, enrolment)["review_called"] is False

    def test_what_the_rules_change_by_themselves_is_not_that_review(self, office: Office) -> None:
        enrolment = office.approved(office.programme())
        assert upheld(office, filed(office, enrolment)) == "reviewed"
        before = standing(office, enrolment)
        follow_rules(office, enrolment)
        assert standing(office, enrolment)["version"] == before["version"], "nobody looked"
        rules_say(office, amount_fils=54_000)
        follow_rules(office, enrolment)
        after = standing(office, enrolment)
        assert (after["amount_fils"], after["course"][-1]["by"]) == (54_000, "rules")
        assert (after["review_called"], after["review_on"]) == (True, before["review_on"])
        one = {"enrolment_id": enrolment["id"]}
        refuses(office, "decider_reviews", "reassess_enrolment", SUPERVISOR, **one)
        assert revised(office, enrolment, amount_fils=86_600)["review_called"] is False

    def test_where_all_supervisors_decided_an_administrator_does_it(self, office: Office) -> None:
        enrolment = office.approved(office.programme())
        one = {"enrolment_id": enrolment["id"]}
        for method in ("get_enrolment", "explain_enrolment", "reassess_enrolment"):
            refuses(office, "enrolment_not_yours", method, ADMINISTRATOR, **one)
        assert upheld(office, filed(office, enrolment)) == "reviewed"
        assert office.do("explain_enrolment", ADMINISTRATOR, **one)["paragraphs"]
        done = office.do("reassess_enrolment", ADMINISTRATOR, **one)
        assert (done["review_called"], done["course"][-1]["by"]) == (False, ADMINISTRATOR.subject)
        for method in ("get_enrolment", "reassess_enrolment"):
            refuses(office, "enrolment_not_yours", method, ADMINISTRATOR, **one)


class TestWhatOnePersonGivesBack:
    """It runs at once; where it is not theirs alone to give, another person reviews it."""

    def ended_by_rules(self, office: Office) -> dict[str, Any]:
        enrolment = office.approved(office.programme())
        rules_say(office, eligible=False, amount_fils=None)
        return office.do("reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=enrolment["id"])

    def test_what_the_rules_still_refuse_is_reviewed_by_another(self, office: Office) -> None:
        enrolment = self.ended_by_rules(office)
        one = {"enrolment_id": enrolment["id"]}
        reply = office.do("answer_grievance", OTHER_CASEWORKER, **answer(filed(office, enrolment)))
        assert reply["reply"]["remedy"] == "reinstated"
        back = standing(office, enrolment)
        assert (back["status"], back["review_called"]) == ("active", True)
        refuses(office, "decider_reviews", "reassess_enrolment", OTHER_SUPERVISOR, **one)
        assert office.do("reassess_enrolment", SUPERVISOR, **one)["status"] == "exited"

    def test_also_when_a_supervisor_answered(self, office: Office) -> None:
        enrolment = self.ended_by_rules(office)
        answering = answer(filed(office, enrolment))
        office.do("answer_grievance", SUPERVISOR, **answering)
        one = {"enrolment_id": enrolment["id"]}
        refuses(office, "decider_reviews", "reassess_enrolment", SUPERVISOR, **one)
        assert office.do("reassess_enrolment", ADMINISTRATOR, **one)["status"] == "exited"

    def test_money_on_a_caseworkers_word_is_reviewed_by_who_lets_benefits_go_on(
        self, days: Days
    ) -> None:
        enrolment = days.office.approved(days.office.programme())
        suspended(days, enrolment, "facts_in_question")
        grievance = filed(days.office, enrolment)
        days.office.do("answer_grievance", OTHER_CASEWORKER, **answer(grievance))
        back = standing(days.office, enrolment)
        assert (back["status"], back["review_called"]) == ("active", True)

    def test_what_a_supervisor_gives_back_by_the_rules_is_not(self, days: Days) -> None:
        enrolment = days.office.approved(days.office.programme())
        suspended(days, enrolment, "facts_in_question")
        assert upheld(days.office, filed(days.office, enrolment)) == "resumed"
        assert standing(days.office, enrolment)["review_called"] is False

    def test_where_the_rules_are_no_longer_kept_another_person_looks(
        self, days: Days, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        enrolment = days.office.approved(days.office.programme())
        suspended(days, enrolment, "facts_in_question")
        grievance = filed(days.office, enrolment)
        monkeypatch.setattr(FakeAssessor, "assess", no_longer_kept)
        assert upheld(days.office, grievance) == "resumed"
        back = standing(days.office, enrolment)
        assert (back["status"], back["review_called"]) == ("active", True)

    def test_that_review_says_nothing_of_an_amount(self, days: Days) -> None:
        enrolment = days.office.approved(days.office.programme())
        suspended(days, enrolment, "facts_in_question")
        grievance = filed(days.office, enrolment)
        days.office.do("answer_grievance", OTHER_CASEWORKER, **answer(grievance))
        done = revised(days.office, enrolment)
        assert done["review_called"] is False
        assert told(days.office, enrolment)[0] == "reviewed"
        assert "redressed" not in told(days.office, enrolment)

    def test_nor_is_a_place_without_money(self, office: Office) -> None:
        enrolment = office.applied(office.programme(**learning(1)))
        grievance = filed(office, ended(office, enrolment))
        office.do("answer_grievance", OTHER_CASEWORKER, **answer(grievance))
        back = standing(office, enrolment)
        assert (back["status"], back["review_called"]) == ("active", False)


class TestKeptFromBefore:
    """A review was owed before it was kept for which amounts."""

    def test_it_is_done_and_the_enrolment_is_read(self, office: Office) -> None:
        enrolment = office.approved(office.programme())
        assert upheld(office, filed(office, enrolment)) == "reviewed"
        assert office.memory is not None
        state = office.memory.collections["enrolments"][enrolment["id"]]["state"]
        assert state.pop("review_of") == [len(state["course"])]
        for step in state["course"]:
            del step["in_place_of"]
        assert revised(office, enrolment)["review_called"] is False
        kept = office.memory.collections["enrolments"][enrolment["id"]]["state"]
        assert (kept["review_not_by"], kept["review_of"]) == (None, None)
        last = kept["course"][-1]
        assert (last["redresses"], list(last["in_place_of"])) == (True, [])


def told(office: Office, enrolment: dict[str, Any]) -> list[str]:
    explained = office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])
    return [each["code"] for each in explained["paragraphs"]]


def no_longer_kept(self: FakeAssessor, rules_name: str, whom: Any, day: Any) -> Assessed:
    raise RulesUnknown(name=rules_name)


def follow_rules(office: Office, enrolment: dict[str, Any]) -> None:
    """As when something that was disregarded counts from today on."""
    with command_of(Actor.system("registry.timers")):
        office.registry.programmes.enrolments.reassess_household(enrolment["household_id"])
