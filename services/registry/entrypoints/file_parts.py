"""One part of a stored file as the contract's `FilePart`."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from services.registry.app.files.ports import FileStore, StoredFile


def part_of(files: FileStore, file: StoredFile, number: int) -> dict[str, Any]:
    """Raises `NotFound` for a part that the file does not have; part 0 of an empty one is empty."""
    data = b"" if file.size == 0 and number == 0 else files.part(file.id, number)
    return {
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "parts": file.parts,
        "data": b64encode(data).decode(),
    }
