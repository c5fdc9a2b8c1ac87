"""Cutting a stream of bytes into the parts that files are kept in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.registry.app.files.ports import PART_SIZE


def in_parts(chunks: Iterable[bytes], size: int = PART_SIZE) -> Iterator[bytes]:
    """The same bytes in pieces of `size`, the last one shorter; holds one piece at a time."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= size:
            yield bytes(waiting[:size])
            del waiting[:size]
    if waiting:
        yield bytes(waiting)
