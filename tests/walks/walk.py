"""All cases there are, and what became of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.licensing.domain.catalogue.service import ServiceVersion
from tests.faults.system import System
from tests.support.services import every_service
from tests.walks.agenda import Agenda, Led, Script
from tests.walks.case import Case, Stock
from tests.walks.clockwork import Clockwork
from tests.walks.outcomes import deadlines, decided, lives

Applies = Callable[[ServiceVersion], bool]


def always(service: ServiceVersion) -> bool:
    return True


OUTCOMES: Mapping[str, tuple[Callable[[Case], Script], Applies]] = {
    "approved": (decided.approved, always),
    "refused first": (decided.refused_first, decided.can_be_refused),
    "rejected": (decided.rejected, always),
    "upheld": (decided.upheld, decided.can_be_contested),
    "overturned": (decided.overturned, decided.can_be_contested),
    "withdrawn": (decided.withdrawn, always),
    "late": (deadlines.late, always),
    "silent": (deadlines.silent, deadlines.has_term),
    "returned": (deadlines.returned, deadlines.has_term),
    "left": (deadlines.left, always),
    "unpaid": (deadlines.unpaid, deadlines.has_fee),
    "lapsed": (lives.lapsed, lives.issues_for_a_time),
    "measured": (lives.measured, lives.issues),
    "decided upon": (lives.decided_upon, lives.issues),
}


def pairs() -> Iterator[tuple[str, str]]:
    """Every service with every end that an application for it can have.

    KANAF_WALK names some alone, by words of their names: `nursery.renewal,withdrawn`.
    """
    only = [each for each in os.environ.get("KANAF_WALK", "").split(",") if each]
    for code, service in every_service().items():
        for outcome, (_, applies) in OUTCOMES.items():
            wanted = not only or any(each in f"{code} {outcome}" for each in only)
            if wanted and applies(service):
                yield code, outcome


@dataclass
class Walk:
    """`ends`: by service and outcome, why it failed, if it did."""

    ends: Mapping[tuple[str, str], BaseException | None]

    @classmethod
    def taken(cls, system: System) -> Walk:
        clock = Clockwork(system)
        # The morning of a day on which offices are open: no case begins beside midnight.
        clock.move_to(clock.first_day(clock.today() + timedelta(days=1)))
        stock = Stock()
        led = {}
        for code, outcome in pairs():
            case = Case(code, outcome, system, clock, stock)
            led[code, outcome] = Led(case.name, OUTCOMES[outcome][0](case))
        Agenda(clock).lead(led.values())
        return cls({pair: each.failed for pair, each in led.items()})
