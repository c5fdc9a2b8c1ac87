"""P1, P8: workers killed in the middle of payments, emergencies and recomputations.

Nobody is paid or changed twice, nobody is left out, and everything ends after the restart.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bench.registry import population
from bench.registry.visitor import Visitor as Sender
from tests.faults.system import System, eventually
from tests.support import benefits
from tests.support.benefits import done, reached, stepped
from tests.support.window import Visitor

PERSONS = 3000
FAMILIES = 24
WORKER = "work-registry"
DISTRICT = "لواء الجيزة"
TOP_UP = 50_000

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


def killed_while(system: System, reader: Visitor, path: str, status: str) -> None:
    """Kill the worker as soon as the record is seen in this status, or was."""
    eventually(lambda: done(reader.get(path))["status"] == status, f"{path} is {status}", 60)
    system.kill(WORKER)


def rows_of(administrator: Visitor, list_path: str) -> list[dict[str, Any]]:
    """The file's payments; its totals are those of its rows."""
    data = b""
    answer = administrator.get(f"{list_path}/file")
    data += answer.content
    *rows, totals = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert int(totals["amount_fils"]) == sum(int(each["amount_fils"]) for each in rows)
    return rows


def events_about(system: System, collection: str, household_ids: set[str]) -> Counter[str]:
    """How often each kind of event was told of these households' records."""
    registry = system.mongo["kanaf_registry"]
    ids = [
        each["_id"]
        for each in registry[collection].find({"keys.household": {"$in": list(household_ids)}})
    ]
    eventually(system.outbox_is_empty, "every pending event is published", 60)
    told = registry["journal"].find({"event.subject": {"$in": ids}})
    return Counter(each["event"]["type"].removeprefix("kanaf.registry.") for each in told)


def test_a_payment_list_whose_worker_is_killed_at_every_step_pays_everybody_once(
    system: System,
) -> None:
    first, second = Visitor("administrator"), Visitor("administrator")
    programme_id = benefits.aid(first)
    enrolled = benefits.many_enrolled(programme_id, FAMILIES, earned_income_fils=10_000)
    month = enrolled[0]["started_on"][:7]
    homes = {each["household_id"] for each in enrolled}

    opened = first.post("/v1/payment-lists", {"programme_id": programme_id, "month": month})
    path = f"/v1/payment-lists/{done(opened)['id']}"
    system.kill(WORKER)  # preparing
    totals = reached(first, path, "prepared", 120)["totals"]
    assert totals["listed"]["count"] == FAMILIES

    done(stepped(second, path, "approve"))
    system.kill(WORKER)  # issuing
    issued = reached(first, path, "issued", 120)
    rows = rows_of(first, path)
    assert Counter(each["household_id"] for each in rows) == Counter(homes)
    assert issued["file"]["issued"]["count"] == FAMILIES

    again = first.post("/v1/payment-lists", {"programme_id": programme_id, "month": month})
    second_list = f"/v1/payment-lists/{done(again)['id']}"
    totals = reached(first, second_list, "prepared", 120)["totals"]
    assert (totals["listed"]["count"], totals["already"]) == (0, FAMILIES)
    assert events_about(system, "payments", homes)["payment.listed.v2"] == FAMILIES


@pytest.fixture(scope="module")
def settled(system: System, tmp_path_factory: pytest.TempPathFactory) -> int:
    """A district with some hundreds of households; answers how many live there."""
    file = tmp_path_factory.mktemp("people") / "people.csv"
    population.write(file, PERSONS, first_household=600_000)
    _settle_in(file)
    token = system.token("supervisor", "supervisor-of-the-district")
    sender = Sender(system.gateway, lambda: token)
    path = f"/v1/imports/{sender.send(file)['id']}"

    def is_at(status: str) -> bool:
        return bool(sender.ask("GET", path)["status"] == status)

    for word, until in (("check", "checked"), ("load", "loaded")):
        version = sender.ask("GET", path)["version"]
        sender.ask("POST", f"{path}/{word}", headers={"If-Match": f'"{version}"'})
        eventually(partial(is_at, until), until, 300)
    wanted = {"state.address.district": DISTRICT, "state.status": {"$ne": "dissolved"}}
    return system.mongo["kanaf_registry"]["households"].count_documents(wanted)


