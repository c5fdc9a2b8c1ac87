"""A load of children who find a family and leave it again, and its reckoning."""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.faults.desk import Crew, Desk, good
from tests.faults.journals import told_in_full
from tests.faults.system import System, eventually
from tests.support.care import a_case, a_family

_DECISION = {"number": "2026/118", "date": "2026-01-05"}
_DAY = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
_CENTRES = 4
_FAMILIES = 3
CAPACITY = 2


@dataclass
class Homes:
    """Caseworkers that compete for few places, and what each was answered in the end."""

    system: System
    families: dict[str, str] = field(default_factory=dict)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    moves: Counter[str] = field(default_factory=Counter)
    full: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> None:
        """Register the families: few, so that places are scarce."""
        desk = Desk(self.system.gateway, "caseworker", "worker-families")
        for _ in range(_FAMILIES):
            mobile = f"+96279{random.randrange(10**7):07d}"
            request = a_family(
                capacity=CAPACITY,
                approval=_DECISION,
                court_approval=_DECISION,
                contact={"mobile": mobile, "language": "ar"},
            )
            answer = good(desk.ask("POST", "/v1/carer-families", request), 201)
            self.families[answer.json()["id"]] = mobile
        desk.close()

    def crew(self) -> Crew:
        return Crew([self._centre(number) for number in range(_CENTRES)])

    def _centre(self, number: int) -> Any:
        worker = Desk(self.system.gateway, "caseworker", f"worker-{number}")

        def turn(_: int) -> None:
            case = good(worker.ask("POST", "/v1/cases", a_case()), 201)
            path = f"/v1/cases/{case.json()['id']}/placements"
            family_id = random.choice(list(self.families))
            request = {
                "family_id": family_id,
                "court_decision": _DECISION,
                "started_on": _DAY,
            }
            placed = worker.ask("POST", path, request, etag=case.headers["ETag"])
            if placed.status_code == 409:
                self.full += 1
                self.cases[case.json()["id"]] = case.json()
                return
            good(placed, 200)
            self._moved(family_id, placed.json())
            if random.random() < 0.8:
                placement_id = placed.json()["placements"][-1]["id"]
                end = {"ended_on": _DAY, "reason_code": "returned_to_family"}
                ended = good(
                    worker.ask(
                        "POST", f"{path}/{placement_id}/end", end, etag=placed.headers["ETag"]
                    ),
                    200,
                )
                self._moved(family_id, ended.json())

        return turn

    def _moved(self, family_id: str, case: dict[str, Any]) -> None:
        with self._lock:
            self.moves[family_id] += 1
            self.cases[case["id"]] = case


def reckon(homes: Homes) -> None:
    """Never above capacity, at any event; case and family agree; each move told once."""
    system = homes.system
    system.ready()
    assert homes.moves, "nobody was placed: the fault test proved nothing"
    eventually(system.outbox_is_empty, "every pending event is published", 60)
    told_in_full(system, "alternative_care", ("cases", "families"))
    _stored(homes)
    _messaged(homes)


def _stored(homes: Homes) -> None:
    database = homes.system.mongo["kanaf_alternative_care"]
    for case in homes.cases.values():
        stored = database["cases"].find_one({"_id": case["id"]})
        assert stored is not None, "answered 2xx, but lost"
        assert stored["version"] == case["version"], "an answered move is lost, or done twice"
    for family_id, moves in homes.moves.items():
        stored = database["families"].find_one({"_id": family_id})
        assert stored is not None
        events = [
            entry["event"]
            for entry in database["journal"].find({"event.subject": family_id})
            if "place_" in entry["event"]["type"]
        ]
        events.sort(key=lambda event: int(event["sequence"]))
        assert len(events) == moves, "moves and the family's events differ"
        free = CAPACITY
        for event in events:
            free += 1 if "freed" in event["type"] else -1
            assert 0 <= free <= CAPACITY, "more children than places"
            assert event["data"]["free_places"] == free
        living = [
            case["id"]
            for case in homes.cases.values()
            if case["placed"] and case["placements"][-1]["family_id"] == family_id
        ]
        assert len(living) == CAPACITY - free, "case and family disagree"


def _messaged(homes: Homes) -> None:
    expected = {homes.families[family]: 1 + moves for family, moves in homes.moves.items()}

    def received() -> Counter[str]:
        return Counter(each["to"] for each in homes.system.received() if each["to"] in expected)

    eventually(lambda: received() >= Counter(expected), "each family is told of each move", 120)
    assert received() == expected, "told twice"
