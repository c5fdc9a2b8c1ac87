"""A recovery: money of a cancelled emergency that a household received, and what becomes of it.

What was paid by mistake is not demanded back: it is set off, in small parts, against what the
household receives from programmes later. A part is planned with a payment and taken once that
payment is in a file; nobody is set off twice for the same, whatever is repeated or raced.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from services.registry.domain.payments.events import Event, RecoveryChanged, RecoveryOpened
from services.registry.domain.payments.facts import Source
from services.registry.domain.payments.payment_list import Step
from services.registry.domain.payments.refusals import RecoveryClosed

OPEN, RECOVERED, WAIVED, CAME_BACK = "open", "recovered", "waived", "came_back"
STATUSES = (OPEN, RECOVERED, WAIVED, CAME_BACK)


@dataclass(frozen=True)
class RecoveryPolicy:
    """What the rules of a day say of money that was paid and should not have been.

    `percent`: how much of each later payment is set off; nothing is recovered when it is 0.
    """

    version: str
    percent: int


@dataclass(frozen=True)
class Offset:
    """So much of a payment (fils) is set off; `taken` once the payment is in a file."""

    payment_id: str
    fils: int
    taken: bool = False


@dataclass
class Recovery:
    """The aggregate. This constructor restores; `open` makes a new one."""

    id: str
    payment_id: str
    household_id: str
    source: Source
    amount_fils: int
    policy: RecoveryPolicy
    opened_on: str
    status: str = OPEN
    offsets: tuple[Offset, ...] = ()
    waiver: Step | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        recovery_id: str,
        *,
        payment_id: str,
        household_id: str,
        source: Source,
        amount_fils: int,
        policy: RecoveryPolicy,
        opened_on: str,
    ) -> Recovery:
        """What this payment of a cancelled emergency brought the household is to be set off."""
        made = cls(recovery_id, payment_id, household_id, source, amount_fils, policy, opened_on)
        made.events.append(RecoveryOpened(recovery_id, household_id, payment_id))
        return made

    @property
    def taken_fils(self) -> int:
        """What was set off."""
        return sum(each.fils for each in self.offsets if each.taken)

    @property
    def left_fils(self) -> int:
        """What is neither set off nor planned to be."""
        return self.amount_fils - sum(each.fils for each in self.offsets)

    def plan(self, payment_id: str, amount_fils: int) -> int:
        """How much of a payment is set off; the same for the same payment, however often asked."""
        known = next((each for each in self.offsets if each.payment_id == payment_id), None)
        if known is not None:
            return known.fils
        fils = min(self.left_fils, amount_fils * self.policy.percent // 100)
        if self.status != OPEN or fils <= 0:
            return 0
        self.offsets = (*self.offsets, Offset(payment_id, fils))
        self._tell("planned")
        return fils

    def release(self, payment_id: str) -> None:
        """The payment was not made after all: nothing is set off with it."""
        kept = tuple(each for each in self.offsets if each.taken or each.payment_id != payment_id)
        if kept != self.offsets:
            self.offsets = kept
            self._tell("released")

    def take(self, payment_id: str) -> None:
        """The payment is in a file, and less by this part."""
        if not any(each.payment_id == payment_id and not each.taken for each in self.offsets):
            return
        self.offsets = tuple(
            Offset(each.payment_id, each.fils, each.taken or each.payment_id == payment_id)
            for each in self.offsets
        )
        if self.status == OPEN and self.taken_fils == self.amount_fils:
            self.status = RECOVERED
        self._tell("taken")

    def waive(self, step: Step) -> None:
        """Let the household keep what is left. Raises `RecoveryClosed`."""
        if self.status != OPEN:
            raise RecoveryClosed(status=self.status)
        self.status, self.waiver = WAIVED, step
        self._tell("waived")

    def came_back(self) -> None:
        """The provider returned the money: there is nothing to recover."""
        if self.status == OPEN:
            self.status = CAME_BACK
            self._tell("came_back")

    def _tell(self, what: str) -> None:
        self.events.append(RecoveryChanged(self.id, self.household_id, what))
