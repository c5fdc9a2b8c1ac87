"""What documents promise of the database: races, interruptions, and nothing left behind."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter as Tally
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from pymongo.errors import OperationFailure

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.errors import ConcurrentChange
from chassis.documents.indexes import ensure_indexes
from chassis.documents.transaction import together
from chassis.errors import KanafError, Unavailable
from chassis.timers import Subscription, Timers
from chassis.work.records import Records
from chassis.work.worker import Worker
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.documents.clamav import ClamAv
from services.licensing.adapters.documents.content import MongoContent
from services.licensing.bootstrap import SERVICE, build, documents
from services.licensing.domain.documents.document import Document
from services.licensing.domain.documents.facts import RecordRef
from services.licensing.domain.documents.types import PART_SIZE
from services.licensing.domain.refusals import Refusal
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller
from tests.support.clamd import clamd
from tests.support.documents import AUDITOR, RECORD, Counter, a_pdf, parts_of
from tests.support.racing import at_once, each_at_once, outcomes

LONG = a_pdf(size=2 * PART_SIZE + 1000)
STORED = ("document_parts", "document_content.files", "document_content.chunks")


@dataclass
class Licensing:
    counter: Counter
    database: Any
    clock: FixedClock

    def stored(self) -> tuple[int, ...]:
        """How many parts, files and chunks there are."""
        return tuple(self.database[each].count_documents({}) for each in STORED)

    def fire_due(self) -> int:
        """The timers that are due, as a process fires them."""
        handler = self.counter.call.service.document_upload_ends
        subscription = Subscription("documents", "upload_ends", handler)
        timers = Timers("licensing", self.database, self.clock, [subscription], lambda: 0.0)
        return timers.fire_due()

    def worker(self) -> Worker:
        functions = SERVICE.work(self.counter.call.service.application)
        records = Records(self.database, "tests")
        return Worker("licensing", self.database, SERVICE.kinds, functions, records)


@pytest.fixture
def licensing(database: Any) -> Licensing:
    ensure_indexes(database, documents.KINDS)
    clock = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
    caller = Caller(LicensingService, build(database, clock), METHODS)
    return Licensing(Counter(caller), database, clock)


def announced_and_sent(counter: Counter, data: bytes = LONG) -> dict[str, Any]:
    made = counter.announce(data)
    for number, part in reversed(list(enumerate(parts_of(data)))):
        made = counter.put(made["id"], number, part)
    return made


def test_a_document_is_read_back_as_it_was_sent_and_is_stored_once(licensing: Licensing) -> None:
    counter = licensing.counter
    document_id = announced_and_sent(counter)["id"]
    assert counter.complete(document_id)["state"] == "scanning"
    ready = counter.looked_at(document_id)
    METHODS["get_document"].answer().load(ready)
    assert ready["state"] == "ready"
    read = [counter.content(document_id, number) for number in range(3)]
    assert b"".join(b64decode(each["data"]) for each in read) == LONG
    assert licensing.stored() == (0, 1, 3)
    assert counter.call(counter.who, "find_documents", {})["items"] == [ready]


def test_of_completions_at_once_one_counts_and_nothing_of_the_others_stays(
    licensing: Licensing,
) -> None:
    counter = licensing.counter
    made = announced_and_sent(counter)
    ended = outcomes(lambda _: counter.complete(made["id"], version=1), range(6))
    assert ended == Tally(done=1, version_stale=5)
    assert licensing.stored() == (0, 1, 3)
    assert counter.looked_at(made["id"])["state"] == "ready"
    assert len(b64decode(counter.content(made["id"])["data"])) == PART_SIZE


def test_a_completion_repeated_at_once_has_one_effect_and_one_answer(licensing: Licensing) -> None:
    counter = licensing.counter
    made = announced_and_sent(counter)
    answers = each_at_once(lambda _: counter.complete(made["id"], key="same", version=1), range(6))
    assert all(answer == answers[0] for answer in answers)
    assert licensing.stored() == (0, 1, 3)


def test_parts_sent_while_it_is_completed_change_nothing_and_stay_nowhere(
    licensing: Licensing,
) -> None:
    counter = licensing.counter
    made = announced_and_sent(counter)

    def send() -> str:
        with suppress(KanafError):
            for _ in range(5):
                counter.put(made["id"], 0, parts_of(LONG)[0])
        return "sent"

    at_once(send, lambda: counter.complete(made["id"])["state"], send)
    assert licensing.stored() == (0, 1, 3)
    assert counter.looked_at(made["id"])["state"] == "ready"


def test_a_ceiling_holds_for_announcements_at_once(licensing: Licensing) -> None:
    counter = licensing.counter
    for _ in range(57):
        counter.announce(b"x")
    ended = outcomes(lambda _: counter.announce(b"x"), range(8))
    assert ended == Tally(done=3, document_too_many=5)


@pytest.mark.parametrize("next_step", ["completed again", "given up"])
def test_what_a_crash_between_storing_and_saving_left_is_found_and_removed(
    licensing: Licensing, monkeypatch: pytest.MonkeyPatch, next_step: str
) -> None:
    counter = licensing.counter
    made = announced_and_sent(counter)

    class Crash(BaseException):
        """The process ends here."""

    def crash(*_: Any) -> None:
        raise Crash

    monkeypatch.setattr(Document, "complete", crash)
    with pytest.raises(Crash):
        counter.complete(made["id"])
    monkeypatch.undo()
    assert licensing.stored() == (3, 1, 3)
    if next_step == "completed again":
        counter.complete(made["id"])
        assert licensing.stored() == (0, 1, 3)
    else:
        licensing.clock.advance(timedelta(days=7))
        assert licensing.fire_due() == 1
        assert licensing.stored() == (0, 0, 0)


def test_what_a_crash_while_storing_left_is_removed_too(
    licensing: Licensing, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = licensing.counter
    made = announced_and_sent(counter)
    chunks = licensing.database["document_content.chunks"]
    chunks.insert_one({"files_id": f"{made['id']}/half", "n": 0, "data": b"x"})
    counter.complete(made["id"])
    assert licensing.stored() == (0, 1, 3)
    chunks.insert_one({"files_id": f"{made['id']}/half", "n": 0, "data": b"x"})
    counter.looked_at(made["id"])
    counter.attach(made["id"])
    licensing.clock.advance(timedelta(days=7))
    assert (licensing.fire_due(), licensing.fire_due()) == (1, 0)
    assert licensing.stored() == (0, 1, 3)
    assert counter.read(made["id"])["state"] == "ready"


def test_a_save_whose_fate_is_unknown_loses_nothing(
    licensing: Licensing, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = licensing.counter
    made = announced_and_sent(counter)
    kept = counter.area.uploads.documents
    save = kept.save

    def saved_unheard(document: Document) -> None:
        save(document)
        raise Unavailable("database_unavailable")

    monkeypatch.setattr(kept, "save", saved_unheard)
    assert counter.complete(made["id"])["state"] == "scanning"
    monkeypatch.undo()
    assert counter.looked_at(made["id"])["state"] == "ready"
    assert counter.content(made["id"])["size"] == len(LONG)


def test_a_full_disk_is_told_as_something_that_passes(
    licensing: Licensing, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = licensing.counter
    made = announced_and_sent(counter)

    def full(*_: Any, **__: Any) -> None:
        raise OperationFailure("no space left", 14031)

    content: MongoContent = counter.area.uploads.content
    monkeypatch.setattr(content._bucket, "open_upload_stream_with_id", full)
    with pytest.raises(Unavailable) as refused:
        counter.complete(made["id"])
    assert refused.value.code == "document_storage_unavailable"
    monkeypatch.undo()
    assert counter.complete(made["id"])["state"] == "scanning"


def test_one_of_two_records_gets_a_document(licensing: Licensing) -> None:
    counter = licensing.counter
    document_id = counter.ready()
    in_one, shelf = together(licensing.database), counter.area.shelf
    start = Barrier(2)

    def attach(number: int) -> str:
        record = replace(RECORD, id=f"0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e0{number}")
        start.wait()
        while True:
            try:
                with use(Context(counter.who)), in_one():
                    shelf.must_be_usable([document_id], counter.who)
                    shelf.attach(document_id, record, counter.who)
            except ConcurrentChange:
                continue
            except Refusal as refused:
                return refused.code
            return "attached"

    assert Tally(each_at_once(attach, range(2))) == Tally(attached=1, documents_not_usable=1)


def test_an_attachment_that_does_not_happen_leaves_the_document_free(licensing: Licensing) -> None:
    counter = licensing.counter
    document_id, shelf = counter.ready(), counter.area.shelf

    def attach(*, fail: bool) -> None:
        with use(Context(counter.who)), together(licensing.database)():
            shelf.attach(document_id, RECORD, counter.who)
            if fail:
                raise LookupError("the record was not stored")

    with pytest.raises(LookupError):
        attach(fail=True)
    assert counter.read(document_id)["record"] is None
    attach(fail=False)
    with use(Context(counter.who)), together(licensing.database)():
        moved = RecordRef(RECORD.kind, RECORD.id, "JO-IR", RECORD.owners)
        shelf.reattach(moved)
    page = counter.call(AUDITOR, "find_documents", {"record": RECORD.key})
    assert [each["id"] for each in page["items"]] == [document_id]


def test_the_worker_waits_for_a_scanner_however_long_it_is_away(
    licensing: Licensing, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = licensing.counter
    with clamd() as server:
        application = counter.call.service.application
        scanning = replace(
            application.documents.scanning, scanner=ClamAv("127.0.0.1", server.port, 1.0)
        )
        counter.call.service.application = replace(
            application, documents=replace(application.documents, scanning=scanning)
        )
        sent = counter.sent(a_pdf())
        server.mode = "cuts"
        worker, records = licensing.worker(), licensing.database["work"]
        for _ in range(8):
            assert worker.work_once(lambda: False)
            records.update_many({}, {"$set": {"rests_until": datetime(2026, 1, 1, tzinfo=UTC)}})
        waiting = records.find_one({})
        assert (waiting["state"], waiting["attempts"]) == ("waiting", 0)
        assert waiting["error"] == "document_scanner_away"
        assert counter.read(sent["id"])["state"] == "scanning"
        server.mode = "scans"
        assert worker.work_once(lambda: False)
    assert counter.read(sent["id"])["scanned"] is True
    assert not worker.work_once(lambda: False)
