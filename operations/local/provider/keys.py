"""The provider's signing key, and the public half that the gateway verifies by."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from operations.local.home import write_atomically


def signing_key(secret: str) -> Ed25519PrivateKey:
    """The key that follows from this copy's secret: the same after every start."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())


def publish(key: Ed25519PrivateKey, folder: Path, provider: str) -> None:
    """Put the public half where the gateway looks for it."""
    folder.mkdir(parents=True, exist_ok=True)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    write_atomically(folder / f"{provider}.pem", public.decode(), mode=0o644)
