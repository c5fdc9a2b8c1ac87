"""The headings of a file: which of its columns are read, and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading as the file has it, and the column that it names.

    `meant` is the column that one which names none was probably meant to.
    """

    text: str
    column: str | None = None
    meant: str | None = None


def ignored(headings: Iterable[Heading]) -> list[Heading]:
    """Those whose columns are not read, so that the sender must be told."""
    return [each for each in headings if each.column is None and each.text]


def as_written(headings: Iterable[Heading]) -> Mapping[str, str]:
    """Column to its heading in the file."""
    return {each.column: each.text for each in headings if each.column is not None}
