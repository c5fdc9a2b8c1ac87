"""What was previewed and approved is applied, on MongoDB and DuckDB."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from chassis.clock import FixedClock
from tests.support.programmes import (
    SUPERVISOR,
    Office,
    Refused,
)
from tests.support.recomputing import (
    TODAY,
    approve,
    events,
    home,
    seen,
    start,
    tell,
    work,
)
from tests.support.work import Killed, OneRun


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
