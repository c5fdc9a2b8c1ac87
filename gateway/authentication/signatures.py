"""Which payment provider is calling: its signature over the request (RFC 9421), verified here.

Time is the machine's own: the clock that a local system moves says nothing about messages.
"""

from __future__ import annotations

import re
import threading
import time
from base64 import b64decode
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from werkzeug.datastructures import Headers

from chassis.context import Actor
from contracts.http_signatures import ALGORITHM, COVERED, content_digest, signature_base
from gateway.authentication.providers import ProviderKeys
from gateway.authentication.roles import PAYMENT_PROVIDER
from gateway.problems import Problem

TOLERANCE_SECONDS = 300
"""By which the provider's clock and ours may differ, its way to us included."""
_MOST_REMEMBERED = 50_000
_INPUT = re.compile(
    r'(?P<label>[a-z][a-z0-9_.-]{0,40})=(?P<params>\((?P<covered>"[a-z@ "-]{1,200}")\)'
    r'(?P<rest>(?:;[a-z]{1,20}=(?:[0-9]{1,12}|"[!#-\[\]-~]{1,200}"))+))'
)
_PARAMETER = re.compile(r';([a-z]+)=(?:([0-9]+)|"([^"]+)")')
_SIGNATURE = re.compile(r"([a-z][a-z0-9_.-]{0,40})=:([A-Za-z0-9+/]{86}==):")


@dataclass(frozen=True)
class Signed:
    """What the headers of a request claim; nothing of it is verified yet."""

    components: tuple[str, ...]
    params: str
    created: int
    nonce: str
    digest: str
    signature: bytes

    @classmethod
    def read(cls, headers: Headers) -> Signed:
        """Raises `Problem` 401 for a request that is not signed as ours must be."""
        said = _INPUT.fullmatch(headers.get("Signature-Input", ""))
        mark = _SIGNATURE.fullmatch(headers.get("Signature", ""))
        digest = headers.get("Content-Digest")
        if said is None or mark is None or digest is None or said["label"] != mark[1]:
            raise unsigned("signature_missing")
        found = _PARAMETER.findall(said["rest"])
        values = {name: number or text for name, number, text in found}
        components = tuple(each.strip('"') for each in said["covered"].split(" "))
        complete = sorted(components) == sorted(COVERED) and len(values) == len(found)
        if not complete or not values.get("created", "").isdigit() or "nonce" not in values:
            raise unsigned("signature_missing")
        if values.get("alg", ALGORITHM) != ALGORITHM:
            raise unsigned("signature_missing")
        return cls(
            components,
            said["params"],
            int(values["created"]),
            values["nonce"],
            digest,
            b64decode(mark[2]),
        )

    def must_cover(self, body: bytes) -> None:
        """Raises `Problem` 401 when this is not the body whose digest was signed."""
        if self.digest != content_digest(body):
            raise unsigned("signature_refused")


class SignatureVerifier:
    """Verifies requests of providers; safe for many threads.

    A nonce signs one request: with another one it is refused for as long as it would be fresh. The
    same request again is the same, as a provider repeats it that heard no answer.
    """

    def __init__(self, keys: ProviderKeys, now: Callable[[], float] = time.time) -> None:
        self._keys = keys
        self._now = now
        self._used: OrderedDict[tuple[str, str], tuple[bytes, float]] = OrderedDict()
        self._lock = threading.Lock()

    def actor(self, provider: str, method: str, path: str, signed: Signed) -> Actor:
        """The provider, when one of its keys made the signature; the body need not be read for it.

        Raises `Problem` 401. What is sent must still fit (`Signed.must_cover`).
        """
        if abs(self._now() - signed.created) > TOLERANCE_SECONDS:
            raise unsigned("signature_stale")
        values = {"@method": method, "@path": path, "content-digest": signed.digest}
        base = signature_base({each: values[each] for each in signed.components}, signed.params)
        if not self._made(provider, signed.signature, base):
            raise unsigned("signature_refused")
        self._use_up(provider, signed)
        return Actor(
            subject=f"provider:{provider}",
            roles=frozenset({PAYMENT_PROVIDER}),
            partner=provider,
        )

    def _made(self, provider: str, signature: bytes, base: bytes) -> bool:
        for key in self._keys.of(provider):
            try:
                key.verify(signature, base)
            except InvalidSignature:
                continue
            return True
        return False

    def _use_up(self, provider: str, signed: Signed) -> None:
        now, name = self._now(), (provider, signed.nonce)
        with self._lock:
            while self._used and self._oldest_is_over(now):
                self._used.popitem(last=False)
            known = self._used.get(name)
            if known is not None and known[0] != signed.signature:
                raise unsigned("signature_refused")
            if known is None:
                self._used[name] = (signed.signature, now + 2 * TOLERANCE_SECONDS)

    def _oldest_is_over(self, now: float) -> bool:
        _, until = next(iter(self._used.values()))
        return until < now or len(self._used) >= _MOST_REMEMBERED


def unsigned(code: str) -> Problem:
    """401, for whatever is wrong with a signature: no more is told than what the caller knows."""
    headers = {"WWW-Authenticate": 'Signature realm="kanaf"'}
    return Problem(401, code, {"minutes": TOLERANCE_SECONDS // 60}, headers=headers)
