"""The single window as its users see it: HTTP, with a token, against the running system."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import requests

from operations.commands.token import signed
from operations.local.issuer.tokens import Person
from tests.support.servers import server_url


class Visitor:
    """Somebody who is signed in and speaks to the gateway."""

    repeats = 0
    """How often they ask again, under the same key, when it cannot be done for the moment (503)."""

    def __init__(
        self,
        role: str,
        *governorates: str,
        national_number: str | None = None,
        language: str = "en",
        subject: str | None = None,
        partner: str | None = None,
    ) -> None:
        """`subject`: one who is known already; otherwise somebody new. `partner`: the body that
        they speak for."""
        self.subject = subject or f"{role}-{uuid.uuid4().hex[:8]}"
        self._gateway = server_url("KANAF_GATEWAY_URL")
        self._session = requests.Session()
        person = Person(
            subject=self.subject,
            roles=(role,),
            centre="amman-1",
            governorates=governorates or ("JO-AM",),
            partner=partner,
            national_number=national_number,
        )
        self._session.headers["Authorization"] = f"Bearer {signed(person)}"
        self._session.headers["Accept-Language"] = language

    def get(self, path: str, **query: Any) -> requests.Response:
        return self._asked(
            lambda: self._session.get(f"{self._gateway}{path}", params=query, timeout=15)
        )

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        based_on: str | None = None,
        patience: float = 15,
    ) -> requests.Response:
        """`patience`: seconds after which the caller hangs up."""
        key = uuid.uuid4().hex if key is None and self.repeats else key
        headers = {} if key is None else {"Idempotency-Key": key}
        headers |= {} if based_on is None else {"If-Match": based_on}
        return self._asked(
            lambda: self._session.post(
                f"{self._gateway}{path}", json=body, headers=headers, timeout=patience
            )
        )

    def patch(self, path: str, body: Any, *, based_on: str | None = None) -> requests.Response:
        headers = {} if based_on is None else {"If-Match": based_on}
        return self._session.patch(f"{self._gateway}{path}", json=body, headers=headers, timeout=15)

    def put(self, path: str, body: Any, *, based_on: str | None = None) -> requests.Response:
        headers = {} if based_on is None else {"If-Match": based_on}
        return self._session.put(f"{self._gateway}{path}", json=body, headers=headers, timeout=15)

    def put_bytes(self, path: str, data: bytes) -> requests.Response:
        headers = {"Content-Type": "application/octet-stream"}
        return self._session.put(f"{self._gateway}{path}", data=data, headers=headers, timeout=15)

    def _asked(self, ask: Callable[[], requests.Response]) -> requests.Response:
        answer = ask()
        for _ in range(self.repeats):
            if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                break
            time.sleep(1)
            answer = ask()
        return answer
