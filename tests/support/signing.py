"""A payment provider that signs, rightly or not, for tests of who verifies."""

from __future__ import annotations

import json
import time
import uuid
from base64 import b64encode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from contracts.http_signatures import COVERED, LABEL, content_digest, parameters, signature_base


def pem(key: Ed25519PrivateKey) -> str:
    public = key.public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


class Signer:
    """Signs requests of one provider with its key."""

    def __init__(self, folder: Path, provider: str = "local") -> None:
        """Publishes the key in the folder of the providers."""
        self.provider, self.folder = provider, folder
        self.key = Ed25519PrivateKey.generate()
        self.publish(self.key)

    def publish(self, *keys: Ed25519PrivateKey) -> None:
        (self.folder / f"{self.provider}.pem").write_text("".join(map(pem, keys)), "utf-8")

    def path(self, step: str = "notices") -> str:
        return f"/payments/{self.provider}/{step}"

    def headers(
        self,
        body: bytes,
        path: str,
        *,
        method: str = "POST",
        created: float | None = None,
        nonce: str | None = None,
        covered: tuple[str, ...] = COVERED,
    ) -> dict[str, str]:
        """The headers of a signed request; what is said is different from a right one."""
        at = int(time.time() if created is None else created)
        params = parameters(covered, at, nonce or uuid.uuid4().hex, "k1")
        digest = content_digest(body)
        values = {"@method": method, "@path": path, "content-digest": digest}
        made = self.key.sign(signature_base({each: values[each] for each in covered}, params))
        return {
            "Content-Type": "application/json",
            "Content-Digest": digest,
            "Signature-Input": f"{LABEL}={params}",
            "Signature": f"{LABEL}=:{b64encode(made).decode()}:",
        }

    def request(self, body: Any, step: str = "notices", **other: Any) -> dict[str, Any]:
        """What a client of either kind is given: path, data and headers."""
        raw = json.dumps(body).encode()
        return {
            "path": self.path(step),
            "data": raw,
            "headers": self.headers(raw, self.path(step), **other),
        }
