"""Bills and what is paid on them, for tests."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from chassis.context import Actor, Context, use
from services.licensing.app.licensing import Licensing
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.fees.events import About
from services.licensing.domain.words import Words
from tests.support.calling import somebody

PROVIDER = Actor("provider:local", frozenset({"payment_provider"}), partner="local")
OTHER_PROVIDER = Actor("provider:other", frozenset({"payment_provider"}), partner="other")
SECOND_SUPERVISOR = somebody("supervisor-2", "supervisor")
FEE = Words(ar="رسم ترخيص حضانة", en="Fee for a nursery licence")
OF_CITIZEN = frozenset({"national:9852012345"})


def raised(
    licensing: Licensing,
    together: Callable[[], AbstractContextManager[Any]],
    *,
    amount_fils: int = 25_500,
    due_on: date | None = None,
    governorate: str = "JO-AM",
    owners: frozenset[str] = OF_CITIZEN,
    application_id: str | None = None,
) -> Bill:
    """A bill that the engine of applications has raised."""
    about = About("application", application_id or str(uuid.uuid4()))
    with use(Context(Actor("citizen-1"))), together():
        return licensing.fees.billing.raise_bill(
            str(uuid.uuid4()), about, owners, governorate, amount_fils, FEE, due_on
        )


def a_notice(bill: Bill, **other: Any) -> dict[str, Any]:
    """A provider's notice that the bill was paid; `other` says what is different."""
    return {
        "transaction_id": "T-1",
        "reference": bill.reference,
        "amount_fils": bill.amount_fils,
        "paid_at": "2026-11-22T11:59:00.000Z",
        "channel": "wallet",
        **other,
    }
