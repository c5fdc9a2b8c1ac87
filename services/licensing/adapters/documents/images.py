"""Photographs and scans: whole, and no larger than a computer can show.

Nothing is taken out of them: where a photograph of an inspection was made is part of what it says.
"""

from __future__ import annotations

import struct

_MOST_PIXELS = 200_000_000
"""More than any camera makes; a picture unfolds into four bytes for each."""

_PNG_SIZE = struct.Struct(">II")
_JPEG_SIZE = struct.Struct(">HH")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that tell the size; the others of their range are tables."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of JPEG without a length."""


def png_hazard(data: bytes) -> str | None:
    """By its first chunk, which is its header."""
    if data[12:16] != b"IHDR" or len(data) < 33 or b"IEND" not in data[-64 * 1024 :]:
        return "document_unreadable"
    return _of_size(*_PNG_SIZE.unpack_from(data, 16))


def jpeg_hazard(data: bytes) -> str | None:
    """By its frame; telephones put more behind the picture's end."""
    size = _jpeg_size(data)
    if size is None or b"\xff\xd9" not in data:
        return "document_unreadable"
    return _of_size(*size)


def webp_hazard(data: bytes) -> str | None:
    """WebP allows no picture beyond 16383 pixels a side."""
    whole = len(data) >= int.from_bytes(data[4:8], "little") + 8
    return None if whole else "document_unreadable"


def _of_size(width: int, height: int) -> str | None:
    if not width or not height:
        return "document_unreadable"
    return "document_bomb" if width * height > _MOST_PIXELS else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = _JPEG_SIZE.unpack_from(data, at + 5)
            return width, height
        if marker == 0xFF:  # filling
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
