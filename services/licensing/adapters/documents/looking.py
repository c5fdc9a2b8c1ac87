"""What a file is by its own bytes, and whether anybody should open it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import BinaryIO
from zipfile import ZipFile

import filetype

from services.licensing.adapters.documents import images, pdf, word
from services.licensing.domain.documents.types import DOCX, HEIC, JPEG, PDF, PNG, SUFFIXES, WEBP

AMBIGUOUS = "document_ambiguous"

_HEAD = 8192
_BEGINNING = 1024
_PAGES = (b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"<body", b"<iframe")
"""Where a browser that guesses would see a page in what begins as a photograph or a PDF."""

_HAZARDS: Mapping[str, Callable[[bytes], str | None]] = {
    PDF: pdf.hazard,
    DOCX: word.hazard,
    JPEG: images.jpeg_hazard,
    PNG: images.png_hazard,
    WEBP: images.webp_hazard,
    HEIC: lambda data: None,
}


class Looker:
    """See `services.licensing.app.documents.ports.Looking`. Believes neither name nor sender."""

    def media_type(self, file: BinaryIO) -> str | None:
        """By the very first bytes: what only later looks like a PDF is none."""
        file.seek(0)
        found = filetype.guess_mime(file.read(_HEAD))
        if found in ("application/zip", DOCX):
            file.seek(0)
            return DOCX if word.is_one(file) else None
        return found if found in SUFFIXES else None

    def hazard(self, media_type: str, file: BinaryIO) -> str | None:
        file.seek(0)
        data = file.read()
        if media_type != DOCX and _is_something_else(data):
            return AMBIGUOUS
        return _HAZARDS[media_type](data)


def _is_something_else(data: bytes) -> bool:
    """Whether other programs would take it for a page or an archive, and what is in it for real."""
    beginning = data[:_BEGINNING].lower()
    return any(each in beginning for each in _PAGES) or _is_archive(data)


def _is_archive(data: bytes) -> bool:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return bool(archive.namelist())
    except word.BROKEN:
        return False
