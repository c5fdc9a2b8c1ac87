"""Idempotent commands: what a document remembers of the commands that changed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chassis.clock import Clock
from chassis.context import current
from chassis.documents.errors import AlreadyDone
from chassis.documents.kind import View
from chassis.errors import Invalid, Stale
from chassis.identifiers import derived_id, new_id

REMEMBERED = 20
"""How many of its newest commands a document remembers, beside the one that created it."""


def record(answer: View, clock: Clock) -> list[dict[str, Any]]:
    """What to remember of the command at hand: nothing when the work is no command."""
    command = current().command
    if command is None:
        return []
    return [
        {
            "key": command.key,
            "fingerprint": command.fingerprint,
            "answer": answer,
            "at": clock.now(),
        }
    ]


def remembered(document: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    """The commands a document remembers: its creation for good, of its changes the newest."""
    return [*document.get("creation", ()), *document["commands"]]


def refuse_repeated(document: Mapping[str, Any]) -> None:
    """Raise `AlreadyDone` for a repeated command, `Invalid` for a reused key."""
    command = current().command
    if command is None:
        return
    # What was saved twice by one command was answered as it was in the end.
    for each in reversed(remembered(document)):
        if each["key"] == command.key:
            if each["fingerprint"] != command.fingerprint:
                raise Invalid("idempotency_key_reused")
            raise AlreadyDone(each["answer"])


def refuse_stale(version: int) -> None:
    """Raise `Stale` when the command at hand was based on another version than this one."""
    command = current().command
    if command is None or command.expected_version is None:
        return
    if command.expected_version != version:
        raise Stale("version_stale", {"current": version, "expected": command.expected_version})


def identity(service: str, name: str) -> Callable[[], str]:
    """A source of ids for new aggregates of this kind: the same for the same command.

    A command that is repeated therefore tries to add what is there already, and is recognised.
    """

    def next_id() -> str:
        command = current().command
        return new_id() if command is None else derived_id(service, name, command.key)

    return next_id
