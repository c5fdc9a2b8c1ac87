"""Small writes that wait together: all are written, once, and each learns how its own went."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis.documents.gathering import Gathering
from chassis.errors import Unavailable


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


def test_when_the_one_who_writes_is_killed_nobody_takes_their_write_for_done() -> None:
    first_is_writing, go_on = threading.Event(), threading.Event()

    def write(items: list[int]) -> None:
        if items == [0]:
            first_is_writing.set()
            assert go_on.wait(10)
        else:
            raise SystemExit

    def outcome(number: int) -> str:
        try:
            gathering.submit(number)
        except SystemExit:
            return "killed"
        except Unavailable:
            return "unavailable"
        return "done"

    gathering = Gathering(write)
    with ThreadPoolExecutor(4) as pool:
        outcomes = [pool.submit(outcome, 0)]
        assert first_is_writing.wait(10)
        outcomes += [pool.submit(outcome, number) for number in (1, 2, 3)]
        while len(gathering._waiting) < 3:
            threading.Event().wait(0.001)
        go_on.set()
        found = [each.result(10) for each in outcomes]
    assert sorted(found) == ["done", "killed", "unavailable", "unavailable"]
