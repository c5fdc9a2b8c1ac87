"""Files in the registry's database, in parts: kept, backed up and deleted with its records.

Not GridFS: a file that comes in parts must be told which are missing, and a part that comes twice
must be one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from chassis.errors import NotFound
from chassis.identifiers import new_id
from services.registry.adapters.files.parts import in_parts
from services.registry.app.files.ports import StoredFile

Document = dict[str, Any]


class KeptFiles:
    """See `services.registry.app.files.ports.FileStore`. Talks to no server until it is used."""

    def __init__(self, database: Database[Document]) -> None:
        self._files = database["files"]
        self._parts = database["file_parts"]

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
        self.delete(stored_id)
        digest, size = hashlib.sha256(), 0
        for number, data in enumerate(in_parts(chunks)):
            self._parts.insert_one({"_id": _part(stored_id, number), "data": data})
            digest.update(data)
            size += len(data)
        return self._keep(
            StoredFile(stored_id, name, media_type, owner, size, digest.hexdigest(), rows)
        )

    def described(self, file_id: str) -> StoredFile:
        found = self._files.find_one({"_id": file_id})
        if found is None:
            raise NotFound("file_not_found", {"id": file_id})
        return StoredFile(
            id=found["_id"],
            name=found["name"],
            media_type=found["media_type"],
            owner=found["owner"],
            size=found["size"],
            sha256=found["sha256"],
            rows=found["rows"],
        )

    def part(self, file_id: str, number: int) -> bytes:
        found = self._parts.find_one({"_id": _part(file_id, number)})
        if found is None:
            raise NotFound("file_not_found", {"id": file_id})
        return bytes(found["data"])

    def read(self, file_id: str) -> Iterator[bytes]:
        for number in range(self.described(file_id).parts):
            yield self.part(file_id, number)

    def delete(self, file_id: str) -> None:
        self._files.delete_one({"_id": file_id})
        self._parts.delete_many(_parts_of(file_id))

    def put_part(self, file_id: str, number: int, data: bytes) -> None:
        self._parts.replace_one({"_id": _part(file_id, number)}, {"data": data}, upsert=True)

    def present(self, file_id: str) -> list[int]:
        found = self._parts.find(_parts_of(file_id), {"_id": 1}).sort("_id", ASCENDING)
        return [int(each["_id"].rpartition("/")[2]) for each in found]

    def complete(
        self, file_id: str, name: str, media_type: str, *, owner: str, size: int, sha256: str
    ) -> StoredFile | None:
        digest, counted = hashlib.sha256(), 0
        for each in self._parts.find(_parts_of(file_id)).sort("_id", ASCENDING).batch_size(4):
            digest.update(each["data"])
            counted += len(each["data"])
        if counted != size or digest.hexdigest() != sha256:
            return None
        return self._keep(StoredFile(file_id, name, media_type, owner, size, sha256))

    def _keep(self, file: StoredFile) -> StoredFile:
        kept = {name: value for name, value in vars(file).items() if name != "id"}
        self._files.replace_one(
            {"_id": file.id}, {**kept, "kept_at": datetime.now(UTC)}, upsert=True
        )
        return file


def _part(file_id: str, number: int) -> str:
    # As wide as the largest number, so that the order of texts is the order of parts.
    return f"{file_id}/{number:06d}"


def _parts_of(file_id: str) -> Document:
    return {"_id": {"$gte": f"{file_id}/", "$lt": f"{file_id}0"}}
