"""Who comes or leaves brings or takes income: benefits that rest on it are looked at again."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor
from services.registry.app.programmes.commands import Reassess
from services.registry.bootstrap import wire
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.domain.programmes.refusals import FactsOutdated
from tests.support.programmes import CASEWORKER, OTHER_SUPERVISOR, SUPERVISOR, Office
from tests.support.registry import (
    CLERK,
    command_of,
    live,
    register,
    resettle,
    settle,
    wedded,
)
from tests.support.reviewing import a_pair, decide, follow, merge
from tests.unit.registry.programmes.conftest import Days
from tests.unit.registry.programmes.test_applications import CHECK
from tests.unit.registry.programmes.test_assessments import declared
from tests.unit.registry.programmes.test_enrolments import RECOMPUTATION, events, standing
from tests.unit.registry.programmes.test_life_of_applicants import hear, join, told_of
from tests.unit.registry.programmes.test_programmes import refuses

ADDRESS = {"governorate": "JO-AM", "district": None, "details": None}


@pytest.fixture
def office(by_the_law: Office) -> Office:
    return by_the_law


def office_of(days: Days) -> Office:
    """By the rules that come with the service."""
    office = days.office
    office.registry = office.service.application = wire(office.house)
    return office


def poor(office: Office, earned_fils: int = 90_000) -> dict[str, Any]:
    home = office.household()
    earns(office, home, earned_fils)
    return home


def couple(office: Office) -> dict[str, Any]:
    """Young, poor, and one of them looks for work."""
    born = {"birth_date": "2004-05-01"}
    he, she = (register(office.registry, sex=sex, **born)["id"] for sex in ("male", "female"))
    home: dict[str, Any] = settle(office.registry, he, members=wedded(she))
    earns(office, home, 90_000)
    declared(office, home, job_seekers={"number": 1})
    return home


def earns(office: Office, home: dict[str, Any], fils: int) -> None:
    told = {"earned_income_fils": {"number": fils}, "other_income_fils": {"number": 0}}
    declared(office, home, **told)


def aid(office: Office, **terms: Any) -> dict[str, Any]:
    return office.programme(**{"rules": "cash_support", **terms})


def explained(office: Office, enrolment: dict[str, Any]) -> dict[str, dict[str, str]]:
    view = office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])
    return {each["code"]: each for each in view["paragraphs"]}


def review(office: Office, enrolment: dict[str, Any]) -> dict[str, Any]:
    return office.do("reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=enrolment["id"])


def test_who_is_joined_by_an_earner_is_reviewed_by_what_all_have_now(office: Office) -> None:
    home, other = poor(office), poor(office, 900_000)
    enrolment = office.approved(aid(office), home)
    assert enrolment["amount_fils"] > 0
    join(office, home, other)
    called = standing(office, enrolment)
    assert (called["status"], called["amount_fils"]) == ("active", enrolment["amount_fils"])
    assert (called["review_called"], called["household_changed_on"]) == (True, "2026-11-22")
    assert len(told_of(office, enrolment, "review_due")) == 1
    refuses(
        office, "facts_outdated", "reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=called["id"]
    )
    earns(office, home, 990_000)
    reviewed = review(office, enrolment)
    assert reviewed["status"] == "exited"
    assert reviewed["course"][-1]["reason"]["code"] == "no_longer_entitled"


def test_the_reviewer_sees_what_was_known_of_both(office: Office) -> None:
    home, other = poor(office), poor(office, 900_000)
    join(office, home, other)
    profile = office.do("get_profile", CASEWORKER, household_id=home["id"])
    assert profile["household_changed_on"] == "2026-11-22"
    assert profile["unstated"] == ["earned_income_fils", "other_income_fils"]
    joined = profile["other_household"]
    assert (joined["household_id"], joined["event"]) == (other["id"], "join")
    assert [each["number"] for each in joined["facts"]] == [900_000, 0]
    earns(office, home, 990_000)
    told = office.do("get_profile", CASEWORKER, household_id=home["id"])
    assert (told["household_changed_on"], told["unstated"]) == (None, [])


def test_the_family_reads_why_in_both_languages_until_it_is_reviewed(office: Office) -> None:
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    assert "household_changed" not in explained(office, enrolment)
    join(office, home, poor(office))
    why = explained(office, enrolment)["household_changed"]
    assert why["en"].startswith("Who lives in your household changed on 2026-11-22")
    assert "2026-11-22" in why["ar"]
    earns(office, home, 90_000)
    reviewed = review(office, enrolment)
    assert (reviewed["review_called"], reviewed["household_changed_on"]) == (False, None)
    assert "household_changed" not in explained(office, enrolment)


def test_whatever_is_heard_again_or_the_wrong_way_round_it_is_reviewed_once(
    office: Office,
) -> None:
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    join(office, home, poor(office))
    hear(office)
    earns(office, home, 90_000)
    review(office, enrolment)
    hear(office)
    assert standing(office, enrolment)["review_called"] is False
    assert len(told_of(office, enrolment, "review_due")) == 1


def test_what_is_put_right_again_at_once_is_one_review(office: Office) -> None:
    home, wrong = poor(office), register(office.registry)["id"]
    enrolment = office.approved(aid(office), home)
    resettle(office.registry, home["id"], join=[{"person_id": wrong, "relation": "child"}])
    resettle(office.registry, home["id"], leave=[wrong])
    assert standing(office, enrolment)["review_called"] is True
    assert len(told_of(office, enrolment, "review_due")) == 1


@pytest.mark.parametrize("what", ["death", "split"])
def test_of_the_review_hears_who_heads_the_home_from_then_on(office: Office, what: str) -> None:
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    loses_its_head(office, home, what)
    hear(office)
    stays = home["members"][0]["person_id"]
    assert [each["contact_id"] for each in told_of(office, enrolment, "review_due")] == [stays]
    assert standing(office, enrolment)["review_called"] is True


def test_what_ends_by_a_death_is_not_reviewed(office: Office) -> None:
    home = couple(office)
    enrolment = own_of_head(office, home)
    loses_its_head(office, home, "death")
    hear(office)
    assert told_of(office, enrolment, "review_due") == []
    assert standing(office, enrolment)["status"] == "exited"


def own_of_head(office: Office, home: dict[str, Any]) -> dict[str, Any]:
    """Aid that is the head's own."""
    own = {"programme_id": own_aid(office)["id"], "person_id": home["head_id"]}
    asked = office.do("apply_for_programme", CLERK, household_id=home["id"], **own)
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked["id"])
    return office.do("approve_enrolment", SUPERVISOR, enrolment_id=asked["id"])


