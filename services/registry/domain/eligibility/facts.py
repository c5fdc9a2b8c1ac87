"""What somebody said of a household, and from which day on it counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from services.registry.domain.eligibility.indicators import Value


@dataclass(frozen=True)
class Source:
    """Where facts come from: a `survey`, `declaration` or `cross_check`, its id, and the day.

    `by` wrote them down, as far as that is known; whoever says the same is the same source.
    `after_start`: they were declared on a day on which a benefit had begun before.
    """

    kind: str
    id: str
    on: date
    by: str | None = field(default=None, compare=False)
    after_start: bool = field(default=False, compare=False)


SET_ASIDE, RECORDED_WRONGLY = "set_aside", "recorded_wrongly"


@dataclass(frozen=True)
class Withdrawal:
    """Facts do not stand any more: who says so, on which day, and why.

    `SET_ASIDE`: another record of the same visit counts instead. `RECORDED_WRONGLY`: a supervisor
    found so, and `note` says how.
    """

    by: str
    on: date
    reason: str
    note: str | None


@dataclass(frozen=True)
class Fact:
    """What an indicator was from a day on, and who said so.

    `counts_from` is the day from which the rules ask it: later than the day it was said when a
    checked word outlasts it, and `None` when something newer counted before it ever did, or when
    it was withdrawn: then it is as if it had never been said.
    `stated_from` is there when the rise to it had been stated before, in words that never counted.
    `forgotten_from` is the day from which it is no longer looked back on: somebody came to live
    there since, and what was said after that counts; or a check found more soon after it.
    """

    value: Value
    source: Source
    counts_from: date | None
    stated_from: date | None = None
    withdrawn: Withdrawal | None = None
    forgotten_from: date | None = None

    @classmethod
    def said(cls, value: Value, source: Source) -> Fact:
        """As it is said: it counts from that day, unless what else is known says otherwise."""
        return cls(value, source, source.on)

    @property
    def stands(self) -> bool:
        """Whether nobody has withdrawn it."""
        return self.withdrawn is None

    def counted_by(self, day: date) -> bool:
        """Whether it has begun to count on that day, or before."""
        return self.counts_from is not None and self.counts_from <= day

    def looked_back_on(self, day: date) -> bool:
        """Whether it still says, on that day, how those fared who live there."""
        return self.forgotten_from is None or day < self.forgotten_from

    @property
    def stated(self) -> date:
        """The day from which a rise to this is stated: a time that follows begins with it, also
        when it counts later."""
        return self.stated_from or self.source.on

    @property
    def stated_after_start(self) -> bool:
        """Whether it was stated on a day on which a benefit had begun before."""
        return self.source.after_start and self.stated_from is None

    @property
    def waited_until(self) -> date | None:
        """The day from which it counts, when that is later than the day it was said."""
        return None if self.counts_from == self.source.on else self.counts_from


@dataclass(frozen=True)
class Told:
    """Facts by where they come from; of all indicators and days unless some are named."""

    source_id: str
    indicators: Collection[str] = ()
    on: date | None = None

    def has(self, indicator: str, fact: Fact) -> bool:
        """Whether this fact is one of them."""
        return (
            fact.source.id == self.source_id
            and (not self.indicators or indicator in self.indicators)
            and self.on in (None, fact.source.on)
        )
