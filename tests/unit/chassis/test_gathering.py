"""Small writes that wait together: all are written, once, and each learns how its own went."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis.documents.gathering import Gathering


def test_what_comes_during_a_write_goes_along_with_the_next() -> None:
    turns: list[list[int]] = []
    first_is_writing, go_on = threading.Event(), threading.Event()

    def write(items: list[int]) -> None:
        turns.append(items)
        if items == [0]:
            first_is_writing.set()
            assert go_on.wait(10)

    gathering = Gathering(write)
    with ThreadPoolExecutor(9) as pool:
        writes = [pool.submit(gathering.submit, 0)]
        assert first_is_writing.wait(10)
        writes += [pool.submit(gathering.submit, number) for number in range(1, 9)]
        while len(gathering._waiting) < 8:
            threading.Event().wait(0.001)
        go_on.set()
        for each in writes:
            each.result(10)
    assert turns[0] == [0]
    assert sorted(turns[1]) == list(range(1, 9))
    assert len(turns) == 2


def test_an_error_reaches_everybody_of_that_turn_and_nobody_else() -> None:
    def write(items: list[str]) -> None:
        if "bad" in items:
            raise OSError("disk full")

    gathering = Gathering(write)
    gathering.submit("good")
    with pytest.raises(OSError, match="disk full"):
        gathering.submit("bad")
    gathering.submit("good again")
