"""PDF: whether it is whole, open to everybody who may read it, and does nothing by itself.

Looked through as bytes in one go, compressed lists of objects included. A parser would know more of
a PDF, and can be kept busy for ever by one that was made for it.
"""

from __future__ import annotations

import re
import zlib


def _written(name: str) -> str:
    """A name as a PDF may write it: each letter as it is, or by its code (`/J#61vaScript`)."""
    codes = ("".join(f"[{each.lower()}{each.upper()}]" for each in f"{ord(n):02x}") for n in name)
    return "".join(f"(?:{letter}|#{code})" for letter, code in zip(name, codes, strict=True))


def _any_of(*names: str, before: str = "(?![A-Za-z])") -> re.Pattern[bytes]:
    return re.compile(f"/(?:{'|'.join(map(_written, names))}){before}".encode())


_ENCRYPTED = _any_of("Encrypt", before=r"\s{0,20}(?:[0-9]{1,10}\s{1,20}[0-9]{1,10}\s{1,20}R|<<)")
_ACTIVE = _any_of("JavaScript", "Launch", "RichMedia", "EmbeddedFile", "EmbeddedFiles")
"""Scripts, programs, films with programs, and files within the file."""
_LIST = _any_of("ObjStm")
_PACKED = _any_of("Filter")

_STREAM = re.compile(rb">>\s{0,20}stream\r?\n")
_BEFORE = 2048
"""Bytes before a stream in which its own description stands, and perhaps that of another."""

_END = 4096
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_STREAMS = 50_000
"""Far more than the largest file that is taken needs."""
_PIECE = 4096


class _Bomb(Exception):
    """It has, or unfolds into, more than any real PDF."""


def hazard(data: bytes) -> str | None:
    """Why nobody should open it. What is encrypted cannot be looked into, by nobody but whom
    somebody tells the password: it is no document for a file of the ministry."""
    if b"%%EOF" not in data[-_END:]:
        return "document_unreadable"
    try:
        seen = (data, *_lists_of_objects(data))
    except _Bomb:
        return "document_bomb"
    except zlib.error:
        return "document_unreadable"
    if any(map(_ENCRYPTED.search, seen)):
        return "document_encrypted"
    return "document_active" if any(map(_ACTIVE.search, seen)) else None


def _lists_of_objects(data: bytes) -> list[bytes]:
    """What the compressed lists of objects say. Raises `zlib.error` for what cannot be read."""
    found: list[bytes] = []
    left = _MOST_UNPACKED
    for number, stream in enumerate(_STREAM.finditer(data)):
        if number == _MOST_STREAMS:
            raise _Bomb
        before = data[max(0, stream.start() - _BEFORE) : stream.start()]
        if not _LIST.search(before):
            continue
        try:
            found.append(_unpacked(data, stream.end(), left))
            left -= len(found[-1])
        except zlib.error:
            described = before.rpartition(b"endobj")[2]
            if _LIST.search(described) and _PACKED.search(described):
                raise
    return found


def _unpacked(data: bytes, start: int, most: int) -> bytes:
    """The stream that begins here, fed in pieces: what follows it would be copied each time."""
    unpacking, found = zlib.decompressobj(), bytearray()
    while not unpacking.eof and start < len(data):
        piece = data[start : start + _PIECE]
        found += unpacking.decompress(piece, most + 1 - len(found))
        if len(found) > most:
            raise _Bomb
        start += _PIECE
    return bytes(found)
