"""Whether what belongs to an application agrees with it: no half of a step was ever stored."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from tests.faults.journals import told_in_full
from tests.faults.system import System, eventually

State = dict[str, Any]
_COLLECTIONS = ("applications", "licences", "bills", "bill_payments", "inspections")


def agree(system: System, ids: Iterable[str]) -> None:
    """For these applications; numbers, and what was told, for all that licensing holds."""
    system.ready()
    eventually(system.outbox_is_empty, "every pending event is published", 60)
    for each in ids:
        _one_agrees(system, each)
    numbered_without_gap(system)
    told_in_full(system, "licensing", _COLLECTIONS)


def numbered_without_gap(system: System) -> None:
    """In every series and year each number was given, and given once. What was brought in from an
    older register has the number it had there, and is in no series."""
    series: dict[str, list[int]] = defaultdict(list)
    ours = {"state.course.0.what": {"$ne": "recorded"}}
    for licence in system.mongo["kanaf_licensing"]["licences"].find(ours, {"state.number": 1}):
        found = re.fullmatch(r"(.+)-(\d{6})", licence["state"]["number"])
        assert found
        series[found[1]].append(int(found[2]))
    for name, numbers in series.items():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"{name} has a gap or a twin"


def _one_agrees(system: System, application_id: str) -> None:
    database = system.mongo["kanaf_licensing"]
    stored = database["applications"].find_one({"_id": application_id})
    assert stored is not None, "answered 2xx, but lost"
    application: State = stored["state"]
    licences = list(database["licences"].find({"state.grant.application_id": application_id}))
    _licence_agrees(application, licences)
    for licence in licences if application["service"] == "society.registration" else ():
        held = {"keys.number": licence["state"]["number"]}
        assert database["associations"].count_documents(held) == 1
    about = {"state.about.id": application_id}
    _bills_agree(
        application, {each["_id"]: each["state"] for each in database["bills"].find(about)}
    )
    for bill_id in _references(application, "payment"):
        payments = database["bill_payments"].find({"keys.bill_id": bill_id})
        paid = Counter(each["state"]["state"] for each in payments)["paid"]
        assert paid == (1 if _done(application, "payment") else 0)
    visits = {each["_id"]: each["state"] for each in database["inspections"].find(about)}
    _inspections_agree(application, visits)


def _licence_agrees(application: State, licences: list[State]) -> None:
    decision = application["decision"] or {}
    decided = decision.get("result_id"), decision.get("number")
    expected = [decided] if application["state"] == "approved" else []
    assert [(each["_id"], each["state"]["number"]) for each in licences] == expected


def _bills_agree(application: State, bills: dict[str, State]) -> None:
    assert set(bills) == _references(application, "payment"), "a bill that belongs to no step"
    under_way = application["state"] in ("in_progress", "returned")
    unpaid = "open" if under_way else "cancelled"
    for bill in bills.values():
        assert bill["state"] == ("paid" if _done(application, "payment") else unpaid)


def _inspections_agree(application: State, inspections: dict[str, State]) -> None:
    assert set(inspections) == _references(application, "inspection"), "a visit for no step"
    for inspection in inspections.values():
        concluded = inspection["state"] == "concluded"
        assert concluded == bool(_done(application, "inspection"))


def _references(application: State, kind: str) -> set[str]:
    """What the steps of this kind refer to; one that has begun must refer to something."""
    turn = ("open", "done", "cancelled")
    begun = [each for each in _steps(application, kind) if each["progress"] in turn]
    assert all(each["reference"] for each in begun), f"a step without its {kind}"
    return {each["reference"] for each in begun}


def _done(application: State, kind: str) -> list[State]:
    return [each for each in _steps(application, kind) if each["progress"] == "done"]


def _steps(application: State, kind: str) -> list[State]:
    return [each for each in application["course"]["steps"] if each["kind"] == kind]
