"""Calls to services from threads: many in flight over one connection, none beyond its deadline."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
import uuid
from dataclasses import replace
from typing import Any

import orjson

from chassis import metrics
from chassis.amqp import topology
from chassis.amqp.connection import CONNECTION_ERRORS, pauses
from chassis.amqp.link import SOCKET_SECONDS, Link
from chassis.context import HEADER, Context, to_header
from chassis.errors import DeadlineExceeded, Internal, KanafError, Unavailable, from_wire

log = logging.getLogger(__name__)

DEADLINE_SECONDS = 5.0
"""How long a call may take when its context has no deadline of its own."""

RETRY_AFTER = 1.0


class RpcClient:
    """Calls the methods of services. Thread-safe; connects, and connects again, by itself."""

    def __init__(self, amqp_url: str, name: str) -> None:
        self._url = amqp_url
        self._name = name
        self._link: _ReplyLink | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"{name} rpc", daemon=True)

    def start(self) -> None:
        """Begin to connect, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Close; calls in flight fail. Returns within about three seconds."""
        self._stopping.set()
        link = self._link
        if link is not None:
            link.wake()
        self._thread.join(timeout=3 * SOCKET_SECONDS)

    @property
    def connected(self) -> bool:
        """Whether a call would be sent at this moment."""
        link = self._link
        return link is not None and link.usable

    def call(
        self, service: str, method: str, request: dict[str, Any], context: Context
    ) -> dict[str, Any]:
        """What the method answers.

        Raises the refusal it answered with; `Unavailable` at once when the broker is away or the
        service was never there; `DeadlineExceeded` when no answer came until the context's
        deadline, or can come any more: whether the work was done is then unknown.
        """
        if context.deadline is None:
            context = replace(context, deadline=time.time() + DEADLINE_SECONDS)
        link = self._link
        if link is None or not link.usable:
            raise Unavailable("broker_unavailable", retry_after=RETRY_AFTER)
        try:
            return _result(link.ask(f"{service}.{method}", request, context))
        except DeadlineExceeded:
            metrics.RPC_DEADLINE_MISSED.labels(service, method).inc()
            raise

    def _run(self) -> None:
        waits = pauses()
        while not self._stopping.is_set():
            try:
                link = _ReplyLink(self._url, self._name)
                self._link = link
                waits = pauses()
                log.info("connected to the broker")
                link.read(self._stopping.is_set)
            except CONNECTION_ERRORS as error:
                log.warning("no connection to the broker: %s", error)
            except Exception:
                log.exception("the connection to the broker failed in an unforeseen way")
            self._close_link()
            self._stopping.wait(next(waits))

    def _close_link(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.abandon()


class _ReplyLink:
    """One connection with the queue its replies come to, and the calls that wait for them."""

    def __init__(self, url: str, name: str) -> None:
        self._link = Link(url, f"{name} rpc")
        self._reply_to = str(uuid.uuid4())
        self._numbers = itertools.count(1)
        self._waiting: dict[str, _Waiting] = {}
        try:
            self._consume(f"rpc.reply-{name}-{self._reply_to}")
        except BaseException:
            self._link.close()
            raise

    def _consume(self, name: str) -> None:
        channel = self._link.channel
        channel.queue_declare(name, exclusive=True, auto_delete=True)
        channel.queue_bind(name, topology.RPC, self._reply_to)
        channel.events["basic_return"].add(self._on_return)
        channel.basic_consume(name, no_ack=True, callback=self._on_reply)

    @property
    def usable(self) -> bool:
        return not self._link.broken and not self._link.blocked

    def read(self, until: Any) -> None:
        self._link.read(until)

    def wake(self) -> None:
        self._link.wake()

    def ask(self, routing_key: str, request: dict[str, Any], context: Context) -> bytes:
        """The reply's body. Raises as `RpcClient.call` does."""
        number = str(next(self._numbers))
        waiting = self._waiting[number] = _Waiting()
        try:
            self._send(routing_key, request, context, number)
            if self._link.broken:
                # The connection may have been lost before we joined those who are told so.
                raise DeadlineExceeded("answer_lost", retry_after=RETRY_AFTER)
            return waiting.result(context.remaining() or 0.0)
        finally:
            self._waiting.pop(number, None)

    def _send(
        self, routing_key: str, request: dict[str, Any], context: Context, number: str
    ) -> None:
        body = orjson.dumps({"args": [], "kwargs": {"request": request}})
        remaining = context.remaining() or 0.0
        if remaining <= 0:
            raise DeadlineExceeded("deadline_exceeded", retry_after=RETRY_AFTER)
        try:
            self._link.publish(
                topology.RPC,
                routing_key,
                body,
                mandatory=True,
                timeout=remaining,
                reply_to=self._reply_to,
                correlation_id=number,
                expiration=str(max(1, int(remaining * 1000))),
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=1,
                application_headers={HEADER: to_header(context)},
            )
        except CONNECTION_ERRORS as error:
            # Half a message is no message: the broker has not taken this one.
            raise Unavailable("broker_unavailable", retry_after=RETRY_AFTER) from error

    def abandon(self) -> None:
        """Close, and tell everybody who waits."""
        self._link.close(politely=True)
        for waiting in list(self._waiting.values()):
            waiting.fail(DeadlineExceeded("answer_lost", retry_after=RETRY_AFTER))

    def _on_reply(self, message: Any) -> None:
        waiting = self._waiting.get(message.properties.get("correlation_id", ""))
        if waiting is not None:
            waiting.succeed(message.body)

    def _on_return(self, _error: Any, _exchange: str, _routing_key: str, message: Any) -> None:
        """No queue took the request: the service has never run on this broker."""
        waiting = self._waiting.get(message.properties.get("correlation_id", ""))
        if waiting is not None:
            waiting.fail(Unavailable("service_unavailable", retry_after=RETRY_AFTER))


class _Waiting:
    """One call that waits; what comes first decides."""

    def __init__(self) -> None:
        self._outcome: queue.SimpleQueue[bytes | KanafError] = queue.SimpleQueue()

    def succeed(self, body: bytes) -> None:
        self._outcome.put(body)

    def fail(self, error: KanafError) -> None:
        self._outcome.put(error)

    def result(self, timeout: float) -> bytes:
        """The body. Raises the error, or `DeadlineExceeded` after `timeout` seconds."""
        try:
            outcome = self._outcome.get(timeout=max(timeout, 0.0))
        except queue.Empty:
            raise DeadlineExceeded("deadline_exceeded", retry_after=RETRY_AFTER) from None
        if isinstance(outcome, KanafError):
            raise outcome
        return outcome


def _result(body: bytes) -> dict[str, Any]:
    try:
        reply = orjson.loads(body)
        error, result = reply["error"], reply["result"]
        wire = error["exc_args"][0] if error else None
    except (ValueError, KeyError, TypeError, IndexError) as unreadable:
        raise Internal("internal") from unreadable
    if wire is not None:
        raise from_wire(wire if isinstance(wire, dict) else {})
    answer: dict[str, Any] = result
    return answer
