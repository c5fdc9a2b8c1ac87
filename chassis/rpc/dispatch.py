"""From a request as it arrived to the reply that goes out. Knows neither nameko nor eventlet."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import orjson
import pymongo
from pymongo.errors import (
    ConnectionFailure,
    ExecutionTimeout,
    PyMongoError,
    WTimeoutError,
)

from chassis import metrics
from chassis.context import Command, Context, child_traceparent, from_header, use
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.errors import Internal, Invalid, Unavailable, is_refusal, to_wire

log = logging.getLogger(__name__)

Request = dict[str, Any]
Answer = dict[str, Any]
Handler = Callable[[Request], Answer]

ATTEMPTS = 20
"""How often a command is run while others keep changing the same aggregate."""

RETRY_AFTER = 1.0
"""Seconds after which a caller may try again what a server's absence prevented."""

_DATABASE_LATENESS = 0.6
"""pymongo looks for a server in steps of half a second, and so may report its absence late."""


class Expired(Exception):
    """The deadline passed before the work began: nobody waits for the answer any more."""


@dataclass(frozen=True)
class Call:
    """One request, understood: what to run and in which context."""

    service: str
    method: str
    request: Request
    context: Context


def read(
    service: str, method: str, body: bytes | str, header: object, message_id: str, *, changes: bool
) -> Call:
    """Understand a request. `changes` says that the method is a command.

    `message_id` stands for the idempotency key of a caller who sent none, so that a request that
    the broker delivers twice is still done once. Raises `Invalid` for what is no request of ours,
    `Expired` for one that comes too late.
    """
    context = _context(header)
    if (context.remaining() or 0.0) <= 0:
        raise Expired
    request = _request(body)
    context = replace(context, traceparent=child_traceparent(context.traceparent))
    if changes:
        key = context.command_key or message_id
        context = context.with_command(
            Command(
                # Not joined by a sign that a subject or a key may hold: theirs would be mixed up.
                key=orjson.dumps([method, context.actor.subject, key]).decode(),
                fingerprint=fingerprint(request),
                expected_version=context.expected_version,
            )
        )
    return Call(service, method, request, context)


def _context(header: object) -> Context:
    if not isinstance(header, str):
        raise Invalid("malformed_request", {"part": "header"})
    try:
        context = from_header(header)
    except ValueError as error:
        raise Invalid("malformed_request", {"part": "header"}) from error
    if not isinstance(context.deadline, int | float):
        raise Invalid("malformed_request", {"part": "deadline"})
    return context


def _request(body: bytes | str) -> Request:
    try:
        request = orjson.loads(body)["kwargs"]["request"]
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("malformed_request", {"part": "body"}) from error
    if not isinstance(request, dict):
        raise Invalid("malformed_request", {"part": "body"})
    return request


def fingerprint(request: Request) -> str:
    """The same for the same request, whatever the order of its fields."""
    return hashlib.sha256(orjson.dumps(request, option=orjson.OPT_SORT_KEYS)).hexdigest()


def answer(call: Call, handler: Handler) -> bytes:
    """Run the handler and give the reply, whatever happens; count it and log defects."""
    started = time.monotonic()
    with use(call.context):
        try:
            reply = encode(run(call, handler))
            outcome = "ok"
        except Exception as error:
            outcome = getattr(error, "kind", "internal") if is_refusal(error) else "internal"
            if outcome == "internal":
                log.exception("%s.%s failed", call.service, call.method)
            reply = encode_error(error)
    metrics.RPC_REQUESTS.labels(call.service, call.method, outcome).inc()
    metrics.RPC_SECONDS.labels(call.service, call.method).observe(time.monotonic() - started)
    return reply


def run(call: Call, handler: Handler) -> Answer:
    """Run the handler within the deadline, again when somebody else was faster.

    Raises refusals; `Unavailable` when the database is away or everybody changes the same thing.
    """
    try:
        with pymongo.timeout(_for_database(call.context.remaining() or 0.0)):
            return _run_until_undisturbed(call, handler)
    except PyMongoError as error:
        if not is_passing(error):
            raise
        log.warning("the database is away: %s", type(error).__name__)
        raise Unavailable("database_unavailable", retry_after=RETRY_AFTER) from error


def _for_database(remaining: float) -> float:
    """Seconds the database gets, so that its absence is reported while the caller still waits."""
    return max(remaining - _DATABASE_LATENESS, remaining / 2, 0.001)


def _run_until_undisturbed(call: Call, handler: Handler) -> Answer:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return handler(call.request)
        except AlreadyDone as done:
            return done.answer
        except ConcurrentChange:
            # Loading again decides: a command based on a version is now refused as stale.
            if (call.context.remaining() or 0.0) <= 0:
                break
            time.sleep(random.uniform(0, 0.005) * attempt)  # noqa: S311  (spreads rivals)
    raise Unavailable("too_much_contention", retry_after=RETRY_AFTER)


def is_passing(error: PyMongoError) -> bool:
    """Whether the same operation may succeed later: the server is away, or was too slow."""
    return (
        isinstance(error, ConnectionFailure | ExecutionTimeout | WTimeoutError)
        or error.timeout
        or error.has_error_label("RetryableWriteError")
    )


def encode(result: Answer) -> bytes:
    """A reply with a result. Raises `Internal` when the result is not JSON."""
    try:
        return orjson.dumps({"result": result, "error": None})
    except TypeError as error:
        raise Internal("internal") from error


def encode_error(error: BaseException) -> bytes:
    """A reply with an error, in the shape that nameko's callers expect."""
    return orjson.dumps(
        {
            "result": None,
            "error": {
                "exc_type": type(error).__name__,
                "exc_path": f"{type(error).__module__}.{type(error).__name__}",
                "exc_args": [to_wire(error)],
                "value": getattr(error, "code", "internal"),
            },
        },
        default=str,
    )
