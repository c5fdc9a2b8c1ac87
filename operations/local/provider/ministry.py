"""The ministry's gateway as a payment provider calls it: every request is signed (RFC 9421)."""

from __future__ import annotations

import json
import time
import uuid
from base64 import b64encode
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contracts.http_signatures import COVERED, LABEL, content_digest, parameters, signature_base
from operations.local.provider.outbox import Transaction

_SECONDS = (2.0, 10.0)


class Ministry:
    """Inquires bills and tells of payments. Raises `requests.RequestException`."""

    def __init__(self, gateway_url: str, provider: str, key: Ed25519PrivateKey) -> None:
        self._url = f"{gateway_url.rstrip('/')}/payments/{provider}"
        self._key = key

    def inquire(self, reference: str) -> requests.Response:
        """What is to be paid for what."""
        return self._post("inquiries", {"reference": reference})

    def tell(self, paid: Transaction, *, wrongly_signed: bool = False) -> requests.Response:
        """Tell that somebody paid."""
        notice = {
            "transaction_id": paid.id,
            "reference": paid.reference,
            "amount_fils": paid.amount_fils,
            "paid_at": paid.paid_at,
            "channel": paid.channel,
        }
        key = Ed25519PrivateKey.generate() if wrongly_signed else self._key
        return self._post("notices", notice, key)

    def _post(
        self, step: str, body: dict[str, Any], key: Ed25519PrivateKey | None = None
    ) -> requests.Response:
        url, raw = f"{self._url}/{step}", json.dumps(body).encode()
        with requests.Session() as session:
            session.trust_env = False
            headers = signed(key or self._key, urlsplit(url).path, raw)
            return session.post(url, data=raw, headers=headers, timeout=_SECONDS)


def signed(key: Ed25519PrivateKey, path: str, body: bytes) -> dict[str, str]:
    """The headers of a POST of this body to this path, signed now, on the machine's own clock."""
    digest = content_digest(body)
    values = {"@method": "POST", "@path": path, "content-digest": digest}
    params = parameters(COVERED, int(time.time()), uuid.uuid4().hex, "local")
    signature = key.sign(signature_base({each: values[each] for each in COVERED}, params))
    return {
        "Content-Type": "application/json",
        "Content-Digest": digest,
        "Signature-Input": f"{LABEL}={params}",
        "Signature": f"{LABEL}=:{b64encode(signature).decode()}:",
    }