def own_aid(office: Office) -> dict[str, Any]:
    """Money for young persons who look for work, each their own."""
    return aid(office, beneficiary="person", rules="vocational_training", amount_fils=40_000)


def loses_its_head(office: Office, home: dict[str, Any], what: str) -> None:
    head, heir = home["head_id"], {"head_id": home["members"][0]["person_id"], "members": []}
    if what == "death":
        live(office.registry, "death", home["id"], person_id=head, successor=heir)
    else:
        apart = {"head_id": head, "members": [], "address": ADDRESS, "successor": heir}
        live(office.registry, "split", home["id"], **apart)


def test_a_birth_calls_for_a_review_by_what_is_known(office: Office) -> None:
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    newborn = register(office.registry, birth_date="2026-11-20")["id"]
    live(office.registry, "birth", home["id"], relation="child", person_id=newborn)
    called = standing(office, enrolment)
    assert (called["review_called"], called["household_changed_on"]) == (True, None)
    assert review(office, enrolment)["amount_fils"] > enrolment["amount_fils"]


@pytest.mark.parametrize("what", ["death", "split", "marriage", "correction"])
def test_every_coming_and_going_calls_for_facts_that_are_stated_anew(
    office: Office, what: str
) -> None:
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    member = home["members"][0]["person_id"]
    if what == "death":
        live(office.registry, "death", home["id"], person_id=member)
    elif what == "split":
        live(office.registry, "split", home["id"], head_id=member, members=[], address=ADDRESS)
    elif what == "marriage":
        spouse = register(office.registry, sex="male")["id"]
        couple = {"person_id": home["head_id"], "spouse_id": spouse, "relation": "spouse"}
        live(office.registry, "marriage", home["id"], **couple)
    else:
        resettle(office.registry, home["id"], leave=[member])
    called = standing(office, enrolment)
    assert (called["review_called"], called["household_changed_on"]) == (True, "2026-11-22")


def test_after_a_divorce_the_benefits_of_both_are_reviewed(office: Office) -> None:
    home = couple(office)
    he, she = home["head_id"], home["members"][0]["person_id"]
    familys = office.approved(aid(office), home)
    own = own_aid(office)
    asked = office.do(
        "apply_for_programme", CLERK, programme_id=own["id"], household_id=home["id"], person_id=she
    )
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked["id"])
    hers = office.do("approve_enrolment", SUPERVISOR, enrolment_id=asked["id"])
    parted = {"head_id": she, "spouse_id": he, "members": [], "address": ADDRESS}
    live(office.registry, "divorce", home["id"], **parted)
    hear(office)
    for each in (familys, hers):
        assert standing(office, each)["review_called"] is True
    # Nothing is known of where she lives now: nobody takes her benefit away by that.
    refuses(
        office, "facts_outdated", "reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=hers["id"]
    )
    new = {"id": standing(office, hers)["household_id"]}
    assert new["id"] != home["id"]
    profile = office.do("get_profile", CASEWORKER, household_id=new["id"])
    assert profile["other_household"]["household_id"] == home["id"]
    earns(office, new, 0)
    declared(office, new, job_seekers={"number": 1})
    assert review(office, hers)["status"] == "active"


