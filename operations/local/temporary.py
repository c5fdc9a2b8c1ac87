"""Homes that live as long as the command that made them: systems for tests."""

from __future__ import annotations

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from operations.local import system
from operations.local.home import PROJECT, TEMPORARY, Home


@contextmanager
def own_home() -> Iterator[Home]:
    """A new folder in `.local`; what still runs in it is stopped and all of it gone at the end."""
    sweep()
    home = Home(PROJECT / ".local" / f"{TEMPORARY}{secrets.token_hex(4)}")
    home.make()
    with _owned(home.path):
        try:
            yield home
        finally:
            _end(home)


def sweep() -> None:
    """End and remove those whose command was killed."""
    for folder in (PROJECT / ".local").glob(f"{TEMPORARY}*"):
        with _owned(folder) as ours:
            if ours:
                _end(Home(folder))


def _end(home: Home) -> None:
    system.stop(home, lambda _: None)
    system.drop(home)


@contextmanager
def _owned(folder: Path) -> Iterator[bool]:
    """Whether the folder is nobody else's; it is ours within the block then."""
    with (folder / "owner").open("a") as owner:
        try:
            fcntl.flock(owner.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
