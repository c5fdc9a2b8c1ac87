"""Scripts that let days pass: all are led side by side on the one clock of the running system.

A script is a generator. It does what is to be done on a day and yields the day on which it goes on;
the agenda moves the clock as seldom as the scripts allow, and never past a day by which one of
them must go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

AT_A_TIME = 6
"""Scripts that are led side by side: most of the time they wait for the system."""
TOGETHER = timedelta(days=6)
"""Who waits for days so near to each other goes on on the last of them."""


@dataclass(frozen=True)
class Until:
    """Go on from this day on; and before that one, if it matters."""

    day: date
    before: date | None = None


Script = Iterator[Until]


class Time(Protocol):
    """The running system's clock. `settle`: until everything that is due has happened."""

    def today(self) -> date: ...

    def move_to(self, day: date) -> None: ...

    def settle(self) -> None: ...


@dataclass
class Led:
    """One script, and how it ended."""

    name: str
    script: Script
    until: Until | None = None
    over: bool = False
    failed: BaseException | None = None

    def go_on(self) -> Led:
        try:
            self.until = next(self.script)
        except StopIteration:
            self.over = True
        except Exception as error:  # noqa: BLE001  (the others are led on)
            self.over, self.failed = True, error
        return self


@dataclass
class Agenda:
    """Leads scripts to their ends. `stops`: the days on which the clock stood."""

    time: Time
    stops: list[date] = field(default_factory=list)
    say: Callable[[str], None] = print

    def lead(self, scripts: Iterable[Led]) -> None:
        running = list(scripts)
        ready = running
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            while running:
                for each in pool.map(Led.go_on, ready):
                    if each.failed is not None:
                        self.say(f"{each.name}: {each.failed!r}")
                self.time.settle()
                ready, running = self._ready(running)
                if running and not ready:
                    self._move(running)
                    ready, running = self._ready(running)

    def _ready(self, running: Sequence[Led]) -> tuple[list[Led], list[Led]]:
        """Those that go on today, and all that are not over."""
        today = self.time.today()
        for each in running:
            until = each.until
            if not each.over and until and until.before is not None and today >= until.before:
                each.over = True
                each.failed = AssertionError(f"the clock stood at {today}, past {until}")
        running = [each for each in running if not each.over]
        return [each for each in running if each.until and each.until.day <= today], running

    def _move(self, running: Sequence[Led]) -> None:
        day = next_stop([each.until for each in running if each.until is not None])
        self.say(f"{len(running)} cases wait; on to {day}")
        self.time.move_to(day)
        self.time.settle()
        self.stops.append(day)


def next_stop(waiting: Sequence[Until]) -> date:
    """The latest day that none of them minds, on which some go on that waited for about now."""
    latest = min(
        min(each.day for each in waiting) + TOGETHER,
        *(each.before - timedelta(days=1) for each in waiting if each.before is not None),
        date.max,
    )
    return max(each.day for each in waiting if each.day <= latest)
