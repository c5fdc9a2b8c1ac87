"""The issuer's public keys: found by discovery, kept, and fetched again when they rotate."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import requests
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from gateway.settings import Issuer

ALGORITHMS = ("RS256", "ES256", "EdDSA")
"""The only signatures that are accepted: `none` and shared-secret ones never are."""
_KEY_ALGORITHM = {("RSA", None): "RS256", ("EC", "P-256"): "ES256", ("OKP", "Ed25519"): "EdDSA"}
_SMALLEST_RSA = 2048
_LARGEST_DOCUMENT = 512 * 1024
_PATIENCE_SECONDS = 1.0
_log = logging.getLogger(__name__)

Fetch = Callable[[str], Mapping[str, Any]]


class KeysUnavailable(Exception):
    """No key of the issuer was ever had: nobody can be told from anybody."""


def fetch_json(url: str) -> Mapping[str, Any]:
    """A small JSON document over HTTP. Raises `requests.RequestException` or `ValueError`."""
    with requests.get(
        url, timeout=(2.0, 3.0), headers={"Accept": "application/json"}, stream=True
    ) as answer:
        answer.raise_for_status()
        body = answer.raw.read(_LARGEST_DOCUMENT + 1, decode_content=True)
        if len(body) > _LARGEST_DOCUMENT:
            raise ValueError(f"{url} is larger than {_LARGEST_DOCUMENT} bytes")
        answer._content = body
        document = answer.json()
    if not isinstance(document, dict):
        raise ValueError(f"{url} is not a JSON object")
    return document


class IssuerKeys:
    """Looks keys up by `kid`; safe for many threads.

    An unknown `kid` makes it ask the issuer again, but at most `burst` times in `period`
    seconds, so that made-up kids cannot turn us against the issuer. Keys older than `lifetime`
    seconds are renewed in the background; while the issuer is down the old ones serve on.
    """

    def __init__(
        self,
        issuer: Issuer,
        fetch: Fetch = fetch_json,
        *,
        burst: int = 6,
        period: float = 60.0,
        lifetime: float = 300.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._burst, self._period, self._lifetime = burst, period, lifetime
        self._now = monotonic
        self._keys: dict[str | None, PyJWK] = {}
        self._fetched: deque[float] = deque(maxlen=burst)
        self._renewed = float("-inf")
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self.generation = 0
        """Grows whenever the set of keys changes: what was verified before must be again."""

    @property
    def ready(self) -> bool:
        """Whether any key is known."""
        return bool(self._keys)

    def find(self, kid: str | None, algorithm: str) -> PyJWK | None:
        """The key a token names, `None` when the issuer has no such key of that algorithm.

        A token without `kid` is matched when the issuer has exactly one key of its algorithm.
        Raises `KeysUnavailable` when the issuer could never be reached.
        """
        if self._now() - self._renewed > self._lifetime and self._keys:
            self._renew_soon()
        key = self._known(kid, algorithm)
        if key is None:
            self._ask(kid, algorithm)
            key = self._known(kid, algorithm)
        if key is None and not self._keys:
            raise KeysUnavailable
        return key

    def _known(self, kid: str | None, algorithm: str) -> PyJWK | None:
        if kid is not None:
            key = self._keys.get(kid)
            return key if key is not None and key.algorithm_name == algorithm else None
        fitting = [key for key in self._keys.values() if key.algorithm_name == algorithm]
        return fitting[0] if len(fitting) == 1 else None

    def _ask(self, kid: str | None, algorithm: str) -> None:
        seen = self.generation
        if not self._lock.acquire(timeout=_PATIENCE_SECONDS):
            return  # the issuer hangs for somebody else already
        try:
            if self.generation != seen and self._known(kid, algorithm) is not None:
                return  # somebody asked while we waited
            now = self._now()
            full = len(self._fetched) == self._burst
            if full and now - self._fetched[0] < self._period:
                return
            self._fetched.append(now)
            self.renew()
        finally:
            self._lock.release()

    def _renew_soon(self) -> None:
        if self._renewing.acquire(blocking=False):
            self._renewed = self._now()
            threading.Thread(
                target=self._renew_and_release, name="issuer-keys", daemon=True
            ).start()

    def _renew_and_release(self) -> None:
        try:
            self.renew()
        finally:
            self._renewing.release()

    def renew(self) -> bool:
        """Fetch the keys now; false, with a line in the log, when the issuer cannot be reached."""
        try:
            keys = self._read()
        except (requests.RequestException, ValueError) as error:
            _log.warning("issuer keys not renewed", extra={"reason": str(error)})
            return False
        self._renewed = self._now()
        if {kid: _material(key) for kid, key in keys.items()} != {
            kid: _material(key) for kid, key in self._keys.items()
        }:
            self._keys = keys
            self.generation += 1
        return True

    def _read(self) -> dict[str | None, PyJWK]:
        document = self._fetch(self._issuer.jwks_url or self._discovered())
        self._refuse_local(document)
        keys: dict[str | None, PyJWK] = {}
        for each in document.get("keys", ()):
            if isinstance(each, dict) and (key := _usable(each)) is not None:
                keys[key.key_id] = key
        if not keys:
            raise ValueError("the issuer has no key that signs with RS256, ES256 or EdDSA")
        return keys

    def _discovered(self) -> str:
        url = self._issuer.url.rstrip("/") + "/.well-known/openid-configuration"
        document = self._fetch(url)
        self._refuse_local(document)
        if document.get("issuer") != self._issuer.url:
            raise ValueError(f"{url} speaks for another issuer: {document.get('issuer')!r}")
        jwks_url = document.get("jwks_uri")
        if not isinstance(jwks_url, str) or not jwks_url.startswith(("https://", "http://")):
            raise ValueError(f"{url} names no jwks_uri")
        if not self._issuer.local_allowed and not jwks_url.startswith("https://"):
            raise ValueError(f"{url} names a jwks_uri that is not https")
        return jwks_url

    def _refuse_local(self, document: Mapping[str, Any]) -> None:
        if document.get("kanaf_local") and not self._issuer.local_allowed:
            raise ValueError("this is the local issuer, which is refused outside local mode")


def _usable(data: Mapping[str, Any]) -> PyJWK | None:
    """The key, when it is a public one of ours to accept; `None` for any other."""
    algorithm = _KEY_ALGORITHM.get((str(data.get("kty")), data.get("crv")))
    if (
        algorithm is None
        or data.get("use", "sig") != "sig"
        or data.get("alg", algorithm) != algorithm
    ):
        return None
    try:
        key = PyJWK(dict(data), algorithm=algorithm)
    except PyJWTError:
        return None
    if algorithm == "RS256" and key.key.key_size < _SMALLEST_RSA:
        return None
    return key


def _material(key: PyJWK) -> str:
    return repr(sorted(key._jwk_data.items()))
