"""Texts in files: which encoding they are in, and their lines, a part at a time."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from services.registry.app.files.import_ports import Unreadable

ENCODINGS = ("utf-8", "windows-1256")
_PYTHON = {"utf-8": "utf-8-sig", "windows-1256": "cp1256"}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How the "Unicode text" of spreadsheet programs begins."""
_NO_UTF_8 = re.compile("[\udc80-\udcff]")
"""What Python makes of bytes that are none."""
_SURE = 100_000
"""So many more of them than letters are no accident: what is left need not be looked at."""


@dataclass(frozen=True)
class Written:
    """How a text is written: Python's name of the encoding, and how many lines it has."""

    encoding: str
    lines: int


def written(chunks: Iterable[bytes], declared: str | None) -> Written:
    """Find out, reading all of it once. What is no UTF-8 is taken for Windows-1256.

    UTF-16 is known by its byte order mark.

    Raises `Unreadable` when it is not in the declared encoding, is UTF-8 but for some place, or no
    text at all.
    """
    chunks = iter(chunks)
    first = next(chunks, b"")
    if first.startswith(_UTF_16):
        _must_be(declared is None, "import_encoding_differs")
        return Written("utf-16", sum(each.count(b"\n") for each in chain([first], chunks)))
    lines, last, found = 0, b"", _Utf8()
    for chunk in chain([first], chunks):
        _must_be(b"\0" not in chunk, "import_malformed")
        found.look(chunk, lines)
        lines += chunk.count(b"\n")
        last = chunk[-1:]
    found.look(b"", lines, final=True)
    if found.spoiled_at is not None and declared != "windows-1256":
        raise Unreadable("import_encoding_broken", line=str(found.spoiled_at))
    _must_be(declared is None or (declared == "utf-8") == found.likely or found.plain,
             "import_encoding_differs")  # fmt: skip
    name = declared or ("utf-8" if found.likely else "windows-1256")
    return Written(_PYTHON[name], lines + (last not in (b"", b"\n")))


def _must_be(holds: bool, code: str) -> None:
    if not holds:
        raise Unreadable(code)


class _Utf8:
    """Whether bytes are UTF-8: by the letters beyond ASCII, and by the bytes that cannot be any.

    Arabic in Windows-1256 has next to no letters that UTF-8 would know.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._letters = 0
        self._others = 0
        self._first_other: int | None = None

    def look(self, chunk: bytes, line: int, *, final: bool = False) -> None:
        """Go on with these bytes, before which so many lines have ended."""
        if self._others - self._letters > _SURE:
            return
        said = self._decoder.decode(chunk, final)
        if said.isascii():
            return
        others = len(_NO_UTF_8.findall(said))
        if others and self._first_other is None:
            before = _NO_UTF_8.split(said, maxsplit=1)[0]
            self._first_other = line + before.count("\n") + 1
        self._others += others
        self._letters += len(said) - len(said.encode("ascii", "ignore")) - others

    @property
    def plain(self) -> bool:
        """Nothing but ASCII, which is alike in all of them."""
        return not (self._letters or self._others)

    @property
    def likely(self) -> bool:
        return not self._others or self._letters > self._others

    @property
    def spoiled_at(self) -> int | None:
        """The first line that is not UTF-8, of a text that otherwise is."""
        return self._first_other if self.likely else None


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
