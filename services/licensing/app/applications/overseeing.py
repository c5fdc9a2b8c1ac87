"""What who oversees the office sees of all applications at once: figures, and nobody's case."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from services.licensing.app.applications.moment import Now
from services.licensing.app.catalogue.ports import Services
from services.licensing.domain.applications.application import Moment
from services.licensing.domain.applications.clocks import (
    APPEAL,
    DECIDED,
    OF_SILENCE,
    WHOLE,
    Clock,
    Outcome,
    Pace,
    term_of,
)
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Silence

WEEK = timedelta(days=7)
QUANTILES = (0.5, 0.9)
UNKNOWN = "unknown"
"""Stands for the steps of a version that neither a file nor the archive has."""
EARLY, LAST = "early", "last"
"""How near silence is: warned of, and within the last warning."""

Labels = tuple[str, ...]


@dataclass(frozen=True)
class Running:
    """How many applications of one version of a service have a clock that stands like this."""

    service: str
    version: str
    clock: Clock
    number: int


@dataclass(frozen=True)
class Ended:
    """Applications of a service that were handed in and ended on the same days in the same way."""

    on: date
    submitted_on: date
    service: str
    outcome: Outcome
    late: bool
    number: int


class Clocks(Protocol):
    """Applications, counted where they are kept."""

    def running(self) -> Iterable[Running]: ...

    def ended_since(self, day: date) -> Iterable[Ended]: ...


@dataclass(frozen=True)
class Figures:
    """Numbers by labels.

    `steps` by service, step (or `whole`, `appeal`) and pace. `silences`: those that silence will
    decide, from their first warning on, by service, what it means, and whether the last warning
    has come too (`last`) or not (`early`). `ended` in the last week, by service, outcome and
    whether it was late (`yes`, `no`). `days`: working days from handing in to the decision, of
    that week, by service and quantile.
    """

    steps: Mapping[Labels, int]
    silences: Mapping[Labels, int]
    ended: Mapping[Labels, int]
    days: Mapping[Labels, float]


@dataclass(frozen=True)
class Overseeing:
    """Counts; of what the catalogue has and of nothing else, so that the figures stay few."""

    clocks: Clocks
    services: Services
    now: Now

    def figures(self) -> Figures:
        moment = self.now()
        in_force = self.services.all_on(moment.today)
        steps, silences = Counter(_no_steps(in_force)), Counter(_no_silences(in_force))
        for each in self.clocks.running():
            self._count(each, moment, steps, silences)
        ended = list(self.clocks.ended_since(moment.today - WEEK + timedelta(days=1)))
        counts = Counter(_no_ends(in_force))
        for one in ended:
            counts[one.service, one.outcome.value, _said(one.late)] += one.number
        return Figures(steps, silences, counts, dict(_days(ended, moment)))

    def _count(
        self, found: Running, moment: Moment, steps: Counter[Labels], silences: Counter[Labels]
    ) -> None:
        service, clock = self._version(found), found.clock
        if service is None:
            pace = clock.pace(None, moment.today, moment.office)
            steps[UNKNOWN, UNKNOWN, pace.value] += found.number
            return
        pace = clock.pace(term_of(service, clock.code), moment.today, moment.office)
        steps[service.code, clock.code, pace.value] += found.number
        if clock.code != WHOLE or service.silence not in OF_SILENCE:
            return
        if clock.warned(service.term, moment.today, moment.office):
            stage = EARLY if pace is Pace.OPEN else LAST
            silences[service.code, service.silence.value, stage] += found.number

    def _version(self, found: Running) -> ServiceVersion | None:
        try:
            return self.services.version(found.service, found.version)
        except LookupError:
            return None


def _codes(service: ServiceVersion) -> Iterator[str]:
    yield from (each.code for each in service.steps)
    yield WHOLE
    if service.appeal is not None:
        yield APPEAL


def _no_steps(services: Iterable[ServiceVersion]) -> dict[Labels, int]:
    return {
        (service.code, code, pace.value): 0
        for service in services
        for code in _codes(service)
        for pace in Pace
    }


def _no_silences(services: Iterable[ServiceVersion]) -> dict[Labels, int]:
    return {
        (each.code, each.silence.value, stage): 0
        for each in services
        if each.silence in OF_SILENCE
        for stage in (EARLY, LAST)
    }


def _no_ends(services: Iterable[ServiceVersion]) -> dict[Labels, int]:
    return {
        (service.code, outcome.value, late): 0
        for service in services
        for outcome in _possible(service.silence)
        for late in ("yes", "no")
    }


def _possible(silence: Silence) -> Iterator[Outcome]:
    return (
        each
        for each in Outcome
        if each not in OF_SILENCE.values() or OF_SILENCE.get(silence) is each
    )


def _days(ended: Iterable[Ended], moment: Moment) -> Iterator[tuple[Labels, float]]:
    taken: dict[str, Counter[int]] = {}
    for each in ended:
        if each.outcome in DECIDED:
            days = moment.office.working_days_between(each.submitted_on, each.on)
            taken.setdefault(each.service, Counter())[days] += each.number
    for service, counts in taken.items():
        for quantile in QUANTILES:
            yield (service, str(quantile)), float(_nearest_rank(counts, quantile))


def _nearest_rank(counts: Counter[int], quantile: float) -> int:
    days = sorted(counts.elements())
    return days[math.ceil(quantile * len(days)) - 1]


def _said(late: bool) -> str:
    return "yes" if late else "no"
