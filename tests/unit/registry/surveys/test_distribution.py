"""Visits are given away fairly, within areas."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.surveys.distribution import Distribution
from services.registry.domain.surveys.researcher import Area, Researcher, Training

MARKA, QASABA = Area("JO-AM", "لواء ماركا"), Area("JO-AM", "لواء قصبة عمان")
AMMAN, IRBID = Area("JO-AM"), Area("JO-IR")


def researcher(name: str, *areas: Area) -> Researcher:
    return Researcher(name, name, name, areas)


@given(st.integers(1, 12), st.integers(0, 200))
def test_nobody_has_two_visits_more_than_a_colleague_of_the_same_area(
    colleagues: int, visits: int
) -> None:
    names = [f"r{number}" for number in range(colleagues)]
    given_to = Distribution([researcher(each, AMMAN) for each in names], {}, most=1000)
    counts = Counter(dict.fromkeys(names, 0))
    counts.update(str(given_to.next_for(MARKA)) for _ in range(visits))
    assert counts.total() == visits
    assert max(counts.values()) - min(counts.values()) <= 1


def test_who_has_many_already_gets_the_next_one_last() -> None:
    both = [researcher("busy", AMMAN), researcher("idle", AMMAN)]
    given_to = Distribution(both, {"busy": 3}, most=1000)
    assert [given_to.next_for(MARKA) for _ in range(4)] == ["idle", "idle", "idle", "busy"]


def test_a_visit_stays_within_the_area_of_who_gets_it() -> None:
    given_to = Distribution([researcher("a", MARKA), researcher("b", IRBID)], {}, most=1000)
    assert [given_to.next_for(each) for each in (MARKA, QASABA, IRBID)] == ["a", None, "b"]


def test_who_can_go_elsewhere_leaves_the_district_to_who_cannot() -> None:
    given_to = Distribution([researcher("anywhere", AMMAN), researcher("here", MARKA)], {}, 1000)
    assert given_to.next_for(MARKA) == "here"


def test_nobody_gets_more_than_the_rules_allow() -> None:
    given_to = Distribution([researcher("a", AMMAN)], {}, most=2)
    assert [given_to.next_for(MARKA) for _ in range(3)] == ["a", "a", None]


def test_a_training_holds_to_its_last_day() -> None:
    trained = researcher("a", AMMAN)
    assert not trained.is_ready(date(2026, 1, 1))
    trained.train(Training("course", date(2026, 1, 1), date(2026, 12, 31)))
    assert trained.is_ready(date(2026, 12, 31))
    assert not trained.is_ready(date(2027, 1, 1))
    trained.amend(None, active=False)
    assert not trained.is_ready(date(2026, 12, 31))
