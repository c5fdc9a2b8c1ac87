"""Files in memory, for tests of handlers: same answers, same refusals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from chassis.errors import NotFound
from chassis.identifiers import new_id
from services.registry.adapters.files.parts import in_parts
from services.registry.app.files.ports import StoredFile


class MemoryFiles:
    """See `services.registry.app.files.ports.FileStore`."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._parts: dict[str, dict[int, bytes]] = {}

    def write(
        self,
        name: str,
        media_type: str,
        chunks: Iterable[bytes],
        *,
        owner: str,
        file_id: str | None = None,
        rows: int | None = None,
    ) -> StoredFile:
        stored_id = file_id or new_id()
        parts = dict(enumerate(in_parts(chunks)))
        whole = b"".join(parts.values())
        self._parts[stored_id] = parts
        digest = hashlib.sha256(whole).hexdigest()
        file = StoredFile(stored_id, name, media_type, owner, len(whole), digest, rows)
        self._files[stored_id] = file
        return file

    def described(self, file_id: str) -> StoredFile:
        if file_id not in self._files:
            raise NotFound("file_not_found", {"id": file_id})
        return self._files[file_id]

    def part(self, file_id: str, number: int) -> bytes:
        file = self.described(file_id)
        if number not in self._parts[file.id]:
            raise NotFound("file_not_found", {"id": file_id})
        return self._parts[file.id][number]

    def read(self, file_id: str) -> Iterator[bytes]:
        for number in range(self.described(file_id).parts):
            yield self.part(file_id, number)

    def delete(self, file_id: str) -> None:
        self._files.pop(file_id, None)
        self._parts.pop(file_id, None)

    def put_part(self, file_id: str, number: int, data: bytes) -> None:
        self._parts.setdefault(file_id, {})[number] = data

    def present(self, file_id: str) -> list[int]:
        return sorted(self._parts.get(file_id, {}))

    def complete(
        self, file_id: str, name: str, media_type: str, *, owner: str, size: int, sha256: str
    ) -> StoredFile | None:
        parts = self._parts.get(file_id, {})
        whole = b"".join(parts[number] for number in sorted(parts))
        if len(whole) != size or hashlib.sha256(whole).hexdigest() != sha256:
            return None
        file = StoredFile(file_id, name, media_type, owner, size, sha256)
        self._files[file_id] = file
        return file
