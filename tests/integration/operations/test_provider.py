"""The local payment provider, as who pays and as the ministry see it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from gateway.authentication.providers import ProviderKeys
from gateway.authentication.signatures import SignatureVerifier, Signed
from gateway.problems import Problem
from operations.local.ports import is_free
from tests.integration.operations.conftest import Start, listening
from tests.support.waiting import eventually

REFERENCE = "2026000000181"
BILL = {
    "reference": REFERENCE,
    "purpose": {"ar": "رسم ترخيص حضانة", "en": "Fee for a nursery licence"},
    "amount_fils": 25_500,
    "amount_jod": "25.500",
    "payable": True,
    "state": "open",
    "due_on": None,
}


@dataclass
class Ministry:
    """What the gateway is to a provider: verifies signatures, and answers as told."""

    keys: Path
    port: int = 0
    notices: list[dict[str, Any]] = field(default_factory=list)
    refused: int = 0
    answer: tuple[int, dict[str, Any]] = (200, {"outcome": "paid"})
    bill: dict[str, Any] = field(default_factory=lambda: dict(BILL))

    def app(self) -> Flask:
        app, verifier = Flask("ministry"), SignatureVerifier(ProviderKeys(self.keys))

        @app.before_request
        def verify() -> Response | None:
            try:
                signed = Signed.read(request.headers)
                verifier.actor("local", "POST", request.path, signed)
                signed.must_cover(request.get_data())
            except Problem as problem:
                self.refused += 1
                return Response(f'{{"code": "{problem.code}"}}', 401)
            return None

        @app.post("/payments/local/inquiries")
        def inquire() -> tuple[Response, int]:
            if request.get_json()["reference"] != REFERENCE:
                return jsonify(code="bill_reference_unknown", detail="No bill."), 404
            return jsonify(self.bill), 200

        @app.post("/payments/local/notices")
        def notice() -> tuple[Response, int]:
            self.notices.append(request.get_json())
            return jsonify(self.answer[1]), self.answer[0]

        return app

    def open(self) -> None:
        self._server = make_server("127.0.0.1", self.port, self.app(), threaded=True)
        self.port = self._server.port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def ministry(tmp_path: Path) -> Iterator[Ministry]:
    made = Ministry(tmp_path / "providers")
    made.open()
    yield made
    made.close()


@dataclass
class Provider:
    """The provider as a process, at a port of its own."""

    start: Start
    folder: Path
    port: int
    ministry: Ministry
    process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        self.process = self.start(
            "operations.local.provider",
            {
                "KANAF_MODE": "local",
                "KANAF_PROVIDER_FILE": str(self.folder / "provider.sqlite"),
                "KANAF_PROVIDER_PORT": str(self.port),
                "KANAF_PROVIDER_KEY": "only-for-tests",
                "KANAF_PAYMENT_PROVIDERS": str(self.ministry.keys),
                "KANAF_GATEWAY_URL": f"http://127.0.0.1:{self.ministry.port}",
            },
        )
        listening(self.port)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def pay(self, reference: str = REFERENCE, **other: Any) -> requests.Response:
        return self._asked("POST", "/pay", {"reference": reference, **other})

    def behave(self, **switches: int) -> None:
        assert self._asked("PUT", "/behaviour", switches).ok

    def page(self) -> str:
        return self._asked("GET", "/").text

    def transactions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._asked("GET", "/transactions").json()
        return found

    def _asked(self, method: str, path: str, body: Any = None) -> requests.Response:
        return requests.request(
            method, f"http://127.0.0.1:{self.port}{path}", json=body, timeout=30
        )

    def states(self) -> list[str]:
        return [each["state"] for each in self.transactions()]

    def all_are(self, *states: str) -> None:
        eventually(lambda: self.states() == list(states), within=30, what=f"{states}")


@pytest.fixture
def provider(start: Start, tmp_path: Path, ministry: Ministry) -> Provider:
    port = next(each for each in range(23_000, 24_000) if is_free(each))
    made = Provider(start, tmp_path, port, ministry)
    made.run()
    return made


def test_a_payment_is_told_with_a_signature(provider: Provider, ministry: Ministry) -> None:
    paid = provider.pay(channel="bank")
    assert paid.status_code == HTTPStatus.CREATED
    provider.all_are("told")
    (notice,) = ministry.notices
    assert notice == {
        "transaction_id": paid.json()["id"],
        "reference": REFERENCE,
        "amount_fils": 25_500,
        "paid_at": paid.json()["paid_at"],
        "channel": "bank",
    }
    assert "مزوّد دفع" in provider.page()


def test_it_is_told_again_until_it_is_heard_and_a_kill_loses_nothing(
    provider: Provider, ministry: Ministry
) -> None:
    ministry.answer = (503, {"code": "service_unavailable"})
    paid = provider.pay()
    eventually(lambda: len(ministry.notices) >= 2, within=30, what="it is told again")
    provider.kill()
    ministry.close()
    provider.run()
    eventually(lambda: provider.transactions()[0]["attempts"] >= 3, within=30, what="tried again")
    ministry.answer = (200, {"outcome": "paid"})
    ministry.open()
    provider.all_are("told")
    assert {each["transaction_id"] for each in ministry.notices} == {paid.json()["id"]}


def test_it_misbehaves_when_told(provider: Provider, ministry: Ministry) -> None:
    provider.behave(twice=1, lose_answer=1)
    provider.pay()
    provider.all_are("told")
    assert len(ministry.notices) == 3
    provider.behave(wrong_signature=1, delay_ms=1)
    provider.pay()
    provider.all_are("told", "told")
    assert (len(ministry.notices), ministry.refused) == (4, 1)


def test_what_the_ministry_refuses_for_good_is_given_back(
    provider: Provider, ministry: Ministry
) -> None:
    ministry.answer = (409, {"code": "payment_wrong_amount"})
    provider.pay()
    provider.all_are("returned")
    assert provider.transactions()[0]["answer"] == "409 payment_wrong_amount"
    assert len(ministry.notices) == 1


def test_nobody_pays_what_cannot_be_paid(provider: Provider, ministry: Ministry) -> None:
    assert provider.pay("2026000000278").status_code == HTTPStatus.NOT_FOUND
    assert provider.pay(channel="shells").status_code == HTTPStatus.BAD_REQUEST
    ministry.bill |= {"payable": False, "state": "paid"}
    assert provider.pay().status_code == HTTPStatus.CONFLICT
    ministry.close()
    assert provider.pay().status_code == HTTPStatus.SERVICE_UNAVAILABLE
    ministry.open()
    assert provider.transactions() == []


def test_it_never_runs_in_production(start: Start) -> None:
    process = start("operations.local.provider", {"KANAF_MODE": "production"})
    assert process.wait(timeout=60) == 78
