"""A licensed place with all that can go on there, with all areas as wired."""

from __future__ import annotations

from datetime import date
from typing import Any

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import build_in_memory
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.places import Place
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.calling import somebody
from tests.support.cameras import Room
from tests.support.discretion import Discreet
from tests.support.inspections import INSPECTOR, a_report, enlisted, planned
from tests.support.licences import SUPERVISOR, a_holder, a_nursery

NEW_HOLDER = somebody("citizen-7", "citizen", governorates=(), national_number="9872012345")
NEW = a_holder(name="رنا سليم حداد", national_number="9872012345", logins=frozenset())
OF_IRBID = somebody("supervisor-5", "supervisor", governorates=("JO-IR",))
INSPECTOR_OF_IRBID = somebody("inspector-5", "inspector", governorates=("JO-IR",))
AMMAN = ["JO-AM"]
MOVED_TO = Place("JO-IR", "لواء قصبة إربد", "شارع الجامعة، 3")
AROUND_THE_CORNER = Place("JO-AM", "لواء ماركا", "شارع الملك عبد الله، 14")
APPLICATION = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e77"
WARNING = {
    "measure": "warning",
    "reason_code": "conditions_unmet",
    "reason": {"ar": "لم تُستوف الشروط.", "en": "Conditions were not met."},
}


class WatchedPlace:
    """A nursery with a visit ahead, a correction to be made, a warning and a camera."""

    def __init__(self, database: MemoryDatabase, clock: FixedClock) -> None:
        self.room = Room(MemoryHouse(database, clock, LicensingSettings.read()))
        self.licensing = build_in_memory(database, clock)
        self.call = Discreet(LicensingService, self.licensing, METHODS)
        self.database, self.clock = database, clock
        self.room.ask = self.call
        self.licence_id = self.room.licence_id
        enlisted(self.call, INSPECTOR)
        self.visited = self._visited()
        self.ahead = planned(self.call, self.licence_id, due_on="2026-12-20")["id"]
        request = {"licence_id": self.licence_id, **WARNING}
        self.call(SUPERVISOR, "take_measure", request)

    def _visited(self) -> str:
        """A visit at which something was wrong, concluded."""
        seen = planned(self.call, self.licence_id)
        inspection_id = str(seen["id"])
        items = [each["code"] for each in seen["checklist"]["items"]]
        report = a_report(wrong=items[-1:], items=items)
        self.call(INSPECTOR, "report_inspection", {"inspection_id": inspection_id, **report})
        self.call(INSPECTOR, "conclude_inspection", {"inspection_id": inspection_id})
        return inspection_id

    def give_back(self, on: date) -> Licence:
        with use(Context(Actor("supervisor-1"))), self.database.together():
            return self.licensing.licences.issuing.give_back(self.licence_id, APPLICATION, on)

    def pass_on(self) -> Licence:
        with use(Context(Actor("supervisor-1"))), self.database.together():
            return self.licensing.licences.issuing.pass_on(self.licence_id, APPLICATION, NEW)

    def move(self, to: str = "JO-IR") -> Licence:
        licensed = a_nursery(place=MOVED_TO if to == "JO-IR" else AROUND_THE_CORNER)
        with use(Context(Actor("supervisor-1"))), self.database.together():
            return self.licensing.licences.issuing.amend(
                self.licence_id, APPLICATION, licensed=licensed
            )

    def state(self, collection: str, **of: str) -> list[str]:
        documents = self.database.collections[collection].values()
        return [
            each["state"]["state"]
            for each in documents
            if all(each["_id"] == value for value in of.values())
        ]

    def decide(self, verb: str, code: str) -> dict[str, Any]:
        """A supervisor decides so about the licence."""
        why = {"reason_code": code, "text": {"ar": "كما في المحضر."}}
        return self.call(SUPERVISOR, verb, {"licence_id": self.licence_id, **why})
