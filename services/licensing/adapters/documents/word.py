"""Word documents: archives of XML, in which there may be more than text."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

BROKEN = (
    BadZipFile,
    NotImplementedError,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises over archives that are none, or were made to confuse it."""

_TYPES = "[Content_Types].xml"
_TEXT = "word/document.xml"
_IS_WORD = b"wordprocessingml.document.main+xml"
_MOST_ENTRIES = 5000
_MOST_BYTES = 200 * 1024 * 1024
_MOST_TIMES = 200
_FREE_BYTES = 8 * 1024 * 1024
"""Below this an archive may be as dense as it likes: a long empty table is."""
_ENCRYPTED = 1
_CHUNK = 1024 * 1024


def is_one(file: BinaryIO) -> bool:
    """Whether the archive is a Word document, without unpacking more than its list of types."""
    try:
        with ZipFile(file) as archive:
            if archive.getinfo(_TYPES).file_size > _CHUNK:
                return False
            return _TEXT in archive.namelist() and _IS_WORD in archive.read(_TYPES)
    except BROKEN:
        return False


def hazard(data: bytes) -> str | None:
    """What is in it beside text and pictures, or what it does to who unpacks it."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _of_entries(archive.infolist(), len(data)) or _of_content(archive)
    except BROKEN:
        return "document_unreadable"


def _of_entries(entries: list[ZipInfo], size: int) -> str | None:
    """What the list of entries tells; several that share their bytes are a bomb, too."""
    unpacked = sum(each.file_size for each in entries)
    packed = sum(each.compress_size for each in entries)
    dense = unpacked > max(size * _MOST_TIMES, _FREE_BYTES)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_BYTES or dense or packed > size:
        return "document_bomb"
    if any(each.flag_bits & _ENCRYPTED for each in entries):
        return "document_encrypted"
    names = [each.filename.lower() for each in entries]
    if len(set(names)) != len(names) or any(map(_leads_out, names)):
        return "document_unreadable"
    return "document_active" if any(map(_is_active, names)) else None


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _is_active(name: str) -> bool:
    return name.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in name


def _of_content(archive: ZipFile) -> str | None:
    """What the entries tell when they are unpacked, each to its end, so that checksums are."""
    for each in archive.infolist():
        with archive.open(each) as content:
            found = _of_entry(each.filename, content)
        if found is not None:
            return found
    return None


def _of_entry(name: str, content: IO[bytes]) -> str | None:
    before, is_text = b"", name.lower().endswith((".xml", ".rels"))
    while chunk := content.read(_CHUNK):
        seen = before + chunk
        # OOXML knows no such declarations: with them a short text unfolds into gigabytes.
        if is_text and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
            return "document_bomb"
        if is_text and b"relationships/attachedTemplate" in seen and b"External" in seen:
            return "document_active"
        before = chunk[-256:]
    return None
