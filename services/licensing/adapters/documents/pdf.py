"""PDF: whether it is whole, open to everybody who may read it, and does nothing by itself.

Looked through as bytes in one go, compressed lists of objects included. A parser would know more of
a PDF, and can be kept busy for ever by one that was made for it.
"""

from __future__ import annotations

import re
import zlib

_ENCRYPTED = re.compile(rb"/Encrypt[\s]*(?:\d+[\s]+\d+[\s]+R\b|<<)")
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|EmbeddedFiles?)(?![A-Za-z])")
"""Scripts, programs, films with programs, and files within the file."""

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_BEFORE = 1024
"""Bytes before a stream in which its own description stands."""

_END = 4096
_MOST_UNPACKED = 64 * 1024 * 1024


class _Bomb(Exception):
    """The lists of objects unfold into more than any real PDF has."""


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
    plain = [_unescaped(each) for each in seen]
    if any(map(_ENCRYPTED.search, plain)):
        return "document_encrypted"
    return "document_active" if any(map(_ACTIVE.search, plain)) else None


def _unescaped(data: bytes) -> bytes:
    """Names may be written with the codes of their letters: `/J#61vaScript`."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)


def _lists_of_objects(data: bytes) -> list[bytes]:
    """What the compressed lists of objects say. Raises `zlib.error` for what cannot be read."""
    found: list[bytes] = []
    left = _MOST_UNPACKED
    for stream in _STREAM.finditer(data):
        before = _unescaped(data[max(0, stream.start() - _BEFORE) : stream.start()])
        described = before.rpartition(b"obj")[2]
        if b"/ObjStm" in described and b"/Filter" in described:
            found.append(_unpacked(data, stream.end(), left))
            left -= len(found[-1])
    return found


def _unpacked(data: bytes, start: int, most: int) -> bytes:
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(memoryview(data)[start:], most + 1)
    if len(found) > most:
        raise _Bomb
    return found
