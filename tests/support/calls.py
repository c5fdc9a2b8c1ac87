"""Calls to the sample service, as the gateway makes them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chassis.context import Actor, Context
from chassis.rpc.client import RpcClient
from tests.support.waiting import eventually

SAMPLE = ["-m", "tests.support.sample", "serve"]
"""Arguments of the process that serves it."""

Call = Callable[..., dict[str, Any]]


@contextmanager
def connected_client(url: str) -> Iterator[RpcClient]:
    """A client that is connected when the block begins."""
    made = RpcClient(url, "test")
    made.start()
    try:
        eventually(lambda: made.connected, what="the client's connection")
        yield made
    finally:
        made.stop()


def caller(client: RpcClient, service: str) -> Call:
    """A function `call(method, request, seconds=..., **context)` for one service."""

    def call(
        method: str, request: dict[str, Any] | None = None, *, seconds: float = 5, **context: Any
    ) -> dict[str, Any]:
        actor = Actor("clerk-1", frozenset({"clerk"}))
        return client.call(
            service,
            method,
            request or {},
            Context(actor, deadline=time.time() + seconds, **context),
        )

    return call
