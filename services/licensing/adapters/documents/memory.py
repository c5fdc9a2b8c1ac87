"""Files in memory, for tests of handlers: the same answers."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from typing import BinaryIO

from chassis.identifiers import new_id
from services.licensing.domain.documents.facts import Announced
from services.licensing.domain.documents.types import PART_SIZE


class MemoryContent:
    """See `services.licensing.app.documents.ports.Content`."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[int, bytes]] = {}
        self.files: dict[str, bytes] = {}

    def put_part(self, document_id: str, number: int, data: bytes) -> None:
        self.parts.setdefault(document_id, {})[number] = data

    def present(self, document_id: str) -> list[int]:
        return sorted(self.parts.get(document_id, {}))

    def assemble(self, document_id: str, announced: Announced) -> str | None:
        data = b"".join(data for _, data in sorted(self.parts.get(document_id, {}).items()))
        if (len(data), hashlib.sha256(data).hexdigest()) != (announced.size, announced.sha256):
            return None
        content = f"{document_id}/{new_id()}"
        self.files[content] = data
        return content

    def open(self, content: str) -> AbstractContextManager[BinaryIO]:
        return nullcontext(BytesIO(self.files[content]))

    def read(self, content: str, part: int) -> bytes:
        return self.files[content][part * PART_SIZE : (part + 1) * PART_SIZE]

    def tidy(self, document_id: str, keep: str | None) -> None:
        self.parts.pop(document_id, None)
        for content in list(self.files):
            if content.startswith(f"{document_id}/") and content != keep:
                del self.files[content]

    def drop(self, content: str) -> None:
        self.files.pop(content, None)
