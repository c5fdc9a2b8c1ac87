"""Rules as dated data: what they say of a household, why, and what they said before a change."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from chassis.settings import SettingError
from services.registry.adapters.eligibility import rules, sources
from services.registry.adapters.eligibility.engine import Engine, RosterLine
from services.registry.app.eligibility.assessing import Assessing, Rulebook
from services.registry.domain.eligibility.assessment import Assessment
from services.registry.domain.eligibility.facts import Source
from services.registry.domain.eligibility.indicators import Indicators, Value
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.months import months_before
from services.registry.domain.eligibility.profile import Profile
from services.registry.domain.eligibility.refusals import NoSuchRules
from services.registry.settings import RULES

TODAY = date(2026, 11, 24)
ENGINE = Engine()
HOME = Judged("household-1")
IN_FORCE = sources.in_force(sources.load(RULES))


class OneHousehold:
    """A widow with two children, and what is known of them."""

    roster = (
        RosterLine("1980-05", "female", True, False),
        RosterLine("2015", "male", False, True),
        RosterLine("2008-11-25", "female", False, False),
    )

    def __init__(self, **facts: Value) -> None:
        self.profile = Profile("household-1")
        self.tell(date(2026, 1, 1), **facts)

    def tell(self, on: date, **facts: Value) -> None:
        indicators = rules.indicators(RULES).on(TODAY)
        self.profile.record(facts, Source("survey", f"visit-{on}", on), indicators, IN_FORCE)

    def of(self, household_id: str) -> Profile:
        return self.profile

    def record(self, *_: object) -> None:
        raise AssertionError

    def derived(self, whom: Judged, indicators: Indicators, day: date) -> dict[str, Value]:
        found = ENGINE.derive(self.roster, indicators, day)
        if whom.person_id is not None:
            member = self.roster[int(whom.person_id)]
            found |= ENGINE.derive_person(member, indicators, day)
        return {name: value for name, value in found.items() if value is not None}


def assessing(household: OneHousehold, folder: Path = RULES) -> Assessing:
    indicators = rules.indicators(folder)
    book = Rulebook(indicators, rules.schemes(folder, indicators))
    return Assessing(book, household, household, ENGINE.evaluate)


def cash_support(
    household: OneHousehold,
    day: date = TODAY,
    folder: Path = RULES,
    since: date | None = None,
) -> Assessment:
    whom = Judged("household-1", since=since)
    return assessing(household, folder).assess("cash_support", whom, day)


def test_ages_are_worked_out_from_birth_dates_however_precise() -> None:
    derived = OneHousehold().derived(HOME, rules.indicators(RULES).on(TODAY), TODAY)
    # The daughter turns 18 tomorrow.
    assert (derived["size"], derived["children"], derived["head_age"]) == (3, 2, 46)
    assert (derived["disabled_members"], derived["female_head"]) == (1, True)
    tomorrow = OneHousehold().derived(HOME, rules.indicators(RULES).on(TODAY), date(2026, 11, 25))
    assert (tomorrow["children"], tomorrow["young_adults"]) == (1, 1)


def test_a_poor_household_is_entitled_and_told_why_in_both_languages() -> None:
    found = cash_support(OneHousehold(earned_income_fils=90_000, dwelling_tenure="rented"))
    assert (found.eligible, found.amount_fils) == (True, 53_000)
    assert found.rules_version == "cash_support/2025-05-10"
    first, *_, last = found.reasons
    assert first.en == (
        "The household's counted income is JD 90 a month, which is below its need of JD 300."
    )
    assert "90 دينار" in first.ar
    assert last.en.startswith("The support is JD 53 a month")
    assert "ربع الفرق بين الحاجة 300 دينار والدخل المحتسب 90 دينار" in last.ar


def test_who_earns_enough_is_not_entitled_and_told_by_how_much() -> None:
    found = cash_support(OneHousehold(earned_income_fils=450_500))
    assert (found.eligible, found.amount_fils) == (False, None)
    assert "JD 450.500 a month, which is not below" in found.reasons[0].en


def test_what_is_not_on_record_is_named_and_never_counts_for_or_against() -> None:
    found = cash_support(OneHousehold())
    assert not found.eligible
    missing = found.reasons[0]
    assert (missing.kind, missing.met) == ("missing", False)
    assert "income from work" in missing.en
    assert "الدخل من العمل" in missing.ar
    training = assessing(OneHousehold()).assess("vocational_training", Judged("h", "0"), TODAY)
    assert all("not known" not in each.en for each in training.reasons)


def test_higher_earnings_are_disregarded_for_a_year() -> None:
    household, began = OneHousehold(earned_income_fils=60_000), date(2026, 2, 1)
    before = cash_support(household, since=began)
    household.tell(date(2026, 11, 1), earned_income_fils=400_000)
    during = cash_support(household, date(2026, 11, 24), since=began)
    assert (during.score, during.amount_fils) == (before.score, before.amount_fils)
    assert cash_support(household, date(2027, 10, 31), since=began).eligible
    assert not cash_support(household, date(2027, 11, 1), since=began).eligible
    # Of who applies, or applies again, what holds on the day counts.
    assert not cash_support(household, date(2026, 11, 24)).eligible
    assert not cash_support(household, date(2026, 11, 24), since=date(2026, 11, 1)).eligible


def test_lower_earnings_count_at_once() -> None:
    household = OneHousehold(earned_income_fils=400_000)
    household.tell(date(2026, 11, 1), earned_income_fils=0)
    assert cash_support(household).eligible


def test_each_day_is_assessed_on_what_was_known_then() -> None:
    household = OneHousehold(earned_income_fils=90_000)
    household.tell(date(2026, 11, 20), owns_second_property=True)
    assert cash_support(household, date(2026, 11, 19)).eligible
    assert not cash_support(household, date(2026, 11, 20)).eligible


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The rules with a change of weight and cut-off from the first of December on."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    path = folder / "eligibility" / "cash_support.yaml"
    first = yaml.safe_load(path.read_text("utf-8"))[0]["rules"]
    first["need_of_head"]["weight"] = "0"
    first["cut_off"]["cut_off"] = 99
    added = yaml.safe_dump(
        [{"effective_from": date(2026, 12, 1), "rules": first}], allow_unicode=True, sort_keys=False
    )
    path.write_text(path.read_text("utf-8") + added, "utf-8")
    return folder


def test_of_yesterday_the_rules_say_what_they_said_then(changed: Path) -> None:
    household = OneHousehold(earned_income_fils=90_000)
    decided = cash_support(household)
    household.tell(date(2026, 12, 2), earned_income_fils=10_000)

    newer = cash_support(household, date(2026, 12, 2), changed)
    assert (decided.eligible, newer.eligible) == (True, False)
    assert newer.rules_version == "cash_support/2026-12-01"

    assert cash_support(household, date(2026, 11, 24), changed) == decided


def test_rules_that_never_were_say_nothing() -> None:
    with pytest.raises(NoSuchRules):
        assessing(OneHousehold()).assess("no_such", HOME, TODAY)


@pytest.mark.parametrize(
    ("entry", "part", "value", "complaint"),
    [
        ("amount_fils", "amount", "(SELECT 1)", "amount_fils / amount: .* no expression may"),
        ("amount_fils", "amount", "no_such_thing", "no_such_thing is not known here"),
        ("amount_fils", "amount", "cut_off * 2", "cut_off is not known here"),
        ("counted_income_fils", "term", "1000 / 0", "divides by zero"),
        ("need_of_rent", "weight", "1000 / (children - 1)", "can be zero for some households"),
        ("need_of_rent", "weight", "dwelling_tenure + 1", "A number is wanted"),
        (
            "need_of_rent",
            "weight",
            "CASE WHEN dwelling_tenure = 'rent' THEN 5 ELSE 0 END",
            "rent is none of the possible values, which are: free, informal, owned, rented",
        ),
        ("need_of_rent", "en", "Because of {nothing_known}", "nothing_known"),
        ("need_of_rent", "en", "{need_of_rent:>999999999} points", "must name values"),
        ("need_of_rent", "en", "At least {cut_off}", "cut_off"),
        ("cut_off", "source", "", "cut_off / source: must be a text"),
        ("cut_off", "cut_off", "many", "cut_off: must be a number"),
        (
            "ceiling_fils",
            "parameter",
            float("nan"),
            r"line \d+, ceiling_fils / parameter: \.nan is no",
        ),
        ("ceiling_fils", "parameter", -1, "from 0 to"),
        ("ceiling_fils", "unit", "dinar", "none of fils"),
        ("ceiling_fils", "term", "1", "exactly one of"),
    ],
)
def test_rules_that_cannot_be_applied_stop_the_service_at_start(
    tmp_path: Path, entry: str, part: str, value: object, complaint: str
) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    path = folder / "eligibility" / "cash_support.yaml"
    versions = yaml.safe_load(path.read_text("utf-8"))
    versions[0]["rules"][entry][part] = value
    path.write_text(yaml.safe_dump(versions, allow_unicode=True, sort_keys=False), "utf-8")
    with pytest.raises(SettingError, match=complaint):
        rules.schemes(folder, rules.indicators(folder))


def test_a_year_before_the_29th_of_february_is_the_28th() -> None:
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)


def test_before_the_first_version_there_are_no_rules() -> None:
    with pytest.raises(NoSuchRules):
        assessing(OneHousehold()).assess("cash_support", HOME, date(2019, 1, 1))


def test_a_term_uses_nothing_that_is_worked_out_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    path = folder / "eligibility" / "cash_support.yaml"
    versions = yaml.safe_load(path.read_text("utf-8"))
    late = {**versions[0]["rules"]["needs_fils"], "term": "need_of_rent * 2"}
    versions[0]["rules"]["late"] = late
    path.write_text(yaml.safe_dump(versions, allow_unicode=True, sort_keys=False), "utf-8")
    with pytest.raises(SettingError, match=r"late / term: .*need_of_rent is not known here"):
        rules.schemes(folder, rules.indicators(folder))


def test_an_indicator_stays_for_the_decisions_that_rest_on_it(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    path = folder / "indicators.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))[0]["rules"]
    del entries["owns_car"]
    entries["boats"] = dict(entries["rooms"])
    later = [{"effective_from": date(2027, 1, 1), "rules": entries}]
    text = yaml.safe_dump(later, allow_unicode=True, sort_keys=False)
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    with pytest.raises(SettingError, match=r"2027-01-01.*owns_car: must stay a flag"):
        rules.indicators(folder)


def test_a_scheme_asks_what_could_be_asked_on_its_first_day(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    path = folder / "indicators.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))[0]["rules"]
    entries["boats"] = dict(entries["rooms"])
    later = [{"effective_from": date(2027, 1, 1), "rules": entries}]
    path.write_text(path.read_text("utf-8") + yaml.safe_dump(later, allow_unicode=True), "utf-8")
    scheme = folder / "eligibility" / "cash_support.yaml"
    scheme.write_text(scheme.read_text("utf-8").replace("3 * children)", "3 * boats)"), "utf-8")
    with pytest.raises(SettingError, match="boats is not known here"):
        rules.schemes(folder, rules.indicators(folder))
