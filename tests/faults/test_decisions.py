"""P1, P8 for services: whoever is killed, and however many decide at once, an application and what
belongs to it (licence, number, bill, inspection, register) are changed together or not at all."""

from __future__ import annotations

import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier

import pytest

from operations.commands.clock import clock
from tests.faults.agreement import agree, numbered_without_gap
from tests.faults.desk import Answer, Desk
from tests.faults.system import System, eventually
from tests.faults.window import Window, step

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

DECISIONS = 200
AT_ONCE = 8
MOMENTS = (0.02, 0.06, 0.15)
"""Seconds after which `kill -9` strikes: while requests travel, are handled, are stored."""

Prepare = Callable[[Window], Answer]
Verb = Callable[[Window, Answer], Answer]
WAYS: dict[str, tuple[Prepare, Verb]] = {
    "submit": (Window.drafted, Window.submit),
    "complete a home nursery": (lambda window: window.submit(window.drafted()), Window.complete),
    "complete one that pays": (lambda window: window.submit(window.private()), Window.complete),
    "pay": (lambda window: window.complete(window.submit(window.private())), Window.pay),
    "reject": (
        lambda window: window.complete(window.submit(window.private())),
        Window.reject,
    ),
    "approve": (Window.ready, Window.approve),
}


@pytest.fixture
def windows(system: System) -> list[Window]:
    return [Window(system, uuid.uuid4().hex[:8]) for _ in range(AT_ONCE)]


@pytest.fixture
def later() -> Iterator[Callable[[str], None]]:
    """Lets time pass for every service until the test ends."""
    yield lambda by: clock.main(["advance", by], standalone_mode=False)
    clock.main(["reset"], standalone_mode=False)


@pytest.mark.parametrize("way", WAYS)
def test_a_kill_in_the_middle_of_a_step_leaves_no_half_of_it(
    system: System, windows: list[Window], way: str
) -> None:
    prepare, verb = WAYS[way]
    done, pid = list[Answer](), system.running("licensing")
    for moment in MOMENTS:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            seen = list(pool.map(prepare, windows))
            steps = _together(pool, verb, list(zip(windows, seen, strict=True)))
            pid = _strike(system, pid, moment)
            done += [each.result() for each in steps]
    assert len({each.json()["id"] for each in done}) == AT_ONCE * len(MOMENTS)
    agree(system, [each.json()["id"] for each in done])


def test_silence_registers_each_society_once_although_licensing_is_killed_meanwhile(
    system: System, windows: list[Window], later: Callable[[str], None]
) -> None:
    def three(window: Window) -> list[str]:
        return [window.submit(window.society()).json()["id"] for _ in range(3)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ids = [each for some in pool.map(three, windows) for each in some]
    stored = system.mongo["kanaf_licensing"]["applications"]

    def undecided() -> int:
        return stored.count_documents({"_id": {"$in": ids}, "state.state": "in_progress"})

    pid, left = system.running("licensing"), [len(ids)]
    later("62d")
    for _ in range(4):
        eventually(lambda: undecided() < left[-1] or left[-1] == 0, "silence decides", 60)
        pid = _strike(system, pid)
        left.append(undecided())
    eventually(lambda: undecided() == 0, "silence has decided all", 120)
    for each in stored.find({"_id": {"$in": ids}}):
        assert (each["state"]["state"], each["state"]["decision"]["silent"]) == ("approved", True)
    agree(system, ids)


def test_numbers_have_no_gap_when_two_hundred_decide_at_once(
    system: System, windows: list[Window]
) -> None:
    def some(window: Window) -> list[Answer]:
        return [window.ready() for _ in range(DECISIONS // AT_ONCE)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ready = [each for part in pool.map(some, windows) for each in part]
    barrier = Barrier(len(ready))

    def decide(seen: Answer) -> str:
        supervisor = Desk(system.gateway, "supervisor", f"supervisor-{uuid.uuid4().hex[:8]}")
        barrier.wait()
        decided = step(supervisor, seen, "approval", within=300)
        supervisor.close()
        return str(decided.json()["decision"]["number"])

    with ThreadPoolExecutor(len(ready)) as pool:
        numbers = list(pool.map(decide, ready))
    assert len(set(numbers)) == DECISIONS
    numbered_without_gap(system)
    agree(system, [each.json()["id"] for each in ready])


def _together(
    pool: ThreadPoolExecutor, verb: Verb, work: list[tuple[Window, Answer]]
) -> list[Future[Answer]]:
    """All begin in the moment in which this returns."""
    start = Barrier(len(work) + 1)

    def begin(window: Window, seen: Answer) -> Answer:
        start.wait()
        return verb(window, seen)

    begun = [pool.submit(begin, window, seen) for window, seen in work]
    start.wait()
    return begun


def _strike(system: System, pid: int, moment: float = 0.0) -> int:
    """`kill -9` after so many seconds; the process that has taken over."""
    time.sleep(moment)
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: system.pid("licensing") not in (None, pid), "it starts again", 60)
    return system.running("licensing")
