"""The bench as a user of the gateway, with its waiting measured."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

PART = 512 * 1024
_PASSING = (429, 503, 504)
_MOST_ATTEMPTS = 60


class Visitor:
    """Somebody signed in who keeps one connection open; `token` gives a fresh one when asked."""

    def __init__(self, gateway: str, token: Callable[[], str]) -> None:
        self._gateway = gateway
        self._token = token
        self._session = requests.Session()
        self._session.trust_env = False
        self._sign_in()

    def timed(self, method: str, path: str, **options: Any) -> tuple[float, requests.Response]:
        """Seconds until the answer, and the answer; a refusal for being too fast is waited out."""
        while True:
            began = time.perf_counter()
            answer = self._session.request(method, self._gateway + path, timeout=60, **options)
            seconds = time.perf_counter() - began
            if answer.status_code == 401:
                self._sign_in()
            elif answer.status_code != 429:
                return seconds, answer
            else:
                time.sleep(float(answer.headers.get("Retry-After", "1")))

    def ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """The answer, asked for again while nobody has the time. Raises `HTTPError` otherwise."""
        for _ in range(_MOST_ATTEMPTS):
            _, answer = self.timed(method, path, **options)
            if answer.status_code not in _PASSING:
                break
            time.sleep(1)
        if not answer.ok:
            raise requests.HTTPError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        found: dict[str, Any] = answer.json()
        return found

    def send(self, file: Path) -> dict[str, Any]:
        """Announce a CSV and send its parts; one part of it is in memory at a time."""
        with file.open("rb") as data:
            body = {
                "name": file.name,
                "format": "csv",
                "size": file.stat().st_size,
                "sha256": hashlib.file_digest(data, "sha256").hexdigest(),
            }
            begun = self.ask("POST", "/v1/imports", json=body)
            for number in begun["missing"]:
                data.seek(number * PART)
                part = data.read(PART)
                sent = {
                    "data": base64.b64encode(part).decode(),
                    "sha256": hashlib.sha256(part).hexdigest(),
                }
                self.ask("PUT", f"/v1/imports/{begun['id']}/parts/{number}", json=sent)
        return begun

    def step(self, begun: dict[str, Any], word: str, during: str) -> tuple[float, dict[str, Any]]:
        """Have the import take this step; seconds until it is over, and how it stands then."""
        path = f"/v1/imports/{begun['id']}"
        version = self.ask("GET", path)["version"]
        began = time.perf_counter()
        found = self.ask("POST", f"{path}/{word}", headers={"If-Match": f'"{version}"'})
        while found["status"] == during:
            time.sleep(0.5)
            found = self.ask("GET", path)
        return time.perf_counter() - began, found

    def _sign_in(self) -> None:
        self._session.headers["Authorization"] = f"Bearer {self._token()}"
