"""For which months an enrolment is paid, and how much, by its course."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.payments.course import (
    ANY_DAY,
    DAYS,
    FIRST_DAY,
    LAST_DAY,
    Course,
    MonthRules,
    Revised,
    Stage,
)

RULES = MonthRules()
MONTHS = ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03")


def course(*stages: tuple[str, str], **rest: object) -> Course:
    return Course(tuple(Stage(*each) for each in stages), 86_600, **rest)  # type: ignore[arg-type]


def months(of: Course, rules: MonthRules = RULES) -> list[str]:
    return [each for each in MONTHS if of.is_due(each, rules)]


MONTHS_RUN = ["2027-02", "2027-03"]
RESUMED = course(
    ("applied", "2026-11-01"),
    ("active", "2026-11-05"),
    ("suspended", "2026-11-22"),
    ("active", "2027-02-05"),
)


def test_suspended_months_are_not_paid_after_a_resumption_unless_the_rules_say_so() -> None:
    assert months(RESUMED) == ["2026-11", "2027-02", "2027-03"]
    assert months(RESUMED, replace(RULES, after_resumption=True)) == list(MONTHS[1:])


def test_what_a_grievance_undid_did_not_stop_it() -> None:
    stages = tuple(each._replace(undone=each.status == "suspended") for each in RESUMED.stages)
    undone = RESUMED._replace(stages=stages)
    assert months(undone) == list(MONTHS[1:])
    assert months(undone, replace(RULES, after_grievance=False)) == months(RESUMED)


def test_a_suspension_that_went_on_out_of_the_line_is_made_good_like_before_it() -> None:
    of = course(
        ("active", "2026-10-05"),
        ("suspended", "2026-10-20"),
        ("exited", "2026-10-25"),
        ("waiting", "2026-11-05"),
        ("suspended", "2026-12-01"),
        ("active", "2027-02-05"),
    )
    stages = tuple(each._replace(undone=each.status == "suspended") for each in of.stages)
    assert months(of._replace(stages=stages)) == [MONTHS[0], *MONTHS[2:]]


def test_who_waited_in_line_was_not_stopped_by_an_end_that_fell() -> None:
    waited = course(("waiting", "2026-11-05"), ("exited", "2026-11-22"), ("active", "2027-02-05"))
    fell = waited.stages[1]._replace(undone=True)
    assert months(waited._replace(stages=(waited.stages[0], fell, waited.stages[2]))) == MONTHS_RUN


@pytest.mark.parametrize(
    ("days", "due"),
    [(ANY_DAY, MONTHS[1:3]), (FIRST_DAY, MONTHS[2:4]), (LAST_DAY, MONTHS[1:3])],
)
def test_an_end_that_fell_is_made_good_until_a_newer_one_began(
    days: str, due: tuple[str, ...]
) -> None:
    of = course(("active", "2026-11-05"), ("exited", "2026-11-22"))
    fell = of.stages[1]._replace(undone=True, until="2027-01-10")
    made_good = of._replace(stages=(of.stages[0], fell))
    assert tuple(months(made_good, replace(RULES, days=days))) == due
    never = replace(RULES, days=days, after_grievance=False)
    assert months(made_good, never) == months(of, never)
    assert made_good.wrongly_stopped("2026-12", RULES)
    assert not made_good.wrongly_stopped("2027-02", RULES)


@pytest.mark.parametrize("before", ["active", "suspended", "waiting"])
def test_an_end_by_records_that_were_merged_wrongly_is_as_if_it_had_not_been(before: str) -> None:
    steps = (("active", "2026-10-05"), (before, "2026-11-05"), ("active", "2027-02-05"))
    if before == "active":
        steps = steps[:1]
    without = course(*steps)
    began = steps[:2]
    back = (began[-1][0], "2027-01-12")
    stages = [Stage(*each) for each in (*began, ("exited", "2026-11-20"), back, *steps[2:])]
    stages[len(began)] = stages[len(began)]._replace(by_records=True)
    undone = Course(tuple(stages), 86_600)
    for rules in (RULES, replace(RULES, after_resumption=True)):
        assert months(undone, rules) == months(without, rules)
    assert "2026-12" not in months(undone, replace(RULES, after_undone_merge=False))


def test_an_end_by_records_that_stands_is_an_end() -> None:
    stages = (Stage("active", "2026-11-05"), Stage("exited", "2026-12-05", by_records=True))
    assert months(Course(stages, 86_600)) == ["2026-11", "2026-12"]


def test_while_it_is_suspended_nothing_goes_out() -> None:
    suspended = RESUMED._replace(stages=RESUMED.stages[:-1])
    assert months(suspended) == []
    assert months(suspended, replace(RULES, while_suspended=True)) == ["2026-11"]


@pytest.mark.parametrize(
    ("days", "paid"),
    [
        (ANY_DAY, ["2026-11", "2026-12", "2027-01"]),
        (FIRST_DAY, ["2026-12", "2027-01"]),
        (LAST_DAY, ["2026-11", "2026-12"]),
    ],
)
def test_months_in_which_it_ran_are_paid_although_it_ended(days: str, paid: list[str]) -> None:
    ended = course(("active", "2026-11-05"), ("graduated", "2027-01-10"))
    assert months(ended, replace(RULES, days=days)) == paid


def test_ended_on_the_first_of_a_month_it_did_not_run_in_it() -> None:
    ended = course(("active", "2026-11-05"), ("exited", "2027-01-01"))
    assert months(ended) == ["2026-11", "2026-12"]


def test_what_never_ran_is_never_paid() -> None:
    assert months(course(("applied", "2026-11-05"), ("waiting", "2026-11-09"))) == []
    assert months(course()) == []


def test_a_month_has_the_amount_that_held_for_it() -> None:
    lowered = course(
        ("active", "2026-11-05"),
        revisions=(Revised("2026-12-03", 60_000), Revised("2027-02-05", 70_000)),
    )
    assert [lowered.amount_of(each, RULES) for each in MONTHS[1:]] == [
        60_000,
        70_000,
        70_000,
        86_600,
        86_600,
    ]
    by_first = replace(RULES, amount_on=FIRST_DAY)
    assert [lowered.amount_of(each, by_first) for each in MONTHS[2:5]] == [60_000, 70_000, 70_000]


def test_an_amount_of_which_no_change_is_known_is_the_present_one() -> None:
    assert course(("active", "2026-11-05")).amount_of("2026-11", RULES) == 86_600


@given(
    st.lists(st.sampled_from(["active", "suspended", "exited"]), min_size=1, max_size=6),
    st.data(),
)
def test_a_month_is_paid_at_most_where_any_day_of_it_would_be(
    statuses: list[str], data: st.DataObject
) -> None:
    days = st.dates(date(2026, 9, 1), date(2027, 4, 30))
    on = sorted(data.draw(st.lists(days, min_size=len(statuses), max_size=len(statuses))))
    one = course(*((s, d.isoformat()) for s, d in zip(statuses, on, strict=True)))
    for rule in DAYS:
        assert set(months(one, replace(RULES, days=rule))) <= set(months(one))
