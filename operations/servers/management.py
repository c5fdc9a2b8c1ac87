"""A small client of RabbitMQ's management HTTP API: what setup and operators need of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import requests

from operations.failure import Failure


class ManagementUnreachable(Failure):
    """Nobody answers there, or not with this account; the message says which."""

    def __init__(self, message: str) -> None:
        super().__init__(
            message,
            "see that the broker runs (kanaf status) with its management plugin, and that "
            "KANAF_AMQP_MANAGEMENT_URL is right",
        )

    def __str__(self) -> str:
        return self.message


class Management:
    """The management API of one broker, seen as one account."""

    def __init__(self, url: str, user: str, password: str, *, timeout_seconds: float = 10) -> None:
        self._url = url.rstrip("/")
        self._timeout = timeout_seconds
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy for the web is none for our own broker
        self._session.auth = (user, password)

    def get(self, *path: str) -> Any:
        """The resource, or `None` when there is none."""
        response = self._call("GET", path)
        return None if response.status_code == 404 else response.json()

    def put(self, body: dict[str, Any], *path: str) -> None:
        """Create or change a resource."""
        self._call("PUT", path, body)

    def post(self, body: dict[str, Any], *path: str) -> Any:
        """Do something; returns the answer, if there is one."""
        response = self._call("POST", path, body)
        return response.json() if response.content else None

    def delete(self, *path: str) -> None:
        """Remove a resource; one that is not there is no error."""
        self._call("DELETE", path)

    def check(self) -> None:
        """Raises `ManagementUnreachable` when the API does not answer this account."""
        self._call("GET", ("whoami",))

    def _call(
        self, method: str, path: tuple[str, ...], body: dict[str, Any] | None = None
    ) -> requests.Response:
        where = "/".join(quote(part, safe="") for part in path)
        try:
            response = self._session.request(
                method, f"{self._url}/api/{where}", json=body, timeout=self._timeout
            )
        except requests.RequestException as error:
            raise ManagementUnreachable(
                f"{self._url} does not answer ({type(error).__name__})"
            ) from error
        if response.status_code in (401, 403):
            raise ManagementUnreachable(f"{self._url} refuses this account: {response.text[:200]}")
        if response.status_code >= 500:
            raise ManagementUnreachable(f"{self._url} answers {response.status_code}")
        if response.status_code >= 400 and not (
            response.status_code == 404 and method in ("GET", "DELETE")
        ):
            raise Failure(
                f"the broker refuses {method} {where}: {response.text[:300]}",
                "see `kanaf logs broker`, or the log of the given broker",
            )
        return response
