"""Random secrets of one copy, made once and kept in `.local/secrets`, one file each."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from operations.failure import Failure
from operations.local.home import write_once
from operations.servers.accounts import BROKER_ACCOUNTS, DATABASE_ACCOUNTS

ADMINISTRATOR = "kanaf"
"""The account of an own broker and an own database that may do everything."""


class Secrets:
    """Reads secrets of a folder by name and makes those that are missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> str:
        """The secret of that name, made now if there is none yet."""
        file = self._folder / name
        if not file.exists():
            # Hexadecimal: safe in URLs, and MongoDB's key file takes base64 characters only.
            write_once(file, secrets.token_hex(24))
        return file.read_text("utf-8").strip()

    def path(self, name: str) -> Path:
        """The file of that secret, which is made if there is none yet."""
        self.get(name)
        return self._folder / name


def amqp_name(account: str) -> str:
    """The name of the secret that is this broker account's password."""
    return f"amqp-{account}"


def mongo_name(account: str) -> str:
    """The name of the secret that is this database account's password."""
    return f"mongo-{account}"


class DerivedSecrets:
    """Secrets that follow from another: whoever has that one arrives at the same ones.

    On servers that were given, copies that share them thereby agree on every account's password,
    and one that was cleaned finds its way back.
    """

    def __init__(self, source: str) -> None:
        self._source = source.encode()

    def get(self, name: str) -> str:
        """The secret of that name."""
        return hmac.new(self._source, f"kanaf {name}".encode(), hashlib.sha256).hexdigest()[:40]


class Source(Protocol):
    """Where secrets come from."""

    def get(self, name: str) -> str:
        """The secret of that name."""
        ...


def amqp_passwords(source: Source) -> Mapping[str, str]:
    """The passwords of all broker accounts."""
    return {each.name: source.get(amqp_name(each.name)) for each in BROKER_ACCOUNTS}


def mongo_passwords(source: Source) -> Mapping[str, str]:
    """The passwords of all database accounts."""
    return {name: source.get(mongo_name(name)) for name in DATABASE_ACCOUNTS}


def given_passwords(folder: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The same from a folder that somebody else filled (containers); none are made.

    Raises `Failure` naming the file that is missing.
    """
    missing = [
        name
        for name in (
            *(amqp_name(each.name) for each in BROKER_ACCOUNTS),
            *(mongo_name(name) for name in DATABASE_ACCOUNTS),
        )
        if not os.access(folder / name, os.R_OK)
    ]
    if missing:
        raise Failure(
            f"secrets are missing in {folder}: {', '.join(missing)}",
            "mount a file with the account's password under each of these names",
        )
    given = Secrets(folder)
    return amqp_passwords(given), mongo_passwords(given)
