"""The registry's own events of families, as its handlers get them: in any order, any number of
times."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from chassis.documents.memory import MemoryDatabase
from chassis.events.contract import published_contract
from chassis.events.cursors import MemoryCursors
from chassis.events.entrypoint import Handles
from chassis.events.processor import Handled, Processor
from contracts.envelope import Envelope, from_dict
from services.registry.entrypoints.events import life
from services.registry.entrypoints.service import RegistryService

FAMILIES = ("households", "persons", "enrolments", "grievances")


def told_in_memory(memory: MemoryDatabase) -> list[Envelope]:
    """Every event so far of those whom enrolments follow."""
    kept = [each for name in FAMILIES for each in memory.collections.get(name, {}).values()]
    return [from_dict(event) for document in kept for event in document["pending"]]


def told_on_mongo(database: Any) -> list[Envelope]:
    """The same of a registry on MongoDB, from whose documents no relay takes them."""
    kept = [each for name in FAMILIES for each in database[name].find({}, {"pending": 1})]
    return [from_dict(event) for document in kept for event in document.get("pending", ())]


def deliver(service: RegistryService, events: Iterable[Envelope]) -> None:
    """Let the handlers of `registry.life` have these, as the service's consumer does."""
    processor = Processor(
        "registry.life", _handlers(service), life.ordered, MemoryCursors(), published_contract
    )
    for each in events:
        outcome = processor.process(each)
        assert isinstance(outcome, Handled), outcome


def _handlers(service: RegistryService) -> dict[str, Callable[[Any], object]]:
    entries = [
        (each, getattr(service, name))
        for name in dir(RegistryService)
        for each in getattr(getattr(RegistryService, name), "nameko_entrypoints", ())
        if isinstance(each, Handles) and each.reader.group is life
    ]
    return {family: method for entry, method in entries for family in entry.families}
