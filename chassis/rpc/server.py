"""nameko entrypoints `@command` and `@query`, on an AMQP consumer of our own.

A request is acknowledged after its reply was sent. When a process dies, the broker gives its
requests to another one, which drops those whose deadline has passed; what had been done already is
recognised by the command's key, which for callers without one is the id of the message.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable
from typing import Any

import eventlet
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import DependencyProvider, Entrypoint, SharedExtension, register_entrypoint

from chassis import metrics, process
from chassis.amqp import topology
from chassis.amqp.connection import CONNECTION_ERRORS, Patience, pauses
from chassis.amqp.link import SOCKET_SECONDS, Link
from chassis.context import HEADER
from chassis.errors import Internal, is_refusal
from chassis.rpc import dispatch
from chassis.rpc.delivery import Delivery

log = logging.getLogger(__name__)

Method = Callable[[Any, dispatch.Request], dispatch.Answer]


def queue_name(service: str) -> str:
    """Where a service's requests wait."""
    return f"rpc-{service}"


class RpcServer(SharedExtension):  # type: ignore[misc]  # nameko is untyped
    """Reads the service's requests, as many at a time as there are workers, and answers them."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._link: Link | None = None
        self._consumer_tag = ""
        self._stopping = threading.Event()
        self._closing = threading.Event()
        self._reader: Any = None

    def register(self, entry: Entry) -> None:
        self._entries[entry.method_name] = entry

    @property
    def consuming(self) -> bool:
        """Whether requests reach us at this moment."""
        link = self._link
        return (
            link is not None
            and not link.broken
            and not link.blocked
            and not self._stopping.is_set()
        )

    def setup(self) -> None:
        self._process = process.of(self.container)
        self._service = self._process.service.name
        self._process.health.add("rpc", lambda: self.consuming)

    def start(self) -> None:
        if self._reader is None:
            self._reader = self.container.spawn_managed_thread(self._serve, "rpc reader")

    def refuse_more(self) -> None:
        """Take no new requests; those that run go on and are answered."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        if self._link is not None:
            try:
                self._link.cancel(self._consumer_tag)
            except CONNECTION_ERRORS as error:
                log.info("could not cancel the consumer: %s", error)

    def stop(self) -> None:
        """Close the connection; nameko calls this when all workers have finished."""
        self._stopping.set()
        self._closing.set()
        if self._link is not None:
            self._link.wake()
        with eventlet.Timeout(3 * SOCKET_SECONDS, False):
            self._reader.wait()

    def kill(self) -> None:
        """Break off: the broker gives what was not acknowledged to others."""
        self._stopping.set()
        self._closing.set()
        if self._link is not None:
            self._link.interrupt()

    def _serve(self) -> None:
        """Connect and read, again and again. Raises when the broker goes on knowing us not."""
        waits, refused = pauses(), Patience()
        while not self._closing.is_set():
            try:
                self._link = self._open()
                waits, refused = pauses(), Patience()
                log.info("serving requests from %s", queue_name(self._service))
                self._link.read(self._closing.is_set)
            except CONNECTION_ERRORS as error:
                if not self._closing.is_set():
                    log.warning("no connection to the broker: %s", error)
                    refused.bear(error)
            finally:
                link, self._link = self._link, None
                if link is not None:
                    link.close(politely=True)
            self._closing.wait(next(waits))

    def _open(self) -> Link:
        link = Link(self._process.settings.amqp_url, f"{self._service} rpc")
        try:
            queue = queue_name(self._service)
            channel = link.channel
            channel.queue_declare(queue, durable=True, auto_delete=False)
            channel.queue_bind(queue, topology.RPC, f"{self._service}.*")
            channel.basic_qos(0, self._process.settings.workers, False)
            if not self._stopping.is_set():  # else the link only serves to answer what still runs
                self._consumer_tag = channel.basic_consume(
                    queue, callback=functools.partial(self._on_message, link)
                )
        except BaseException:
            link.close()
            raise
        return link

    def _on_message(self, link: Link, message: Any) -> None:
        """Start the work a request asks for; it never fails, whatever the request is."""
        delivery = Delivery(message, link, lambda: self._link)
        if self._stopping.is_set():
            delivery.give_back()
            return
        method = delivery.method
        entry = self._entries.get(method)
        try:
            if entry is None and method != "ping":
                raise Internal("unknown_method", {"method": method})
            call = dispatch.read(
                self._service,
                method,
                message.body,
                message.properties.get("application_headers", {}).get(HEADER),
                delivery.id,
                changes=isinstance(entry, Command),
            )
        except dispatch.Expired:
            metrics.RPC_EXPIRED.labels(self._service).inc()
            delivery.drop()
        except Exception as error:
            log.warning("refused a request: %r", error, exc_info=not is_refusal(error))
            metrics.RPC_REQUESTS.labels(self._service, "unknown", "refused").inc()
            delivery.reply(dispatch.encode_error(error))
        else:
            self._begin(entry, call, delivery)

    def _begin(self, entry: Entry | None, call: dispatch.Call, delivery: Delivery) -> None:
        if entry is None:
            ping = functools.partial(self._ping, call, delivery)
            self.container.spawn_managed_thread(ping, "ping")
            return
        try:
            self.container.spawn_worker(
                entry, (call,), {}, handle_result=functools.partial(_reply, delivery)
            )
        except ContainerBeingKilled:
            log.info("stopping: a request goes back to its queue")

    def _ping(self, call: dispatch.Call, delivery: Delivery) -> None:
        def ask_database(_: dispatch.Request) -> dispatch.Answer:
            self._process.database.command("ping")
            return {"ok": True}

        delivery.reply(dispatch.answer(call, ask_database))


def _reply(
    delivery: Delivery, _worker: Any, result: bytes | None, exc_info: Any
) -> tuple[Any, Any]:
    """What nameko calls when the worker is done."""
    delivery.reply(dispatch.encode_error(exc_info[1]) if exc_info else result or b"")
    return result, exc_info


class Entry(Entrypoint):  # type: ignore[misc]  # nameko is untyped
    """A method of the service that requests reach by its name."""

    server = RpcServer()

    def setup(self) -> None:
        self.server.register(self)

    def stop(self) -> None:
        self.server.refuse_more()


class Command(Entry):
    """Changes something: runs under a command key, at most once with effect."""


class Query(Entry):
    """Only looks."""


def command(method: Method) -> Any:
    """Serve this method `(self, request) -> answer` as a command."""
    return _served(method, Command())


def query(method: Method) -> Any:
    """Serve this method `(self, request) -> answer` as a query."""
    return _served(method, Query())


def _served(method: Method, entry: Entry) -> Any:
    @functools.wraps(method)
    def serve(service: Any, call: dispatch.Call) -> bytes:
        return dispatch.answer(call, functools.partial(method, service))

    register_entrypoint(serve, entry)
    return serve


class Application(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives entrypoints what the bootstrap's `build` made: `application = Application()`."""

    def get_dependency(self, worker_ctx: Any) -> Any:
        return process.of(self.container).application
