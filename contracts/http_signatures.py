"""How payment providers sign their requests: HTTP Message Signatures (RFC 9421) with Ed25519.

Method, path and a digest of the body (RFC 9530) are covered, and with the parameters the time, a
nonce and the key. Whoever signs and whoever verifies write down the same lines.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence

COVERED = ("@method", "@path", "content-digest")
"""What must be signed, and nothing else may be."""
ALGORITHM = "ed25519"
LABEL = "sig"


def content_digest(body: bytes) -> str:
    """The header `Content-Digest` of a body."""
    return f"sha-256=:{b64encode(hashlib.sha256(body).digest()).decode()}:"


def parameters(covered: Sequence[str], created: int, nonce: str, key_id: str) -> str:
    """What `Signature-Input` says of a signature made at `created` (epoch seconds)."""
    names = " ".join(f'"{each}"' for each in covered)
    return f'({names});created={created};keyid="{key_id}";nonce="{nonce}";alg="{ALGORITHM}"'


def signature_base(components: Mapping[str, str], params: str) -> bytes:
    """The bytes that are signed: each component by its name, in this order, and the parameters."""
    lines = [f'"{name}": {value}' for name, value in components.items()]
    return "\n".join([*lines, f'"@signature-params": {params}']).encode()
