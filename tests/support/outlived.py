"""A woman whose death is told by another record, as tests of merges need her."""

from __future__ import annotations

from typing import Any

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
