"""What somebody said of a household, and from which day on it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.eligibility.indicators import Value


@dataclass(frozen=True)
class Source:
    """Where facts come from: a `survey`, `declaration` or `cross_check`, its id, and the day."""

    kind: str
    id: str
    on: date


@dataclass(frozen=True)
class Fact:
    """What an indicator was from a day on, and who said so.

    `counts_from` is the day from which the rules ask it: later than the day it was said when a
    checked word outlasts it, and `None` when something newer counted before it ever did.
    `stated_from` is there when the rise to it had been stated before, in words that never counted.
    """

    value: Value
    source: Source
    counts_from: date | None
    stated_from: date | None = None

    @classmethod
    def said(cls, value: Value, source: Source) -> Fact:
        """As it is said: it counts from that day, unless what else is known says otherwise."""
        return cls(value, source, source.on)

    def counted_by(self, day: date) -> bool:
        """Whether it has begun to count on that day, or before."""
        return self.counts_from is not None and self.counts_from <= day

    @property
    def stated(self) -> date:
        """The day from which a rise to this is stated: a time that follows begins with it, also
        when it counts later."""
        return self.stated_from or self.source.on

    @property
    def waited_until(self) -> date | None:
        """The day from which it counts, when that is later than the day it was said."""
        return None if self.counts_from == self.source.on else self.counts_from
