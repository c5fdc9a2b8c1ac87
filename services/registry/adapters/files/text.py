"""Texts in files: which encoding they are in, and their lines, a part at a time."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from services.registry.app.files.import_ports import Unreadable

ENCODINGS = ("utf-8", "windows-1256")
_PYTHON = {"utf-8": "utf-8-sig", "windows-1256": "cp1256"}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How the "Unicode text" of spreadsheet programs begins."""


@dataclass(frozen=True)
class Written:
    """How a text is written: Python's name of the encoding, and how many lines it has."""

    encoding: str
    lines: int


def written(chunks: Iterable[bytes], declared: str | None) -> Written:
    """Find out, reading all of it once. What is no UTF-8 is taken for Windows-1256.

    UTF-16 is known by its byte order mark.

    Raises `Unreadable` when it is not in the declared encoding, or no text at all.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, is_utf8, last = 0, True, b""
    chunks = iter(chunks)
    first = next(chunks, b"")
    if declared is None and first.startswith(_UTF_16):
        return Written("utf-16", sum(each.count(b"\n") for each in chain([first], chunks)))
    for chunk in chain([first], chunks):
        if b"\0" in chunk:
            raise Unreadable("import_malformed")
        lines += chunk.count(b"\n")
        last = chunk[-1:]
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
    is_utf8 = is_utf8 and not decoder.getstate()[0]
    if declared == "utf-8" and not is_utf8:
        raise Unreadable("import_encoding_differs")
    name = declared or ("utf-8" if is_utf8 else "windows-1256")
    return Written(_PYTHON[name], lines + (last not in (b"", b"\n")))


class _Chunks(io.RawIOBase):
    """Chunks of bytes as something that can be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # wider
        if not self._left:
            self._left = memoryview(next(self._chunks, b""))
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def lines(chunks: Iterator[bytes], encoding: str) -> io.TextIOWrapper:
    """The text, to be read line by line, line ends as they are."""
    return io.TextIOWrapper(io.BufferedReader(_Chunks(chunks)), encoding=encoding, newline="")
