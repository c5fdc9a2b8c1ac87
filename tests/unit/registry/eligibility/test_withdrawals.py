"""What was withdrawn counts as if it had never been said, and stays readable."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.identifiers import new_id
from contracts.rpc.registry import METHODS
from services.registry.adapters.eligibility import rules, sources
from services.registry.adapters.eligibility.profiles import PROFILES
from services.registry.bootstrap import wire
from services.registry.bootstrap.house import MemoryHouse
from services.registry.domain.eligibility.facts import (
    RECORDED_WRONGLY,
    Source,
    Told,
    Withdrawal,
)
from services.registry.domain.eligibility.indicators import Window
from services.registry.domain.eligibility.profile import Profile
from services.registry.entrypoints.service import RegistryService
from services.registry.settings import RULES, RegistrySettings
from tests.support.calling import Caller, somebody
from tests.support.profiles import INCOME, Word, any_words, profile_of
from tests.support.programmes import Office
from tests.support.registry import HELPER, protect, refused

INDICATORS = rules.indicators(RULES).on(date(2026, 11, 22))
IN_FORCE = sources.in_force(sources.load(RULES))
YEAR = Window(INCOME, 12)
TODAY = date(2026, 11, 22)
WHY = Withdrawal("supervisor-3", TODAY, RECORDED_WRONGLY, "أُدخل صفرًا سهوًا")
SUPERVISOR = somebody("supervisor-3", "supervisor")
CASEWORKER = somebody("caseworker-3", "caseworker")


def withdraw(profile: Profile, *words: Word) -> None:
    for each in words:
        profile.withdraw(Told(each.source.id), WHY, INDICATORS, IN_FORCE)


@given(any_words(), st.data())
def test_what_stands_counts_as_if_the_rest_had_never_been_said(
    words: list[Word], data: st.DataObject
) -> None:
    wrong = data.draw(st.lists(st.sampled_from(words), unique=True))
    corrected, never_wrong = (
        profile_of(*words),
        profile_of(*(each for each in words if each not in wrong)),
    )
    withdraw(corrected, *wrong)
    standing = [each for each in corrected.facts.get(INCOME, ()) if each.stands]
    assert standing == list(never_wrong.facts.get(INCOME, ()))
    for days in range(0, 900, 30):
        day = date(2025, 9, 1) + timedelta(days=days)
        assert corrected.known_on(day) == never_wrong.known_on(day)
        assert corrected.lowest(YEAR, day) == never_wrong.lowest(YEAR, day)


def test_a_typing_error_that_was_corrected_the_next_day_is_not_the_lowest_of_a_year() -> None:
    wrong = Word(date(2026, 11, 20), "cross_check", 0)
    profile = profile_of(wrong, Word(date(2026, 11, 21), "cross_check", 900_000))
    assert profile.lowest(YEAR, TODAY) == 0
    withdraw(profile, wrong)
    assert profile.lowest(YEAR, TODAY) == 900_000
    assert profile.looks_on == TODAY
    profile.disregard_is_over(TODAY, INDICATORS)
    assert profile.looks_on is None


def test_a_declaration_no_longer_waits_for_a_check_that_was_withdrawn() -> None:
    check = Word(date(2026, 11, 1), "cross_check", 900_000)
    profile = profile_of(check, Word(date(2026, 11, 10), "declaration", 100))
    assert profile.known_on(TODAY) == {INCOME: 900_000}
    withdraw(profile, check)
    assert profile.known_on(TODAY) == {INCOME: 100}


def test_what_is_withdrawn_again_changes_nothing_and_what_is_said_again_counts_again() -> None:
    word = Word(date(2026, 11, 20), "survey", 100)
    profile = profile_of(word)
    withdraw(profile, word)
    profile.disregard_is_over(TODAY, INDICATORS)
    profile.events.clear()
    withdraw(profile, word)
    assert (profile.events, profile.looks_on) == ([], None)
    word.told_to(profile)
    assert [each.stands for each in profile.facts[INCOME]] == [False, True]
    assert profile.known_on(TODAY) == {INCOME: 100}


def test_a_look_that_is_due_is_not_lost_by_what_is_recorded_beside_it() -> None:
    wrong = Word(date(2026, 11, 20), "survey", 0)
    profile = profile_of(wrong)
    withdraw(profile, wrong)
    Word(date(2026, 11, 21), "survey", 900_000).told_to(profile)
    assert profile.looks_on == TODAY


def test_a_profile_keeps_who_withdrew_what_and_one_that_was_kept_before_is_read() -> None:
    word = Word(date(2026, 11, 20), "survey", 100)
    profile = profile_of(word)
    withdraw(profile, word)
    state = PROFILES.to_state(profile)
    kept = PROFILES.from_state("household-1", 2, state)
    assert (kept.facts, kept.looks_on, kept.corrected_on) == (profile.facts, TODAY, TODAY)
    old = {"value": 5, "kind": "survey", "id": "v", "on": "2026-11-01"}
    before = PROFILES.from_state("h", 1, {"facts": {INCOME: [old]}, "looks_on": None})
    assert before.known_on(TODAY) == {INCOME: 5}


@pytest.fixture
def office() -> Office:
    memory = MemoryDatabase()
    clock = FixedClock(datetime(2026, 11, 22, 7, 0, tzinfo=UTC))
    house = MemoryHouse(memory, clock, RegistrySettings())
    office = Office(house, memory=memory)
    office.registry = office.service.application = wire(house)
    return office


@pytest.fixture
def call(office: Office) -> Caller:
    return Caller(RegistryService, office.registry, METHODS)


def checked(office: Office, home: str, fils: int, on: date, by: str = "caseworker-3") -> str:
    """What another body is recorded to have stated; answers the id of the check."""
    source = Source("cross_check", new_id(), on, by)
    with use(Context(CASEWORKER)):
        office.registry.eligibility.profiles.record(home, {INCOME: fils}, source)
    return source.id


def test_a_supervisor_withdraws_what_was_recorded_wrongly_and_the_history_says_so(
    office: Office, call: Caller
) -> None:
    home = office.household()["id"]
    wrong = checked(office, home, 0, date(2026, 11, 20))
    checked(office, home, 900_000, date(2026, 11, 21))
    asked = {"household_id": home, "source_id": wrong, "note": "أُدخل صفرًا سهوًا"}
    answer = call(SUPERVISOR, "withdraw_facts", asked)
    assert answer == call(CASEWORKER, "get_profile", {"household_id": home})
    right, withdrawn = answer["facts"]
    assert (right["number"], right["withdrawn"]) == (900_000, None)
    assert (withdrawn["number"], withdrawn["counts_from"], withdrawn["held_back"]) == (
        0,
        None,
        None,
    )
    assert withdrawn["withdrawn"] == {
        "reason": "recorded_wrongly",
        "by": "supervisor-3",
        "on": "2026-11-22",
        "note": "أُدخل صفرًا سهوًا",
    }
    found = call(CASEWORKER, "assess_household", {"household_id": home, "rules": "cash_support"})
    assert "JD 900 a month" in found["reasons"][0]["en"]
    with refused("facts_withdrawn_already"):
        call(SUPERVISOR, "withdraw_facts", asked)


def test_a_running_benefit_is_computed_anew_once_when_what_it_rests_on_is_withdrawn(
    office: Office, call: Caller
) -> None:
    aid = office.programme(rules="cash_support", review_every_months=None)
    home = office.household()
    checked(office, home["id"], 60_000, date(2026, 11, 20))
    wrong = checked(office, home["id"], 0, date(2026, 11, 21))
    enrolled = office.approved(aid, home)
    asked = {"household_id": home["id"], "source_id": wrong, "note": "خطأ في الإدخال"}
    call(SUPERVISOR, "withdraw_facts", asked)

    def told(kind: str) -> int:
        assert office.memory is not None
        return sum(
            event["type"].endswith(kind)
            for collection in ("enrolments", "profiles")
            for document in office.memory.collections[collection].values()
            for event in document["pending"]
        )

    for _ in range(2):
        office.later(office.house.clock)  # type: ignore[arg-type]  # a fixed one
        now = office.registry.programmes.enrolments.enrolments.view(enrolled["id"])
        assert now["amount_fils"] < enrolled["amount_fils"]
        assert told("enrolment.amount_changed.v1") == 1
        assert told("profile.disregard_ended.v1") == 1
    assert told("profile.facts_withdrawn.v1") == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source_id": new_id()}, "facts_not_found"),
        ({"indicators": ["rooms"]}, "facts_not_found"),
        ({"on": "2026-11-21"}, "facts_not_found"),
        ({"note": None}, "invalid_request"),
    ],
)
def test_what_was_never_told_is_not_withdrawn(
    office: Office, call: Caller, changes: dict[str, Any], code: str
) -> None:
    home = office.household()["id"]
    told = checked(office, home, 0, date(2026, 11, 20))
    asked = {"household_id": home, "source_id": told, "note": "خطأ", **changes}
    with refused(code):
        call(SUPERVISOR, "withdraw_facts", asked)


def test_who_wrote_facts_down_does_not_withdraw_them(office: Office, call: Caller) -> None:
    home = office.household()["id"]
    told = checked(office, home, 0, date(2026, 11, 20), by=SUPERVISOR.subject)
    asked = {"household_id": home, "source_id": told, "note": "خطأ"}
    with refused("facts_are_your_own"):
        call(SUPERVISOR, "withdraw_facts", asked)
    call(somebody("supervisor-4", "supervisor"), "withdraw_facts", asked)


def test_only_supervisors_who_may_know_the_household_withdraw(office: Office, call: Caller) -> None:
    home = office.household()
    told = checked(office, home["id"], 0, date(2026, 11, 20))
    asked = {"household_id": home["id"], "source_id": told, "note": "خطأ"}
    with refused("facts_not_yours"):
        call(CASEWORKER, "withdraw_facts", asked)
    elsewhere = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
    with refused("household_not_yours"):
        call(elsewhere, "withdraw_facts", asked)
    with use(Context(HELPER)):
        protect(office.registry, home["head_id"], HELPER, centre="shelter-1", with_household=True)
    with refused("household_not_found"):
        call(SUPERVISOR, "withdraw_facts", asked)


def test_a_withdrawal_sent_again_is_answered_again(office: Office, call: Caller) -> None:
    home = office.household()["id"]
    told = checked(office, home, 0, date(2026, 11, 20))
    asked = {"household_id": home, "source_id": told, "note": "خطأ"}
    answer = call(SUPERVISOR, "withdraw_facts", asked, key="k-1")
    assert call(SUPERVISOR, "withdraw_facts", asked, key="k-1") == answer
    with refused("idempotency_key_reused"):
        call(SUPERVISOR, "withdraw_facts", {**asked, "note": "غير ذلك"}, key="k-1")
