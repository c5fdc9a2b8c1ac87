"""What another body or a visit found goes before what is declared, whenever each arrives."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from chassis.settings import SettingError
from services.registry.adapters.eligibility import rules, sources
from services.registry.app.eligibility.shapes import fact_from, fact_to
from services.registry.domain.eligibility.facts import Fact, Source
from services.registry.domain.eligibility.indicators import Value, Window, Words
from services.registry.domain.eligibility.precedence import (
    InForce,
    Precedence,
    SourceRule,
    Weighing,
)
from services.registry.domain.eligibility.profile import Profile
from services.registry.settings import RULES
from tests.support.profiles import INCOME, Word, profile_of

IN_FORCE = sources.in_force(sources.load(RULES))
INCOMES = Weighing(INCOME, IN_FORCE)
INDICATORS = rules.indicators(RULES).on(date(2026, 11, 22))
YEAR = Window(INCOME, 12)

CHECK = Word(date(2026, 3, 10), "cross_check", 300)
LESS = Word(date(2026, 3, 11), "declaration", 100)


def income(profile: Profile, day: date) -> object:
    return profile.known_on(day).get(INCOME)


def counts_from(*words: Word) -> list[date | None]:
    return [each.counts_from for each in profile_of(*words).facts[INCOME]]


def test_a_declaration_waits_until_the_checked_word_before_it_is_a_year_old() -> None:
    one = profile_of(CHECK, LESS)
    assert income(one, date(2027, 3, 9)) == 300
    assert income(one, date(2027, 3, 10)) == 100
    assert one.looks_on == date(2027, 3, 10)


@pytest.mark.parametrize("kind", ["cross_check", "survey"])
def test_a_visit_holds_as_a_cross_check_does(kind: str) -> None:
    assert counts_from(CHECK._replace(kind=kind), LESS)[1] == date(2027, 3, 10)


def test_of_one_day_the_checked_word_goes_first_whichever_arrived_first() -> None:
    declared = LESS._replace(on=CHECK.on)
    assert counts_from(CHECK, declared) == counts_from(declared, CHECK)
    assert counts_from(declared, CHECK) == [CHECK.on, date(2027, 3, 10)]


def test_a_declaration_a_year_after_the_check_counts_at_once() -> None:
    later = LESS._replace(on=date(2027, 3, 10))
    assert counts_from(CHECK, later) == [CHECK.on, later.on]
    day_before = LESS._replace(on=date(2027, 3, 9))
    assert counts_from(CHECK, day_before) == [CHECK.on, date(2027, 3, 10)]


def test_a_check_of_the_last_of_february_outlasts_a_whole_year() -> None:
    leap = Word(date(2028, 2, 29), "survey", 300)
    assert counts_from(leap, LESS._replace(on=date(2028, 3, 1)))[1] == date(2029, 3, 1)


def test_who_agrees_with_the_check_does_not_wait() -> None:
    assert counts_from(CHECK, LESS._replace(value=300)) == [CHECK.on, LESS.on]


def test_a_check_that_arrives_late_makes_the_declaration_after_it_wait() -> None:
    one = profile_of(LESS)
    assert income(one, LESS.on) == 100
    assert one.looks_on is None
    CHECK.told_to(one)
    assert income(one, LESS.on) == 300
    assert one.looks_on == date(2027, 3, 10)


def test_a_newer_check_is_never_overridden_by_an_older_declaration() -> None:
    newer = Word(date(2026, 9, 1), "survey", 250)
    one = profile_of(CHECK, LESS, newer)
    assert [each.counts_from for each in one.facts[INCOME]] == [
        CHECK.on,
        None,
        newer.on,
    ]
    assert {income(one, newer.on + timedelta(days=each)) for each in range(900)} == {250}
    assert one.lowest(YEAR, date(2027, 3, 10)) == 250
    # Earnings that fell are what they are: nothing is looked at again.
    assert one.looks_on is None


def test_surveys_and_cross_checks_override_each_other_by_day() -> None:
    visit = Word(date(2026, 3, 11), "survey", 100)
    one = profile_of(visit, CHECK)
    assert income(one, date(2026, 3, 11)) == 100
    # Nobody waited, and the earnings fell: there is no day to look on.
    assert one.looks_on is None


def test_a_shock_after_a_visit_that_found_none_counts_at_once() -> None:
    one = Profile("household-1")
    told: dict[str, Value] = {"shock": "none", "owns_car": True}
    one.record(told, Source("survey", "visit-1", date(2026, 3, 10)), INDICATORS, IN_FORCE)
    told = {"shock": "fire", "owns_car": False}
    one.record(told, Source("declaration", "word-1", date(2026, 3, 11)), INDICATORS, IN_FORCE)
    assert one.known_on(date(2026, 3, 11)) == {"shock": "fire", "owns_car": True}
    shock, car = one.facts["shock"], one.facts["owns_car"]
    assert Weighing("shock", IN_FORCE).held_back(shock, 1, date(2026, 3, 11)) is None
    assert Weighing("owns_car", IN_FORCE).held_back(car, 1, date(2026, 3, 11)) is not None
    assert one.looks_on == date(2027, 3, 10)


def test_a_declaration_that_waited_counts_until_the_next_check() -> None:
    check = Word(date(2027, 5, 1), "cross_check", 400)
    one = profile_of(CHECK, LESS, check)
    assert income(one, date(2027, 4, 30)) == 100
    assert income(one, date(2027, 5, 1)) == 400


def test_what_was_declared_before_the_check_is_history_as_ever() -> None:
    one = profile_of(LESS._replace(on=date(2026, 3, 9)), CHECK)
    assert (income(one, date(2026, 3, 9)), income(one, CHECK.on)) == (100, 300)


def test_a_waiting_declaration_is_not_the_lowest_of_the_year_before_it_counts() -> None:
    one = profile_of(CHECK, LESS)
    assert one.lowest(YEAR, date(2027, 3, 9)) == 300
    assert one.lowest(YEAR, date(2027, 3, 10)) == 100


def test_a_rise_that_waited_is_disregarded_for_a_year_from_the_day_it_was_stated() -> None:
    one = profile_of(CHECK, LESS._replace(on=date(2026, 6, 1), value=500))
    assert one.looks_on == date(2027, 3, 10)
    one.disregard_is_over(date(2027, 3, 10), INDICATORS)
    assert (income(one, date(2027, 3, 10)), one.lowest(YEAR, date(2027, 3, 10))) == (500, 300)
    assert one.looks_on == date(2027, 6, 1)
    assert one.lowest(YEAR, date(2027, 5, 31)) == 300
    assert one.lowest(YEAR, date(2027, 6, 1)) == 500


@pytest.mark.parametrize("again", ["declaration", "survey"])
def test_a_rise_that_is_stated_again_begins_no_year_anew(again: str) -> None:
    first = LESS._replace(on=date(2026, 6, 1), value=500)
    one = profile_of(CHECK, first, Word(date(2027, 1, 1), again, 520))
    assert one.facts[INCOME][1].counts_from is None
    assert one.lowest(YEAR, date(2027, 5, 31)) == 300
    assert one.lowest(YEAR, date(2027, 6, 1)) == 520


def test_a_rise_that_was_taken_back_and_stated_again_has_its_own_year() -> None:
    first = LESS._replace(on=date(2026, 6, 1), value=500)
    back, again = (Word(date(2026, each, 1), "declaration", value) for each, value in
                   ((8, 200), (10, 500)))  # fmt: skip
    one = profile_of(CHECK, first, back, again)
    assert one.lowest(YEAR, date(2027, 9, 30)) == 300
    assert one.lowest(YEAR, date(2027, 10, 1)) == 500


def test_what_was_kept_before_there_was_precedence_counts_from_its_day() -> None:
    (check, less) = profile_of(CHECK, LESS).facts[INCOME]
    kept = [{**fact_to(each)} for each in (check, less)]
    for each in kept:
        del each["counts_from"]
    one = Profile("household-1", {INCOME: tuple(map(fact_from, kept))})
    assert income(one, LESS.on) == 100
    assert fact_from(fact_to(less)) == less
    # Until something of that indicator is told: then all of it is worked out.
    Word(date(2026, 1, 1), "survey", 50).told_to(one)
    assert income(one, LESS.on) == 300


def test_what_the_same_source_says_again_changes_nothing() -> None:
    one = profile_of(CHECK, LESS)
    before = (dict(one.facts), len(one.events))
    LESS.told_to(one)
    assert (dict(one.facts), len(one.events)) == before


NAMES = {"cross_check": "check", "survey": "visit", "declaration": "word"}


class Version(NamedTuple):
    """The rules from a day on, as far as they may change."""

    months: int
    checked: frozenset[str]


def changing(*versions: tuple[date, Version]) -> InForce:
    def on(day: date) -> Precedence | None:
        found = [each for since, each in versions if since <= day]
        if not found:
            return None
        return Precedence(
            {
                kind: SourceRule(kind in found[-1].checked, Words(name, name))
                for kind, name in NAMES.items()
            },
            found[-1].months,
            frozenset(),
            Words("{source} {on} {until}", "{source} {on} {until}"),
            Words("{source} {on}", "{source} {on}"),
        )

    return on


YEAR_OF_ALL = Version(12, frozenset({"cross_check", "survey"}))


def said(*words: Word) -> list[Fact]:
    return [Fact.said(each.value, each.source) for each in words]


def test_the_rules_of_the_day_on_which_a_declaration_was_said_decide() -> None:
    shorter = Version(6, frozenset({"cross_check"}))
    in_force = changing((date(2026, 1, 1), YEAR_OF_ALL), (date(2026, 5, 1), shorter))
    again = Word(date(2026, 5, 1), "declaration", 120)
    found = Weighing(INCOME, in_force).weighed(said(CHECK, LESS, again))
    # The newer one waits for less; the older one, whose day would come later, is over by then.
    assert [each.counts_from for each in found] == [CHECK.on, None, date(2026, 9, 10)]
    visit = CHECK._replace(kind="survey")
    found = Weighing(INCOME, in_force).weighed(said(visit, LESS, again))
    assert [each.counts_from for each in found] == [CHECK.on, None, again.on]
    before = CHECK._replace(on=date(2025, 12, 1)), LESS._replace(on=date(2025, 12, 2))
    assert [each.counts_from for each in Weighing(INCOME, in_force).weighed(said(*before))] == [
        each.on for each in before
    ]


def test_a_kind_of_source_that_the_rules_forget_stops_the_service_at_start(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    versions = yaml.safe_load((folder / "sources.yaml").read_text("utf-8"))
    del versions[0]["rules"]["survey"]
    (folder / "sources.yaml").write_text(yaml.safe_dump(versions, allow_unicode=True), "utf-8")
    with pytest.raises(SettingError, match="survey"):
        sources.load(folder)


def test_the_counter_reads_why_a_declaration_does_not_count_in_both_languages() -> None:
    again = Word(date(2026, 4, 1), "declaration", 120)
    facts = profile_of(CHECK, LESS, again).facts[INCOME]
    check, less, waiting = (INCOMES.held_back(facts, at, date(2026, 4, 1)) for at in range(3))
    assert check is None
    assert less is not None
    assert less.why == "superseded"
    assert less.en == (
        "This never counted: what the family declared on 2026-04-01 took its place before its day "
        "came."
    )
    assert "ما صرّحت به الأسرة بتاريخ 2026-04-01" in less.ar
    assert waiting is not None
    assert waiting.why == "waits"
    assert waiting.en.startswith(
        "This does not count before 2027-03-10: what another body stated on 2026-03-10 says "
    )
    assert "ask for a new cross-check or a researcher's visit" in waiting.en
    assert "ما أفادت به جهة أخرى بتاريخ 2026-03-10" in waiting.ar
    assert INCOMES.held_back(facts, 2, date(2027, 3, 10)) is None
