"""A fee is paid at a bank or at the counter, through the gateway of the running system."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import requests

from tests.support.fees import Provider, a_notice
from tests.support.servers import server_url
from tests.support.service_window import Window
from tests.support.waiting import eventually
from tests.support.window import Visitor


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def bill(window: Window) -> dict[str, Any]:
    """What a private nursery has to pay."""
    return window.billed()


def kanaf_pay(reference: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "operations", "pay", reference]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_citizen_pays_with_a_wallet_and_has_a_receipt(
    window: Window, bill: dict[str, Any]
) -> None:
    citizen, path = window.citizen, f"/v1/bills/{bill['id']}"
    (mine,) = citizen.get("/v1/bills").json()["items"]
    assert (mine["reference"], mine["amount_jod"], mine["state"]) == (
        bill["reference"],
        "50.000",
        "open",
    )
    assert "told: 200 paid" in kanaf_pay(bill["reference"]).stdout
    receipt = citizen.get(f"{path}/receipt").json()
    assert receipt["amount_in_words"]["ar"] == "خمسون دينارًا"
    assert receipt["receipt"].startswith("RCP-AM-")
    again = kanaf_pay(bill["reference"])
    assert (again.returncode, "not payable" in again.stderr) == (1, True)
    assert Visitor("citizen").get(path).status_code == 403


def test_what_is_paid_twice_is_given_back_by_two_supervisors(bill: dict[str, Any]) -> None:
    clerk, provider = Visitor("clerk"), Provider()
    provider.behave(delay_ms=1500)
    try:
        assert provider.pay(bill["reference"]).status_code == 201
        seen = clerk.get(f"/v1/bills/{bill['id']}")
        taken = clerk.post(
            f"/v1/bills/{bill['id']}/counter-payment",
            {"amount_fils": 50_000, "channel": "cash"},
            based_on=seen.headers["ETag"],
        )
    finally:
        provider.behave(delay_ms=0)
    assert (taken.status_code, taken.json()["settlement"]["provider"]) == (200, "counter")

    def surplus() -> list[dict[str, str]]:
        asked = {"bill_id": bill["id"], "state": "surplus"}
        found: list[dict[str, str]] = clerk.get("/v1/bill-payments", **asked).json()["items"]
        return found

    (payment,) = eventually(surplus)
    path = f"/v1/bill-payments/{payment['id']}"
    first, second = Visitor("supervisor"), Visitor("supervisor")
    reason = {"reason": "دُفعت المطالبة مرتين."}
    asked = first.post(f"{path}/refund", reason, based_on=first.get(path).headers["ETag"])
    assert asked.status_code == 200
    refused = first.post(f"{path}/refund-approval", based_on=asked.headers["ETag"])
    assert refused.json()["code"] == "bill_refund_same_person"
    approved = second.post(f"{path}/refund-approval", based_on=asked.headers["ETag"])
    assert approved.json()["state"] == "refunded"


def test_nobody_tells_of_a_payment_without_a_signature(bill: dict[str, Any]) -> None:
    url = f"{server_url('KANAF_GATEWAY_URL')}/payments/local/notices"
    answer = requests.post(url, json=a_notice(bill), timeout=15)
    assert (answer.status_code, answer.json()["code"]) == (401, "signature_missing")
    assert Visitor("clerk").get(f"/v1/bills/{bill['id']}").json()["state"] == "open"
