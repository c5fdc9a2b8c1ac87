"""Documents come in parts, are looked at, attached once, and removed when nobody needs them."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, Invalid, NotFound
from services.licensing.domain.documents.document import Document
from services.licensing.domain.documents.facts import RecordRef
from services.licensing.domain.documents.refusals import NotUsable
from services.licensing.domain.documents.types import PART_SIZE
from tests.support.calling import Caller, somebody
from tests.support.documents import (
    APPLICANT,
    AUDITOR,
    CLERK,
    COUPLE,
    ELSEWHERE,
    RECORD,
    STRANGER,
    Counter,
    a_jpeg,
    a_pdf,
    announcing,
    parts_of,
)
from tests.support.work import FakeRun

LONG = a_pdf(size=2 * PART_SIZE + 1000)
OTHER = RecordRef("application", "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e02", "JO-AM", frozenset())


@pytest.fixture
def counter(call: Caller) -> Counter:
    return Counter(call)


def code(refused: Callable[[], Any], kind: type[Exception] = Conflict) -> str:
    with pytest.raises(kind) as caught:
        refused()
    return str(caught.value.code)  # type: ignore[attr-defined]


def entries(counter: Counter) -> list[tuple[str, str]]:
    found = counter.area.reading.audit.entries
    return [(each["actor"], each["action"]) for each in found]


def attach(counter: Counter, document_id: str, record: RecordRef = RECORD) -> None:
    with use(Context(counter.who)):
        counter.area.shelf.attach(document_id, record, counter.who)


def test_parts_come_in_any_order_and_twice_and_the_missing_ones_are_named(
    counter: Counter,
) -> None:
    made = counter.announce(LONG, expires_on="٢٠٢٧-٠٥-٠١")
    assert (made["state"], made["missing"], made["expires_on"]) == (
        "receiving",
        [0, 1, 2],
        "2027-05-01",
    )
    parts = parts_of(LONG)
    assert counter.put(made["id"], 2, parts[2])["missing"] == [0, 1]
    assert counter.put(made["id"], 2, parts[2])["missing"] == [0, 1]
    counter.put(made["id"], 0, b"\0" * PART_SIZE)
    assert code(lambda: counter.complete(made["id"])) == "document_parts_missing"
    counter.put(made["id"], 1, parts[1])
    assert code(lambda: counter.complete(made["id"])) == "document_content_differs"
    counter.put(made["id"], 0, parts[0])
    assert counter.complete(made["id"])["state"] == "scanning"
    ready = counter.looked_at(made["id"])
    assert (ready["state"], ready["scanned"], ready["missing"]) == ("ready", False, [])
    read = [counter.content(made["id"], number) for number in range(3)]
    assert b"".join(b64decode(each["data"]) for each in read) == LONG
    assert read[0]["name"] == "شهادة عدم محكومية.pdf"


@pytest.mark.parametrize(
    ("part", "data"),
    [(0, b""), (0, b"short"), (2, b"x" * 999), (3, b"x"), (4096, b"x")],
)
def test_a_part_of_another_place_or_length_is_refused(
    counter: Counter, part: int, data: bytes
) -> None:
    made = counter.announce(LONG)
    refused = code(lambda: counter.put(made["id"], part, data))
    assert refused == "document_part_unexpected"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"kind": "love_letter"}, ("/kind", "document_kind_unknown")),
        (
            {"kind": "bylaws", "media_type": "image/png"},
            ("/media_type", "document_type_not_allowed"),
        ),
        ({"size": 30_000_000}, ("/size", "document_too_large")),
        ({"name": "certificate.exe"}, ("/name", "document_name_differs")),
        ({"name": "certificate.pdf.jpg"}, ("/name", "document_name_differs")),
    ],
)
def test_what_the_rules_do_not_take_is_refused_before_it_is_sent(
    counter: Counter, facts: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(Conflict) as refused:
        counter.announce(b"x", **facts)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [expected]


@pytest.mark.parametrize(
    "facts",
    [
        {"size": 0},
        {"size": 10**12},
        {"size": "١٠"},
        {"name": "../etc/passwd.pdf"},
        {"name": "a\u202efdp.exe"},
        {"name": "no ending"},
        {"media_type": "text/html"},
        {"sha256": "ABC"},
    ],
)
def test_what_does_not_fit_the_schema_is_invalid(counter: Counter, facts: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        counter.announce(b"x", **facts)


def test_only_who_has_to_do_with_licensing_hands_documents_in(counter: Counter) -> None:
    for role in ("auditor", "caseworker", "partner", "operator"):
        asked = announcing(b"x")
        outsider = somebody(f"{role}-1", role)
        with pytest.raises(Forbidden):
            counter.call(outsider, "announce_document", asked)


def test_a_person_has_so_many_documents_waiting_and_a_repeated_announcement_is_one(
    counter: Counter,
) -> None:
    asked, most = announcing(b"x"), 60
    first = counter.call(APPLICANT, "announce_document", asked, key="the first")
    for _ in range(most - 1):
        counter.announce(b"x")
    assert code(lambda: counter.announce(b"x")) == "document_too_many"
    again = counter.call(APPLICANT, "announce_document", asked, key="the first")
    assert again == first
    assert Counter(counter.call, COUPLE).announce(b"x")["state"] == "receiving"


def test_an_attached_document_makes_room(counter: Counter) -> None:
    document_id = counter.ready()
    for _ in range(59):
        counter.announce(b"x")
    attach(counter, document_id)
    assert counter.announce(b"x")["state"] == "receiving"


def test_content_of_another_type_is_refused_for_good_and_not_kept(counter: Counter) -> None:
    refused = counter.sent(b"MZ\x90\0" + bytes(500))
    assert refused["state"] == "refused"
    assert refused["refused"]["code"] == "document_type_differs"
    assert refused["refused"]["ar"]["title"] == "محتوى بنوع آخر"
    kept = counter.area.uploads.content
    assert (kept.files, kept.parts) == ({}, {})
    assert code(lambda: counter.put(refused["id"], 0, b"x" * 504)) == "document_at_other_step"
    assert code(lambda: counter.complete(refused["id"])) == "document_at_other_step"


def test_what_looks_like_it_and_harms_is_refused_when_it_is_looked_at(counter: Counter) -> None:
    sent = counter.sent(a_pdf(trailer=b"/Encrypt 5 0 R"))
    assert sent["state"] == "scanning"
    assert code(lambda: counter.content(sent["id"])) == "document_at_other_step"
    refused = counter.looked_at(sent["id"])
    assert (refused["state"], refused["refused"]["code"]) == ("refused", "document_encrypted")
    assert counter.area.uploads.content.files == {}


def test_a_photograph_is_kept_as_it_is_with_the_place_where_it_was_made(counter: Counter) -> None:
    photograph = a_jpeg(4000, 3000, behind=b"what a telephone adds")
    document_id = counter.ready(
        photograph, name="IMG_1.JPG", media_type="image/jpeg", kind="inspection_photograph"
    )
    assert b64decode(counter.content(document_id)["data"]) == photograph


def test_before_it_is_attached_only_its_sender_and_auditors_know_of_it(counter: Counter) -> None:
    document_id = counter.ready()
    for other in (COUPLE, CLERK, STRANGER, somebody("partner-1", "partner")):
        for ask in (counter.read, counter.content):
            told = code(lambda ask=ask, other=other: ask(document_id, who=other), NotFound)
            assert told == "document_not_found"
        with pytest.raises(NotFound):
            Counter(counter.call, other).put(document_id, 0, b"x")
        with pytest.raises(NotFound):
            Counter(counter.call, other).complete(document_id)
    counter.read(document_id)
    assert entries(counter) == []
    counter.read(document_id, AUDITOR)
    counter.content(document_id, who=AUDITOR)
    assert entries(counter) == [
        ("auditor-1", "document.read"),
        ("auditor-1", "document.content_read"),
    ]


def test_who_may_see_the_record_may_see_its_documents(counter: Counter) -> None:
    document_id = counter.ready()
    attach(counter, document_id)
    for mine in (APPLICANT, COUPLE):
        assert counter.content(document_id, who=mine)["size"] == len(a_pdf())
    assert entries(counter) == []
    assert counter.content(document_id, who=CLERK)["size"]
    assert entries(counter) == [("clerk-1", "document.content_read")]
    for other in (STRANGER, ELSEWHERE, somebody("caseworker-1", "caseworker")):
        with pytest.raises(NotFound):
            counter.read(document_id, other)


def test_lists_show_what_each_may_know(counter: Counter) -> None:
    document_id = counter.ready()
    loose = counter.announce(b"x")["id"]
    attach(counter, document_id)

    def listed(who: Actor, **query: str) -> list[str]:
        found = counter.call(who, "find_documents", query)["items"]
        return [each["id"] for each in found]

    of_record = {"record": RECORD.key}
    assert sorted(listed(APPLICANT)) == sorted([document_id, loose])
    for who in (APPLICANT, COUPLE, CLERK, AUDITOR):
        assert listed(who, **of_record) == [document_id]
    for who in (STRANGER, ELSEWHERE):
        assert listed(who, **of_record) == []
    assert listed(CLERK) == []
    assert entries(counter) == [("auditor-1", "document.read")]


def test_a_document_belongs_to_one_record(counter: Counter) -> None:
    document_id = counter.ready()
    attach(counter, document_id)
    version = counter.read(document_id)["version"]
    attach(counter, document_id)
    shown = counter.read(document_id)
    assert shown["version"] == version
    assert shown["record"] == {"kind": "application", "id": RECORD.id}
    with pytest.raises(Exception, match="document_attached_elsewhere"):
        attach(counter, document_id, OTHER)
    with pytest.raises(Exception, match="document_not_found"):
        attach(Counter(counter.call, STRANGER), document_id, OTHER)


def test_what_cannot_be_used_is_named_where_it_stands(counter: Counter) -> None:
    ready, sent, taken = counter.ready(), counter.sent(a_pdf())["id"], counter.ready()
    attach(counter, taken, OTHER)
    foreign = Counter(counter.call, STRANGER).ready()
    nowhere = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a9999"
    shelf = counter.area.shelf
    facts = shelf.must_be_usable([ready], APPLICANT)[ready]
    assert (facts.kind, facts.state, facts.size) == ("non_conviction", "ready", len(a_pdf()))
    with pytest.raises(NotUsable) as refused:
        shelf.must_be_usable(
            [ready, sent, taken, foreign, nowhere], APPLICANT, pointer="/documents/plan"
        )
    assert [(each.pointer, each.code) for each in refused.value.errors] == [
        ("/documents/plan/1", "document_at_other_step"),
        ("/documents/plan/2", "document_attached_elsewhere"),
        ("/documents/plan/3", "document_not_found"),
        ("/documents/plan/4", "document_not_found"),
    ]
    assert shelf.must_be_usable([taken], CLERK, record_key=OTHER.key).keys() == {taken}


def test_new_owners_of_a_record_see_its_documents_and_the_former_do_not(counter: Counter) -> None:
    document_id = counter.ready()
    attach(counter, document_id)
    moved = RecordRef("application", RECORD.id, "JO-IR", frozenset({"national:9852012399"}))
    with use(Context(CLERK)):
        counter.area.shelf.reattach(moved)
    for now in (STRANGER, ELSEWHERE, APPLICANT):
        assert counter.read(document_id, now)["id"] == document_id
    for no_more in (COUPLE, CLERK):
        with pytest.raises(NotFound):
            counter.read(document_id, no_more)


def test_what_belongs_to_no_record_is_removed_with_its_name(
    counter: Counter, clock: FixedClock, database: MemoryDatabase
) -> None:
    half, done, kept = counter.announce(LONG), counter.ready(), counter.ready()
    counter.put(half["id"], 1, parts_of(LONG)[1])
    attach(counter, kept)
    clock.advance(timedelta(days=7))
    for each in (half["id"], done, kept):
        (timer,) = database.collections["documents"][each]["timers"]
        assert (timer.name, timer.due) == ("upload_ends", clock.now())
        with use(Context(Actor.system("licensing.timers"))):
            counter.call.service.document_upload_ends(each, timer.name)
        assert database.collections["documents"][each]["timers"] == []
    content = counter.area.uploads.content
    assert content.parts == {}
    assert [each.partition("/")[0] for each in content.files] == [kept]
    for gone in (half["id"], done):
        assert (counter.read(gone)["state"], counter.read(gone)["name"]) == ("removed", None)
        assert "محكومية" not in str(database.collections["documents"][gone])
    assert counter.content(kept)["size"] == len(a_pdf())


def test_a_look_that_comes_after_its_removal_changes_nothing(
    counter: Counter, clock: FixedClock
) -> None:
    sent = counter.sent(a_pdf())
    clock.advance(timedelta(days=8))
    with use(Context(Actor.system("licensing.timers"))):
        counter.area.uploads.settle(sent["id"])
        counter.area.scanning.scan(sent["id"], FakeRun())
    assert counter.read(sent["id"])["state"] == "removed"


def test_a_part_that_arrives_while_the_document_is_completed_is_not_left_behind(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = a_pdf()
    made = counter.announce(data)
    counter.put(made["id"], 0, data)
    content, checked = counter.area.uploads.content, Document.must_take_part

    def completed_first(self: Document, number: int, length: int) -> None:
        checked(self, number, length)
        monkeypatch.undo()
        counter.complete(made["id"])

    monkeypatch.setattr(Document, "must_take_part", completed_first)
    assert code(lambda: counter.put(made["id"], 0, data)) == "document_at_other_step"
    assert content.parts == {}
    assert len(content.files) == 1


def test_events_tell_neither_names_nor_who(counter: Counter, database: MemoryDatabase) -> None:
    document_id = counter.ready()
    attach(counter, document_id)
    told = database.collections["documents"][document_id]["pending"]
    assert [(each["type"].split(".")[-2], each["data"].get("state")) for each in told] == [
        ("advanced", "receiving"),
        ("advanced", "scanning"),
        ("advanced", "ready"),
        ("attached", None),
    ]
    assert "محكومية" not in str(told)
