"""Programmes under the four pillars: made, changed, opened and closed by their dates."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.registry.bootstrap import in_memory, wire
from services.registry.bootstrap.house import MemoryHouse
from services.registry.entrypoints.reading.programmes import make_programme
from services.registry.settings import RegistrySettings
from tests.support.programmes import (
    ADMINISTRATOR,
    SUPERVISOR,
    Office,
    Refused,
    learning,
    programme,
)
from tests.support.registry import CLERK, command_of

GOLDEN = Path(__file__).parents[4] / "contracts" / "golden"
NOVEMBER = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def refuses(office: Office, code: str, method: str, *who: Any, **request: Any) -> None:
    with pytest.raises(Refused) as refused:
        office.do(method, *who, **request)
    assert refused.value.code == code


def test_a_programme_is_open_from_its_first_day_to_its_last(office: Office, days: Any) -> None:
    made = office.programme(opens_on="2026-11-24", closes_on="2026-11-25")
    seen = [made["status"]]
    for _ in range(4):
        days.pass_by(1)
        seen.append(office.do("get_programme", CLERK, programme_id=made["id"])["status"])
    assert seen == ["announced", "announced", "open", "open", "closed"]


def test_nobody_applies_before_a_programme_opens_or_after_it_closed(
    office: Office, days: Any
) -> None:
    made, home = office.programme(opens_on="2026-11-23", closes_on="2026-11-23"), office.household()
    asked = {"programme_id": made["id"], "household_id": home["id"]}
    refuses(office, "programme_not_open", "apply_for_programme", CLERK, **asked)
    days.pass_by(2)
    refuses(office, "programme_not_open", "apply_for_programme", CLERK, **asked)


def test_a_later_last_day_opens_a_programme_again(office: Office, days: Any) -> None:
    made = office.programme(closes_on="2026-11-22")
    days.pass_by(1)
    changed = office.do(
        "change_programme", ADMINISTRATOR, programme_id=made["id"], closes_on="2026-12-31"
    )
    assert changed["status"] == "open"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"pillar": "forsah", "kind": "emergency_topup"}, "kind_not_of_pillar"),
        ({"closes_on": "2026-10-31"}, "programme_closes_before_it_opens"),
        ({"rules": None}, "amount_missing"),
        ({"kind": "service", "amount_fils": 1000}, "amount_unexpected"),
        ({"rules": None, "amount_fils": 1}, "programme_amount_out_of_bounds"),
        ({"rules": None, "amount_fils": 400_001}, "programme_amount_out_of_bounds"),
        ({"admission": "first_come"}, "first_come_not_allowed"),
        ({**learning(), "quota": None}, "quota_missing"),
    ],
)
def test_terms_that_do_not_fit_together_are_refused(
    office: Office, terms: dict[str, Any], code: str
) -> None:
    refuses(office, code, "make_programme", ADMINISTRATOR, **{**programme(), **terms})


def test_no_amount_is_set_that_every_list_would_hold(office: Office) -> None:
    made = office.programme(rules=None, amount_fils=5_000)
    less = {"programme_id": made["id"], "amount_fils": 4_999}
    refuses(office, "programme_amount_out_of_bounds", "change_programme", ADMINISTRATOR, **less)
    more = {"programme_id": made["id"], "amount_fils": 400_000}
    assert office.do("change_programme", ADMINISTRATOR, **more)["amount_fils"] == 400_000


def test_a_supervisor_makes_programmes_for_the_own_governorates(office: Office) -> None:
    refuses(office, "programme_not_yours", "make_programme", SUPERVISOR, **programme())
    elsewhere = programme(governorates=["JO-AM", "JO-IR"])
    refuses(office, "programme_not_yours", "make_programme", SUPERVISOR, **elsewhere)
    made = office.programme(SUPERVISOR, governorates=["JO-AM"])
    widened = {"programme_id": made["id"], "governorates": []}
    refuses(office, "programme_not_yours", "change_programme", SUPERVISOR, **widened)
    refuses(office, "programme_not_yours", "make_programme", CLERK, **programme())


def test_a_change_on_an_old_version_is_refused(office: Office) -> None:
    made = office.programme()
    change = {"programme_id": made["id"], "closes_on": "2026-12-31"}
    office.do("change_programme", ADMINISTRATOR, made["version"], **change)
    stale = {**change, "closes_on": "2027-01-31"}
    refuses(office, "version_stale", "change_programme", ADMINISTRATOR, made["version"], **stale)


def test_programmes_of_the_kingdom_are_found_for_every_governorate(office: Office) -> None:
    everywhere = office.programme()["id"]
    in_irbid = office.programme(governorates=["JO-IR"])["id"]
    found = office.do("find_programmes", CLERK, governorate="JO-AM", pillar="karamah")["items"]
    assert [each["id"] for each in found] == [everywhere]
    assert in_irbid not in {each["id"] for each in found}


def test_the_lists_in_force_say_their_codes_in_both_languages(office: Office) -> None:
    lists = office.do("get_programme_lists", CLERK)
    expired = next(
        each for each in lists["suspension_reasons"] if each["code"] == "documents_expired"
    )
    assert (expired["longest_days"], expired["then"]) == (90, "exit")
    assert {each["code"] for each in lists["exit_reasons"]} >= {"no_longer_entitled"}
    assert {"code": "flood", "ar": "سيول", "en": "floods"} in lists["emergency_reasons"]
    assert (lists["grievance_days"], lists["grievance_working_days"]) == (30, 15)


def test_a_programme_names_rules_that_are_in_force_when_it_opens() -> None:
    house = MemoryHouse(MemoryDatabase(), FixedClock(NOVEMBER), RegistrySettings())
    office = Office(house)
    office.registry = office.service.application = wire(house)
    for rules in ("no_such_rules", "monthly_aid"):
        refuses(
            office, "eligibility_rules_unknown", "make_programme", ADMINISTRATOR,
            **programme(rules=rules),
        )  # fmt: skip
    made = office.programme(rules="cash_support")
    refuses(
        office, "eligibility_rules_unknown", "change_programme", ADMINISTRATOR,
        programme_id=made["id"], rules="no_such_rules",
    )  # fmt: skip


def test_rules_that_find_no_amount_pay_nobody(office: Office) -> None:
    house = MemoryHouse(MemoryDatabase(), FixedClock(NOVEMBER), RegistrySettings())
    office.registry = office.service.application = wire(house)
    training = programme(rules="vocational_training", beneficiary="person")
    refuses(office, "amount_missing", "make_programme", ADMINISTRATOR, **training)
    made = office.programme(**programme(**{**training, "amount_fils": 50_000}))
    less = {"programme_id": made["id"], "amount_fils": None}
    refuses(office, "amount_missing", "change_programme", ADMINISTRATOR, **less)
    homes = {**training, "rules": "cash_support", "beneficiary": "household"}
    assert office.programme(**homes)["amount_fils"] is None


def test_rules_are_for_those_whom_the_programme_is_for(office: Office) -> None:
    house = MemoryHouse(MemoryDatabase(), FixedClock(NOVEMBER), RegistrySettings())
    office.registry = office.service.application = wire(house)
    for_persons = programme(beneficiary="person", rules="cash_support")
    refuses(office, "rules_judge_households", "make_programme", ADMINISTRATOR, **for_persons)
    for_homes = programme(rules="vocational_training", amount_fils=50_000)
    refuses(office, "rules_judge_persons", "make_programme", ADMINISTRATOR, **for_homes)
    made = office.programme(**programme(rules="cash_support"))
    changed = {"programme_id": made["id"], "rules": "vocational_training", "amount_fils": 50_000}
    refuses(office, "rules_judge_persons", "change_programme", ADMINISTRATOR, **changed)


def test_the_example_of_the_documents_can_be_made() -> None:
    sample = (GOLDEN / "rpc/registry/make_programme.json").read_text("utf-8")
    real = in_memory(MemoryDatabase(), FixedClock(NOVEMBER))
    request = json.loads(sample)["request"]
    with command_of(ADMINISTRATOR, request):
        made = real.programmes.programmes.make(make_programme(request), ADMINISTRATOR)
    assert made["rules"] == request["rules"]
