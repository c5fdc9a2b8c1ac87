"""The table of every event to read: what it tells, how it is classified, which queues it reaches.

`python -m contracts.asyncapi` writes it beside the AsyncAPI document; a test refuses a stale one.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from contracts.catalogue import CATALOGUE, EventType
from contracts.envelope import EVENTS_EXCHANGE, RESTRICTED_EXCHANGE, exchange, routing_key
from contracts.subscriptions import SUBSCRIPTIONS, Source
from contracts.upcasters import UPCASTERS

TARGET = Path(__file__).parent.parent / "docs" / "generated" / "events.md"

_OPENING = f"""\
# Events

Made by `python -m contracts.asyncapi` from `contracts/events/` and `contracts/subscriptions.py`;
not to be edited. Fields, samples and the envelope are in `docs/generated/asyncapi.json`.

- *general*: ministries get it when their agreement covers it.
- *protected*: ministries get it when their agreement names it.
- *personal*: on `{RESTRICTED_EXCHANGE}`, which notifications alone read; in no feed. All others are
  on `{EVENTS_EXCHANGE}`.

*Reaches* names the queues that are bound for the event. A queue passes over types that it has no
handler for.
"""
_COLUMNS = "| event | tells | class | reaches |\n|---|---|---|---|\n"


def text() -> str:
    """The page as it is kept."""
    services = groupby(CATALOGUE.values(), key=lambda each: each.service)
    parts = [_OPENING, *(_published(name, list(types)) for name, types in services), _consumed()]
    return "\n".join(parts)


def reached(kind: EventType) -> list[str]:
    """The queues that get this event."""
    return [
        queue
        for queue, sources in SUBSCRIPTIONS.items()
        if any(_brings(source, kind) for source in sources)
    ]


def _brings(source: Source, kind: EventType) -> bool:
    if source.exchange != exchange(kind.classification):
        return False
    words = (re.escape(word) for word in source.routing_key.split("."))
    pattern = r"\.".join({"\\*": "[^.]+", "\\#": ".*"}.get(word, word) for word in words)
    return re.fullmatch(pattern, routing_key(kind.name)) is not None


def _published(service: str, types: list[EventType]) -> str:
    return f"## What {service} publishes\n\n{_COLUMNS}" + "".join(map(_row, types))


def _row(kind: EventType) -> str:
    queues = ", ".join(f"`{each}`" for each in reached(kind)) or "nobody"
    cells = (f"`{routing_key(kind.name)}`", _told(kind), kind.classification, queues)
    return f"| {' | '.join(cells)} |\n"


def _told(kind: EventType) -> str:
    words = " ".join((inspect.getdoc(kind.event) or "").split()).replace("|", "\\|")
    former = " *Not published any more; read as the next version.*"
    return words + (former if kind.name in UPCASTERS else "")


def _consumed() -> str:
    head = "## What is consumed\n\n| queue | exchange | events |\n|---|---|---|\n"
    return head + "".join(_queues())


def _queues() -> Iterator[str]:
    for queue, sources in SUBSCRIPTIONS.items():
        for name, group in groupby(sources, key=lambda each: each.exchange):
            keys = ", ".join(f"`{each.routing_key}`" for each in group)
            yield f"| `{queue}` | `{name}` | {keys} |\n"
