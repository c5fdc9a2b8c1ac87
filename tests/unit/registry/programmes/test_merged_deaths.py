"""What was given to somebody who turns out dead by a merge ends as by any death, and goes on when
the merge is undone."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.life import deliver, told_in_memory
from tests.support.programmes import CASEWORKER, SUPERVISOR, Office
from tests.support.registry import CLERK, amend, register, settle
from tests.support.reviewing import LATIN, NAMELESS, decide, detect, follow, merge


class Outlived:
    """A woman with two benefits, her own and her household's, whose death another record tells."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.alive = str(register(office.registry)["id"])
        again = {"identity": NAMELESS, "name": {"arabic": None, "latin": LATIN}}
        self.dead = str(register(office.registry, **again)["id"])
        self.home = settle(office.registry, self.alive)["id"]
        detect(office.registry, self.dead)
        self.pair = pair_id(self.alive, self.dead)
        self.own = self.approved(self.alive, beneficiary="person", rules=None, amount_fils=40_000)
        self.household = self.approved(None, rules=None, amount_fils=50_000)
        amend(office.registry, self.dead, died_on="2026-11-20")

    def approved(self, person_id: str | None, **terms: Any) -> str:
        to, home = self.office.programme(**terms)["id"], self.home
        asked = {"programme_id": to, "household_id": home, "person_id": person_id}
        enrolment = self.office.do("apply_for_programme", CLERK, **asked)["id"]
        self.office.do("approve_enrolment", SUPERVISOR, enrolment_id=enrolment)
        return str(enrolment)

    def merge(self, stays: str) -> None:
        merge(self.office.registry, self.pair, stays)
        self.hear(stays)

    def undo(self, stays: str) -> None:
        decide(self.office.registry, "undo", self.pair)
        self.hear(stays)

    def hear(self, stays: str) -> None:
        """What was told reaches the handlers, twice."""
        assert self.office.memory is not None
        for _ in "12":
            follow(self.office.registry, ({self.alive, self.dead} - {stays}).pop(), stays)
            deliver(self.office.service, told_in_memory(self.office.memory))

    def seen(self, enrolment: str) -> dict[str, Any]:
        view = self.office.do("get_enrolment", CASEWORKER, enrolment_id=enrolment)
        return {name: it for name, it in view.items() if name not in ("version", "course")}

    def reason(self, enrolment: str) -> str:
        view = self.office.do("get_enrolment", CASEWORKER, enrolment_id=enrolment)
        return str(view["course"][-1]["reason"]["code"])


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
