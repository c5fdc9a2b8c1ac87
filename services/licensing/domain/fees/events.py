"""What happens to bills and payments. Adapters translate these into the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.words import Words


@dataclass(frozen=True)
class About:
    """What a fee is paid for: `application` and its identifier."""

    kind: str
    id: str


@dataclass(frozen=True)
class BillRaised:
    bill_id: str
    reference: str
    about: About
    governorate: str
    amount_fils: int
    purpose: Words
    due_on: date | None


@dataclass(frozen=True)
class BillPaid:
    bill_id: str
    reference: str
    about: About
    governorate: str
    amount_fils: int
    receipt: str


@dataclass(frozen=True)
class BillCancelled:
    bill_id: str
    about: About


@dataclass(frozen=True)
class BillExpired:
    bill_id: str
    about: About
    due_on: date


@dataclass(frozen=True)
class BillDueMoved:
    """It has another last day; none while nobody's time runs."""

    bill_id: str
    about: About
    due_on: date | None


@dataclass(frozen=True)
class BillHandedOn:
    """Others read it than before."""

    bill_id: str
    about: About


@dataclass(frozen=True)
class PaymentRecorded:
    """It paid its bill, was too much, or was refused: `outcome` says which."""

    payment_id: str
    bill_id: str
    governorate: str
    amount_fils: int
    outcome: str


@dataclass(frozen=True)
class PaymentSurplus:
    """Money that is to be given back; what its bill is about, where that is known."""

    payment_id: str
    bill_id: str
    governorate: str
    amount_fils: int
    about: About | None
    reference: str


@dataclass(frozen=True)
class RefundAsked:
    payment_id: str
    bill_id: str
    amount_fils: int


@dataclass(frozen=True)
class PaymentRefunded:
    payment_id: str
    bill_id: str
    amount_fils: int
    about: About | None
    reference: str


@dataclass(frozen=True)
class PaymentHandedOn:
    """Others read it than before."""

    payment_id: str
    bill_id: str


BillEvent = BillRaised | BillPaid | BillCancelled | BillExpired | BillDueMoved | BillHandedOn
PaymentEvent = PaymentRecorded | PaymentSurplus | RefundAsked | PaymentRefunded | PaymentHandedOn
