"""A payment: one household's money on one list. Never paid twice for one month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.registry.domain.payments.checks import FOR_A_PERSON
from services.registry.domain.payments.events import (
    Event,
    MoneyCameBack,
    PaymentAllowed,
    PaymentListed,
    PaymentPartOwed,
    PaymentRedirected,
    PaymentSettled,
    ToppedUp,
)
from services.registry.domain.payments.facts import EMERGENCY, PROGRAMME, Claim, Source
from services.registry.domain.payments.payment_list import Step
from services.registry.domain.payments.receipts import allowances, receipt
from services.registry.domain.payments.refusals import NotForAPersonToAllow

LISTED, HELD, PAID, RETURNED, WITHDRAWN = "listed", "held", "paid", "returned", "withdrawn"
STATUSES = (LISTED, HELD, PAID, RETURNED, WITHDRAWN)

APPLIED, REPEATED, CONTRADICTION = "applied", "repeated", "contradiction"
DUPLICATE = "duplicate"


@dataclass
class Payment:
    """A payment. This constructor restores; `of` makes a new one."""

    id: str
    list_id: str
    source: Source
    month: str
    claim: Claim
    payee_id: str | None
    governorate: str | None
    protected: bool
    listed: bool
    """Whether it was to be paid when the list was prepared."""
    status: str
    findings: tuple[str, ...] = ()
    settled_by: str | None = None
    settled_on: str | None = None
    reason: str | None = None
    recovery_id: str | None = None
    offset_fils: int = 0
    """What is set off against money that the household should not have received."""
    part_owed: bool = False
    """Whether that part was not to be set off after all, and is given back."""
    payee_once: bool = False
    """Whether nobody else's payment may go to the same payee: asked of all that were made since
    payees are told apart, and that no person allowed."""
    ward_id: str | None = None
    """The head, not of age, for whom their guardian (`payee_id`) receives it."""
    allowed: Step | None = None
    """Who let the next list of the month pay it, although it is held."""
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        payment_id: str,
        list_id: str,
        source: Source,
        month: str,
        claim: Claim,
        *,
        payee_id: str | None,
        governorate: str | None,
        protected: bool,
        findings: Sequence[str],
        payee_once: bool = False,
        ward_id: str | None = None,
    ) -> Payment:
        """A claim as a payment; with findings it is held, and the month stays free."""
        payment = cls(
            payment_id,
            list_id,
            source,
            month,
            claim,
            payee_id,
            governorate,
            protected,
            listed=not findings,
            status=HELD if findings else LISTED,
            findings=tuple(findings),
            payee_once=payee_once,
            ward_id=ward_id,
        )
        payment.events.append(
            PaymentListed(payment_id, list_id, claim.household_id, bool(findings))
        )
        return payment

    @property
    def due(self) -> tuple[str, ...]:
        """What can be paid once: no two payments share any. Held and withdrawn ones free it.

        A person's is theirs by every record that is of them, in whichever household.
        """
        if self.status in (HELD, WITHDRAWN):
            return ()
        return (*self._due_of_claim, *self._due_of_payee)

    @property
    def counted(self) -> tuple[str, ...]:
        """For whom it is of what each person receives once: no two payments share any. Money that
        came back stays that of the first payment."""
        return () if self.status in (HELD, WITHDRAWN) else self._counted_of_claim

    @property
    def claimed(self) -> tuple[str, ...]:
        """What its claim can have once, by `due` and `counted`: by this payment or another one,
        also while this one is held."""
        return (*self._due_of_claim, *self._counted_of_claim)

    @property
    def money_of(self) -> str | None:
        """The month (`yyyy-mm`) it is the money of; not known of what came back and was listed
        once more before that was kept."""
        return self.claim.for_month or (self.month if self.claim.again_of is None else None)

    @property
    def receipt(self) -> str | None:
        """What its payee receives by it, as long as they do: see `receipts`."""
        if self.status not in (LISTED, PAID) or self.payee_id is None:
            return None
        # A guardian has not received what they took home for a ward.
        return receipt(self.source, self.month, self.claim, self.ward_id or self.payee_id)

    @property
    def allowance(self) -> str | None:
        """What the next list pays because a person allowed it: see `receipts`."""
        if self.allowed is None:
            return None
        return allowances(self.source, self.month, self.claim).get(self.findings[0])

    @property
    def _due_of_payee(self) -> tuple[str, ...]:
        """The payee's once a month: no two households are paid to one person, also when two lists
        are made in one moment. What is paid once for each enrolment is told apart by looking."""
        if self.receipt is None or not self.payee_once or self.claim.once:
            return ()
        return (self.receipt,)

    @property
    def _counted_of_claim(self) -> tuple[str, ...]:
        if self.claim.owed:
            return ()
        return tuple(counted_key(self.source, each) for each in self.claim.counted)

    @property
    def _due_of_claim(self) -> tuple[str, ...]:
        claim = self.claim
        if claim.again_of is not None:
            return (f"again/{claim.again_of}",)
        if claim.back_of is not None:
            return (f"back/{claim.back_of}",)
        if claim.rest_of is not None:
            # Of what was paid until now, so that two lists do not make the same good.
            return (f"rest/{claim.rest_of}/{claim.paid_fils}",)
        when = self.month if self.source.kind == PROGRAMME else "once"
        if claim.once:
            # A later shock is another enrolment, and paid once as well.
            when = f"once/{claim.id}"
        if claim.person_id is None:
            return (f"{self.source.id}/{claim.household_id}/household/{when}",)
        persons = (claim.person_id, *claim.also)
        # The first is how payments were told apart before persons could be merged.
        return (
            f"{self.source.id}/{claim.household_id}/{claim.person_id}/{when}",
            *(f"{self.source.id}/person/{each}/{when}" for each in persons),
        )

    @property
    def amount_fils(self) -> int:
        """How much is paid; nothing when the amount is what is missing."""
        return (self.claim.amount_fils or 0) - self.offset_fils

    def set_off(self, recovery_id: str, fils: int) -> None:
        """Pay so much less, before it is kept: the part is that recovery's."""
        self.recovery_id, self.offset_fils = recovery_id, fils

    def owe_part(self) -> None:
        """What was set off from it is owed to the household after all; once."""
        if self.offset_fils and not self.part_owed:
            self.part_owed = True
            self.events.append(PaymentPartOwed(self.id, self.list_id, self.claim.household_id))

    def paid(self, on: str, by: str, *, called_off: bool = False) -> str:
        """The provider paid it out, says `by`: a batch, or a row of one (`row_of`).

        Answers `applied`, `repeated`, `duplicate` or `contradiction`. Also when it was withdrawn
        after its file went out: then the money has to be followed up. Of a list that is
        `called_off` its payee hears what the recovery says of it, and nothing else.
        """
        issued = {LISTED} if self.findings else {LISTED, WITHDRAWN}
        stands = self.status == LISTED and not called_off
        heard = ToppedUp if stands and self.source.kind == EMERGENCY else None
        return self._settle(PAID, issued, by, on, None, heard)

    def returned(self, on: str, reason: str, by: str) -> str:
        """The money came back, at once or after it seemed paid. Answers `withdrawn` as well."""
        if self.status == WITHDRAWN:
            return WITHDRAWN
        return self._settle(RETURNED, {LISTED, PAID}, by, on, reason, MoneyCameBack)

    def redirect(self, payee_id: str, ward_id: str | None = None) -> None:
        """Whoever heads the household on the day of the file receives it, or their guardian."""
        if self.status == LISTED and (payee_id, ward_id) != (self.payee_id, self.ward_id):
            self.payee_id, self.ward_id = payee_id, ward_id
            self.events.append(PaymentRedirected(self.id, self.list_id, self.claim.household_id))

    def allow(self, step: Step) -> None:
        """Let the next list pay what is held for nothing but what a person decides on: somebody of
        the household was paid as the payee of another one, or the money came back too often and
        is tried once more. Raises `NotForAPersonToAllow`."""
        decided_on = len(self.findings) == 1 and FOR_A_PERSON.issuperset(self.findings)
        if self.status != HELD or not decided_on or self.allowed is not None:
            raise NotForAPersonToAllow(status=self.status)
        self.allowed = step
        self.events.append(PaymentAllowed(self.id, self.list_id, self.claim.household_id))

    def hold(self, findings: Sequence[str]) -> None:
        """Keep it out of the file for what was found since it was listed."""
        if self.status == LISTED:
            self.status, self.findings = HELD, tuple(findings)
            self._tell()

    def withdraw(self) -> None:
        """Take it off a cancelled list; what is paid or came back stays what it is."""
        if self.status in (LISTED, HELD):
            self.status = WITHDRAWN
            self._tell()

    def _settle(
        self,
        status: str,
        before: set[str],
        by: str,
        on: str,
        reason: str | None,
        heard: type[MoneyCameBack | ToppedUp] | None,
    ) -> str:
        """`heard`: what its payee hears of it, unless it was so already."""
        if self.settled_by is not None and _batch_of(self.settled_by) == _batch_of(by):
            again = APPLIED if self.status == status else CONTRADICTION
            return again if self.settled_by == by else DUPLICATE
        if self.status == status:
            return REPEATED
        if self.status not in before:
            return CONTRADICTION
        self.status, self.settled_by = status, by
        self.settled_on, self.reason = on, reason
        self._tell()
        if heard is not None and self.payee_id is not None:
            # Who waits for money hears that it came back, and what unasked-for money is.
            whose = self.id, self.list_id, self.claim.household_id, self.payee_id
            self.events.append(heard(*whose))
        return APPLIED

    def _tell(self) -> None:
        self.events.append(
            PaymentSettled(self.id, self.list_id, self.claim.household_id, self.status)
        )


def counted_key(source: Source, person_id: str) -> str:
    """This person's part of what is given for each."""
    return f"{source.id}/counted/{person_id}"


def row_of(batch_id: str, row: int) -> str:
    """A row of a provider's file: told again it has its one effect, another row is a duplicate."""
    return f"{batch_id}#{row}"


def _batch_of(told_by: str) -> str:
    return told_by.partition("#")[0]
