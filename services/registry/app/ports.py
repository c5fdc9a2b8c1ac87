"""What every handler of the registry needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any, Protocol

from services.registry.domain.access import Actor

View = dict[str, Any]

NOBODY: View = {"items": [], "next": None}
"""An empty page."""


def written(moment: datetime) -> str:
    """The moment as answers have it: RFC 3339, UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_missing(error: Exception) -> bool:
    """Whether what was asked for is not there, whoever says so: a store, or the domain."""
    return getattr(error, "kind", None) == "not_found"


class NewId(Protocol):
    """Gives the identifier of what the command at hand creates."""

    def __call__(self) -> str: ...


class Today(Protocol):
    """Tells the date at the ministry."""

    def __call__(self) -> date: ...


class Progress(Protocol):
    """Tells how far the background work on a record is."""

    def of(self, kind: str, aggregate_id: str) -> View | None:
        """The newest work on this record; nothing before it was first looked at.

        `{"work", "state": waiting|running|done|failed, "done", "total", "updated_at"}`.
        """
        ...


Together = Callable[[], AbstractContextManager[None]]
"""All changes of the block, or none."""


class Audit(Protocol):
    """The log of accesses to protected records."""

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None:
        """Written before the record, or a page of them, is shown or changed; what cannot be logged
        is not done. `within`: the record of another kind that they were shown with."""
        ...

    def page(self, sought: Mapping[str, str], after: str | None, limit: int) -> View:
        """A page of the log, newest first; that it was read is written down first."""
        ...


class Hidden(Protocol):
    """Whether records of one kind, persons or households, are under protection now."""

    def __call__(self, ids: Collection[str], actor: Actor | None = None) -> set[str]:
        """Of many at once those that do not exist for this staff; for nobody in particular, all
        that are under protection."""
        ...


class Unseen(Protocol):
    """All records of one kind that are hidden from somebody."""

    def __call__(self, actor: Actor) -> Collection[str]:
        """Their ids: few of all."""
        ...


class Run(Protocol):
    """One run of background work; a work that was interrupted is run again from its checkpoint."""

    @property
    def checkpoint(self) -> Mapping[str, Any]:
        """What the run before recorded last; empty at first."""
        ...

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        """Record how far the work is. Raises when it must stop here, to be taken up again."""
        ...


WorkFunction = Callable[[str, Run], None]
"""Does one work of the aggregate with this id, and ends by a command after which its state asks for
it no longer; stands in an area's `work` under `"<kind>.<work>"`."""
