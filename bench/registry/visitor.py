"""The bench as a user of the gateway, with its waiting measured."""

from __future__ import annotations

import base64
import hashlib
import time
from pathlib import Path
from typing import Any

import requests

PART = 512 * 1024


class Visitor:
    """Somebody signed in who keeps one connection open."""

    def __init__(self, gateway: str, token: str) -> None:
        self._gateway = gateway
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def timed(self, method: str, path: str, **options: Any) -> tuple[float, requests.Response]:
        """Seconds until the answer, and the answer; a refusal for being too fast is waited out."""
        while True:
            began = time.perf_counter()
            answer = self._session.request(method, self._gateway + path, timeout=60, **options)
            seconds = time.perf_counter() - began
            if answer.status_code != 429:
                return seconds, answer
            time.sleep(float(answer.headers.get("Retry-After", "1")))

    def ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """The answer. Raises `HTTPError` when it is a refusal."""
        _, answer = self.timed(method, path, **options)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def send(self, file: Path) -> dict[str, Any]:
        """Announce a CSV and send its parts."""
        data = file.read_bytes()
        body = {
            "name": file.name,
            "format": "csv",
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        begun = self.ask("POST", "/v1/imports", json=body)
        for number in begun["missing"]:
            part = data[number * PART : (number + 1) * PART]
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
