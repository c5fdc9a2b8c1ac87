"""An auditor finds out who looked at whom; nobody else reads the log, and reading it is logged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.audit import MemoryAudit, OncePerRequest, verify
from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.errors import Invalid
from services.registry.app.application import Registry
from tests.support.programmes import ADMINISTRATOR, SUPERVISOR, Office, Refused, in_memory
from tests.support.registry import AUDITOR, CLERK, HELPER, protect, refused, register

OPERATOR = Actor("operator-1", frozenset({"operator"}))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
METHOD = "find_audit_entries"


@pytest.fixture
def office() -> Office:
    return in_memory()[0]


def looked(registry: Registry, person_id: str, actor: Actor) -> None:
    with use(Context(actor)):
        registry.person_queries.person(person_id, actor)


def test_whoever_tried_to_look_at_a_protected_woman_is_found(office: Office) -> None:
    hers = register(office.registry)["id"]
    protect(office.registry, hers, HELPER)
    with refused("person_not_found"):
        looked(office.registry, hers, CLERK)
    looked(office.registry, hers, HELPER)
    items = office.do(METHOD, AUDITOR, record_id=hers)["items"]
    assert [(each["actor"], each["action"], each["centre"]) for each in items[:2]] == [
        (HELPER.subject, "person.read", HELPER.centre),
        (CLERK.subject, "person.read_refused", CLERK.centre),
    ]
    assert all(hers in each["record_ids"] for each in items)


@pytest.mark.parametrize("actor", [CLERK, SUPERVISOR, ADMINISTRATOR, OPERATOR])
def test_nobody_but_auditors_reads_the_log(office: Office, actor: Actor) -> None:
    with pytest.raises(Refused, match="person_not_yours"):
        office.do(METHOD, actor)


def test_reading_the_log_is_written_to_it_once_a_page(office: Office) -> None:
    hers = register(office.registry)["id"]
    protect(office.registry, hers, HELPER)
    (entry,) = office.do(METHOD, AUDITOR, record_id=hers)["items"]
    (reading,) = office.do(METHOD, AUDITOR, kind="audit_entry", within=hers)["items"]
    assert (reading["actor"], reading["action"]) == (AUDITOR.subject, "audit_entry.list")
    assert reading["record_ids"] == [str(entry["number"])]
    audit: Any = office.house.audit
    assert [each["kind"] for each in audit.entries].count("audit_entry") == 2
    assert verify(audit.entries).intact


class Log:
    """A log in which three people looked at cases, one a minute."""

    def __init__(self) -> None:
        self.clock = FixedClock(NOON)
        kept = MemoryAudit(self.clock)
        self.audit = OncePerRequest(kept)
        for number in range(9):
            with use(Context(Actor(f"clerk-{number % 3}"))):
                self.audit.record(f"case.{'read' if number % 2 else 'list'}", "case", f"c-{number}")
            self.clock.advance(timedelta(minutes=1))
        self.entries = kept.entries

    def found(self, after: str | None = None, limit: int = 20, **sought: str) -> Any:
        with use(Context(AUDITOR)):
            return self.audit.page(sought, after, limit)

    def numbers(self, **sought: Any) -> list[int]:
        return [each["number"] for each in self.found(**sought)["items"]]


def test_the_log_is_searched_by_actor_action_and_time() -> None:
    log = Log()
    assert log.numbers(actor="clerk-1") == [8, 5, 2]
    assert log.numbers(actor="clerk-1", action="case.read") == [8, 2]
    assert log.numbers(since="2026-11-22T12:02:00Z", until="2026-11-22T12:04:00Z") == [4, 3]
    assert log.numbers(record_id="c-4", kind="case") == [5]
    assert log.numbers(record_id="c-4", kind="person") == []


def test_pages_stay_as_they_are_while_others_look() -> None:
    log, seen, after = Log(), [], None
    while True:
        page = log.found(after, 4, kind="case")
        seen += [each["number"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
        with use(Context(CLERK)):
            log.audit.record("case.read", "case", "another")
    assert seen == [9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_a_cursor_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        Log().found("WyIyMDI2LTExLTIyVDEyOjAwOjAwKzAwOjAwIiwieCJd")
