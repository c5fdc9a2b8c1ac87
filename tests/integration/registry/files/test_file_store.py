"""Files are kept in parts: the same answers in memory and on MongoDB."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chassis.errors import NotFound
from services.registry.adapters.files.memory import MemoryFiles
from services.registry.adapters.files.store import KeptFiles
from services.registry.app.files.ports import PART_SIZE, FileStore

OWNER = "payment_list/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"
LONG = b"\xd9\x85" * PART_SIZE + b"end"


@pytest.fixture(params=["memory", "mongo"])
def files(request: pytest.FixtureRequest) -> FileStore:
    made: dict[str, Callable[[], FileStore]] = {
        "memory": MemoryFiles,
        "mongo": lambda: KeptFiles(request.getfixturevalue("database")),
    }
    return made[request.param]()


def pieces(data: bytes, size: int = 100_001) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def test_a_file_is_read_as_it_was_written_in_parts_of_one_size(files: FileStore) -> None:
    kept = files.write("قائمة.csv", "text/csv", pieces(LONG), owner=OWNER, rows=7)
    assert kept == files.described(kept.id)
    assert (kept.size, kept.rows, kept.parts) == (len(LONG), 7, 3)
    assert kept.sha256 == hashlib.sha256(LONG).hexdigest()
    assert b"".join(files.read(kept.id)) == LONG
    assert [len(files.part(kept.id, number)) for number in range(3)] == [PART_SIZE, PART_SIZE, 3]


def test_an_empty_file_is_a_file_without_parts(files: FileStore) -> None:
    kept = files.write("empty.csv", "text/csv", [], owner=OWNER)
    assert (kept.size, kept.parts) == (0, 0)
    assert list(files.read(kept.id)) == []


def test_a_file_whose_writing_broke_off_is_not_there_and_is_written_anew(files: FileStore) -> None:
    def broken() -> Iterator[bytes]:
        yield LONG
        raise OSError("cut")

    with pytest.raises(OSError, match="cut"):
        files.write("list.csv", "text/csv", broken(), owner=OWNER, file_id="list-1")
    with pytest.raises(NotFound):
        files.described("list-1")
    files.write("list.csv", "text/csv", [b"short"], owner=OWNER, file_id="list-1")
    assert b"".join(files.read("list-1")) == b"short"
    with pytest.raises(NotFound):
        files.part("list-1", 1)


def test_what_is_deleted_is_gone_with_its_parts(files: FileStore) -> None:
    kept = files.write("a.csv", "text/csv", [b"a"], owner=OWNER, file_id="a")
    files.write("ab.csv", "text/csv", [b"ab"], owner=OWNER, file_id="ab")
    files.delete(kept.id)
    files.delete(kept.id)
    with pytest.raises(NotFound):
        files.part(kept.id, 0)
    assert files.part("ab", 0) == b"ab"


def test_a_file_comes_in_parts_in_any_order_and_some_twice(files: FileStore) -> None:
    parts = list(enumerate(pieces(LONG, PART_SIZE)))
    for number, data in [parts[2], parts[0], parts[0]]:
        files.put_part("up-1", number, data)
    assert files.present("up-1") == [0, 2]
    whole: dict[str, Any] = {"owner": OWNER, "size": len(LONG)}
    digest = hashlib.sha256(LONG).hexdigest()
    assert files.complete("up-1", "a.csv", "text/csv", sha256=digest, **whole) is None
    files.put_part("up-1", *parts[1])
    assert files.complete("up-1", "a.csv", "text/csv", sha256="0" * 64, **whole) is None
    kept = files.complete("up-1", "a.csv", "text/csv", sha256=digest, **whole)
    assert kept == files.described("up-1")
    assert b"".join(files.read("up-1")) == LONG
