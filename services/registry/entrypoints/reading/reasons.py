"""Why a record is changed, as its history keeps it."""

from __future__ import annotations

from collections.abc import Mapping


def said(reason: Mapping[str, str | None] | None) -> str | None:
    """The kind of the reason, and the note where there is one."""
    return None if reason is None else ": ".join(filter(None, (reason["kind"], reason["note"])))
