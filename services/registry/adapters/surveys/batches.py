"""What devices were answered, by the key of their batch: the same batch is answered the same.

A batch is no aggregate and tells nobody anything; all that is kept of it is what its device may
ask again. It is begun before its visits are looked at, so that a key is known for another batch
also when the process died between two visits: those of them that were kept are recognised one by
one, and answered as `repeated`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol

from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.clock import Clock
from chassis.context import Command, current, use
from chassis.errors import Invalid
from chassis.identifiers import derived_id
from services.registry.app.surveys.receipts import Became, Receipt
from services.registry.domain.refusals import RefusedField
from services.registry.domain.surveys.answers import AnswerProblem
from services.registry.domain.surveys.quality import Flag

State = dict[str, Any]
Stored = Mapping[str, State]
"""Receipts by their place in the batch."""
COLLECTION = "survey_uploads"
KEPT_SECONDS = 90 * 24 * 3600
"""Longer than any device goes on sending what it was not answered."""


class Shelf(Protocol):
    """Where answers to batches lie."""

    def begin(self, batch_id: str, fingerprint: str) -> State:
        """What lies there of this batch, laid down now if nothing did."""
        ...

    def add(self, batch_id: str, receipts: Stored) -> State:
        """The same after these were added; what lay there already stays as it was."""
        ...


@dataclass(frozen=True)
class KeptBatch:
    """See `app.surveys.receipts.Batch`."""

    id: str
    answered: Mapping[int, Receipt]
    shelf: Shelf

    @contextmanager
    def each_by_itself(self) -> Iterator[None]:
        with use(replace(current(), command=None)):
            yield

    def keep(self, receipts: Mapping[int, Receipt]) -> Mapping[int, Receipt]:
        final = {str(at): _state(each) for at, each in receipts.items() if each.is_final}
        return {**receipts, **_receipts(self.shelf.add(self.id, final))}


@dataclass(frozen=True)
class KeptBatches:
    """See `app.surveys.receipts.Batches`."""

    shelf: Shelf

    def begin(self) -> KeptBatch:
        command = _command()
        batch_id = derived_id("registry", "survey_upload", command.key)
        begun = self.shelf.begin(batch_id, command.fingerprint)
        if begun["fingerprint"] != command.fingerprint:
            raise Invalid("idempotency_key_reused")
        return KeptBatch(batch_id, _receipts(begun), self.shelf)


@dataclass(frozen=True)
class MongoShelf:
    """In a collection of its own."""

    database: Database[State]
    clock: Clock

    def begin(self, batch_id: str, fingerprint: str) -> State:
        new = {"fingerprint": fingerprint, "at": self.clock.now(), "receipts": {}}
        with suppress(DuplicateKeyError):  # somebody begins it at this very moment
            self.database[COLLECTION].update_one(
                {"_id": batch_id}, {"$setOnInsert": new}, upsert=True
            )
        return self._lying(batch_id)

    def add(self, batch_id: str, receipts: Stored) -> State:
        changes = [
            UpdateOne(
                {"_id": batch_id, f"receipts.{at}": {"$exists": False}},
                {"$set": {f"receipts.{at}": each}},
            )
            for at, each in receipts.items()
        ]
        if changes:
            self.database[COLLECTION].bulk_write(changes, ordered=False)
        return self._lying(batch_id)

    def _lying(self, batch_id: str) -> State:
        return self.database[COLLECTION].find_one({"_id": batch_id}) or {"receipts": {}}


@dataclass(frozen=True)
class MemoryShelf:
    """In memory, for tests of handlers."""

    lying: dict[str, State] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, batch_id: str, fingerprint: str) -> State:
        with self.lock:
            new: State = {"fingerprint": fingerprint, "receipts": {}}
            return self.lying.setdefault(batch_id, new)

    def add(self, batch_id: str, receipts: Stored) -> State:
        with self.lock:
            begun = self.lying[batch_id]
            begun["receipts"] = {**receipts, **begun["receipts"]}
            return begun


def prepare(database: Database[State]) -> None:
    """The index by which old answers are forgotten."""
    database[COLLECTION].create_index("at", expireAfterSeconds=KEPT_SECONDS)


def _command() -> Command:
    command = current().command
    if command is None:
        raise LookupError("a batch comes as a command")
    return command


def _receipts(begun: State) -> dict[int, Receipt]:
    return {int(at): _receipt(each) for at, each in begun["receipts"].items()}


def _state(receipt: Receipt) -> State:
    return {**asdict(receipt), "became": receipt.became.value}


def _receipt(state: State) -> Receipt:
    return Receipt(
        **{
            **state,
            "became": Became(state["became"]),
            "problems": tuple(AnswerProblem(**each) for each in state["problems"]),
            "flags": tuple(Flag(**each) for each in state["flags"]),
            "errors": tuple(RefusedField(**each) for each in state["errors"]),
        }
    )
