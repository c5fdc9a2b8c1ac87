"""The audit log finds whatever was done to it; on memory and on MongoDB alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

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
