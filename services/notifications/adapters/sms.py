"""SMS by an HTTP provider.

`POST {to, text, reference}` as JSON with a bearer token. `reference` is the message's id: a
provider that sees it again answers as it did before (or 409) and sends nothing.
"""

from __future__ import annotations

import requests
from requests.adapters import HTTPAdapter

from services.notifications.app.ports import NotTaken, Refused, Text, Unreachable

TIMEOUT = (3.05, 10)
"""Seconds to connect, and between bytes of the answer."""

_ABSENT = frozenset({408, 429, 502, 503, 504})
_OUR_FAULT = frozenset({401, 403, 404, 405, 407})
_SEEN_BEFORE = 409


class HttpSms:
    """The provider behind one URL. Safe to use from several threads."""

    def __init__(self, url: str, token: str, connections: int) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=connections))

    def send(self, message_id: str, address: str, text: Text) -> None:
        """See `app.ports.Provider`. The provider's own words are dropped: they may quote us."""
        try:
            answer = self._session.post(
                self._url,
                json={"to": address, "text": text.body, "reference": message_id},
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.Timeout as error:
            raise Unreachable("provider_timeout") from error
        except requests.RequestException as error:
            raise Unreachable("provider_unreachable") from error
        _judge(answer.status_code, answer.headers.get("Retry-After"))


def _judge(status: int, retry_after: str | None) -> None:
    if 200 <= status < 300 or status == _SEEN_BEFORE:
        return
    if status in _ABSENT:
        raise Unreachable(f"provider_http_{status}", _seconds(retry_after))
    if status in _OUR_FAULT:
        # A wrong address or token is nobody's message's fault: all of them wait for its mending.
        raise Unreachable(f"provider_http_{status}")
    if 400 <= status < 500:
        raise Refused(f"provider_http_{status}")
    raise NotTaken(f"provider_http_{status}")


def _seconds(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after and retry_after.isdigit() else None
