"""The gateway's API as an operator's command calls it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import requests

from contracts.reference import governorates as reference
from operations.commands.token import signed
from operations.failure import Failure
from operations.installation import Installation
from operations.local.issuer.tokens import Person


class GatewayClient:
    """Calls with KANAF_TOKEN, or on a local system with a token of that role made now."""

    def __init__(self, installation: Installation, role: str = "administrator") -> None:
        self._url = installation.gateway_url
        person = Person("kanaf-command", [role], governorates=tuple(reference()))
        token = os.environ.get("KANAF_TOKEN") or signed(person, hours=12)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._session.headers["Accept-Language"] = "en"

    def get(self, path: str, **query: str) -> requests.Response | None:
        """The answer; `None` when there is no such thing."""
        response = self._call("GET", path, params=query)
        return None if response.status_code == 404 else response

    def put(self, path: str, body: dict[str, Any], *, etag: str | None) -> dict[str, Any]:
        """Put a thing, on the version it was read at; returns it as it now stands."""
        headers = {"If-Match": etag} if etag else {}
        answer: dict[str, Any] = self._call("PUT", path, json=body, headers=headers).json()
        return answer

    def post(
        self, path: str, body: dict[str, Any] | None = None, *, etag: str | None = None
    ) -> dict[str, Any]:
        """Have something done, on the version it was read at; returns the answer."""
        headers = {"If-Match": etag} if etag else {}
        answer: dict[str, Any] = self._call("POST", path, json=body, headers=headers).json()
        return answer

    def download(self, path: str, target: Path) -> None:
        """Write a file's bytes there, as they come."""
        response = self._call("GET", path, stream=True)
        with target.open("wb") as file:
            for chunk in response.iter_content(256 * 1024):
                file.write(chunk)

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        try:
            response = self._session.request(method, self._url + path, timeout=30, **options)
            while response.status_code == 429:
                time.sleep(float(response.headers.get("Retry-After", "1")))
                response = self._session.request(method, self._url + path, timeout=30, **options)
        except requests.RequestException as error:
            raise Failure(f"the gateway does not answer at {self._url}", "make up") from error
        if response.status_code >= 400 and not (method == "GET" and response.status_code == 404):
            raise Failure(
                f"the gateway refuses {method} {path}: {response.status_code} {_reason(response)}",
                "correct what it names; another token can be given as KANAF_TOKEN",
            )
        return response


def _reason(response: requests.Response) -> str:
    try:
        problem = response.json()
    except requests.JSONDecodeError:
        return response.text[:200]
    errors = "; ".join(
        f"{each.get('pointer', '')} {each.get('detail', '')}" for each in problem.get("errors", ())
    )
    return f"{problem.get('detail') or problem.get('title')} {errors}".strip()
