"""The issuer's signing keys (ES256): the newest signs, older ones still verify for a while."""

from __future__ import annotations

import fcntl
import json
import time
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from chassis.identifiers import new_id
from operations.local.home import write_atomically

ALGORITHM = "ES256"
_KEPT = 3
_PRIVATE = "d"


class Keys:
    """Keys in one file, newest first; made when there are none yet."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def signing(self) -> tuple[str, Any]:
        """The identity of the key that signs now, and the key."""
        newest = self._all()[0]
        return newest["kid"], ECAlgorithm.from_jwk(newest)

    def published(self) -> dict[str, list[dict[str, Any]]]:
        """The JSON Web Key Set: every key that may verify, without its private part."""
        return {
            "keys": [
                {name: value for name, value in key.items() if name != _PRIVATE}
                for key in self._all()
            ]
        }

    def rotate(self) -> str:
        """Make a new signing key; returns its identity. The last few remain for verifying."""
        with self._file.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
            keys = [_new_key(), *self._read()][:_KEPT]
            self._write(keys)
        return str(keys[0]["kid"])

    def _all(self) -> list[dict[str, Any]]:
        if not self._file.exists():
            with self._file.with_suffix(".lock").open("a") as lock:
                fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
                if not self._file.exists():  # nobody made it while we waited
                    self._write([_new_key()])
        return self._read()

    def _read(self) -> list[dict[str, Any]]:
        if not self._file.exists():
            return []
        keys: list[dict[str, Any]] = json.loads(self._file.read_text("utf-8"))["keys"]
        return keys

    def _write(self, keys: list[dict[str, Any]]) -> None:
        write_atomically(self._file, json.dumps({"keys": keys}, indent=1))


def _new_key() -> dict[str, Any]:
    key = ec.generate_private_key(ec.SECP256R1())
    jwk: dict[str, Any] = ECAlgorithm.to_jwk(key, as_dict=True)
    return {"kid": new_id(), "use": "sig", "alg": ALGORITHM, "iat": int(time.time()), **jwk}
