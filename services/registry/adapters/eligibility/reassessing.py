"""How an approved recomputation reaches enrolments: by the command that reviews use too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from chassis.context import Command, current, use
from chassis.documents.attempts import undisturbed
from chassis.documents.errors import AlreadyDone
from chassis.documents.kind import Criteria, Store
from chassis.errors import is_refusal
from services.registry.app.eligibility.changes import Benefit, Change
from services.registry.app.programmes.commands import Outcome, Reassess
from services.registry.domain.access import Actor
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.recomputation import LOSES, Recomputation
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.programme import Programme
from services.registry.domain.programmes.words import Status


class Enrolments(Protocol):
    """Handlers of enrolments."""

    def reassess(self, command: Reassess, actor: Actor) -> Mapping[str, Any]: ...

    def reassess_household(self, household_id: str, due: date | None = None) -> None: ...


class Reassessing:
    """Reassesses one enrolment at a time, each once for a recomputation."""

    def __init__(self, enrolments: Callable[[], Enrolments]) -> None:
        self._enrolments = enrolments

    def __call__(self, recomputation: Recomputation, change: Change) -> bool:
        """Whether it was made: the enrolment may have ended, or its facts changed, since."""
        enrolment_id = str(change.enrolment_id)
        key = f"recomputation:{recomputation.id}:{enrolment_id}"
        outcome = Outcome(change.outcome != LOSES, change.after_fils)
        command = Reassess(enrolment_id, outcome, recomputation.decided_by)
        context = current()
        with use(replace(context, command=Command(key, key))):
            try:
                undisturbed(lambda: self._enrolments().reassess(command, context.actor))
            except AlreadyDone:
                return True
            except Exception as error:
                if not is_refusal(error) or getattr(error, "kind", "") == "unavailable":
                    raise
                return False
        return True


class Benefits:
    """By which rules programmes' benefits are computed."""

    def __init__(self, programmes: Store[Programme]) -> None:
        self._programmes = programmes

    def __call__(self, programme_id: str) -> Benefit:
        terms = self._programmes.load(programme_id).terms
        return Benefit(terms.rules, terms.amount_fils, terms.governorates, terms.beneficiary)


class BenefitsSince:
    """From which day on who is judged by rules has a benefit by them."""

    def __init__(self, enrolments: Store[Enrolment], programmes: Store[Programme]) -> None:
        self._enrolments = enrolments
        self._programmes = programmes

    def __call__(self, rules: str, whom: Judged) -> date | None:
        """See `app.eligibility.ports.BenefitSince`."""
        begun = [
            each.started_on
            for each in self._running(whom.household_id)
            if each.started_on is not None
            and each.person_id == whom.person_id
            and self._programmes.load(each.programme.id).terms.rules == rules
        ]
        return min(begun, default=None)

    def has_begun(self, household_id: str, day: date) -> bool:
        """See `app.eligibility.ports.HasBegun`."""
        # A place that was given at once is no aid that earnings rise beside.
        running = (each for each in self._running(household_id) if each.programme.money)
        return any(each.started_on == day for each in running)

    def _running(self, household_id: str) -> Iterator[Enrolment]:
        statuses = [Status.WAITING, Status.ACTIVE, Status.SUSPENDED]
        wanted = Criteria(equals={"household": household_id}, any_of={"status": statuses})
        yield from self._enrolments.each(wanted)