def test_a_checked_income_that_left_is_replaced_by_a_check_and_not_by_a_declaration(
    office: Office,
) -> None:
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    facts = [{"indicator": "earned_income_fils", "value": 90_000}]
    one = {"enrolment_id": enrolment["id"]}
    office.do("record_cross_check", CASEWORKER, **one, **{**CHECK, "facts": facts})
    member = home["members"][0]["person_id"]
    live(office.registry, "split", home["id"], head_id=member, members=[], address=ADDRESS)
    earns(office, home, 0)
    refuses(office, "facts_outdated", "reassess_enrolment", OTHER_SUPERVISOR, **one)
    now = {**CHECK, "stated_on": "2026-11-22", "facts": [{**facts[0], "value": 0}]}
    office.do("record_cross_check", CASEWORKER, **one, **now)
    assert review(office, enrolment)["review_called"] is False


def test_an_application_is_assessed_again_by_what_is_stated_since(office: Office) -> None:
    home = poor(office)
    asked = {"enrolment_id": office.applied(aid(office), home)["id"]}
    office.do("assess_enrolment", CASEWORKER, **asked)
    join(office, home, poor(office, 900_000))
    back = office.do("get_enrolment", CLERK, **asked)
    assert (back["status"], back["assessment"]) == ("applied", None)
    assert events(office, back)[-1]["data"]["what"] == "household"
    refuses(office, "not_assessed", "approve_enrolment", SUPERVISOR, **asked)
    refuses(office, "facts_outdated", "assess_enrolment", CASEWORKER, **asked)
    earns(office, home, 990_000)
    again = office.do("assess_enrolment", CASEWORKER, **asked)
    assert (again["assessment"]["eligible"], again["household_changed_on"]) == (False, None)


def test_who_applies_after_the_join_is_assessed_by_what_is_stated_since(office: Office) -> None:
    home = poor(office)
    join(office, home, poor(office, 900_000))
    asked = {"enrolment_id": office.applied(aid(office), home)["id"]}
    refuses(office, "facts_outdated", "assess_enrolment", CASEWORKER, **asked)


def test_who_waits_in_line_is_reviewed_when_the_benefit_begins(office: Office, days: Any) -> None:
    to = aid(office, quota=1)
    first, home = office.approved(to, poor(office)), poor(office)
    waiting = office.approved(to, home)
    join(office, home, poor(office))
    assert standing(office, waiting)["review_called"] is False
    end = {"outcome": "graduated", "reason_code": "self_reliant"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=first["id"], **end)
    days.pass_by()
    called = standing(office, waiting)
    assert (called["status"], called["review_called"]) == ("active", True)
    assert called["household_changed_on"] == "2026-11-22"
    # More live there, and by what was said of fewer they would have had more.
    assert called["amount_fils"] == waiting["amount_fils"]


def test_no_recomputation_takes_the_place_of_the_review(office: Office) -> None:
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    join(office, home, poor(office))
    desk, system = office.registry.programmes.enrolments, RECOMPUTATION
    with command_of(system), pytest.raises(FactsOutdated):
        desk.reassess(Reassess(enrolment["id"]), system)
    with command_of(Actor.system("registry.timers")):
        desk.reassess_household(home["id"])
    assert standing(office, enrolment)["review_called"] is True


def test_a_fixed_amount_does_not_rest_on_who_lives_there(office: Office) -> None:
    home = office.household()
    enrolment = office.approved(office.programme(rules=None, amount_fils=50_000), home)
    join(office, home, office.household())
    hear(office)
    assert standing(office, enrolment)["version"] == enrolment["version"]


def test_a_merge_of_records_is_nobodys_coming_nor_is_its_undoing(office: Office) -> None:
    one, two = a_pair(office.registry)
    home = settle(office.registry, two["id"])
    earns(office, home, 20_000)
    enrolment = office.approved(aid(office), home)
    pair = pair_id(one["id"], two["id"])
    merge(office.registry, pair, one["id"])
    follow(office.registry, two["id"], one["id"])
    hear(office)
    assert read_home(office, home)["head_id"] == one["id"]
    decide(office.registry, "undo", pair)
    follow(office.registry, two["id"], one["id"])
    hear(office)
    assert read_home(office, home)["head_id"] == two["id"]
    now = standing(office, enrolment)
    assert (now["review_called"], now["household_changed_on"]) == (False, None)


def read_home(office: Office, home: dict[str, Any]) -> dict[str, Any]:
    return office.registry.household_queries.household(home["id"], CLERK)
