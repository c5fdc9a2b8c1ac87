"""Facts and assessments at the counter, on stores in memory."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.identifiers import new_id
from contracts.rpc.registry import METHODS
from services.registry.app.application import Registry
from services.registry.domain.eligibility.facts import Source
from services.registry.entrypoints.service import RegistryService
from tests.support.calling import Caller, somebody
from tests.support.registry import citizen, national_number, refused, register, settle

CLERK = somebody("clerk-17", "clerk")
CASEWORKER = somebody("caseworker-3", "caseworker")
ELSEWHERE = somebody("caseworker-4", "caseworker", governorates=("JO-IR",))


@pytest.fixture
def call(registry: Registry) -> Caller:
    return Caller(RegistryService, registry, METHODS)


@pytest.fixture
def home(registry: Registry) -> Any:
    return settle(registry, register(registry)["id"], register(registry)["id"])


def facts(home: Any, *told: dict[str, Any]) -> dict[str, Any]:
    return {"household_id": home["id"], "facts": list(told)}


INCOME = {"indicator": "earned_income_fils", "number": 50_000}


def test_declared_facts_are_kept_with_source_and_day(call: Caller, home: Any) -> None:
    call(CLERK, "declare_facts", facts(home, INCOME))
    again = {"indicator": "earned_income_fils", "number": 80_000}
    call(CLERK, "declare_facts", facts(home, again, {"indicator": "owns_car", "flag": False}))
    profile = call(CASEWORKER, "get_profile", {"household_id": home["id"]})
    assert profile["version"] == 2
    told = [(each["indicator"], each["number"], each["flag"]) for each in profile["facts"]]
    assert told == [
        ("earned_income_fils", 80_000, None),
        ("earned_income_fils", 50_000, None),
        ("owns_car", None, False),
    ]
    assert {each["source"] for each in profile["facts"]} == {"declaration"}
    assert {each["on"] for each in profile["facts"]} == {"2026-11-22"}


def test_a_declaration_that_is_repeated_is_one_and_its_key_serves_no_other(
    call: Caller, home: Any
) -> None:
    told, key = facts(home, INCOME), new_id()
    first = call(CLERK, "declare_facts", told, key=key)
    assert call(CLERK, "declare_facts", told, key=key) == first
    other = facts(home, {"indicator": "earned_income_fils", "number": 0})
    with refused("idempotency_key_reused"):
        call(CLERK, "declare_facts", other, key=key)
    (fact,) = call(CASEWORKER, "get_profile", {"household_id": home["id"]})["facts"]
    assert fact["number"] == 50_000


def test_a_declaration_against_a_cross_check_is_kept_and_the_counter_reads_why_it_waits(
    call: Caller, registry: Registry, home: Any
) -> None:
    stated = Source("cross_check", new_id(), date(2026, 11, 20))
    with use(Context(CLERK)):
        told = {"earned_income_fils": 250_000}
        registry.eligibility.profiles.record(home["id"], told, stated)
    (declared,) = call(CLERK, "declare_facts", facts(home, INCOME))["facts"]
    assert (declared["number"], declared["on"]) == (50_000, "2026-11-22")
    assert declared["counts_from"] == "2027-11-20"
    assert declared["held_back"]["why"] == "waits"
    assert "ask for a new cross-check or a researcher's visit" in declared["held_back"]["en"]
    assert "فليُطلب تحقّق جديد" in declared["held_back"]["ar"]
    first, checked = call(CASEWORKER, "get_profile", {"household_id": home["id"]})["facts"]
    assert first == declared
    assert (checked["counts_from"], checked["held_back"]) == ("2026-11-20", None)
    asked = {"household_id": home["id"], "rules": "cash_support"}
    by_the_check = call(CASEWORKER, "assess_household", asked)
    assert "JD 250 a month" in by_the_check["reasons"][0]["en"]
    later = call(CASEWORKER, "assess_household", {**asked, "on": "2027-11-20"})
    assert "JD 50 a month" in later["reasons"][0]["en"]


def test_who_writes_down_a_declaration_does_not_read_what_others_said(
    call: Caller, registry: Registry, home: Any
) -> None:
    """A clerk may not read the profile, and would else by declaring a car."""
    with use(Context(CLERK)):
        told = {"earned_income_fils": 250_000, "owns_car": True}
        stated = Source("cross_check", new_id(), date(2026, 11, 20))
        registry.eligibility.profiles.record(home["id"], told, stated)
    answer = call(CLERK, "declare_facts", facts(home, {"indicator": "owns_car", "flag": False}))
    (declared,) = answer["facts"]
    assert (declared["indicator"], declared["source"]) == ("owns_car", "declaration")
    assert "250" not in str(answer["facts"])


def test_events_tell_which_indicators_and_never_what_they_are(
    call: Caller, home: Any, database: MemoryDatabase
) -> None:
    call(CLERK, "declare_facts", facts(home, INCOME))
    (event,) = database.collections["profiles"][home["id"]]["pending"]
    assert event["data"] == {
        "household_id": home["id"],
        "indicators": ["earned_income_fils"],
        "source": "declaration",
    }


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"indicator": "no_such", "number": 1}, "indicator_does_not_exist"),
        ({"indicator": "size", "number": 1}, "indicator_derived"),
        ({"indicator": "earned_income_lowest_fils", "number": 1}, "indicator_derived"),
        ({"indicator": "rent_fils", "flag": True}, "indicator_value_unfit"),
        ({"indicator": "dwelling_tenure", "choice": "castle"}, "indicator_value_unfit"),
        ({"indicator": "rent_fils"}, "invalid_request"),
        (INCOME, "indicator_told_twice_at_once"),
    ],
)
def test_what_no_indicator_can_be_is_refused(
    call: Caller, home: Any, told: dict[str, Any], code: str
) -> None:
    with refused(code):
        call(CLERK, "declare_facts", facts(home, INCOME, told))
    assert call(CASEWORKER, "get_profile", {"household_id": home["id"]})["facts"] == []


def test_facts_are_within_reach_of_those_who_serve_the_household(call: Caller, home: Any) -> None:
    with refused("household_not_yours"):
        call(ELSEWHERE, "declare_facts", facts(home, INCOME))
    with refused("household_not_yours"):
        call(ELSEWHERE, "get_profile", {"household_id": home["id"]})
    with refused("facts_not_yours"):
        call(CLERK, "get_profile", {"household_id": home["id"]})


def test_a_family_learns_what_the_rules_say_of_it_and_of_nobody_else(
    call: Caller, registry: Registry
) -> None:
    number = national_number()
    head = register(registry, identity={"kind": "national_number", "number": number})
    home = settle(registry, head["id"])
    call(CLERK, "declare_facts", facts(home, INCOME))
    asked = {"household_id": home["id"], "rules": "cash_support"}
    found = call(citizen(number), "assess_household", asked)
    assert found["eligible"] is True
    assert found["amount_fils"] == 40_000
    assert found == call(CLERK, "assess_household", asked)
    with refused("household_not_yours"):
        call(citizen(national_number()), "assess_household", asked)
    with refused("eligibility_rules_not_found"):
        call(CLERK, "assess_household", {**asked, "rules": "no_such"})


def test_indicators_and_rules_are_shown_with_their_sources(call: Caller) -> None:
    names = {each["name"] for each in call(CLERK, "list_indicators", {})["items"]}
    assert {"size", "earned_income_fils", "shock"} <= names
    schemes = call(CLERK, "list_eligibility_rules", {})["items"]
    assert {each["name"] for each in schemes} == {
        "cash_support",
        "vocational_training",
        "emergency_topup",
    }
    assert all(entry["source"] for each in schemes for entry in each["entries"])
