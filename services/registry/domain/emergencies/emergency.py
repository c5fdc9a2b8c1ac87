"""An emergency: declared by one person, approved by another, undone cleanly (صمود)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.registry.domain.emergencies.events import (
    Approved,
    Cancelled,
    Declared,
    Event,
    PaidAgain,
    Targeted,
)
from services.registry.domain.emergencies.refusals import (
    AmountOutOfBounds,
    EmergencyNotInState,
    EmergencyOutdated,
    ReasonUnknown,
    SamePersonDeclares,
)
from services.registry.domain.emergencies.rules import EmergencyRules
from services.registry.domain.payments.facts import Sum
from services.registry.domain.payments.payment_list import Step

TARGETING, TARGETED, APPROVED, CANCELLED = "targeting", "targeted", "approved", "cancelled"
STATUSES = (TARGETING, TARGETED, APPROVED, CANCELLED)
PER_HOUSEHOLD, PER_PERSON = "household", "person"


@dataclass(frozen=True)
class Place:
    """A governorate, one of its districts, or one of that district's sub-districts."""

    governorate: str
    district: str | None = None
    subdistrict: str | None = None


@dataclass(frozen=True)
class Group:
    """Of the households there: whom the expression fits, who is enrolled in the programme."""

    expression: str | None = None
    programme_id: str | None = None


@dataclass(frozen=True)
class Amount:
    """How much, for each household or for each person in it."""

    per: str
    fils: int


@dataclass(frozen=True)
class Concerned:
    """How many are on the target list.

    `protected`: households under protection in these places; those of them that the group's
    conditions fit are on the list (`protected_listed`).
    `open_persons` live in the households of `governorates`, which are those that are not protected;
    emergencies that were targeted before this was counted do not know it.
    """

    households: int
    persons: int
    total_fils: int
    governorates: Mapping[str, Sum]
    protected: int
    protected_listed: int
    open_persons: int | None = None

    @property
    def open_total(self) -> Sum:
        """Of those whom everybody may see."""
        sums = self.governorates.values()
        return Sum(sum(each.count for each in sums), sum(each.total_fils for each in sums))


@dataclass
class Emergency:
    """An emergency. This constructor restores; `declare` makes a new one.

    `approvable_until` is the last day on which its target list can be approved.
    """

    id: str
    title: str
    reason_code: str
    places: tuple[Place, ...]
    group: Group
    amount: Amount
    most_of_one_fils: int
    declared: Step
    rules: str
    status: str = TARGETING
    concerned: Concerned | None = None
    approvable_until: date | None = None
    approval: Step | None = None
    list_id: str | None = None
    further_list_ids: tuple[str, ...] = ()
    cancellation: Step | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def declare(
        cls,
        emergency_id: str,
        *,
        title: str,
        reason_code: str,
        places: tuple[Place, ...],
        group: Group,
        amount: Amount,
        declared: Step,
        rules: EmergencyRules,
    ) -> Emergency:
        """Declare it. Raises `ReasonUnknown`, `AmountOutOfBounds`."""
        bounds = rules.bounds[amount.per]
        if reason_code not in rules.reasons:
            known = [each for _, each in sorted(rules.reasons.items())]
            said = {
                "ar": "، ".join(f"{each.ar} ({each.code})" for each in known),
                "en": ", ".join(f"{each.en} ({each.code})" for each in known),
            }
            raise ReasonUnknown(reasons=said)
        if not bounds.least_fils <= amount.fils <= bounds.most_fils:
            raise AmountOutOfBounds(least_fils=bounds.least_fils, most_fils=bounds.most_fils)
        made = cls(
            emergency_id,
            title,
            reason_code,
            places,
            group,
            amount,
            rules.most_of_one_fils,
            declared,
            rules.version,
        )
        made.events.append(Declared(emergency_id, reason_code, made.governorates))
        return made

    @property
    def governorates(self) -> tuple[str, ...]:
        """Where it is, each once."""
        return tuple(sorted({each.governorate for each in self.places}))

    def share_of(self, persons: int) -> int:
        """What a household of so many persons receives, in fils."""
        if self.amount.per == PER_HOUSEHOLD:
            return self.amount.fils
        return min(self.amount.fils * max(persons, 1), self.most_of_one_fils)

    def targeted(self, concerned: Concerned, rules: EmergencyRules, today: date) -> None:
        """The target list is complete: of today, and approved as long as the rules let it wait."""
        self._must_be(TARGETING)
        self.concerned, self.status = concerned, TARGETED
        self.approvable_until = today + timedelta(days=rules.approval_days)
        seen = concerned.open_total
        self.events.append(
            Targeted(self.id, seen.count, concerned.open_persons or 0, seen.total_fils)
        )

    def approve(self, step: Step, list_id: str) -> None:
        """Approve as a second person; the top-ups follow on this payment list.

        Also one that concerns nobody: a refusal would tell, where only hidden homes are, that they
        are there. Raises `EmergencyOutdated` for a list of people as they lived too long ago.
        """
        self._must_be(TARGETED)
        if step.by == self.declared.by:
            raise SamePersonDeclares()
        # What was targeted before there was a longest age is declared anew, too.
        until = self.approvable_until or self.declared.on
        if step.on > until:
            raise EmergencyOutdated(until=until.isoformat())
        self.approval, self.list_id, self.status = step, list_id, APPROVED
        self.events.append(Approved(self.id, list_id))

    @property
    def list_ids(self) -> tuple[str, ...]:
        """Its payment lists: the one that was approved with it, and those that followed."""
        return () if self.list_id is None else (self.list_id, *self.further_list_ids)

    def pay_again(self, list_id: str) -> None:
        """Once more for those whose money came back, or who were held back at first."""
        self._must_be(APPROVED)
        self.further_list_ids = (*self.further_list_ids, list_id)
        self.events.append(PaidAgain(self.id, list_id))

    def cancel(self, step: Step) -> None:
        """Call it off, at any time: its payment lists are cancelled along with it."""
        self._must_be(TARGETING, TARGETED, APPROVED)
        self.cancellation, self.status = step, CANCELLED
        self.events.append(Cancelled(self.id))

    @property
    def work(self) -> list[str]:
        """What is to be done in the background."""
        return ["target"] if self.status == TARGETING else []

    def _must_be(self, *statuses: str) -> None:
        if self.status not in statuses:
            raise EmergencyNotInState(status=self.status)
