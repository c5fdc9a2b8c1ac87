"""A payment: one household's money on one list. Never paid twice for one month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.registry.domain.payments.events import Event, PaymentListed, PaymentSettled
from services.registry.domain.payments.facts import PROGRAMME, Claim, Source

LISTED, HELD, PAID, RETURNED, WITHDRAWN = "listed", "held", "paid", "returned", "withdrawn"
STATUSES = (LISTED, HELD, PAID, RETURNED, WITHDRAWN)

APPLIED, REPEATED, CONTRADICTION = "applied", "repeated", "contradiction"


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
        claim = self.claim
        if self.status in (HELD, WITHDRAWN):
            return ()
        if claim.again_of is not None:
            return (f"again/{claim.again_of}",)
        when = self.month if self.source.kind == PROGRAMME else "once"
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
        """How much; nothing when that is what is missing."""
        return self.claim.amount_fils or 0

    def paid(self, on: str, batch_id: str) -> str:
        """The provider paid it out. Answers `applied`, `repeated` or `contradiction`."""
        return self._settle(PAID, {LISTED}, batch_id, on, None)

    def returned(self, on: str, reason: str, batch_id: str) -> str:
        """The money came back, at once or after it seemed paid."""
        return self._settle(RETURNED, {LISTED, PAID}, batch_id, on, reason)

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
        self, status: str, before: set[str], batch_id: str, on: str, reason: str | None
    ) -> str:
        if self.status == status:
            return APPLIED if self.settled_by == batch_id else REPEATED
        if self.status not in before or self.settled_by == batch_id:
            return CONTRADICTION
        self.status, self.settled_by = status, batch_id
        self.settled_on, self.reason = on, reason
        self._tell()
        return APPLIED

    def _tell(self) -> None:
        self.events.append(
            PaymentSettled(self.id, self.list_id, self.claim.household_id, self.status)
        )
