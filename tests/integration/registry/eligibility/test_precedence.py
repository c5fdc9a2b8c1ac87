"""The table of the whole registry asks by the same day as the single profile does."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.database import Database

from services.registry.adapters.eligibility import rules, sources
from services.registry.adapters.eligibility.facts_table import FactsTable, Wanted
from services.registry.adapters.eligibility.profiles import PROFILES
from services.registry.adapters.eligibility.tables import rows
from services.registry.domain.eligibility.facts import RECORDED_WRONGLY, Source, Told, Withdrawal
from services.registry.domain.eligibility.indicators import Window
from services.registry.domain.eligibility.looking_back import NEVER
from services.registry.domain.eligibility.profile import Profile
from services.registry.settings import RULES
from tests.support.profiles import INCOME, Word, any_words, household_changed, profile_of

LOWEST = "earned_income_lowest_fils"
INDICATORS = rules.indicators(RULES).on(date(2026, 11, 22))
IN_FORCE = sources.in_force(sources.load(RULES))
YEAR = Window(INCOME, 12)
CHECK = Word(date(2026, 3, 10), "cross_check", 300)
LESS = Word(date(2026, 3, 11), "declaration", 100)
BETWEEN = Word(date(2026, 9, 1), "survey", 200)


AID, TRAINING = "programme-1", "programme-2"


def keep(database: Database[dict[str, Any]], profiles: list[Profile], dated: bool) -> None:
    """Households with these profiles; undated as they were kept before there was precedence."""
    for collection in ("households", "profiles", "enrolments"):
        database[collection].delete_many({})
    for number, profile in enumerate(profiles):
        state = PROFILES.to_state(profile)
        for fact in (each for facts in state["facts"].values() for each in facts):
            if not dated:
                del fact["counts_from"]
        home = {"status": "active", "address": {"governorate": "JO-AM", "district": None}}
        database["profiles"].insert_one({"_id": str(number), "state": state})
        database["households"].insert_one({"_id": str(number), "state": home})


def enrol(
    database: Database[dict[str, Any]], name: str, since: date | None, status: str = "active"
) -> None:
    """The household with this name has aid since that day."""
    keys = {"programme": AID, "household": name, "person": None, "status": status}
    state = {"amount_fils": 1, "started_on": since and since.isoformat()}
    database["enrolments"].insert_one({"_id": f"of {name}", "keys": keys, "state": state})


def of_all(
    database: Database[dict[str, Any]], day: date, programme: str | None = AID
) -> dict[str, tuple[Any, Any]]:
    wanted = Wanted(frozenset({INCOME, LOWEST}), day, programme=programme)
    told = "SELECT household_id, earned_income_fils, earned_income_lowest_fils FROM facts"
    with closing(FactsTable(database).open(wanted, INDICATORS)) as connection:
        found = list(rows(connection, told))
    return {household: (income, lowest) for household, income, lowest in found}


def of_one(profile: Profile, day: date, since: date | None = None) -> tuple[Any, Any]:
    """Since a benefit runs; of who has none what holds on the day."""
    return profile.known_on(day).get(INCOME), profile.lowest(YEAR, day, since or NEVER)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 11), (300, 300)),
        (date(2027, 3, 9), (300, 300)),
        (date(2027, 3, 10), (100, 100)),
    ],
)
def test_a_declaration_that_waits_is_asked_by_nobody_before_its_day(
    database: Database[dict[str, Any]], day: date, expected: tuple[int, int]
) -> None:
    keep(database, [profile_of(LESS, CHECK), profile_of(CHECK, LESS, BETWEEN)], dated=True)
    found = of_all(database, day)
    assert found["0"] == expected
    overridden = {False: (300, 300), True: (200, 200)}
    assert found["1"] == overridden[day > BETWEEN.on]


def test_what_was_earned_before_somebody_came_is_looked_back_on_by_nobody(
    database: Database[dict[str, Any]],
) -> None:
    came, more = date(2026, 6, 1), Word(date(2026, 6, 2), "declaration", 900)
    joined, alone = profile_of(CHECK), profile_of(CHECK)
    household_changed(joined, came, came=True)
    for each in (joined, alone):
        more.told_to(each)
    keep(database, [joined, alone], dated=True)
    since = CHECK.on
    for name in ("0", "1"):
        enrol(database, name, since)
    for day in (came, more.on, date(2026, 9, 1)):
        both = {"0": of_one(joined, day, since), "1": of_one(alone, day, since)}
        assert of_all(database, day) == both
    assert of_all(database, more.on) == {"0": (900, 900), "1": (300, 300)}


def test_what_is_looked_back_on_begins_with_the_benefit(database: Database[dict[str, Any]]) -> None:
    earlier, rise = Word(date(2026, 1, 5), "survey", 0), Word(date(2026, 9, 1), "survey", 900)
    keep(database, [profile_of(earlier, BETWEEN._replace(on=CHECK.on), rise)] * 4, dated=True)
    enrol(database, "0", date(2026, 6, 1))
    enrol(database, "1", rise.on)
    enrol(database, "2", None, "waiting")
    enrol(database, "3", date(2026, 6, 1), "exited")
    # Of the first household the rise was declared the day its aid began, after that.
    rising = Source("declaration", "rise", rise.on, after_start=True)
    declared = profile_of(earlier._replace(on=date(2025, 1, 5)))
    declared.record({INCOME: 900}, rising, INDICATORS, IN_FORCE)
    state = {"$set": {"state": PROFILES.to_state(declared)}}
    database["profiles"].update_one({"_id": "0"}, state)
    database["enrolments"].update_one(
        {"_id": "of 0"}, {"$set": {"state.started_on": rise.on.isoformat()}}
    )
    day = date(2026, 10, 1)
    assert of_one(declared, day, rise.on) == (900, 0)
    asked = {"0": (900, 0), "1": (900, 900), "2": (900, 900), "3": (900, 900)}
    assert of_all(database, day) == asked
    # Of no programme, or another one, nothing is disregarded.
    for programme in (None, TRAINING):
        assert of_all(database, day, programme) == dict.fromkeys(asked, (900, 900))


def test_what_was_kept_before_there_was_precedence_counts_from_its_day(
    database: Database[dict[str, Any]],
) -> None:
    keep(database, [profile_of(CHECK, LESS)], dated=False)
    assert of_all(database, LESS.on) == {"0": (100, 100)}
    restored = PROFILES.from_state("0", 1, database["profiles"].find_one()["state"])
    assert of_one(restored, LESS.on) == (100, 100)


def test_what_was_withdrawn_is_asked_by_nobody(database: Database[dict[str, Any]]) -> None:
    profile = profile_of(CHECK, LESS, BETWEEN)
    why = Withdrawal("supervisor-3", date(2026, 9, 2), RECORDED_WRONGLY, "خطأ")
    profile.withdraw(Told(CHECK.source.id), why, INDICATORS, lambda _: None)
    keep(database, [profile], dated=True)
    day = date(2026, 10, 1)
    enrol(database, "0", LESS.on)
    assert of_all(database, day) == {"0": (200, 100)} == {"0": of_one(profile, day, LESS.on)}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(any_words(), min_size=20, max_size=40),
    st.lists(st.dates(date(2025, 6, 1), date(2029, 1, 1)), min_size=3, max_size=3),
    st.booleans(),
)
def test_the_table_of_all_agrees_with_each_profile(
    database: Database[dict[str, Any]], told: list[list[Word]], days: list[date], dated: bool
) -> None:
    keep(database, [profile_of(*each) for each in told], dated)
    kept = {
        each["_id"]: PROFILES.from_state(each["_id"], 1, each["state"])
        for each in database["profiles"].find()
    }
    began = {name: days[number % 3] for number, name in enumerate(kept) if number % 4}
    for name, since in began.items():
        enrol(database, name, since)
    edges = [fact.counts_from for one in kept.values() for fact in one.facts[INCOME]]
    for day in (*days, *[each for each in edges if each is not None][:3]):
        found = of_all(database, day)
        assert found == {name: of_one(each, day, began.get(name)) for name, each in kept.items()}
