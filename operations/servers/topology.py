"""The exchanges every process relies on, and where what nobody wants is kept."""

from __future__ import annotations

from typing import Any

EVENTS = "kanaf.events"
RESTRICTED = "kanaf.restricted"
RPC = "nameko-rpc"
UNROUTABLE = "kanaf.unroutable"

EXCHANGES: dict[str, tuple[str, dict[str, Any]]] = {
    UNROUTABLE: ("fanout", {}),
    EVENTS: ("topic", {"alternate-exchange": UNROUTABLE}),
    RESTRICTED: ("topic", {"alternate-exchange": UNROUTABLE}),
    RPC: ("topic", {}),
}
"""Name to type and arguments; all are durable."""

QUEUES: dict[str, dict[str, Any]] = {UNROUTABLE: {"x-queue-type": "quorum"}}
"""Durable queues that belong to no service; each is bound to the exchange of its name."""
