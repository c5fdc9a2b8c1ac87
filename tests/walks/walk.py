"""All cases there are, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.licensing.domain.catalogue.service import ServiceVersion
from tests.faults.system import System
from tests.support.services import every_service
from tests.walks.agenda import Agenda, Led, Script
from tests.walks.case import Case, Stock
from tests.walks.clockwork import Clockwork
from tests.walks.outcomes import associations, deadlines, decided, delegates, lives, renewals

Applies = Callable[[ServiceVersion], bool]


def always(service: ServiceVersion) -> bool:
    return True


OUTCOMES: Mapping[str, tuple[Callable[[Case], Script], Applies]] = {
    "approved": (decided.approved, always),
    "at the counter": (decided.at_the_counter, always),
    "refused first": (decided.refused_first, decided.can_be_refused),
    "rejected": (decided.rejected, always),
    "upheld": (decided.upheld, decided.can_be_contested),
    "overturned": (decided.overturned, decided.can_be_contested),
    "led on": (decided.led_on, decided.can_be_contested),
    "withdrawn": (decided.withdrawn, always),
    "through a delegate": (delegates.through, delegates.is_for_delegates),
    "delegation over": (delegates.ended, delegates.is_paid_by_delegates),
    "late": (deadlines.late, always),
    "silent": (deadlines.silent, deadlines.has_term),
    "returned": (deadlines.returned, deadlines.has_term),
    "left": (deadlines.left, always),
    "unpaid": (deadlines.unpaid, deadlines.has_fee),
    "renewed while decided": (renewals.granted_after_the_end, renewals.renews),
    "refused while decided": (renewals.refused_after_the_end, renewals.renews),
    "given back": (lives.given_back, lives.gives_back),
    "lapsed": (lives.lapsed, lives.issues_for_a_time),
    "measured": (lives.measured, lives.stands_for_itself),
    "decided upon": (lives.decided_upon, lives.stands_for_itself),
    "stopped": (associations.stopped, associations.follows_its_association),
    "unheeded": (associations.unheeded, associations.follows_its_association),
}


def pairs() -> list[tuple[str, str]]:
    """Every service with every end that an application for it can have."""
    return [
        (code, outcome)
        for code, service in every_service().items()
        for outcome, (_, applies) in OUTCOMES.items()
        if applies(service)
    ]


@dataclass
class Walk:
    """`ends`: by service and outcome, why it failed, if it did."""

    system: System
    ends: Mapping[tuple[str, str], BaseException | None]

    @classmethod
    def taken(cls, system: System, chosen: Iterable[tuple[str, str]]) -> Walk:
        clock = Clockwork(system)
        # The morning of a day on which offices are open: no case begins beside midnight.
        clock.move_to(clock.first_day(clock.today() + timedelta(days=1)))
        clock.close_on(clock.first_day(clock.today() + timedelta(days=2)))
        stock = Stock()
        led = {}
        for code, outcome in chosen:
            case = Case(code, outcome, system, clock, stock)
            led[code, outcome] = Led(case.name, OUTCOMES[outcome][0](case))
        Agenda(clock).lead(led.values())
        return cls(system, {pair: each.failed for pair, each in led.items()})
