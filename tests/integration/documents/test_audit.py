"""The audit log finds whatever was done to it; on memory and on MongoDB alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis import audit_trail
from chassis.audit import MongoAudit, ensure_indexes, verify_database
from chassis.clock import FixedClock
from chassis.context import Actor, Context, use

NOON = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


def _look(audit: MongoAudit, times: int) -> None:
    for number in range(times):
        with use(Context(Actor("caseworker-1", frozenset({"caseworker"}), centre="JO-AM-01"))):
            audit.record("read", "case", f"case-{number}")


def test_an_untouched_log_is_intact(database: Any) -> None:
    _look(MongoAudit(database, NOON), 5)
    verdict = verify_database(database)
    assert (verdict.intact, verdict.entries) == (True, 5)
    entry = database["audit"].find_one({"_id": 3})
    assert (entry["actor"], entry["action"], entry["record_id"]) == (
        "caseworker-1",
        "read",
        "case-2",
    )


@pytest.mark.parametrize(
    "tamper",
    [
        lambda audit: audit.update_one({"_id": 3}, {"$set": {"actor": "somebody-else"}}),
        lambda audit: audit.delete_one({"_id": 3}),
        lambda audit: audit.update_one({"_id": 3}, {"$set": {"hash": "0" * 64}}),
        lambda audit: audit.delete_many({"_id": {"$lte": 3}}),
    ],
    ids=["altered", "deleted", "hash replaced", "beginning cut off"],
)
def test_a_touched_log_is_found_out(database: Any, tamper: Callable[[Any], Any]) -> None:
    _look(MongoAudit(database, NOON), 5)
    tamper(database["audit"])
    assert not verify_database(database).intact


def test_a_log_whose_end_was_cut_off_is_found_out_by_its_remembered_head(database: Any) -> None:
    audit = MongoAudit(database, NOON)
    _look(audit, 5)
    head = verify_database(database).head
    _look(audit, 1)
    assert verify_database(database, head).intact
    database["audit"].delete_many({"_id": {"$gte": 4}})
    verdict = verify_database(database, head)
    assert (verdict.broken_at, verdict.reason) == (4, "cut off")


def test_a_log_that_was_written_anew_is_found_out_by_its_remembered_head(database: Any) -> None:
    audit = MongoAudit(database, NOON)
    _look(audit, 5)
    head = verify_database(database).head
    database["audit"].delete_many({})
    _look(audit, 6)
    verdict = verify_database(database, head)
    assert (verdict.broken_at, verdict.reason) == (5, "rewritten")


def test_entries_written_at_once_form_one_chain(database: Any) -> None:
    audit = MongoAudit(database, NOON)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _look(audit, 5), range(8)))
    verdict = verify_database(database)
    assert (verdict.intact, verdict.entries) == (True, 40)


def test_who_saw_a_record_is_found_by_the_record(database: Any) -> None:
    audit = MongoAudit(database, NOON)
    ensure_indexes(database)
    _look(audit, 3)
    _look(audit, 1)
    found = audit.of("case", "case-0")
    assert [each["_id"] for each in found] == [1, 4]
    assert found[0]["centre"] == "JO-AM-01"
    assert audit.of("person", "case-0") == []
    assert verify_database(database).intact


def test_of_a_page_every_record_is_found_in_one_entry(database: Any) -> None:
    audit = MongoAudit(database, NOON)
    ensure_indexes(database)
    with use(Context(Actor("auditor-1", frozenset({"auditor"})))):
        audit.record("list", "household", ["one", "two"], within="emergency-1")
    _look(audit, 1)
    (entry,) = audit.of("household", "two", "three")
    assert (entry["record_id"], entry["within"]) == (["one", "two"], "emergency-1")
    assert audit.of("household", "one", "two") == [entry]
    assert audit.of("household") == []
    assert verify_database(database).intact


def test_an_investigation_reads_the_log_by_record_actor_action_and_time(database: Any) -> None:
    clock = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
    audit = MongoAudit(database, clock)
    ensure_indexes(database)
    for number in range(6):
        with use(Context(Actor(f"clerk-{number % 2}", frozenset({"clerk"}), centre="JO-AM-01"))):
            audit.record("list", "household", ["one", f"other-{number}"], within=f"e-{number}")
        clock.advance(timedelta(minutes=1))

    def numbers(after: str | None = None, limit: int = 9, **sought: str) -> list[int]:
        with use(Context(Actor("auditor-1", frozenset({"auditor"})))):
            return [each["number"] for each in audit.page(sought, after, limit)["items"]]

    assert numbers(record_id="one", kind="household") == [6, 5, 4, 3, 2, 1]
    assert numbers(record_id="other-3") == [4]
    assert numbers(within="e-4") == [5]
    assert numbers(actor="clerk-0", action="list") == [5, 3, 1]
    assert numbers(since="2026-11-22T12:01:00.000Z", until="2026-11-22T12:03:00Z") == [3, 2]
    assert numbers(kind="audit_entry", within="other-3") == [8]
    assert verify_database(database).intact


def test_pages_of_the_log_stand_while_others_look_and_read_no_more_than_they_show(
    database: Any,
) -> None:
    audit = MongoAudit(database, NOON)  # many in the same moment
    ensure_indexes(database)
    _look(audit, 30)
    seen: list[int] = []
    after = None
    for _ in range(3):
        with use(Context(Actor("auditor-1", frozenset({"auditor"})))):
            page = audit.page({"kind": "case"}, after, 10)
        seen += [each["number"] for each in page["items"]]
        after = page["next"]
        _look(audit, 1)
    assert seen == list(range(30, 0, -1))
    for sought in ({}, {"actor": "caseworker-1"}, {"action": "read"}, {"within": "nobody"}):
        plan = (
            database["audit"]
            .find(audit_trail.criteria(sought, None))
            .sort(list(audit_trail.NEWEST_FIRST))
            .limit(3)
            .explain()["executionStats"]
        )
        assert plan["totalDocsExamined"] <= 3, sought
