"""Bills and what is paid on them, for tests."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import requests

from chassis.context import Actor, Context, use
from services.licensing.app.fees.ports import Nothing
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import fees, wire
from services.licensing.bootstrap.house import House
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.fees.events import About
from services.licensing.domain.words import Words
from tests.support.calling import somebody
from tests.support.servers import server_url

PROVIDER = Actor("provider:local", frozenset({"payment_provider"}), partner="local")
OTHER_PROVIDER = Actor("provider:other", frozenset({"payment_provider"}), partner="other")
SECOND_SUPERVISOR = somebody("supervisor-2", "supervisor")
FEE = Words(ar="رسم ترخيص حضانة", en="Fee for a nursery licence")
OF_CITIZEN = frozenset({"national:9852012345"})


def unheard(house: House) -> Licensing:
    """Licensing whose bills belong to no application: nobody waits for the money."""
    return replace(wire(house), fees=fees.wire(house, Nothing()))


def raised(
    licensing: Licensing,
    in_one: Callable[[], AbstractContextManager[Any]],
    *,
    amount_fils: int = 25_500,
    due_on: date | None = None,
    governorate: str = "JO-AM",
    owners: frozenset[str] = OF_CITIZEN,
    application_id: str | None = None,
) -> Bill:
    """A bill that the engine of applications has raised."""
    about = About("application", application_id or str(uuid.uuid4()))
    with use(Context(Actor("citizen-1"))), in_one():
        return licensing.fees.billing.raise_bill(
            str(uuid.uuid4()), about, owners, governorate, amount_fils, FEE, due_on
        )


def a_notice(of: Bill | Mapping[str, Any], **other: Any) -> dict[str, Any]:
    """A provider's notice that the bill was paid; `other` says what is different."""
    bill = vars(of) if isinstance(of, Bill) else of
    return {
        "transaction_id": "T-1",
        "reference": bill["reference"],
        "amount_fils": bill["amount_fils"],
        "paid_at": "2026-11-22T11:59:00.000Z",
        "channel": "wallet",
        **other,
    }


class Provider:
    """The running system's payment provider."""

    def __init__(self) -> None:
        self.url = server_url("KANAF_PROVIDER_URL")

    def pay(self, reference: str) -> requests.Response:
        """Somebody pays."""
        asked = {"reference": reference, "channel": "wallet"}
        return requests.post(f"{self.url}/pay", json=asked, timeout=30)

    def behave(self, **switches: int) -> None:
        """Let it misbehave."""
        requests.put(f"{self.url}/behaviour", json=switches, timeout=30).raise_for_status()

    def transactions(self, *references: str) -> list[dict[str, Any]]:
        """What was paid on these bills."""
        found = requests.get(f"{self.url}/transactions", timeout=30).json()
        return [each for each in found if each["reference"] in references]
