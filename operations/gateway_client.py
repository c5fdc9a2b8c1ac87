"""The gateway's API as an administrator calls it."""

from __future__ import annotations

import os
from typing import Any

import requests

from operations.commands.token import signed
from operations.failure import Failure
from operations.installation import Installation
from operations.local.issuer.tokens import Person


class GatewayClient:
    """Calls with KANAF_TOKEN, or on a local system with an administrator's token made now."""

    def __init__(self, installation: Installation) -> None:
        self._url = installation.gateway_url
        token = os.environ.get("KANAF_TOKEN") or signed(
            Person("kanaf-command", ["administrator"]), hours=1
        )
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

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        try:
            response = self._session.request(method, self._url + path, timeout=30, **options)
        except requests.RequestException as error:
            raise Failure(f"the gateway does not answer at {self._url}", "make up") from error
        if response.status_code >= 400 and not (method == "GET" and response.status_code == 404):
            raise Failure(
                f"the gateway refuses {method} {path}: {response.status_code} {_reason(response)}",
                "correct what it names; an administrator's token can be given as KANAF_TOKEN",
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
