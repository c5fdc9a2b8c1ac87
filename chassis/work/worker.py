"""Finds the work that states ask for, and has it done.

A piece of work ends when its function has changed the aggregate so that the state no longer asks
for it. Whatever happens before, a killed process included, it is taken up again from its last
checkpoint; what fails again and again is given up until an operator says otherwise.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from pymongo import DESCENDING
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis import metrics
from chassis.context import Actor, Command, Context, child_traceparent, use
from chassis.documents.kind import Kind
from chassis.errors import Unavailable
from chassis.identifiers import new_id
from chassis.rpc.dispatch import is_passing
from chassis.work.records import Held, Piece, Records
from chassis.work.run import HeldRun, Interrupted

log = logging.getLogger(__name__)

BATCH = 200
"""How many aggregates of one kind are looked at in one go."""

MOST_ATTEMPTS = 5
"""How often work is begun without getting further before it is given up."""

_FIRST_REST_SECONDS = 2.0
_LONGEST_REST_SECONDS = 120.0


class Run(Protocol):
    """One run of a piece of work, as its function sees it; see `chassis.work.run.HeldRun`."""

    @property
    def checkpoint(self) -> Mapping[str, Any]: ...

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None: ...


Function = Callable[[str, Run], None]
Functions = Mapping[str, Function]
"""`<kind>.<work>` → what does it, given the aggregate's id and the run."""


class NotEnded(Exception):
    """The function returned, and the state still asks for the work: a defect."""


class Worker:
    """Does one service's work, one piece at a time. Any number of workers may look."""

    def __init__(
        self,
        service: str,
        database: Database[dict[str, Any]],
        kinds: Sequence[Kind[Any]],
        functions: Functions,
        records: Records,
    ) -> None:
        self._service = service
        self._database = database
        self._collections = {kind.name: kind.collection for kind in kinds}
        self._functions = functions
        self._records = records

    def work_once(self, stopping: Callable[[], bool]) -> bool:
        """Do the first piece that is to be had; False when there is none.

        Raises `PyMongoError` when the database cannot be asked.
        """
        for piece in self._asked_for():
            if stopping():
                return False
            held = self._records.take(piece)
            if held is None:
                continue
            if self._is_asked_for(piece):
                if held.attempt > MOST_ATTEMPTS:
                    # It never failed by itself: each time its process died with it.
                    self._records.give_up(piece, "process_died")
                    continue
                self._do(held, stopping)
                return True
            # Another worker ended it between our look and our hold.
            self._records.finished(piece)
        return False

    def _asked_for(self) -> Iterator[Piece]:
        for known in self._functions:
            kind, _, name = known.partition(".")
            found = (
                self._database[self._collections[kind]]
                .find({"work.name": name}, {"_id": 1})
                .sort("created_at", 1)
                .limit(BATCH)
            )
            for document in found:
                yield Piece(kind, document["_id"], name)

    def _do(self, held: Held, stopping: Callable[[], bool]) -> None:
        piece, began = held.piece, time.monotonic()
        labels = (self._service, f"{piece.kind}.{piece.name}")
        metrics.WORK_RUNNING.labels(*labels).inc()
        outcome = "failed"
        try:
            with HeldRun(self._records, held, stopping) as run, use(self._context(held)):
                self._functions[f"{piece.kind}.{piece.name}"](piece.aggregate_id, run)
            outcome = self._end(piece)
        except Interrupted:
            self._records.put_back(piece, counts=False)
            outcome = "interrupted"
        except PyMongoError as error:
            outcome = "interrupted"
            self._rest(held, error, counts=not is_passing(error))
        except Unavailable as error:
            # What it needs is away: no failure of the work, however long that lasts.
            outcome = "interrupted"
            self._rest(held, error, counts=False)
        except Exception as error:
            log.exception("work failed", extra={"work": labels[1], "attempt": held.attempt})
            self._fail(held, error)
        finally:
            metrics.WORK_RUNNING.labels(*labels).dec()
            metrics.WORK_ENDED.labels(*labels, outcome).inc()
            metrics.WORK_SECONDS.labels(*labels).observe(time.monotonic() - began)

    def _end(self, piece: Piece) -> str:
        if self._is_asked_for(piece):
            raise NotEnded(f"{piece.kind}.{piece.name} returned and is still asked for")
        self._records.finished(piece)
        return "done"

    def _is_asked_for(self, piece: Piece) -> bool:
        collection = self._database[self._collections[piece.kind]]
        wanted = {"_id": piece.aggregate_id, "work.name": piece.name}
        return collection.find_one(wanted, {"_id": 1}) is not None

    def _fail(self, held: Held, error: Exception) -> None:
        if held.attempt >= MOST_ATTEMPTS:
            self._records.give_up(held.piece, _said(error))
        else:
            self._rest(held, error)

    def _rest(self, held: Held, error: Exception, *, counts: bool = True) -> None:
        seconds = min(_FIRST_REST_SECONDS * 2 ** (held.attempt - 1), _LONGEST_REST_SECONDS)
        seconds = max(seconds, getattr(error, "retry_after", None) or 0)
        try:
            self._records.put_back(
                held.piece, rest_seconds=seconds, error=_said(error), counts=counts
            )
        except PyMongoError:
            log.info("work is taken up again when it is no longer held")

    def _cause(self, piece: Piece) -> Mapping[str, Any]:
        """The event that made the aggregate what it is: on its trace the work goes on."""
        kept = self._database[self._collections[piece.kind]].find_one(
            {"_id": piece.aggregate_id}, {"pending": {"$slice": -1}}
        )
        if kept is not None and kept.get("pending"):
            waiting: Mapping[str, Any] = kept["pending"][-1]
            return waiting
        told = self._database["journal"].find_one(
            {"event.subject": piece.aggregate_id}, sort=[("event.sequence", DESCENDING)]
        )
        return {} if told is None else told["event"]

    def _context(self, held: Held) -> Context:
        cause = self._cause(held.piece)
        return Context(
            actor=Actor.system(f"{self._service}.work"),
            correlation_id=cause.get("correlationid") or new_id(),
            causation_id=cause.get("id"),
            traceparent=child_traceparent(cause.get("traceparent") or ""),
            command_key=f"work:{held.piece.key}",
            command=None,
        )


def as_command(context: Context, key: str) -> Context:
    """The context in which one step of a piece of work is a command of its own.

    The same key makes the same step: repeated after an interruption, it is recognised.
    """
    return context.with_command(Command(key=f"{context.command_key}:{key}", fingerprint=key))


def _said(error: Exception) -> str:
    # Never the message: it may hold what the work is about.
    return getattr(error, "code", None) or type(error).__name__
