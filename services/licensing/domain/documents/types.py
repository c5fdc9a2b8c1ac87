"""The types of files that are taken, whatever the rules of a day allow of them."""

from __future__ import annotations

from collections.abc import Mapping

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
HEIC = "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SUFFIXES: Mapping[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    JPEG: ("jpg", "jpeg"),
    PNG: ("png",),
    WEBP: ("webp",),
    HEIC: ("heic", "heif"),
    DOCX: ("docx",),
}
"""How the names of such files end: by another ending they would be opened as what they are not."""

PART_SIZE = 512 * 1024
"""Bytes of every part of a file but the last: with base64 it fits a request and a reply."""
LARGEST = 32 * 1024 * 1024
"""Bytes of a file that no rule can allow more of: a completion must be done within one request."""
