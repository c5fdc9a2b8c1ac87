"""Files as services hand them to the gateway: part by part."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Answer, Request

PART_SIZE = 512 * 1024
LONGEST_PART = (PART_SIZE + 2) // 3 * 4
"""Characters of a part in base64."""
MOST_PARTS = 4096
MEDIA_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/json",
    "text/csv",
    "application/pdf",
    "text/html",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


class Sha256(fields.Text):
    """A SHA-256 checksum in hexadecimal, lower case."""

    shortest = longest = 64
    pattern = "^[0-9a-f]{64}$"
    problem = "malformed_checksum"
    sample = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class Base64(fields.Text):
    """Up to 512 KiB in base64 (RFC 4648, with padding)."""

    shortest, longest = 4, LONGEST_PART
    pattern = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
    problem = "malformed_base64"
    sample = "2LnZhdix"


class PartOfFile(Request):
    """Base of the requests for one part of a record's file."""

    part = fields.Whole(least=0, most=MOST_PARTS, load_default=0)


class FilePart(Answer):
    """One part of a file, and what is known of the whole."""

    name = fields.Text(required=True, metadata={"example": "payments-2026-11.csv"})
    media_type = fields.Choice(MEDIA_TYPES, required=True, metadata={"example": "text/csv"})
    size = fields.Whole(required=True, least=0, most=2**53)
    sha256 = Sha256(required=True)
    parts = fields.Whole(required=True, least=0, most=MOST_PARTS)
    data = fields.Text(
        required=True,
        shortest=0,
        longest=LONGEST_PART,
        pattern=Base64.pattern,
        metadata={"description": "The part in base64."},
    )
