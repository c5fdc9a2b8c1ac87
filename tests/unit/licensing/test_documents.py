"""Documents come in parts, are looked at, attached once, and removed when nobody needs them."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, Invalid
from services.licensing.domain.documents.document import Document
from services.licensing.domain.documents.facts import RecordRef
from services.licensing.domain.documents.types import PART_SIZE
from tests.support.calling import Caller, somebody
from tests.support.documents import (
    APPLICANT,
    COUPLE,
    Counter,
    a_jpeg,
    a_pdf,
    announcing,
    parts_of,
    refused_with,
)
from tests.support.work import FakeRun

LONG = a_pdf(size=2 * PART_SIZE + 1000)
OTHER = RecordRef("application", "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e02", "JO-AM", frozenset())


@pytest.fixture
def counter(call: Caller) -> Counter:
    return Counter(call)


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
    assert refused_with(lambda: counter.complete(made["id"])) == "document_parts_missing"
    counter.put(made["id"], 1, parts[1])
    assert refused_with(lambda: counter.complete(made["id"])) == "document_content_differs"
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
    refused = refused_with(lambda: counter.put(made["id"], part, data))
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
    assert refused_with(lambda: counter.announce(b"x")) == "document_too_many"
    again = counter.call(APPLICANT, "announce_document", asked, key="the first")
    assert again == first
    assert Counter(counter.call, COUPLE).announce(b"x")["state"] == "receiving"


def test_an_attached_document_makes_room(counter: Counter) -> None:
    document_id = counter.ready()
    for _ in range(59):
        counter.announce(b"x")
    counter.attach(document_id)
    assert counter.announce(b"x")["state"] == "receiving"


def test_content_of_another_type_is_refused_for_good_and_not_kept(counter: Counter) -> None:
    refused = counter.sent(b"MZ\x90\0" + bytes(500))
    assert refused["state"] == "refused"
    assert refused["refused"]["code"] == "document_type_differs"
    assert refused["refused"]["ar"]["title"] == "محتوى بنوع آخر"
    kept = counter.area.uploads.content
    assert (kept.files, kept.parts) == ({}, {})
    assert (
        refused_with(lambda: counter.put(refused["id"], 0, b"x" * 504)) == "document_at_other_step"
    )
    assert refused_with(lambda: counter.complete(refused["id"])) == "document_at_other_step"


def test_what_looks_like_it_and_harms_is_refused_when_it_is_looked_at(counter: Counter) -> None:
    sent = counter.sent(a_pdf(trailer=b"/Encrypt 5 0 R"))
    assert sent["state"] == "scanning"
    assert refused_with(lambda: counter.content(sent["id"])) == "document_at_other_step"
    refused = counter.looked_at(sent["id"])
    assert (refused["state"], refused["refused"]["code"]) == ("refused", "document_encrypted")
    assert counter.area.uploads.content.files == {}


def test_a_photograph_is_kept_as_it_is_with_the_place_where_it_was_made(counter: Counter) -> None:
    photograph = a_jpeg(4000, 3000, behind=b"what a telephone adds")
    document_id = counter.ready(
        photograph, name="IMG_1.JPG", media_type="image/jpeg", kind="inspection_photograph"
    )
    assert b64decode(counter.content(document_id)["data"]) == photograph


def test_what_belongs_to_no_record_is_removed_with_its_name(
    counter: Counter, clock: FixedClock, database: MemoryDatabase
) -> None:
    half, done, kept = counter.announce(LONG), counter.ready(), counter.ready()
    counter.put(half["id"], 1, parts_of(LONG)[1])
    counter.attach(kept)
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
    assert refused_with(lambda: counter.put(made["id"], 0, data)) == "document_at_other_step"
    assert content.parts == {}
    assert len(content.files) == 1


def test_events_tell_neither_names_nor_who(counter: Counter, database: MemoryDatabase) -> None:
    document_id = counter.ready()
    counter.attach(document_id)
    told = database.collections["documents"][document_id]["pending"]
    assert [(each["type"].split(".")[-2], each["data"].get("state")) for each in told] == [
        ("advanced", "receiving"),
        ("advanced", "scanning"),
        ("advanced", "ready"),
        ("attached", None),
    ]
    assert "محكومية" not in str(told)
