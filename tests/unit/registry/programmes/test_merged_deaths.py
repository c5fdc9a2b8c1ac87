"""What was given to somebody who turns out dead by a merge ends as by any death, and goes on when
the merge is undone."""

from __future__ import annotations

import pytest

from tests.support.outlived import Outlived
from tests.support.programmes import CASEWORKER, SUPERVISOR, Office
from tests.support.registry import CLERK
from tests.support.reviewing import decide


@pytest.mark.parametrize("stays", ["alive", "dead"])
def test_it_ends_with_the_death_and_stands_again_with_the_life(office: Office, stays: str) -> None:
    outlived = Outlived(office)
    survivor = outlived.alive if stays == "alive" else outlived.dead
    both = outlived.own, outlived.household
    before = [outlived.seen(each) for each in both]
    outlived.merge(survivor)
    assert [outlived.seen(each)["status"] for each in both] == ["exited", "exited"]
    assert [outlived.reason(each) for each in both] == ["beneficiary_died", "household_dissolved"]
    outlived.undo(survivor)
    assert [outlived.seen(each) for each in both] == before


def test_what_a_death_ended_that_no_merge_told_of_stays_ended(office: Office) -> None:
    outlived = Outlived(office)
    office.do("end_enrolment", SUPERVISOR, enrolment_id=outlived.own,
              outcome="exited", reason_code="moved_away")  # fmt: skip
    outlived.merge(outlived.alive)
    outlived.undo(outlived.alive)
    assert outlived.seen(outlived.own)["status"] == "exited"


def test_who_applied_anew_meanwhile_keeps_the_newer_application(office: Office) -> None:
    outlived = Outlived(office)
    to = office.do("get_enrolment", CASEWORKER, enrolment_id=outlived.household)["programme_id"]
    outlived.merge(outlived.alive)
    decide(office.registry, "undo", outlived.pair)
    asked = {"programme_id": to, "household_id": outlived.home, "person_id": None}
    newer = office.do("apply_for_programme", CLERK, **asked)["id"]
    outlived.hear(outlived.alive)
    assert outlived.seen(outlived.household)["status"] == "exited"
    assert outlived.seen(newer)["status"] == "applied"
