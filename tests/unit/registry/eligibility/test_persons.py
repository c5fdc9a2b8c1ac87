"""Rules that judge persons see the facts of each beside those of the household."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.bootstrap import wire
from tests.support.programmes import ADMINISTRATOR, CASEWORKER, Office, Refused, in_memory, learning
from tests.support.registry import CLERK, register, settle

BORN = {"grandmother": "1948-03-02", "son": "2001-03-02", "grandchild": "2019-03-02"}


@pytest.fixture
def office() -> Office:
    office, _ = in_memory()
    office.registry = office.service.application = wire(office.house)
    return office


@pytest.fixture
def family(office: Office) -> dict[str, str]:
    """Three generations by name, and their home."""
    found = {who: str(register(office.registry, birth_date=day)["id"]) for who, day in BORN.items()}
    head, *others = found.values()
    members = [{"person_id": each, "relation": "other_relative"} for each in others]
    home = settle(office.registry, head, members=members)
    told = [{"indicator": "job_seekers", "number": 1}]
    office.do("declare_facts", CLERK, household_id=home["id"], facts=told)
    return {**found, "home": home["id"]}


def test_of_one_household_each_is_judged_by_their_own_age(
    office: Office, family: dict[str, str]
) -> None:
    terms = learning(rules="vocational_training", kind="training", admission="decided", quota=9)
    to = office.do("make_programme", ADMINISTRATOR, **terms)
    eligible = {}
    for who in BORN:
        asked = {"programme_id": to["id"], "household_id": family["home"]}
        made = office.do("apply_for_programme", CLERK, **asked, person_id=family[who])
        found = office.do("assess_enrolment", CASEWORKER, enrolment_id=made["id"])["assessment"]
        eligible[who] = found["eligible"]
        if who == "grandmother":
            assert found["reasons"][0]["ar"].startswith("عمر المتقدّم 78 سنة")
            assert "aged 78" in found["reasons"][0]["en"]
    assert eligible == {"grandmother": False, "son": True, "grandchild": False}


def assessed(office: Office, family: dict[str, str], who: str | None, **asked: Any) -> Any:
    person = {} if who is None else {"person_id": family[who]}
    asked = {"household_id": family["home"], "rules": "vocational_training", **person, **asked}
    return office.do("assess_household", CLERK, **asked)


def test_the_counter_asks_of_one_person_of_the_household(
    office: Office, family: dict[str, str]
) -> None:
    assert assessed(office, family, "son")["eligible"] is True
    assert assessed(office, family, "son")["person_id"] == family["son"]
    assert assessed(office, family, "grandchild")["eligible"] is False
    family["stranger"] = register(office.registry)["id"]
    for who, rules, code in (
        (None, "vocational_training", "rules_judge_persons"),
        ("son", "cash_support", "rules_judge_households"),
        ("stranger", "vocational_training", "not_of_the_household"),
    ):
        with pytest.raises(Refused) as refused:
            assessed(office, family, who, rules=rules)
        assert refused.value.code == code


def test_no_more_members_are_counted_than_live_there(
    office: Office, family: dict[str, str]
) -> None:
    for name in ("chronically_ill_members", "job_seekers"):
        told = {"household_id": family["home"], "facts": [{"indicator": name, "number": 3}]}
        office.do("declare_facts", CLERK, **told)
        told["facts"] = [{"indicator": name, "number": 4}]
        with pytest.raises(Refused) as refused:
            office.do("declare_facts", CLERK, **told)
        assert refused.value.code == "indicator_counts_too_many"
