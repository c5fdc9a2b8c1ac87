"""What fees need from the world, beside what all areas need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from services.licensing.app.ports import Calendar, Held, Keeping
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.fees.payment import Payment
from services.licensing.domain.fees.rules import FeeRules

Rules = Callable[[date], FeeRules]
"""The rules that are in force on a day."""
PaymentId = Callable[[str, str], str]
"""`(provider, transaction)` → the payment's identifier: the same for the same transaction."""

Noted = Callable[[str, str], None]
"""`(action, payment)` is written into the audit log."""


class OnPaid(Protocol):
    """What goes on when a fee is paid: the application moves to its next step."""

    def paid(self, bill: Bill) -> None:
        """Called in the transaction that marks the bill paid; what it raises undoes the payment,
        and the provider tells of it again."""
        ...


class Nothing:
    """Nobody waits for the money."""

    def paid(self, bill: Bill) -> None:
        """Nothing."""


class CivilCalendar(Calendar, Protocol):
    """The time, and the day of any moment in Jordan."""

    def day_of(self, moment: datetime) -> date: ...


class Bills(Held[Bill], Protocol):
    """Where bills are kept."""

    def about(self, about_id: str) -> Sequence[Bill]:
        """All bills for what is applied for."""
        ...

    def by_reference(self, reference: str) -> Bill | None:
        """The bill with this reference, as the transaction at hand sees it."""
        ...


class Payments(Keeping[Payment], Protocol):
    """Where payments are kept."""

    def of(self, bill_id: str) -> Sequence[Payment]:
        """All that was paid on a bill."""
        ...

    def known(self, payment_id: str) -> Payment | None:
        """The payment, when it was told of before."""
        ...

    def record(self, payment: Payment) -> None:
        """A new payment: known from now on by its transaction, whoever tells of it again. Raises
        so that the command is run again when somebody told of it at the same moment."""
        ...
