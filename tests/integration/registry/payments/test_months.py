"""Months are paid by the courses of enrolments as the database keeps them."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.adapters.payments.store import KeptPayments
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build
from tests.support import paying
from tests.support.paying import Running, Stopped
from tests.support.registry import national_number, register, settle

AID = 86_500


@pytest.fixture
def registry(database: Any, clock: FixedClock, settings: ProcessSettings) -> Registry:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return build(database, clock, settings)


def course(*steps: tuple[str, str], **last: Any) -> list[dict[str, Any]]:
    """Steps as they are kept, with what else the last of them says."""
    kept = [{"status": status, "on": on, "by": "x", "revision": None} for status, on in steps]
    return [*kept[:-1], {**kept[-1], **last}]


def grieved(database: Any, enrolment_id: str, step: str, on: str, **more: Any) -> None:
    """A grievance against this step that was right."""
    contested = {"step": step, "on": on, "revision": None, **more}
    state = {"whose": {"enrolment_id": enrolment_id}, "contested": contested}
    keys = {"enrolment": enrolment_id, "status": "upheld"}
    database["grievances"].insert_one({"_id": enrolment_id, "state": state, "keys": keys})


def test_a_list_has_who_ran_in_its_month_with_the_amount_of_then(
    registry: Registry, database: Any
) -> None:
    programme_id = paying.programme(database)
    since = ("active", "2026-08-05")
    stopped = (since, ("suspended", "2026-08-20"), ("active", "2026-11-02"))
    revised = {"before_fils": 60_000, "after_fils": AID, "prepared_by": []}
    courses = {
        "raised": course(since, ("active", "2026-10-05"), revision=revised),
        "resumed": course(*stopped),
        "undone": course(*stopped),
        "ended": course(since, ("exited", "2026-10-05")),
        "ended before": course(since, ("exited", "2026-08-20")),
        "suspended": course(since, ("suspended", "2026-10-20")),
        "in line": course(("applied", "2026-08-05"), ("waiting", "2026-08-09")),
    }
    homes = {}
    for name, steps in courses.items():
        homes[name] = paying.family(registry)
        enrolment_id = paying.enrol(
            database,
            programme_id,
            homes[name],
            started_on=None if name == "in line" else "2026-08-05",
            status=steps[-1]["status"],
            course=steps,
        )
        if name == "undone":
            grieved(database, enrolment_id, "suspended", "2026-08-20")
    list_id = paying.opened(registry, programme_id, "2026-09")
    run = Running(dies_after=1)
    with pytest.raises(Stopped):
        paying.work(registry, "payment_list.prepare", list_id, run)
    paying.work(registry, "payment_list.prepare", list_id, Running(run.checkpoint))
    amounts = {e["household_id"]: e["amount_fils"] for e in paying.payments_of(registry, list_id)}
    assert amounts == {homes["raised"]: 60_000, homes["undone"]: AID, homes["ended"]: AID}
    paying.approve(registry, list_id)
    paying.work(registry, "payment_list.issue", list_id)
    issued = paying.shown(registry, list_id)["file"]["issued"]
    assert issued == {"count": 3, "total_fils": 60_000 + 2 * AID}


def test_a_month_that_was_stopped_wrongly_is_paid(registry: Registry, database: Any) -> None:
    programme_id = paying.programme(database)
    since, runs = ("active", "2026-07-05"), ("active", "2026-11-02")
    exit_by_rules = {"before_fils": AID, "after_fils": None, "prepared_by": []}
    changed = {"before_fils": AID, "after_fils": AID, "prepared_by": []}
    by_rules = course(since, ("exited", "2026-08-20"), runs)
    by_rules[1]["revision"] = exit_by_rules
    ran_out = course(since, ("suspended", "2026-08-01"), ("exited", "2026-08-20"), runs)
    ran_out[2]["follows"] = 2
    amount = course(since, ("suspended", "2026-08-01"), ("suspended", "2026-08-20"), runs)
    amount[2]["revision"] = changed
    merged = course(since, ("exited", "2026-08-20"), runs)
    merged[1]["reason"] = {"code": "household_dissolved", "ar": "x", "en": "x"}
    waited = course(since, ("exited", "2026-10-05"), ("waiting", "2026-10-06"))
    left = [*waited, *course(("withdrawn", "2026-11-02"))]
    lost = {"status": "active", "merged_id": None, "survivor_id": None}
    courses = {
        "by rules": (by_rules, {"step": "exited", "number": 2, "revision": exit_by_rules}),
        "before numbers": (by_rules, {"step": "exited", "revision": exit_by_rules}),
        "ran out": (ran_out, {"step": "suspended", "number": 2, "on": "2026-08-01"}),
        "amount": (amount, {"step": "suspended", "number": 3, "revision": changed}),
        "merged": (merged, None),
        "left the line": (left, None),
        "lost": (waited[:2], None),
        "second": (waited[:2], None),
    }
    homes = {}
    for name, (steps, contested) in courses.items():
        homes[paying.family(registry)] = name
        enrolment_id = paying.enrol(
            database, programme_id, list(homes)[-1], started_on="2026-07-05",
            status=steps[-1]["status"], course=steps,
        )  # fmt: skip
        if contested is not None:
            grieved(database, enrolment_id, **{"on": "2026-08-20", **contested})
        if name in ("lost", "second"):
            aside = {**lost, "merged_id": "person-2" if name == "second" else None}
            set_aside = {"$set": {"state.set_aside": aside}}
            database["enrolments"].update_one({"_id": enrolment_id}, set_aside)
    payments = paying.payments_of(registry, paying.prepared(registry, programme_id, "2026-09"))
    assert {homes[each["household_id"]] for each in payments} == set(courses) - {
        "amount",
        "second",
    }


def test_a_month_that_was_paid_too_little_is_made_good_by_one_of_two_lists(
    registry: Registry, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme_id, lowered = paying.programme(database), 40_000
    steps = course(("active", "2026-07-05"), ("active", "2026-09-05"))
    steps[1]["revision"] = {"before_fils": AID, "after_fils": lowered, "prepared_by": []}
    kept = {"started_on": "2026-07-05", "amount_fils": lowered, "course": steps}
    enrolment_id = paying.enrol(database, programme_id, paying.family(registry), **kept)
    (paid,) = paying.payments_of(registry, paying.issued(registry, programme_id, "2026-09"))
    right = {"before_fils": lowered, "after_fils": AID, "prepared_by": []}
    steps += course(("active", "2026-11-22"), revision=right, in_place_of=[2])
    changed = {"state.course": steps, "state.amount_fils": AID}
    database["enrolments"].update_one({"_id": enrolment_id}, {"$set": changed})
    revision = steps[1]["revision"]
    grieved(database, enrolment_id, "active", "2026-09-05", number=2, revision=revision)
    of = {"state.whose.programme_id": programme_id, "state.reply": {"on": "2026-11-22"}}
    database["grievances"].update_one({"_id": enrolment_id}, {"$set": of})
    lists = [paying.opened(registry, programme_id, each) for each in ("2026-09", "2026-10")]
    add_many, waiting = KeptPayments.add_many, [lists[1]]

    def the_other_first(self: KeptPayments, payments: Any) -> Any:
        if waiting and any(each.claim.rest_of for each in payments):
            paying.work(registry, "payment_list.prepare", waiting.pop())
        return add_many(self, payments)

    monkeypatch.setattr(KeptPayments, "add_many", the_other_first)
    paying.work(registry, "payment_list.prepare", lists[0])
    september, october = (paying.payments_of(registry, each) for each in lists)
    assert september == []
    assert {(each["rest_of"], each["amount_fils"]) for each in october} == {
        (None, AID),
        (paid["id"], AID - lowered),
    }
    paying.approve(registry, lists[1])
    paying.work(registry, "payment_list.issue", lists[1])
    issued = paying.shown(registry, lists[1])["file"]["issued"]
    assert issued == {"count": 2, "total_fils": AID + AID - lowered}


def test_what_is_owed_by_a_record_that_ended_is_of_the_one_that_stays(
    registry: Registry, database: Any
) -> None:
    number = national_number()
    stays = register(registry, number=number)
    gone = register(registry)
    home = settle(registry, stays["id"])["id"]
    programme_id = paying.programme(database)
    paying.enrol(
        database,
        programme_id,
        home,
        started_on="2026-08-05",
        person_id=gone["id"],
        status="exited",
        course=course(("active", "2026-08-05"), ("exited", "2026-10-05")),
    )
    database["persons"].update_one(
        {"_id": gone["id"]}, {"$set": {"state.merged_into": stays["id"]}}
    )
    (payment,) = paying.payments_of(registry, paying.prepared(registry, programme_id, "2026-09"))
    assert (payment["person_id"], payment["status"]) == (stays["id"], "listed")
