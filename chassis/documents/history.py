"""Former states of an aggregate, kept in its own document: no change can part from its history."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.clock import Clock
from chassis.context import current
from chassis.documents.kind import A, Kind, Revision
from chassis.errors import NotFound

Document = dict[str, Any]


def provenance(clock: Clock, why: str | None) -> Document:
    """Who makes the state at hand, when and why."""
    return {"at": clock.now(), "actor": current().actor.subject, "why": why}


def revisions(kind: Kind[A], document: Mapping[str, Any]) -> list[Revision[A]]:
    """Every state in the document, the present one last."""
    return [
        Revision(
            version=each["version"],
            at=each["made"]["at"],
            actor=each["made"]["actor"],
            why=each["made"]["why"],
            aggregate=kind.from_state(document["_id"], each["version"], each["state"]),
        )
        for each in _states(document)
    ]


def as_of(kind: Kind[A], found: Sequence[Revision[A]], aggregate_id: str, moment: datetime) -> A:
    """The last of these states that was there at that moment. Raises `NotFound`."""
    for revision in reversed(found):
        if revision.at <= moment:
            return revision.aggregate
    raise NotFound(f"{kind.name}_not_found", {"id": aggregate_id})


def former(document: Mapping[str, Any]) -> Document:
    """The state in the document as it goes into the history when another one takes its place."""
    return {name: document[name] for name in ("version", "state", "made")}


def _states(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from document.get("history", ())
    yield document


def rewritten(kind: Kind[A], document: Mapping[str, Any], rewrite: Callable[[A], A]) -> Document:
    """What of the document changes when its former states are kept as `rewrite` has them."""

    def state_of(former_state: Mapping[str, Any]) -> Document:
        restored = kind.from_state(
            document["_id"], former_state["version"], copy.deepcopy(former_state["state"])
        )
        return {**former_state, "state": kind.to_state(rewrite(restored))}

    present = kind.to_view(
        kind.from_state(document["_id"], document["version"], copy.deepcopy(document["state"]))
    )
    changed: Document = {
        name: [{**each, "answer": present} for each in document.get(name, ())]
        for name in ("creation", "commands")
    }
    if kind.history:
        changed["history"] = [state_of(each) for each in document.get("history", ())]
    return changed


def pushing(change: Mapping[str, Any], slices: Mapping[str, int]) -> list[Document]:
    """The same change as a pipeline, that first puts the present state into the history.

    `change` has `$set`, `$min` and `$push` of lists; `slices` says how many of a list are kept.
    """
    kept = {
        name: {"$concatArrays": [{"$ifNull": [f"${name}", []]}, {"$literal": added["$each"]}]}
        for name, added in change["$push"].items()
    }
    return [
        {
            "$set": {
                "history": {
                    "$concatArrays": [
                        {"$ifNull": ["$history", []]},
                        [{"version": "$version", "state": "$state", "made": "$made"}],
                    ]
                },
                **{
                    name: {"$slice": [value, -slices[name]]} if name in slices else value
                    for name, value in kept.items()
                },
                **{
                    name: {"$min": [f"${name}", {"$literal": value}]}
                    for name, value in change["$min"].items()
                },
            }
        },
        # A stage of its own: the history above is made of what these still were then.
        {"$set": {name: {"$literal": value} for name, value in change["$set"].items()}},
    ]
