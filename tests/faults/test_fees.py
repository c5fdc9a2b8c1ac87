"""P1, P2 for money: whoever is killed while people pay, every payment is told and pays once."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.faults.agreement import agree
from tests.faults.paying import pay
from tests.faults.system import System, eventually
from tests.faults.window import Window
from tests.support.fees import Provider

pytestmark = pytest.mark.long

BILLS = 32


@pytest.mark.timeout(600)
def test_every_payment_is_told_and_pays_once_whoever_is_killed(system: System) -> None:
    provider = Provider()
    windows = [Window(system, uuid.uuid4().hex[:8]) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        bills = [each for some in pool.map(_bills, windows) for each in some]
        references = [each["reference"] for each in bills]
        provider.behave(twice=10, lose_answer=5, wrong_signature=3, delay_ms=50)
        paying = pool.map(pay, references)
        for victim in ("provider", "gateway", "licensing", "provider", "gateway"):
            system.kill(victim)
        list(paying)
        system.ready()

        def told() -> bool:
            states = Counter(each["state"] for each in provider.transactions(*references))
            return states == Counter(told=states.total()) and states.total() >= BILLS

        eventually(told, "the ministry has heard of every payment", 180)
        licensing = system.mongo["kanaf_licensing"]
        wanted = {"_id": {"$in": [each["id"] for each in bills]}}
        states = Counter(each["state"]["state"] for each in licensing["bills"].find(wanted))
        assert states == Counter(paid=BILLS)
        recorded = {
            each["state"]["notice"]["transaction_id"]: each["state"]["state"]
            for each in licensing["bill_payments"].find({"keys.bill_id": wanted["_id"]})
        }
        # Each transaction of the provider is recorded, once; each bill is paid by one of them.
        assert recorded.keys() == {each["id"] for each in provider.transactions(*references)}
        assert Counter(recorded.values())["paid"] == BILLS
        assert set(recorded.values()) <= {"paid", "surplus"}
    agree(system, [each["about"]["id"] for each in bills])


@pytest.mark.timeout(300)
def test_while_the_gateway_is_away_a_payment_is_told_again_and_again(system: System) -> None:
    provider = Provider()
    bill = Window(system, uuid.uuid4().hex[:8]).billed()
    provider.behave(delay_ms=1000)
    assert provider.pay(bill["reference"]).status_code == 201
    system.kill("gateway")
    system.kill("provider")
    eventually(
        lambda: provider.transactions(bill["reference"])[0]["state"] == "told",
        "the payment is told",
        120,
    )
    agree(system, [bill["about"]["id"]])
    kept = system.mongo["kanaf_licensing"]["bills"].find_one({"_id": bill["id"]})
    assert kept is not None
    assert kept["state"]["state"] == "paid"


def _bills(window: Window) -> list[dict[str, Any]]:
    return [window.billed() for _ in range(BILLS // 4)]
