"""A programme's benefits computed anew for everybody, on MongoDB and DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from services.registry.bootstrap import SERVICE, wire
from services.registry.bootstrap.house import MongoHouse
from services.registry.domain.eligibility.facts import Source
from services.registry.domain.surveys.researcher import Area
from services.registry.settings import RegistrySettings
from tests.support.programmes import (
    ADMINISTRATOR,
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    SUPERVISOR_OF_IRBID,
    Office,
    Refused,
)
from tests.support.registry import CLERK, register, settle

OTHER_ADMINISTRATOR = Actor("administrator-2", frozenset({"administrator"}))
TODAY = date(2026, 11, 22)


class Killed(BaseException):
    """The process ends in the middle."""


class OneRun:
    """A run of background work that may be killed after so many steps."""

    def __init__(self, checkpoint: Mapping[str, Any] | None = None, steps: int = 10_000) -> None:
        self.checkpoint: dict[str, Any] = dict(checkpoint or {})
        self._steps = steps

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise Killed
        self.checkpoint.update(checkpoint)


@pytest.fixture
def office(database: Database[dict[str, Any]], clock: FixedClock) -> Office:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    house = MongoHouse(database, clock, RegistrySettings())
    office = Office(house)
    office.registry = office.service.application = wire(house)
    return office


@pytest.fixture
def aid(office: Office) -> dict[str, Any]:
    return office.programme(rules="cash_support")


def home(office: Office, on: date = date(2026, 1, 1), **facts: Any) -> dict[str, Any]:
    found = office.household()
    tell(office, found, on, **facts)
    return found


def tell(
    office: Office, home: dict[str, Any], on: date = TODAY, kind: str = "survey", **facts: Any
) -> None:
    with use(Context(CLERK)):
        office.registry.eligibility.profiles.record(home["id"], facts, Source(kind, home["id"], on))


def work(office: Office, name: str, found: dict[str, Any], run: OneRun | None = None) -> None:
    with use(Context(Actor.system("registry.work"))):
        office.registry.work[f"recomputation.{name}"](found["id"], run or OneRun())


def start(office: Office, aid: dict[str, Any], **asked: Any) -> dict[str, Any]:
    return office.do(
        "start_recomputation", ADMINISTRATOR, programme_id=aid["id"], note="مسح 2026", **asked
    )


def seen(office: Office, found: dict[str, Any]) -> dict[str, Any]:
    return office.do("get_recomputation", ADMINISTRATOR, recomputation_id=found["id"])


def approve(office: Office, found: dict[str, Any], actor: Actor = OTHER_ADMINISTRATOR) -> Any:
    return office.do("approve_recomputation", actor, recomputation_id=found["id"])


def events(database: Database[dict[str, Any]], collection: str) -> list[str]:
    return [
        event["type"].removeprefix("kanaf.registry.")
        for document in database[collection].find()
        for event in document["pending"]
    ]


def test_many_are_assessed_exactly_as_one_is(office: Office, aid: dict[str, Any]) -> None:
    homes = [
        home(office, earned_income_fils=90_000, dwelling_tenure="rented"),
        home(office, earned_income_fils=450_000),
        home(office),
        home(office, earned_income_fils=33_333, other_income_fils=7, chronically_ill_members=1),
        home(office, earned_income_fils=10_000, owns_second_property=True),
    ]
    tell(office, homes[0], date(2026, 11, 1), earned_income_fils=900_000)
    # Stopped and began again, within the year and before it; corrected on the same day.
    homes += [home(office, on, earned_income_fils=400_000) for on in (date(2025, 2, 1), TODAY)]
    tell(office, homes[5], date(2025, 11, 1), earned_income_fils=30_000)
    tell(office, homes[5], date(2025, 11, 23), earned_income_fils=400_000)
    tell(office, homes[6], TODAY, earned_income_fils=0)
    homes += [home(office, date(2025, 2, 1), earned_income_fils=0) for _ in range(2)]
    tell(office, homes[7], date(2025, 11, 22), earned_income_fils=400_000)
    tell(office, homes[8], date(2025, 11, 23), earned_income_fils=400_000)
    # Declared after a visit: today nobody asks it, but for what the visit did not see.
    homes += [home(office, earned_income_fils=each) for each in (90_000, 450_000)]
    told = {"earned_income_fils": 10_000, "other_income_fils": 20_000}
    tell(office, homes[9], kind="declaration", **told)
    tell(office, homes[10], kind="declaration", **told)
    found = start(office, aid)
    work(office, "preview", found)
    listed = office.do("find_recomputed_households", ADMINISTRATOR, recomputation_id=found["id"])
    many = {each["household_id"]: each["after_fils"] for each in listed["items"]}
    single = {}
    for each in homes:
        asked = {"household_id": each["id"], "rules": "cash_support"}
        answer = office.do("assess_household", CLERK, **asked)
        if answer["eligible"]:
            single[each["id"]] = answer["amount_fils"]
    assert many == single
    assert len(many) == 3
    assert homes[10]["id"] not in many


def test_a_rise_is_disregarded_of_who_is_enrolled_and_not_of_who_would_apply(
    office: Office, aid: dict[str, Any], clock: FixedClock
) -> None:
    homes = [home(office, earned_income_fils=0) for _ in range(2)]
    office.approved(aid, homes[0])
    clock.advance(timedelta(days=1))
    for each in homes:
        tell(office, each, date(2026, 11, 23), earned_income_fils=100_000)
    found = start(office, aid)
    work(office, "preview", found)
    examples = {each["household_id"]: each for each in seen(office, found)["examples"]}
    assert [examples[each["id"]]["outcome"] for each in homes] == ["unchanged", "could_gain"]
    before, after = (examples[each["id"]]["after_fils"] for each in homes)
    assert before > after
    single = [
        office.do("assess_household", CLERK, household_id=each["id"], rules="cash_support")
        for each in homes
    ]
    assert [each["amount_fils"] for each in single] == [before, after]
    kinds = [[it["kind"] for it in examples[each["id"]]["reasons"]] for each in homes]
    assert ["disregard" in each for each in kinds] == [True, False]


def test_persons_are_judged_one_by_one_by_the_same_rules(office: Office) -> None:
    born = ("1948-03-02", "2001-03-02", "2019-03-02", "2003-03-02")
    head, *others = (register(office.registry, birth_date=each)["id"] for each in born)
    members = [{"person_id": each, "relation": "other_relative"} for each in others]
    family = settle(office.registry, head, members=members)
    tell(office, family, job_seekers=1)
    terms = {"rules": "vocational_training", "beneficiary": "person", "amount_fils": 20_000}
    aid = office.programme(**terms)
    asked = {"programme_id": aid["id"], "household_id": family["id"], "person_id": others[0]}
    enrolled = office.do("apply_for_programme", CLERK, **asked)["id"]
    office.do("assess_enrolment", CASEWORKER, enrolment_id=enrolled)
    office.do("approve_enrolment", SUPERVISOR, enrolment_id=enrolled)
    found = start(office, aid)
    work(office, "preview", found)
    listed = office.do("find_recomputed_households", ADMINISTRATOR, recomputation_id=found["id"])
    assert {(each["person_id"], each["outcome"]) for each in listed["items"]} == {
        (others[0], "unchanged"),
        (others[2], "could_gain"),
    }
    for person in (head, *others):
        asked = {"household_id": family["id"], "person_id": person, "rules": terms["rules"]}
        single = office.do("assess_household", CLERK, **asked)
        assert single["eligible"] is (person in (others[0], others[2]))


def test_an_amount_that_the_terms_fix_after_the_preview_asks_for_another_one(
    office: Office, aid: dict[str, Any]
) -> None:
    office.approved(aid, home(office, earned_income_fils=50_000))
    found = start(office, aid)
    work(office, "preview", found)
    change = {"programme_id": aid["id"], "amount_fils": 90_000}
    office.do("change_programme", ADMINISTRATOR, aid["version"], **change)
    with pytest.raises(Refused) as refused:
        approve(office, found)
    assert refused.value.code == "recomputation_outdated"


def test_who_gains_and_loses_is_seen_before_anything_changes(
    office: Office, aid: dict[str, Any], database: Database[dict[str, Any]]
) -> None:
    homes = [home(office, earned_income_fils=90_000) for _ in range(4)]
    enrolled = [office.approved(aid, each) for each in homes[:3]]
    tell(office, homes[0], owns_second_property=True)
    tell(office, homes[1], earned_income_fils=0)
    before = list(database["enrolments"].find().sort("_id"))
    found = start(office, aid)
    assert found["status"] == "previewing"
    work(office, "preview", found)
    preview = seen(office, found)
    assert preview["status"] == "previewed"
    counts = {each["outcome"]: each["households"] for each in preview["totals"]}
    assert counts == {"loses": 1, "raised": 1, "unchanged": 1, "could_gain": 1}
    loses = next(each for each in preview["examples"] if each["outcome"] == "loses")
    assert loses["household_id"] == homes[0]["id"]
    assert any("عقار" in each["ar"] and not each["met"] for each in loses["reasons"])
    assert {each["governorate"] for each in preview["by_governorate"]} == {"JO-AM"}
    assert list(database["enrolments"].find().sort("_id")) == before
    assert len(enrolled) == 3


def test_a_killed_application_is_taken_up_and_tells_only_of_what_changed(
    office: Office, aid: dict[str, Any], database: Database[dict[str, Any]]
) -> None:
    homes = [home(office, earned_income_fils=90_000) for _ in range(5)]
    enrolled = {each["id"]: office.approved(aid, each) for each in homes}
    for each in homes[:3]:
        tell(office, each, earned_income_fils=0)
    tell(office, homes[3], owns_second_property=True)
    told = len(events(database, "enrolments"))
    found = start(office, aid)
    work(office, "preview", found)
    approve(office, found)
    run = OneRun(steps=1)
    with pytest.raises(Killed):
        work(office, "apply", found, run)
    work(office, "apply", found, OneRun(run.checkpoint))
    done = seen(office, found)
    assert (done["status"], done["changed"], done["skipped"]) == ("applied", 4, 0)
    # Three amounts with the reviews that the families' word had called, and one end.
    assert len(events(database, "enrolments")) == told + 3 * 2 + 1
    statuses = [
        office.do("get_enrolment", SUPERVISOR, enrolment_id=enrolled[each["id"]]["id"])
        for each in homes
    ]
    assert [each["status"] for each in statuses] == ["active"] * 3 + ["exited", "active"]
    assert statuses[0]["amount_fils"] > statuses[4]["amount_fils"]


def test_places_given_back_beside_each_other_are_all_free_again(
    office: Office, database: Database[dict[str, Any]]
) -> None:
    """Changes are made several at a time, and all of these change what the programme counts."""
    places = office.programme(rules="cash_support", kind="learning", pillar="forsah", quota=8)
    homes = [home(office, earned_income_fils=90_000) for _ in range(8)]
    for each in homes:
        office.approved(places, each)
        tell(office, each, owns_second_property=True)
    found = start(office, places)
    work(office, "preview", found)
    approve(office, found)
    work(office, "apply", found)
    assert (seen(office, found)["changed"], seen(office, found)["skipped"]) == (8, 0)
    (counted,) = database["programme_places"].find()
    assert counted["state"]["taken"] == 0


def test_an_enrolment_that_ended_meanwhile_is_left_alone(
    office: Office, aid: dict[str, Any]
) -> None:
    one = home(office, earned_income_fils=90_000)
    enrolled = office.approved(aid, one)
    tell(office, one, owns_second_property=True)
    found = start(office, aid)
    work(office, "preview", found)
    office.do(
        "end_enrolment", SUPERVISOR, enrolment_id=enrolled["id"],
        outcome="graduated", reason_code="self_reliant",
    )  # fmt: skip
    approve(office, found)
    work(office, "apply", found)
    assert (seen(office, found)["changed"], seen(office, found)["skipped"]) == (0, 1)


def test_what_is_no_longer_what_was_approved_is_left_alone(
    office: Office, aid: dict[str, Any]
) -> None:
    raised, other = (home(office, earned_income_fils=90_000) for _ in range(2))
    enrolled = [office.approved(aid, each) for each in (raised, other)]
    for each in (raised, other):
        tell(office, each, earned_income_fils=0)
    found = start(office, aid)
    work(office, "preview", found)
    approve(office, found)
    tell(office, other, owns_second_property=True)
    work(office, "apply", found)
    assert (seen(office, found)["changed"], seen(office, found)["skipped"]) == (1, 1)
    now = office.do("get_enrolment", SUPERVISOR, enrolment_id=enrolled[1]["id"])
    assert (now["status"], now["amount_fils"]) == ("active", enrolled[1]["amount_fils"])


def test_of_another_day_it_is_seen_and_changes_nothing(office: Office, aid: dict[str, Any]) -> None:
    enrolled = office.approved(aid, home(office, earned_income_fils=90_000))
    found = start(office, aid, on="2030-01-01")
    assert (found["on"], found["approvable_until"]) == ("2030-01-01", None)
    work(office, "preview", found)
    assert seen(office, found)["status"] == "previewed"
    with pytest.raises(Refused, match="recomputation_of_another_day"):
        approve(office, found)
    now = office.do("get_enrolment", SUPERVISOR, enrolment_id=enrolled["id"])
    assert now["version"] == enrolled["version"]


def test_it_is_applied_by_what_is_known_on_the_day_it_is_applied(
    office: Office, aid: dict[str, Any], clock: FixedClock
) -> None:
    one = home(office, earned_income_fils=90_000)
    enrolled = office.approved(aid, one)
    tell(office, one, owns_second_property=True)
    found = start(office, aid)
    work(office, "preview", found)
    clock.advance(timedelta(days=2))
    # Of tomorrow, as the preview saw it: the household owns nothing beside its home any more.
    tell(office, one, TODAY + timedelta(days=1), owns_second_property=False)
    assert approve(office, found)["approvable_until"] == "2026-11-29"
    work(office, "apply", found)
    assert (seen(office, found)["changed"], seen(office, found)["skipped"]) == (0, 1)
    now = office.do("get_enrolment", SUPERVISOR, enrolment_id=enrolled["id"])
    assert (now["status"], now["amount_fils"]) == ("active", enrolled["amount_fils"])


def test_another_person_approves_and_only_within_their_reach(
    office: Office, aid: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="recomputation_not_yours"):
        office.do("start_recomputation", SUPERVISOR, programme_id=aid["id"], note="x")
    found = office.do(
        "start_recomputation", SUPERVISOR,
        programme_id=aid["id"], governorates=["JO-AM"], note="x",
    )  # fmt: skip
    with pytest.raises(Refused, match="recomputation_not_ready"):
        approve(office, found, OTHER_SUPERVISOR)
    work(office, "preview", found)
    with pytest.raises(Refused, match="recomputation_same_person"):
        approve(office, found, SUPERVISOR)
    with pytest.raises(Refused, match="recomputation_not_yours"):
        approve(office, found, SUPERVISOR_OF_IRBID)
    assert approve(office, found, OTHER_SUPERVISOR)["approved_by"] == OTHER_SUPERVISOR.subject
    with pytest.raises(Refused, match="recomputation_not_ready"):
        office.do("cancel_recomputation", SUPERVISOR, recomputation_id=found["id"])


def test_a_cancelled_one_changes_nothing(office: Office, aid: dict[str, Any]) -> None:
    found = start(office, aid)
    office.do("cancel_recomputation", OTHER_ADMINISTRATOR, recomputation_id=found["id"])
    work(office, "preview", found)
    assert seen(office, found)["status"] == "cancelled"
    with pytest.raises(Refused, match="recomputation_not_ready"):
        approve(office, found)


def test_benefits_without_rules_and_amount_are_not_recomputed(office: Office) -> None:
    aid = office.programme(kind="in_kind", rules=None)
    with pytest.raises(Refused, match="programme_without_rules"):
        start(office, aid)


def test_a_fixed_amount_that_was_raised_reaches_who_is_enrolled(office: Office) -> None:
    aid = office.programme(rules=None, amount_fils=80_000)
    enrolment = office.approved(aid, home(office))
    home(office)  # who is not enrolled does not gain by it
    before = start(office, aid)
    change = {"programme_id": aid["id"], "amount_fils": 95_000}
    office.do("change_programme", ADMINISTRATOR, aid["version"], **change)
    raised = office.approved(office.do("get_programme", CLERK, programme_id=aid["id"]))
    found = start(office, aid)
    for each in (before, found):
        work(office, "preview", each)
    with pytest.raises(Refused, match="recomputation_outdated"):
        approve(office, before)
    shown = seen(office, found)
    assert shown["rules_version"] == "fixed_amount/95000"
    totals = {each["outcome"]: each for each in shown["totals"]}
    assert {name: each["households"] for name, each in totals.items()} == {
        "raised": 1,
        "unchanged": 1,
    }
    assert (totals["raised"]["before_fils"], totals["raised"]["after_fils"]) == (80_000, 95_000)
    assert all(each["reasons"] == [] for each in shown["examples"])
    approve(office, found)
    work(office, "apply", found)
    for each in (enrolment, raised):
        now = office.do("get_enrolment", CLERK, enrolment_id=each["id"])
        assert (now["status"], now["amount_fils"]) == ("active", 95_000)
    assert now["version"] == raised["version"]
    assert (seen(office, found)["changed"], seen(office, found)["skipped"]) == (1, 0)


def test_households_are_chosen_by_place_facts_and_programme(
    office: Office, aid: dict[str, Any]
) -> None:
    poor, rich = (home(office, earned_income_fils=each) for each in (50_000, 500_000))
    office.approved(aid, poor)
    targeting = office.registry.eligibility.targeting

    def chosen(expression: str | None, programme: str | None = None, place: str = "JO-AM") -> Any:
        return set(targeting.households([Area(place)], expression, programme))

    assert chosen(None) == {poor["id"], rich["id"]}
    assert chosen("earned_income_fils < 100000 AND size = 2") == {poor["id"]}
    assert chosen("female_head AND governorate = 'JO-AM'", aid["id"]) == {poor["id"]}
    office.applied(aid, rich)
    assert chosen(None, aid["id"]) == {poor["id"]}
    applicants = targeting.households([Area("JO-AM")], None, aid["id"], ["applied", "assessed"])
    assert set(applicants) == {rich["id"]}
    assert chosen("size > 2") == set()
    assert chosen(None, place="JO-IR") == set()
