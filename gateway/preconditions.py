"""Headers that make a repeated or outdated request harmless: Idempotency-Key, If-Match, ETags."""

from __future__ import annotations

import re

from flask import request

from gateway.problems import Problem

IDEMPOTENCY_KEY = r"^[!-~]{1,128}$"
ETAG = r'^"[0-9]{1,9}"$'
IF_MATCH = r'^("[0-9]{1,9}"|[0-9]{1,9})$'
_KEY = re.compile(r"[!-~]{1,128}")
_TAG = re.compile(r'("?)([0-9]{1,9})\1')


def idempotency_key() -> str | None:
    """What the caller names this command; `None` makes every repetition a command of its own.

    Raises `Problem` 400 unless it is 1 to 128 visible ASCII characters.
    """
    key = request.headers.get("Idempotency-Key")
    if key is not None and _KEY.fullmatch(key) is None:
        raise Problem(400, "idempotency_key_malformed")
    return key


def expected_version() -> int | None:
    """The version the caller's change is based on, from `If-Match`.

    Only a single strong tag of ours can match; its quotes may be missing, which many clients
    lose. `*`, weak tags and lists are refused with 400, because they would let a change through
    that is based on nothing.
    """
    tag = request.headers.get("If-Match")
    if tag is None:
        return None
    match = _TAG.fullmatch(tag.strip())
    if match is None:
        raise Problem(400, "if_match_malformed")
    return int(match[2])


def etag(version: int) -> str:
    """The strong entity tag of a version."""
    return f'"{version}"'


def unchanged(version: int) -> bool:
    """Whether the caller has this version already (`If-None-Match`)."""
    header = request.headers.get("If-None-Match")
    if header is None:
        return False
    tags = {each.strip().removeprefix("W/") for each in header.split(",")}
    return "*" in tags or etag(version) in tags
