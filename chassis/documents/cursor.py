"""Cursors: the place in a list after which the next page begins."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime

from chassis.errors import FieldError, Invalid


def encode(created_at: datetime, aggregate_id: str) -> str:
    """An opaque text for this place."""
    text = json.dumps([created_at.isoformat(), aggregate_id])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[datetime, str]:
    """The place. Raises `Invalid("cursor_invalid")` for what `encode` did not make."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        created_at, aggregate_id = json.loads(base64.b64decode(padded, b"-_", validate=True))
        at = datetime.fromisoformat(created_at)
        if at.tzinfo is None or not isinstance(aggregate_id, str):
            raise ValueError(cursor)
    except (ValueError, TypeError, binascii.Error, UnicodeDecodeError, RecursionError) as error:
        raise Invalid("cursor_invalid", errors=[FieldError("/cursor", "cursor_invalid")]) from error
    return at, aggregate_id
