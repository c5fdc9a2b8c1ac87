"""A record that a supervisor sets aside no longer says what a household has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.survey_facts import POOR, RICH, Field
from tests.support.surveys import Office, Refused, worths


@pytest.fixture
def field_of(office: Office) -> Callable[[], Field]:
    return lambda: Field(office)


def test_the_facts_of_a_record_that_was_set_aside_count_no_more(
    field_of: Callable[[], Field],
) -> None:
    field = field_of()
    field.bring(POOR, 21)
    field.bring(RICH, 20)
    assert field.standing() == POOR
    assert worths(field.decide(1)) == ["superseded", "accepted"]
    assert field.standing() == RICH
    assert "JD 900 a month" in field.income_counted()
    withdrawn = [each for each in field.facts() if each["withdrawn"] is not None]
    assert len(withdrawn) == 3
    assert {each["counts_from"] for each in withdrawn} == {None}
    assert withdrawn[0]["withdrawn"] == {
        "reason": "set_aside",
        "by": "supervisor-3",
        "on": "2026-11-22",
        "note": "اتصلنا بالأسرة",
    }


@pytest.mark.parametrize("day", [20, 21])
def test_what_both_records_say_stays_known_by_the_one_that_counts(
    field_of: Callable[[], Field], day: int
) -> None:
    field = field_of()
    field.bring(POOR, 21)
    field.bring((900_000, False, 1), day)
    field.decide(1)
    assert field.standing() == (900_000, False, 1)


def test_a_record_that_was_set_aside_may_be_accepted_after_all(
    field_of: Callable[[], Field],
) -> None:
    field = field_of()
    field.bring(POOR, 21)
    field.bring(RICH, 20)
    field.decide(1)
    assert worths(field.decide(0)) == ["accepted", "superseded"]
    assert field.standing() == POOR
    assert "JD 0 a month" in field.income_counted()
    with pytest.raises(Refused, match="record_not_waiting"):
        field.decide(1, accept=False)


def test_a_rejected_record_leaves_what_is_known(field_of: Callable[[], Field]) -> None:
    field = field_of()
    field.bring(POOR, 21)
    field.bring(RICH, 20)
    field.decide(1, accept=False)
    assert field.standing() == POOR
    assert all(each["withdrawn"] is None for each in field.facts())


def test_of_three_records_the_last_accepted_alone_is_known(
    field_of: Callable[[], Field],
) -> None:
    field = field_of()
    field.bring(POOR, 21)
    first = field.bring(RICH, 20)
    field.decide(1)
    field.bring((5_000, True, 2), 21, visit_id=first["visit_id"])
    assert worths(field.decide(2)) == ["superseded", "superseded", "accepted"]
    assert field.standing() == (5_000, True, 2)


def test_a_visit_whose_device_says_later_that_nobody_answered_tells_nothing(
    field_of: Callable[[], Field],
) -> None:
    field = field_of()
    first = field.bring(POOR, 21)
    changed = {**first, "outcome": "refused", "answers": [], "location": None}
    field.office.upload(changed)
    decided = field.decide(1)
    assert (decided["standing"], worths(decided)) == ("refused", ["superseded", "accepted"])
    assert all(each["withdrawn"] is not None for each in field.facts())


def test_a_decision_sent_again_changes_nothing_more(field_of: Callable[[], Field]) -> None:
    field = field_of()
    field.bring(POOR, 21)
    field.bring(RICH, 20)
    visit = field.office.visit(field.round_id, field.family)
    asked = {
        "survey_visit_id": visit["id"],
        "record_id": visit["records"][1]["record_id"],
        "accept": True,
        "note": None,
    }
    for _ in range(2):
        field.office.ask("decide_survey_visit", asked, key="k-1")
    assert field.standing() == RICH
    assert len(field.facts()) == 6
