"""What a store must know of one kind of aggregate, and what it offers for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Literal, Protocol, TypeVar

State = dict[str, Any]
View = dict[str, Any]


class Aggregate(Protocol):
    """The smallest thing that is changed as a whole.

    `version` counts the events ever recorded; `events` are those recorded since it was loaded
    (or begun). The store moves `version` on and empties `events` when it has written them.
    """

    id: str
    version: int
    events: list[Any]


@dataclass(frozen=True)
class Timer:
    """Something that falls due on an aggregate: its name within the aggregate, and when."""

    name: str
    due: datetime


@dataclass(frozen=True)
class Published:
    """A domain event as the contract event it is published as: full type and JSON-ready data."""

    type: str
    data: dict[str, Any]


A = TypeVar("A", bound=Aggregate)


def _no_keys(aggregate: Any) -> dict[str, Any]:
    return {}


def _no_timers(aggregate: Any) -> list[Timer]:
    return []


def _no_work(aggregate: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class Kind(Generic[A]):
    """How one kind of aggregate is kept.

    `to_state`/`from_state` translate to and from storage (strings, numbers, booleans, lists,
    dicts, datetimes); `from_state` gets id, version and state. `to_view` is the JSON-ready answer
    to commands and queries. `publish` turns a domain event into a contract event. `keys` are the
    values that can be searched, scalars or lists; absent ones are `None` or empty. `unique` maps a
    key that no two aggregates may share to the refusal code of who comes second. `timers` derives
    from the state what is due and when: the command that a timer fires must change the state so
    that the timer is no longer derived. `work` derives in the same way what is to be done in the
    background. `labels` name what others know of an aggregate and lists are filtered by, each with
    the keys by which its index goes on: it is kept beside the aggregate, by who follows them
    (`Store.label`), and stays whatever is saved. `indexes` name the keys that lists are filtered
    by; `looked_at` names, by the first key of an index, further scalar keys that stand in it, so
    that who does not fit is passed over without reading the document; `of_few` the first keys that
    only few have: the others take no room in their index. With `history` every former
    state is kept in the document, with who changed it and why. `watched` names keys, each with the
    values that operators see counted: states that are not meant to last.
    """

    service: str
    name: str
    collection: str
    to_state: Callable[[A], State]
    from_state: Callable[[str, int, State], A]
    to_view: Callable[[A], View]
    publish: Callable[[Any], Published]
    keys: Callable[[A], dict[str, Any]] = _no_keys
    unique: Mapping[str, str] = field(default_factory=dict)
    timers: Callable[[A], list[Timer]] = _no_timers
    work: Callable[[A], Sequence[str]] = _no_work
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    indexes: Sequence[Sequence[str]] = ()
    looked_at: Mapping[str, Sequence[str]] = field(default_factory=dict)
    of_few: Sequence[str] = ()
    history: bool = False
    watched: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def present_keys(self, aggregate: A) -> dict[str, Any]:
        """The keys that have a value: an absent one must not occupy a unique index."""
        return {
            name: value
            for name, value in self.keys(aggregate).items()
            if value is not None and value != []
        }


@dataclass(frozen=True)
class Criteria:
    """Which aggregates, by their keys; all conditions hold together.

    `equals`: the key is (or, for a list, contains) the value; `all_of`: the list contains all;
    `any_of`: the key is one of, where `None` stands for no value at all; `prefix`: the key (or one
    of its values) begins with the text;
    `between`: the key lies between these, both included; `labelled`: the label has this value;
    `but_not`: nobody whom one of these fits.
    """

    equals: Mapping[str, Any] = field(default_factory=dict)
    all_of: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    any_of: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    prefix: Mapping[str, str] = field(default_factory=dict)
    between: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    labelled: Mapping[str, str] = field(default_factory=dict)
    but_not: Sequence[Criteria] = ()


@dataclass(frozen=True)
class Revision(Generic[A]):
    """An aggregate as it was from `at` on, who made it so, and why (as far as they said)."""

    version: int
    at: datetime
    actor: str
    why: str | None
    aggregate: A


@dataclass(frozen=True)
class Added:
    """What became of one of many: `refused` says with which code."""

    id: str
    outcome: Literal["stored", "repeated", "refused"]
    code: str | None = None


@dataclass(frozen=True)
class Page:
    """Views, newest first, and the cursor of the next page when there is more."""

    items: list[View]
    next: str | None


def anybody(aggregate: Any) -> None:
    """Admits every actor: for timers, and where the command itself decides before it asks."""


def version_of(aggregate: Any) -> int:
    """What everybody is told of it, where nobody is told less."""
    return int(aggregate.version)


class Store(Protocol[A]):
    """Where aggregates of one kind are kept."""

    def get(
        self,
        aggregate_id: str,
        admit: Callable[[A], None] = anybody,
        told: Callable[[A], int] = version_of,
    ) -> A:
        """The aggregate that the command at hand is about, to be changed.

        Raises `NotFound`; `AlreadyDone` when this command was done on it before (by the same
        actor: its key says so); `Invalid("idempotency_key_reused")` when its key was used for
        something else; then what `admit` raises for actors who may not know the aggregate; and
        only then `Stale` when the command is based on another version, which tells the version.
        `told`: the version as who asks was told of it, where not everybody is told of all changes.
        """
        ...

    def get_companion(self, aggregate_id: str) -> A:
        """An aggregate that changes along with the command's own; raises `NotFound` only."""
        ...

    def add(self, aggregate: A) -> View:
        """Store a new aggregate with its events; answers its view.

        Raises `AlreadyDone` or `Invalid("idempotency_key_reused")` when its id exists, `Conflict`
        with the kind's code when a unique key is taken.
        """
        ...

    def add_many(self, aggregates: Iterable[A]) -> list[Added]:
        """Store new aggregates with their events, each by itself; tells of each, in their order.

        Their events stand back behind those of single changes: thousands of them must not keep
        the event of somebody at a counter waiting.

        One whose id exists is `repeated`: ids must be derived from what made them. Within a
        transaction it is all or none: one that is taken raises `Conflict`, one that is there
        `ConcurrentChange`.
        """
        ...

    def save(self, aggregate: A, why: str | None = None) -> View:
        """Store the change with its events, if nobody was first; answers its view.

        Without events nothing has changed and nothing is written. `why` goes into the history of
        a kind that has one. Raises `ConcurrentChange`, and `Conflict` as `add` does.
        """
        ...

    def hold(self, aggregate: A) -> None:
        """Let nobody change it until the transaction at hand has ended, which relies on it.

        What only reads and what writes elsewhere would both succeed otherwise, each by a state
        that the other ends. Nothing is told. Raises `ConcurrentChange`.
        """
        ...

    def view(self, aggregate_id: str) -> View:
        """How the aggregate is shown. Raises `NotFound`."""
        ...

    def load(self, aggregate_id: str) -> A:
        """The aggregate to look at, not to change. Raises `NotFound`."""
        ...

    def find(self, criteria: Criteria, after: str | None = None, limit: int = 20) -> Page:
        """A page of views. Raises `Invalid("cursor_invalid")`."""
        ...

    def newest(self, criteria: Criteria, most: int) -> list[A]:
        """The newest so many of them, to look at."""
        ...

    def each(self, criteria: Criteria, after: str | None = None) -> Iterator[A]:
        """All of them one by one, by id, from after this id on; for work in the background."""
        ...

    def count(self, criteria: Criteria) -> int:
        """How many there are."""
        ...

    def history(self, aggregate_id: str) -> list[Revision[A]]:
        """Every state of an aggregate of a kind with history, oldest first. Raises `NotFound`."""
        ...

    def as_of(self, aggregate_id: str, moment: datetime) -> A:
        """The aggregate as it was. Raises `NotFound`, also when it was not there yet."""
        ...

    def rewrite_history(self, aggregate_id: str, rewrite: Callable[[A], A]) -> None:
        """Keep every former state as `rewrite` has it: for what the law says to forget.

        Remembered answers of earlier commands become the present view, also of a kind without
        history. Who changed what, when and why stays. Raises `NotFound`, `ConcurrentChange`.
        """
        ...

    def labels(self, name: str, aggregate_ids: Collection[str]) -> dict[str, list[str]]:
        """What this label says of each of these; nothing of whom it was never set."""
        ...

    def label(self, name: str, values: Mapping[str, Sequence[str]]) -> None:
        """Set the label of these aggregates, by id. No change of theirs: their version stays.

        Whoever follows others at the same time as somebody else looks again after writing.
        """
        ...


class Together(Protocol):
    """Changes that must happen together or not at all, in stores of one database."""

    def __call__(self) -> AbstractContextManager[None]: ...
