"""Every text that any service keeps in any collection of its database, read as administrator."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pymongo import MongoClient

from tests.support.servers import server_url, with_database

SYSTEM = frozenset({"admin", "config", "local"})
"""The server's own: accounts, and the log by which replicas follow, which overwrites itself."""
PACKED = b"PK\x03\x04"
"""How a workbook begins."""
Kept = Sequence[tuple[str, str]]
MUST_BE_READ = frozenset({"kanaf_registry", "kanaf_notifications", "kanaf_licensing",
                          "kanaf_alternative_care"})  # fmt: skip


def databases() -> MongoClient[dict[str, Any]]:
    """The server with all databases, as its administrator sees it."""
    return MongoClient(with_database(server_url("KANAF_MONGO_URL"), "admin"), tz_aware=True)


def holding(marks: Collection[str], kept: Kept) -> dict[str, set[str]]:
    """Each of these that is found, in capitals or not, and the places that hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    sought = {mark: mark.casefold() for mark in marks}
    for place, text in kept:
        for mark, written in sought.items():
            if written in text:
                found[mark].add(place)
    return dict(found)


def everything() -> Kept:
    """Where each document is, and all its texts in small letters.

    A place is `database.collection`; of a piece of a file `database.files of <what it belongs to>`.
    """
    return list(_everything())


def _everything() -> Iterator[tuple[str, str]]:
    with databases() as server:
        names = [each for each in server.list_database_names() if each not in SYSTEM]
        assert set(names) >= MUST_BE_READ, names
        for name in names:
            database = server[name]
            owners = {each["_id"]: each["owner"].split("/")[0] for each in database["files"].find()}
            for collection in database.list_collection_names():
                for document in database[collection].find():
                    place = f"{name}.{collection}"
                    if collection == "file_parts":
                        file = document["_id"].rpartition("/")[0]
                        place = f"{name}.files of {owners.get(file)}"
                    yield place, "\n".join(texts_in(document)).casefold()


def texts_in(value: Any) -> Iterator[str]:
    """Every text within a document, names of fields and contents of files included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield from _of_file(value)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield str(name)
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)
    else:
        yield str(value)


def _of_file(data: bytes) -> Iterator[str]:
    if data.startswith(PACKED):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode("utf-8", "replace")
    else:
        yield data.decode("utf-8", "replace")
        yield data.decode("cp1256", "replace")
