"""A household that was planned or visited, and then protected, is no visit for anybody else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from tests.support.registry import HELPER, OF_THE_SHELTER, protect
from tests.support.surveys import (
    AUDITOR,
    COLLEAGUE,
    RESEARCHER,
    SUPERVISOR,
    Office,
    Refused,
    brought,
    decide,
)

AMMAN = frozenset({"JO-AM"})


def hide(office: Office, family: str) -> None:
    head = office.registry.household_queries.household(family, AUDITOR)["head_id"]
    with use(Context(HELPER)):
        protect(office.registry, head, HELPER, centre="shelter-1", with_household=True)


def refusal(office: Office, method: str, request: Any, actor: Actor) -> dict[str, Any]:
    with pytest.raises(Refused) as refused:
        office.ask(method, request, actor)
    return refused.value.wire


def test_a_visit_is_read_given_and_decided_by_nobody_who_need_not_know(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    office.upload(brought(round_id, family, location=None))
    visit = office.visit(round_id, family)
    hide(office, family)
    of_it, unknown = {"survey_visit_id": visit["id"]}, {"survey_visit_id": str(uuid.uuid4())}
    for stranger in (SUPERVISOR, RESEARCHER, AUDITOR):
        hidden = refusal(office, "get_survey_visit", of_it, stranger)
        assert hidden["code"] == "survey_visit_not_found"
        answer = refusal(office, "get_survey_visit", unknown, stranger)
        assert hidden == {**answer, "params": {"id": visit["id"]}}
        assert office.visits(round_id, stranger, household_id=family) == []
    given = refusal(office, "assign_survey_visit", {**of_it, "researcher_id": None}, SUPERVISOR)
    assert given["code"] == "survey_visit_not_found"
    with pytest.raises(Refused, match="survey_visit_not_found"):
        decide(office, visit, 0, accept=True)
    assert decide(office, visit, 0, accept=True, actor=OF_THE_SHELTER)["standing"] == "done"


def test_a_page_does_not_say_that_something_on_it_is_hidden(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(5)]
    round_id = office.open(*families)
    newest_first = [each["household_id"] for each in office.visits(round_id)]
    for number in (0, 2, 4):
        hide(office, newest_first[number])
    seen: list[str] = []
    after, request = None, {"round_id": round_id, "limit": 1}
    for _ in range(2):
        page = office.ask("find_survey_visits", {**request, "after": after})
        seen += [each["household_id"] for each in page["items"]]
        after = page["next"]
    assert (seen, after) == ([newest_first[1], newest_first[3]], None)


def test_visits_of_protected_households_are_given_to_nobody_new(office: Office) -> None:
    leaving = office.researcher()
    hidden, open_to_all = office.family(), office.family()
    round_id = office.open(hidden, open_to_all)
    hide(office, hidden)
    staying = office.researcher(COLLEAGUE)
    office.ask("distribute_survey_visits", {"round_id": round_id, "from_researcher": leaving})
    office.work("distribute_visits", round_id)
    distribution = office.ask("get_survey_round", {"round_id": round_id})["distribution"]
    assert (distribution["assigned"], distribution["unassigned"]) == (1, 0)
    of_all = {each["household_id"]: each for each in office.visits(round_id, OF_THE_SHELTER)}
    assert of_all[open_to_all]["researcher_id"] == staying
    assert of_all[hidden]["researcher_id"] == leaving


@pytest.mark.parametrize("by", ["governorate", "researcher"])
def test_progress_counts_the_visits_that_a_list_shows(office: Office, by: str) -> None:
    office.researcher()
    families = [office.family() for _ in range(3)]
    round_id = office.open(*families)
    asked = {"round_id": round_id, "by": by}
    assert office.ask("get_survey_progress", asked, AUDITOR)["total"]["visits"] == 3
    hide(office, families[1])
    for reader, visits in ((SUPERVISOR, 2), (AUDITOR, 2), (RESEARCHER, 2), (OF_THE_SHELTER, 3)):
        told = office.ask("get_survey_progress", asked, reader)
        if reader is not RESEARCHER:
            assert len(office.visits(round_id, reader)) == visits
        assert (told["total"]["visits"], [each["visits"] for each in told["rows"]]) == (
            visits,
            [visits],
        )
    for each in (families[0], families[2]):
        hide(office, each)
    told = office.ask("get_survey_progress", asked, SUPERVISOR)
    assert (told["total"]["visits"], told["rows"]) == (0, [])
