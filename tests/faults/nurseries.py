"""A load of nurseries that are licensed or rejected, and its reckoning."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.faults.agreement import agree
from tests.faults.desk import Crew
from tests.faults.system import System, eventually
from tests.faults.window import Window

_OFFICES = 4


@dataclass
class Offices:
    """Offices at work, and what each application was answered in the end."""

    system: System
    decided: list[dict[str, Any]] = field(default_factory=list)

    def crew(self) -> Crew:
        return Crew([self._office() for _ in range(_OFFICES)])

    def _office(self) -> Any:
        window = Window(self.system, uuid.uuid4().hex[:8])

        def turn(number: int) -> None:
            if number % 5 == 4:
                answer = window.reject(window.submit(window.drafted()))
            else:
                answer = window.approve(window.ready())
            self.decided.append(answer.json())

        return turn


def reckon(offices: Offices) -> None:
    """Numbers without gap or twin, one licence per approval, each told once."""
    system = offices.system
    assert offices.decided, "nothing was decided: the fault test proved nothing"
    agree(system, [each["id"] for each in offices.decided])
    stored = system.mongo["kanaf_licensing"]["applications"]
    for answer in offices.decided:
        kept = stored.find_one({"_id": answer["id"]})
        assert kept is not None
        assert (kept["version"], kept["state"]["state"]) == (answer["version"], answer["state"])
        assert (kept["state"]["decision"]["number"]) == answer["decision"]["number"]
    _messaged(offices)


def _messaged(offices: Offices) -> None:
    """Submitted, and either rejected or to be visited and licensed."""
    expected = {
        each["applicant"]["contact"]["mobile"]: 3 if each["state"] == "approved" else 2
        for each in offices.decided
    }

    def received() -> Counter[str]:
        return Counter(each["to"] for each in offices.system.received() if each["to"] in expected)

    eventually(lambda: received() >= Counter(expected), "everybody is told of each step", 120)
    assert received() == expected, "told twice"
