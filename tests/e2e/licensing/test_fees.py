"""A fee is paid at a bank or at the counter, through the gateway of the running system."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
import requests

from services.licensing.domain.fees.bill import Bill
from tests.support.fees import Provider, a_notice, running
from tests.support.registry import national_number
from tests.support.servers import server_url
from tests.support.waiting import eventually
from tests.support.window import Visitor


@pytest.fixture
def bill() -> Iterator[Callable[..., Bill]]:
    with running() as raises:
        yield raises


def kanaf_pay(reference: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "operations", "pay", reference]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_citizen_pays_with_a_wallet_and_has_a_receipt(bill: Callable[..., Bill]) -> None:
    number = national_number()
    citizen = Visitor("citizen", national_number=number)
    one = bill(owners=frozenset({f"national:{number}"}))
    (mine,) = citizen.get("/v1/bills").json()["items"]
    assert (mine["reference"], mine["amount_jod"], mine["state"]) == (
        one.reference,
        "25.500",
        "open",
    )
    assert "told: 200 paid" in kanaf_pay(one.reference).stdout
    receipt = citizen.get(f"/v1/bills/{one.id}/receipt").json()
    assert receipt["amount_in_words"]["ar"] == "خمسة وعشرون دينارًا وخمسمئة فلس"
    assert receipt["receipt"].startswith("RCP-AM-")
    again = kanaf_pay(one.reference)
    assert (again.returncode, "not payable" in again.stderr) == (1, True)
    assert Visitor("citizen").get(f"/v1/bills/{one.id}").status_code == 403


def test_what_is_paid_twice_is_given_back_by_two_supervisors(bill: Callable[..., Bill]) -> None:
    one, clerk, provider = bill(), Visitor("clerk"), Provider()
    provider.behave(delay_ms=1500)
    try:
        assert provider.pay(one.reference).status_code == 201
        seen = clerk.get(f"/v1/bills/{one.id}")
        taken = clerk.post(
            f"/v1/bills/{one.id}/counter-payment",
            {"amount_fils": 25_500, "channel": "cash"},
            based_on=seen.headers["ETag"],
        )
    finally:
        provider.behave(delay_ms=0)
    assert (taken.status_code, taken.json()["settlement"]["provider"]) == (200, "counter")

    def surplus() -> list[dict[str, str]]:
        asked = {"bill_id": one.id, "state": "surplus"}
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


def test_nobody_tells_of_a_payment_without_a_signature(bill: Callable[..., Bill]) -> None:
    one = bill()
    url = f"{server_url('KANAF_GATEWAY_URL')}/payments/local/notices"
    answer = requests.post(url, json=a_notice(one), timeout=15)
    assert (answer.status_code, answer.json()["code"]) == (401, "signature_missing")
    assert Visitor("clerk").get(f"/v1/bills/{one.id}").json()["state"] == "open"
