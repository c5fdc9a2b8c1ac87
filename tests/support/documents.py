"""Documents and who hands them in: made by hand, as small as they can be."""

from __future__ import annotations

import hashlib
import struct
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from chassis.context import Actor, Context, use
from chassis.errors import Conflict, KanafError
from services.licensing.domain.documents.facts import RecordRef
from services.licensing.domain.documents.types import DOCX, PART_SIZE
from tests.support.calling import Caller, somebody
from tests.support.work import FakeRun

APPLICANT = somebody("applicant-1", "citizen", national_number="9852012345")
COUPLE = somebody("applicant-2", "citizen", national_number="9852012346")
CLERK = somebody("clerk-1", "clerk")
STRANGER = somebody("citizen-9", "citizen", national_number="9852012399")
ELSEWHERE = somebody("clerk-2", "clerk", governorates=("JO-IR",))
AUDITOR = somebody("auditor-1", "auditor")
RECORD = RecordRef(
    "application",
    "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e01",
    "JO-AM",
    frozenset({"subject:applicant-1", "national:9852012346"}),
)
"""Of an applicant who applies for somebody else, too."""

_PDF = b"""%PDF-1.7
1 0 obj
<< /Type /Catalog /Pages 2 0 R EXTRA >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
MORE
trailer
<< /Root 1 0 R TRAILER >>
startxref
0
%%EOF
"""


def a_pdf(*, catalog: bytes = b"", more: bytes = b"", trailer: bytes = b"", size: int = 0) -> bytes:
    """A PDF with these in their places, made at least so long by a comment that says nothing."""
    made = _PDF.replace(b"EXTRA", catalog).replace(b"TRAILER", trailer)
    filling = b"%" + b"\xd9\x85" * max(0, (size - len(made)) // 2)
    return made.replace(b"MORE", more + b"\n" + filling)


def objects_in_a_stream(text: bytes) -> bytes:
    """A compressed list of objects that holds this."""
    packed = zlib.compress(text)
    head = b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
    return head % len(packed) + packed + b"\nendstream\nendobj"


def a_png(width: int = 4, height: int = 4, comment: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 20)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"tEXt", b"Comment\0" + comment),
            chunk(b"IDAT", pixels),
            chunk(b"IEND", b""),
        )
    )


def a_jpeg(width: int = 4, height: int = 4, behind: bytes = b"") -> bytes:
    """The frame of one: what telephones put behind its end included."""
    location = b"\xff\xe1\x00\x0cExif\0\0GPS!"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + location + frame + b"\xff\xda\x00\x02\0\0\xff\xd9" + behind


def a_word(extra: dict[str, bytes] | None = None, text: bytes = b"<w:document/>") -> bytes:
    types = (
        b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxml'
        b'formats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    entries = {
        "[Content_Types].xml": types,
        "_rels/.rels": b"<Relationships/>",
        "word/document.xml": text,
        **(extra or {}),
    }
    return an_archive(entries)


def an_archive(entries: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return made.getvalue()


def announcing(data: bytes, **facts: Any) -> dict[str, Any]:
    """What is asked to announce these bytes."""
    asked = {
        "name": "شهادة عدم محكومية.pdf",
        "media_type": "application/pdf",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "kind": "non_conviction",
        "expires_on": None,
    }
    return asked | facts


def as_word(data: bytes) -> dict[str, Any]:
    return announcing(data, name="bylaws.docx", media_type=DOCX, kind="bylaws")


def parts_of(data: bytes) -> list[bytes]:
    return [data[start : start + PART_SIZE] for start in range(0, len(data), PART_SIZE)]


@dataclass
class Counter:
    """Hands documents in through licensing's own methods, for somebody."""

    call: Caller
    who: Actor = APPLICANT

    @property
    def area(self) -> Any:
        return self.call.service.application.documents

    def announce(self, data: bytes, **facts: Any) -> dict[str, Any]:
        return self.call(self.who, "announce_document", announcing(data, **facts))

    def put(self, document_id: str, part: int, data: bytes) -> dict[str, Any]:
        asked = {"document_id": document_id, "part": part, "data": b64encode(data).decode()}
        return self.call(self.who, "put_document_part", asked)

    def complete(self, document_id: str, **how: Any) -> dict[str, Any]:
        return self.call(self.who, "complete_document", {"document_id": document_id}, **how)

    def sent(self, data: bytes, **facts: Any) -> dict[str, Any]:
        """Announced, sent and completed."""
        made = self.announce(data, **facts)
        for number, part in enumerate(parts_of(data)):
            self.put(made["id"], number, part)
        return self.complete(made["id"])

    def looked_at(self, document_id: str) -> dict[str, Any]:
        """As the background work does, once."""
        with use(Context(Actor.system("licensing.work"))):
            self.area.work["document.scan"](document_id, FakeRun())
        return self.read(document_id)

    def ready(self, data: bytes | None = None, **facts: Any) -> str:
        document_id: str = self.sent(a_pdf() if data is None else data, **facts)["id"]
        assert self.looked_at(document_id)["state"] == "ready"
        return document_id

    def read(self, document_id: str, who: Actor | None = None) -> dict[str, Any]:
        return self.call(who or self.who, "get_document", {"document_id": document_id})

    def content(self, document_id: str, part: int = 0, who: Actor | None = None) -> dict[str, Any]:
        asked = {"document_id": document_id, "part": part}
        return self.call(who or self.who, "get_document_content", asked)

    def attach(self, document_id: str, record: RecordRef = RECORD) -> None:
        with use(Context(self.who)):
            self.area.shelf.attach(document_id, record, self.who)

    def audited(self) -> list[tuple[str, str]]:
        """Who did what, as the audit log in memory has it."""
        return [(each["actor"], each["action"]) for each in self.area.reading.audit.entries]


def refused_with(ask: Callable[[], object], kind: type[KanafError] = Conflict) -> str:
    """The code by which it is refused."""
    with pytest.raises(kind) as refused:
        ask()
    return refused.value.code
