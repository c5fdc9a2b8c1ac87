"""Identifiers: time-ordered for events, derived from the command for what a command creates."""

from __future__ import annotations

import uuid

import uuid_utils

_NAMESPACE = uuid.UUID("8a5c9a0e-6c0d-5a39-9d0b-6b616e616600")


def new_id() -> str:
    """A fresh UUIDv7: sorts by the time it was made."""
    return str(uuid_utils.uuid7())


def derived_id(*parts: str) -> str:
    """The UUIDv5 of these parts: the same parts always give the same identifier.

    What a repeated command creates thereby has the same identifier both times, and the second
    insert is refused by the database itself.
    """
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))
