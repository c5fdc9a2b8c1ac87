"""The public keys of payment providers: a file for each, read again whenever it changes.

`<provider>.pem` holds one Ed25519 key, or two while the provider changes from one to the next.
There is nothing secret in it: who can read it can verify and not sign.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

MOST_KEYS = 2
_KEY = re.compile(rb"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)
_log = logging.getLogger(__name__)

_Stamp = tuple[int, int, int]
Keys = tuple[Ed25519PublicKey, ...]


class ProviderKeys:
    """Looks keys up by the provider's name; safe for many threads."""

    def __init__(self, folder: Path | None) -> None:
        """Without a folder there is no provider."""
        self._folder = folder
        self._known: dict[str, tuple[_Stamp, Keys]] = {}

    def of(self, provider: str) -> Keys:
        """The keys that are good now; none of a provider that is unknown or whose file is wrong."""
        if self._folder is None:
            return ()
        file = self._folder / f"{provider}.pem"
        try:
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_ino, status.st_size)
            known = self._known.get(provider)
            if known is None or known[0] != stamp:
                known = self._known[provider] = (stamp, _read(file))
        except OSError:
            return ()
        return known[1]


def _read(file: Path) -> Keys:
    keys: list[Ed25519PublicKey] = []
    try:
        for block in _KEY.findall(file.read_bytes()):
            key = load_pem_public_key(block)
            if not isinstance(key, Ed25519PublicKey):
                raise TypeError("not an Ed25519 key")
            keys.append(key)
        if not 0 < len(keys) <= MOST_KEYS:
            raise ValueError(f"{len(keys)} keys, of which there may be one or two")
    except (ValueError, TypeError) as error:
        _log.error("keys of a payment provider not accepted", extra={"reason": f"{file}: {error}"})
        return ()
    return tuple(keys)
