"""A recovery: money of a cancelled emergency that a household received, and what becomes of it.

What was paid by mistake is not demanded back: it is set off, in small parts, against what the
household receives from programmes later. A part is planned with a payment and taken once that
payment is in a file; nobody is set off twice for the same, whatever is repeated or raced. When the
provider returns the money after all, every part that was taken is owed to the household.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
    """So much of a payment (fils) is set off; `taken` once the payment is in a file.

    `owed`: it was not to be taken, and is given back to the household with the next list.
    """

    payment_id: str
    fils: int
    taken: bool = False
    owed: bool = False


@dataclass
class Recovery:
    """The aggregate. This constructor restores; `open` makes a new one.

    `contact_id` is who received the money, and then whose payment was last made less: they are told
    what becomes of it.
    """

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
    contact_id: str | None = None
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
        contact_id: str | None = None,
    ) -> Recovery:
        """What this payment of a cancelled emergency brought the household is to be set off."""
        made = cls(
            recovery_id,
            payment_id,
            household_id,
            source,
            amount_fils,
            policy,
            opened_on,
            contact_id=contact_id,
        )
        made.events.append(RecoveryOpened(recovery_id, household_id, payment_id, contact_id))
        return made

    @property
    def taken_fils(self) -> int:
        """What was set off."""
        return sum(each.fils for each in self.offsets if each.taken)

    @property
    def owed_fils(self) -> int:
        """What of it is owed to the household, or was given back already."""
        return sum(each.fils for each in self.owed)

    @property
    def owed(self) -> tuple[Offset, ...]:
        """The parts that are given back."""
        return tuple(each for each in self.offsets if each.owed)

    @property
    def left_fils(self) -> int:
        """What is neither set off nor planned to be."""
        return self.amount_fils - sum(each.fils for each in self.offsets)

    def plan(self, payment_id: str, amount_fils: int) -> int:
        """How much of a payment is set off; the same for the same payment, however often asked."""
        known = self._part(payment_id)
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

    def stands(self, payment_id: str) -> bool:
        """Whether the payment is still to be less by its part: not when that was let go since."""
        part = self._part(payment_id)
        return part is not None and (part.taken or self.status == OPEN)

    def take(self, payment_id: str, fils: int, payee_id: str | None = None) -> None:
        """The payment is in a file, and less by this part; who receives it is told.

        A part that was let go while the file was written was taken all the same, and is owed.
        """
        part = self._part(payment_id)
        if part is not None and part.taken:
            return
        others = tuple(each for each in self.offsets if each != part)
        took = Offset(payment_id, fils, taken=True, owed=self.status != OPEN)
        self.offsets = (*others, took)
        self.contact_id = payee_id or self.contact_id
        if self.status == OPEN and self.taken_fils == self.amount_fils:
            self.status = RECOVERED
        self._tell("taken")

    def waive(self, step: Step) -> None:
        """Let the household keep what is left, also what is planned. Raises `RecoveryClosed`."""
        if self.status != OPEN:
            raise RecoveryClosed(status=self.status)
        self.status, self.waiver = WAIVED, step
        self._let_go()
        self._tell("waived")

    def came_back(self) -> None:
        """The provider returned the money, whatever had become of this: there was nothing to
        recover, and what was taken is owed to the household."""
        if self.status == CAME_BACK and all(each.owed for each in self.offsets):
            return
        self.status = CAME_BACK
        self._let_go()
        self.offsets = tuple(replace(each, owed=True) for each in self.offsets)
        self._tell("came_back")

    def _part(self, payment_id: str) -> Offset | None:
        return next((each for each in self.offsets if each.payment_id == payment_id), None)

    def _let_go(self) -> None:
        """Nothing more is taken: parts of payments that are in no file are not."""
        self.offsets = tuple(each for each in self.offsets if each.taken)

    def _tell(self, what: str) -> None:
        self.events.append(RecoveryChanged(self.id, self.household_id, what, self.contact_id))