def _settle_in(file: Path) -> None:
    """Have all of them live in the district."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    for row in rows:
        row["governorate"], row["district"] = "JO-AM", DISTRICT
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_an_emergency_whose_worker_is_killed_at_every_step_tops_everybody_up_once(
    system: System, settled: int
) -> None:
    first, second, payer = Visitor("supervisor"), Visitor("supervisor"), Visitor("administrator")
    body = {
        "title": "سيول",
        "reason_code": "flood",
        "places": [{"governorate": "JO-AM", "district": DISTRICT}],
        "amount": {"per": "household", "fils": TOP_UP},
    }
    path = f"/v1/emergencies/{done(first.post('/v1/emergencies', body))['id']}"
    system.kill(WORKER)  # targeting
    concerned = reached(first, path, "targeted", 120)["concerned"]
    assert concerned["households"] == settled

    done(stepped(second, path, "approve"))
    listed = f"/v1/payment-lists/{done(first.get(path))['list_id']}"
    eventually(lambda: _moves(payer, listed), "the top-ups move", 60)
    system.kill(WORKER)  # preparing or issuing
    issued = reached(payer, listed, "issued", 180)
    rows = rows_of(payer, listed)
    assert issued["totals"]["held"]["count"] + len(rows) == settled
    assert max(Counter(each["household_id"] for each in rows).values()) == 1

    told_on = issued["file"]["issued_on"]
    told = [f"{each['payment_id']},paid,{told_on}" for each in rows]
    sent = benefits.announced(payer, "\n".join(["payment_id,outcome,on", *told, ""]).encode())
    done(stepped(payer, sent, "apply"))
    eventually(lambda: _moves(payer, sent), "the confirmations move", 60)
    system.kill(WORKER)  # confirming
    confirmed = reached(payer, sent, "applied", 180)
    assert (confirmed["applied"], confirmed["reported_rows"]) == ({"paid": len(rows)}, 0)

    done(stepped(second, path, "cancel", {"reason": "إعلان بالخطأ"}))
    system.kill(WORKER)  # withdrawing
    undone = reached(payer, listed, "cancelled", 180)
    assert undone["to_follow_up"] == {"count": len(rows), "total_fils": len(rows) * TOP_UP}
    recoveries = system.mongo["kanaf_registry"]["recoveries"]
    assert recoveries.count_documents({"state.source.id": path.rpartition("/")[2]}) == len(rows)


def _moves(reader: Visitor, path: str) -> bool:
    """Whether the work on it has begun, or is over already."""
    view = done(reader.get(path))
    over = view["status"] in ("issued", "applied")
    return over or (view["progress"] is not None and view["progress"]["done"] > 0)


def test_a_recomputation_whose_worker_is_killed_changes_everybody_once(system: System) -> None:
    first, second, clerk = Visitor("administrator"), Visitor("administrator"), Visitor("clerk")
    programme_id = benefits.aid(first)
    enrolled = benefits.many_enrolled(programme_id, FAMILIES, earned_income_fils=50_000)
    loses = enrolled[: FAMILIES // 2]
    for each in loses:
        benefits.declare(clerk, each["household_id"], other_income_fils=90_000)
    body = {"programme_id": programme_id, "governorates": ["JO-AM"], "note": "بعد المسح"}
    path = f"/v1/recomputations/{done(first.post('/v1/recomputations', body))['id']}"
    system.kill(WORKER)  # previewing
    preview = reached(first, path, "previewed", 180)
    totals = {each["outcome"]: each["households"] for each in preview["totals"]}
    assert (totals["loses"], totals["unchanged"]) == (len(loses), FAMILIES - len(loses))

    etag = second.get(path).headers["ETag"]
    done(second.post(f"{path}/approval", based_on=etag))
    system.kill(WORKER)  # applying
    applied = reached(first, path, "applied", 180)
    assert (applied["changed"], applied["skipped"]) == (len(loses), 0)
    homes = {each["household_id"] for each in enrolled}
    told = events_about(system, "enrolments", homes)
    assert told["enrolment.ended.v1"] == len(loses)
    assert told["enrolment.amount_changed.v1"] == 0
    exited = events_about(system, "enrolments", {each["household_id"] for each in loses})
    assert exited["enrolment.ended.v1"] == len(loses)
