"""Which facts about a household, and which looks at them, a copy tells to which of its persons."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from services.registry.domain.eligibility.facts import Source
from tests.support.privacy import dossier, granted
from tests.support.programmes import CASEWORKER, SUPERVISOR, Office, in_memory
from tests.support.registry import CLERK, command_of, register, resettle, settle

TODAY = date(2026, 11, 22)
CHECK = {
    "body": "social_security",
    "facts": [{"indicator": "other_income_fils", "value": 90_000}],
    "reference": "SSC-1",
    "stated_on": "2026-11-20",
}
VISIT = {"visited_on": "2026-11-21", "findings": "غرفتان رطبتان."}


class Family:
    """A head and a child of whom facts are held: declared, checked, and said at a visit."""

    def __init__(self, office: Office, *, alone: bool = False) -> None:
        self.office, registry = office, office.registry
        self.head = register(registry)["id"]
        self.child = register(registry)["id"]
        self.home = settle(registry, self.head, *([] if alone else [self.child]))
        self.declared({"rent_fils": 120_000, "dwelling_tenure": "rented"})
        self.told("survey", {"chronically_ill_members": 1})
        self.told("cross_check", {"other_income_fils": 90_000})
        programme = office.programme(rules=None, amount_fils=50_000)
        self.enrolment = office.applied(programme, self.home)["id"]
        asked = {"enrolment_id": self.enrolment}
        office.do("record_cross_check", CASEWORKER, **asked, **CHECK)
        office.do("record_application_visit", CASEWORKER, **asked, **VISIT)

    def declared(self, facts: dict[str, Any]) -> None:
        with command_of(CLERK):
            self.office.registry.eligibility.desk.declare(self.home["id"], facts, CLERK)

    def told(self, kind: str, facts: dict[str, Any]) -> None:
        with use(Context(Actor.system("registry.work"))):
            source = Source(kind, str(uuid.uuid4()), TODAY)
            self.office.registry.eligibility.profiles.record(self.home["id"], facts, source)

    def copy_of(self, person_id: str) -> dict[str, Any]:
        return dossier(self.office.registry, person_id)


@pytest.fixture
def office() -> Office:
    return in_memory()[0]


def indicators(copy: dict[str, Any]) -> set[str]:
    return {each["indicator"]["code"] for each in copy["facts"]["items"]}


def test_who_heads_a_household_gets_what_was_declared_and_checked(office: Office) -> None:
    family = Family(office)
    copy = family.copy_of(family.head)
    assert indicators(copy) == {"rent_fils", "dwelling_tenure", "other_income_fils"}
    tenure, _, rent = copy["facts"]["items"]
    assert tenure["value"] == {"code": "rented", "ar": "مستأجر", "en": "rented"}
    assert (rent["value"], rent["unit"], rent["source"]) == (120_000, "fils", "declaration")
    assert rent["indicator"]["ar"] == "إيجار المسكن"
    (enrolment,) = copy["enrolments"]
    (check,) = enrolment["cross_checks"]
    assert check["facts"][0]["indicator"]["code"] == "other_income_fils"
    assert (check["facts"][0]["value"], check["reference"]) == (90_000, "SSC-1")
    # What was seen and said at a visit is every member's, and they are told that it is held.
    assert enrolment["visit"] is None
    assert "visits" in copy["facts"]["not_shown"]["en"]
    assert CASEWORKER.subject not in str(copy["enrolments"])


def test_another_member_is_told_that_facts_are_held_and_why_they_are_not_shown(
    office: Office,
) -> None:
    family = Family(office)
    copy = family.copy_of(family.child)
    assert copy["facts"]["items"] == []
    assert {"ar", "en"} == copy["facts"]["not_shown"].keys()
    assert "cross_checks" not in copy["enrolments"][0]


def test_who_has_always_lived_alone_gets_everything(office: Office) -> None:
    family = Family(office, alone=True)
    copy = family.copy_of(family.head)
    assert "chronically_ill_members" in indicators(copy)
    assert copy["facts"]["not_shown"] is None
    assert copy["enrolments"][0]["visit"]["findings"] == VISIT["findings"]


def test_whose_own_benefit_it_is_gets_what_it_rests_on(office: Office) -> None:
    family = Family(office)
    course = office.programme(beneficiary="person", rules=None, amount_fils=50_000)
    own = office.do(
        "apply_for_programme",
        CLERK,
        programme_id=course["id"],
        household_id=family.home["id"],
        person_id=family.child,
    )["id"]
    office.do("record_cross_check", CASEWORKER, enrolment_id=own, **CHECK)
    told = {each["id"]: each for each in family.copy_of(family.child)["enrolments"]}
    assert told[own]["cross_checks"][0]["reference"] == "SSC-1"
    assert own not in [each["id"] for each in family.copy_of(family.head)["enrolments"]]


def test_what_was_said_and_looked_at_before_somebody_came_is_not_theirs() -> None:
    office, clock = in_memory()
    family = Family(office)
    clock.at += timedelta(days=1)
    newcomer = register(office.registry)["id"]
    joining = {"person_id": newcomer, "relation": "parent"}
    resettle(office.registry, family.home["id"], join=[joining])
    clock.at += timedelta(days=1)
    office.do("get_household", SUPERVISOR, household_id=family.home["id"])
    successor = {"head_id": newcomer, "members": [{"person_id": family.child, "relation": "child"}]}
    resettle(office.registry, family.home["id"], leave=[family.head], successor=successor)
    copy = family.copy_of(newcomer)
    assert copy["household"]["relation"] == "head"
    assert (copy["facts"]["items"], copy["enrolments"][0]["cross_checks"]) == ([], [])
    looked = [each["action"] for each in copy["accesses"]]
    assert looked == ["household.handle", "data_copy.ask", "household.read", "household.handle"]


def test_who_has_no_household_has_no_facts(office: Office) -> None:
    person = register(office.registry)["id"]
    assert dossier(office.registry, person)["facts"] == {"items": [], "not_shown": None}


def test_the_answer_to_an_erasure_says_what_happens_to_facts(office: Office) -> None:
    family = Family(office)
    decision = granted(office.registry, family.head, "erasure")["decision"]
    kept = {each["code"]: each for each in decision["kept"]}
    assert "decisions rest on them" in kept["facts"]["en"]
    assert kept["facts"]["ar"] in decision["answer"]["ar"]
    assert kept["facts"]["en"] in decision["answer"]["en"]


def test_a_copy_has_who_looked_at_the_household_its_facts_and_its_benefits(office: Office) -> None:
    family, other = Family(office), office.household()
    do, home = office.do, {"household_id": family.home["id"]}
    before = family.copy_of(family.head)["accesses"]
    do("get_household", SUPERVISOR, **home)
    do("get_profile", SUPERVISOR, **home)
    do("find_households", SUPERVISOR)
    do("find_enrolments", SUPERVISOR, **home)
    do("get_enrolment", SUPERVISOR, enrolment_id=family.enrolment)
    do("get_household", SUPERVISOR, household_id=other["id"])
    after = family.copy_of(family.head)["accesses"]
    looked = [each for each in after if each not in before]
    assert [each["action"] for each in looked if "data_copy" not in each["action"]] == [
        "household.read",
        "profile.read",
        "household.list",
        "enrolment.list",
        "enrolment.read",
    ]
    assert SUPERVISOR.subject not in str(looked)


def test_whoever_stands_on_a_page_finds_it_in_their_copy(office: Office) -> None:
    """Two on one page are in one entry, and each copy has it."""
    aid = office.programme(rules=None, amount_fils=50_000)
    people = [register(office.registry)["id"] for _ in range(2)]
    homes = [settle(office.registry, each) for each in people]
    for each in homes:
        office.applied(aid, each)
    office.do("rank_applications", SUPERVISOR, programme_id=aid["id"])
    office.do("find_households", SUPERVISOR)
    for each in people:
        looked = [seen["action"] for seen in dossier(office.registry, each)["accesses"]]
        assert looked.count("household.list") == 1
