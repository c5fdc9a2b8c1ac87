"""What licensing's handlers need from the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

View = dict[str, Any]
A = TypeVar("A")


class Keeping(Protocol[A]):
    """Where aggregates of one kind are kept. Answers are views, ready to be shown."""

    def get(self, aggregate_id: str, admit: Callable[[A], None] = ...) -> A:
        """The aggregate that the command at hand changes.

        `admit` raises for actors who may not know it, before they are told anything of it.
        """
        ...

    def get_companion(self, aggregate_id: str) -> A:
        """One that changes along with the command's own."""
        ...

    def load(self, aggregate_id: str) -> A:
        """The aggregate to look at."""
        ...

    def add(self, aggregate: A) -> View: ...

    def save(self, aggregate: A) -> View: ...


class Held(Keeping[A], Protocol[A]):
    """Where aggregates are kept on which other changes rely."""

    def hold(self, aggregate: A) -> None:
        """Let nobody change it until the transaction at hand has ended."""
        ...


class KeepingOneEach(Protocol[A]):
    """Where aggregates are kept of which another record has one each (`owner_id`).

    They are asked for by the record that has them, and yet have an identifier of their own: what
    happens to each is told, and followed, in an order of its own.
    """

    def id_of(self, owner_id: str) -> str:
        """The identifier of the one that this record has, or will have."""
        ...

    def get(self, owner_id: str, admit: Callable[[A], None] = ...) -> A:
        """See `Keeping.get`."""
        ...

    def get_companion(self, owner_id: str) -> A:
        """One that changes along with the command's own."""
        ...

    def load(self, owner_id: str) -> A:
        """The aggregate to look at."""
        ...

    def add(self, aggregate: A) -> View: ...

    def save(self, aggregate: A) -> View: ...


@dataclass(frozen=True)
class Wanted:
    """Which records to list, by their keys: equal to a value, among several values, and between
    two, both included."""

    equals: Mapping[str, str] = field(default_factory=dict)
    any_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    between: Mapping[str, tuple[str, str]] = field(default_factory=dict)


Listing = Callable[[Wanted, str | None, int], View]
"""Lists records, newest first: `(wanted, after, limit)` → `{"items": [views], "next": cursor}`."""


Together = Callable[[], AbstractContextManager[None]]
"""All changes of the block, or none."""
NewId = Callable[[], str]
"""An identifier for what a command creates: the same for the same command."""
WorkingDaysAfter = Callable[[date, int], date]
"""The last of so many working days that follow a day, which itself does not count."""


class Calendar(Protocol):
    """The time, and the day it is in Jordan."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class Run(Protocol):
    """One run of background work; one that was interrupted is run again."""

    @property
    def checkpoint(self) -> Mapping[str, Any]: ...

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None: ...
