"""Files in licensing's database: parts while they come, then one GridFS file each.

Parts are documents of their own, because GridFS can tell neither which are missing nor that one
came twice. All that belongs to a document bears its id in front, so that whatever an accident left
is found without being looked for.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from gridfs import GridFSBucket
from gridfs.errors import CorruptGridFile, NoFile
from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import OperationFailure

from chassis.errors import Unavailable
from chassis.identifiers import new_id
from chassis.rpc.dispatch import is_passing
from services.licensing.domain.documents.facts import Announced
from services.licensing.domain.documents.types import PART_SIZE

log = logging.getLogger(__name__)

Row = dict[str, Any]
PARTS = "document_parts"
BUCKET = "document_content"
_RETRY_AFTER = 30.0
_FEW = 4
"""Parts fetched at once: two MiB in memory."""


class MongoContent:
    """See `services.licensing.app.documents.ports.Content`. Talks to no server until it is used."""

    def __init__(self, database: Database[Row]) -> None:
        self._parts = database[PARTS]
        self._files = database[f"{BUCKET}.files"]
        self._chunks = database[f"{BUCKET}.chunks"]
        self._bucket = GridFSBucket(database, BUCKET, chunk_size_bytes=PART_SIZE)

    def put_part(self, document_id: str, number: int, data: bytes) -> None:
        with _stored():
            self._parts.replace_one(
                {"_id": _part(document_id, number)}, {"data": data}, upsert=True
            )

    def present(self, document_id: str) -> list[int]:
        found = self._parts.find({"_id": _of(document_id)}, {"_id": 1})
        return sorted(int(each["_id"].rpartition("/")[2]) for each in found)

    def assemble(self, document_id: str, announced: Announced) -> str | None:
        content = f"{document_id}/{new_id()}"
        digest, size = hashlib.sha256(), 0
        with _stored():
            # Its name is nobody's business: what people called it stands in the document.
            stream = self._bucket.open_upload_stream_with_id(content, document_id)
            try:
                for data in self._sent(document_id):
                    stream.write(data)
                    digest.update(data)
                    size += len(data)
                if (size, digest.hexdigest()) != (announced.size, announced.sha256):
                    stream.abort()
                    return None
                stream.close()
            except BaseException:
                stream.abort()
                raise
        return content

    @contextmanager
    def open(self, content: str) -> Iterator[BinaryIO]:
        with _stored():
            yield cast(BinaryIO, self._bucket.open_download_stream(content))

    def read(self, content: str, part: int) -> bytes:
        with _stored():
            stream = self._bucket.open_download_stream(content)
            stream.seek(part * PART_SIZE)
            return stream.read(PART_SIZE)

    def tidy(self, document_id: str, keep: str | None) -> None:
        others = {**_of(document_id), "$ne": keep}
        with _stored():
            self._parts.delete_many({"_id": _of(document_id)})
            self._files.delete_many({"_id": others})
            # Also those of a file that was never finished, of which only they are there.
            self._chunks.delete_many({"files_id": others})

    def drop(self, content: str) -> None:
        with _stored():
            self._files.delete_one({"_id": content})
            self._chunks.delete_many({"files_id": content})

    def _sent(self, document_id: str) -> Iterator[bytes]:
        found = self._parts.find({"_id": _of(document_id)}).sort("_id", ASCENDING)
        for each in found.batch_size(_FEW):
            yield each["data"]


@contextmanager
def _stored() -> Iterator[None]:
    """A full disk, or a file that is damaged, is no defect of the request: ask again later."""
    try:
        yield
    except (OperationFailure, NoFile, CorruptGridFile) as error:
        if is_passing(error):
            raise
        log.exception("content cannot be stored or read")
        raise Unavailable("document_storage_unavailable", retry_after=_RETRY_AFTER) from error


def _part(document_id: str, number: int) -> str:
    # As wide as the largest number, so that the order of texts is the order of parts.
    return f"{document_id}/{number:06d}"


def _of(document_id: str) -> Row:
    return {"$gte": f"{document_id}/", "$lt": f"{document_id}0"}
