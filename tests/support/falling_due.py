"""Timers of a `MemoryDatabase`, fired as `chassis.timers` fires those of MongoDB."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.kind import Timer
from chassis.documents.memory import MemoryDatabase


def timers_of(database: MemoryDatabase, collection: str) -> list[tuple[Timer, str]]:
    """Every timer of the collection with the id of its aggregate, the earliest first."""
    found = [
        (timer, document["_id"])
        for document in database.collections.get(collection, {}).values()
        for timer in document["timers"]
    ]
    return sorted(found, key=lambda each: (each[0].due, each[1], each[0].name))


def fire_due(
    database: MemoryDatabase,
    collection: str,
    clock: FixedClock,
    handlers: Mapping[str, Callable[[str, str], None]],
) -> None:
    """Fire what is due until nothing is; `handlers` are known by the beginning of timers' names."""
    while due := [each for each in timers_of(database, collection) if each[0].due <= clock.now()]:
        timer, aggregate_id = due[0]
        (handler,) = (handlers[prefix] for prefix in handlers if timer.name.startswith(prefix))
        fire(handler, aggregate_id, timer.name)


def fire(handler: Callable[[str, str], None], aggregate_id: str, timer: str) -> None:
    """Fire one timer, whether it is due or not."""
    with use(Context(Actor.system("timers"))):
        handler(aggregate_id, timer)
