"""A declaration that waited counts on its day by itself: timers of a running system, whose clock
is moved over the day.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.registry.domain.eligibility.months import months_before
from tests.faults.system import System, eventually
from tests.support import benefits
from tests.support.benefits import done, stepped
from tests.support.registry import another_person, household
from tests.support.window import Visitor

pytestmark = [pytest.mark.long, pytest.mark.timeout(200)]


CHECKED, DECLARED = 250_000, 100_000


def family_of_five(clerk: Visitor) -> str:
    people = [done(clerk.post("/v1/persons", another_person()))["id"] for _ in range(5)]
    return str(done(clerk.post("/v1/households", household(*people)))["id"])


def test_on_its_day_the_benefit_is_computed_anew_and_nobody_had_to_ask(system: System) -> None:
    clerk, caseworker = Visitor("clerk"), Visitor("caseworker")
    today = date.fromisoformat(done(clerk.post("/v1/persons", another_person()))["registered_on"])
    home = family_of_five(clerk)
    asked = {"programme_id": benefits.aid(Visitor("administrator")), "household_id": home}
    path = f"/v1/enrolments/{done(clerk.post('/v1/enrolments', asked))['id']}"
    stated_on = months_before(today + timedelta(days=1), 12)
    checked = {
        "body": "social_security",
        "facts": [{"indicator": "earned_income_fils", "value": CHECKED}],
        "reference": "SSC-2",
        "stated_on": stated_on.isoformat(),
    }
    done(stepped(caseworker, path, "cross-checks", checked))
    benefits.declare(clerk, home, other_income_fils=0, earned_income_fils=DECLARED)
    done(stepped(caseworker, path, "assess"))
    supervisor = Visitor("supervisor")
    before = done(stepped(supervisor, path, "approve", {}))["amount_fils"]
    facts = done(caseworker.get(f"/v1/households/{home}/facts"))["facts"]
    (waiting,) = [each for each in facts if each["held_back"] is not None]
    assert waiting["number"] == DECLARED
    days = (date.fromisoformat(waiting["counts_from"]) - today).days
    assert days in (1, 2), "a check of the 29th of February is a year old on the 1st of March"

    system.kanaf("clock", "advance", f"{days}d")
    eventually(
        lambda: done(supervisor.get(path))["amount_fils"] != before, "it is computed anew", 60
    )
    assert done(supervisor.get(path))["amount_fils"] > before
    facts = done(caseworker.get(f"/v1/households/{home}/facts"))["facts"]
    assert [each["held_back"] for each in facts] == [None] * 3
