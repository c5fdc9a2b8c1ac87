"""What records are called in a file that may not tell who they are."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

_BYTES = 8
"""Enough that no two of a few million records are called alike."""

Called = Callable[[str], str]
"""From the identifier of a record to what it is called in a file."""


def by_identifier(identifier: str) -> str:
    """What a record is called where the file tells who they are: as everywhere."""
    return identifier


def of_one_file() -> Called:
    """Calls each record alike within a file, and in no two files; nobody can tell which it is.

    The key is forgotten with the file's last row.
    """
    key = secrets.token_bytes(32)

    def called(identifier: str) -> str:
        return hashlib.blake2b(identifier.encode(), key=key, digest_size=_BYTES).hexdigest()

    return called
