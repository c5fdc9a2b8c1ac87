"""What the registry is asked and answers. One module an area, each with its `METHODS`."""

from __future__ import annotations

from contracts.rpc.base import PING, Methods
from contracts.rpc.registry import households, persons

METHODS: Methods = {
    "ping": PING,
    **persons.METHODS,
    **households.METHODS,
}
