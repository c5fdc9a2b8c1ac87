"""What was recorded while a record was hidden from some of those who may see it now.

Somebody is opened again once they live openly; the place they came from still hides others. So
opening a record tells nothing of what it said, and of who looked at it, until then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from services.registry.domain.privacy.protection import Protection, marks

T = TypeVar("T")
Seen = Callable[[Protection | None], bool]
"""Whether what was recorded under this protection, or none, may be told."""


def by_all_of(now: Protection | None) -> Seen:
    """For what is written for nobody in particular: whether everybody for whom the record exists
    now might know it then, too."""

    def seen(then: Protection | None) -> bool:
        return then is None or (now is not None and {*marks(now)} <= {*marks(then)})

    return seen


@dataclass(frozen=True)
class HiddenTimes:
    """When a record was hidden; what is older than its first state counts as that."""

    turns: tuple[datetime, ...]
    hidden: tuple[bool, ...]

    @classmethod
    def of(cls, states: Iterable[tuple[datetime, T]], seen: Callable[[T], bool]) -> HiddenTimes:
        """`states`: since when the record was so; the oldest first. `seen`: whether it was told."""
        told = [(since, not seen(each)) for since, each in states]
        return cls(tuple(since for since, _ in told), tuple(hidden for _, hidden in told))

    def at(self, moment: datetime) -> bool:
        """Whether it was hidden then."""
        return bool(self.hidden) and self.hidden[max(self._last(moment), 0)]

    def just_after(self, moment: datetime) -> bool:
        """Whether what was recorded next hid it."""
        return any(self.hidden[self._last(moment) + 1 :][:1])

    def on(self, day: date, day_of: Callable[[datetime], date]) -> bool:
        """Whether it was hidden at any time of that civil day."""
        days = [date.min, *(day_of(each) for each in self.turns[1:]), date.max]
        spells = zip(self.hidden, days, days[1:], strict=False)
        return any(hidden and begin <= day <= end for hidden, begin, end in spells)

    def _last(self, moment: datetime) -> int:
        return bisect_right(self.turns, moment) - 1
