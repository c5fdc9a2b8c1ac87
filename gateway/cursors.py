"""Where a list goes on. A cursor is opaque, and good for the list it came from alone."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from typing import Any

import orjson

from gateway.problems import Problem

PATTERN = r"^[A-Za-z0-9_-]{14,1000}$"
_SEAL = 9
_FORM = re.compile(PATTERN)


def seal(position: str, listing: Mapping[str, Any]) -> str:
    """A cursor to this position of this listing (its address and filters).

    The seal is a checksum, not a secret: it tells a cursor of ours from a torn or mixed-up one.
    A forged cursor would gain nothing, since every page is authorised anew.
    """
    text = position.encode()
    return base64.urlsafe_b64encode(_digest(text, listing) + text).decode().rstrip("=")


def open_sealed(cursor: str, listing: Mapping[str, Any]) -> str:
    """The position in a cursor. Raises `Problem` 404 when it is not of this listing."""
    try:
        sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        text = sealed[_SEAL:]
        if _FORM.fullmatch(cursor) and sealed[:_SEAL] == _digest(text, listing):
            return text.decode()
    except (binascii.Error, UnicodeError):
        pass
    raise Problem(404, "page_not_found")


def _digest(text: bytes, listing: Mapping[str, Any]) -> bytes:
    about = orjson.dumps(listing, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(b"kanaf cursor\0" + about + b"\0" + text).digest()[:_SEAL]
