"""The keys that sign certificates (Ed25519): the newest signs, all that ever did still verify.

They stand in a file outside of the database, newest first, as a JSON Web Key Set with the private
parts. Public keys are never dropped: a certificate is checked for as long as it hangs on a wall.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from chassis.errors import Unavailable
from chassis.identifiers import new_id

ALGORITHM = "EdDSA"
_PRIVATE = "d"

Key = dict[str, Any]


class LicenceKeys:
    """The keys of one file; read anew when the file has changed, so that a rotation is seen."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._keys: list[Key] = []

    def signing(self) -> tuple[str, Any]:
        """The identity of the key that signs now, and the key. Raises `Unavailable` without one."""
        newest = self._all()[0]
        return newest["kid"], OKPAlgorithm.from_jwk(newest)

    def published(self) -> list[Key]:
        """Every key that verifies, without its private part. Raises `Unavailable` without any."""
        return [
            {name: value for name, value in key.items() if name != _PRIVATE} for key in self._all()
        ]

    def _all(self) -> list[Key]:
        try:
            if self._file is None:
                raise FileNotFoundError
            found = self._file.stat()
            if self._seen != (found.st_mtime_ns, found.st_ino):
                self._keys = _read(self._file)
                self._seen = found.st_mtime_ns, found.st_ino
        except (OSError, ValueError, KeyError) as error:
            what = {"what": "KANAF_LICENCE_KEYS"}
            raise Unavailable("certificates_not_set_up", what) from error
        return self._keys


def rotate(file: Path) -> str:
    """Make a new signing key, the first one too; its identity. Those before it lose their private
    part: nothing can be signed with them any more. Raises `Unavailable` for a file of no keys."""
    with _locked(file):
        former = LicenceKeys(file).published() if file.exists() else []
        new = _new_key()
        _write(file, [new, *former])
    return str(new["kid"])


def make(file: Path) -> None:
    """The first key, unless there is one."""
    with _locked(file):
        if not file.exists():
            _write(file, [_new_key()])


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        yield


def _read(file: Path) -> list[Key]:
    keys: list[Key] = json.loads(file.read_text("utf-8"))["keys"]
    if not keys or _PRIVATE not in keys[0]:
        raise ValueError("the first key must be one to sign with")
    return keys


def _write(file: Path, keys: list[Key]) -> None:
    """For its owner's eyes alone, and never half."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        json.dump({"keys": keys}, written, indent=1)
        written.flush()
        os.fsync(written.fileno())
    Path(name).replace(file)


def _new_key() -> Key:
    jwk: Key = OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate(), as_dict=True)
    return {"kid": new_id(), "use": "sig", "alg": ALGORITHM, **jwk}
