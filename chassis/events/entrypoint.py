"""nameko entrypoints for events: a group of handlers that share one queue.

    messages = HandlerGroup("messages", bindings=[Binding("registry.person.#")], ordered=True)

    class NotificationsService:
        name = "notifications"
        application = Application()

        @messages.handles(PersonRegistered)
        def person_registered(self, event: Event[PersonRegistered]) -> None:
            self.application.welcome(...)

A handler runs in the context of the event, as the command that this event is, so that its effect
in a store happens once. It answers nothing; what it raises is retried and then parked.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import eventlet
from nameko.extensions import Entrypoint, SharedExtension, register_entrypoint

from chassis import process
from chassis.amqp.consumer import Consumer
from chassis.amqp.publisher import Publisher
from chassis.amqp.topology import (
    DELIVERY_LIMIT,
    RETRY_SECONDS,
    Binding,
    ConsumerQueue,
    consumer_queue,
    declare_consumer_queue,
)
from chassis.events.contract import Contract, Event, family, published_contract
from chassis.events.cursors import MongoCursors
from chassis.events.processor import ANY, Processor
from chassis.events.worker import Worker
from chassis.invocation import call
from contracts.subscriptions import SUBSCRIPTIONS

__all__ = ["Binding", "Event", "HandlerGroup", "sources"]

log = logging.getLogger(__name__)

SHARE_OF_STOP = 0.7
"""Which part of the time for stopping running handlers may use."""


def sources(queue: str) -> tuple[Binding, ...]:
    """The bindings of a queue as `contracts.subscriptions` has them."""
    return tuple(Binding(each.routing_key, each.exchange) for each in SUBSCRIPTIONS[queue])


Method = TypeVar("Method", bound=Callable[..., Any])


class EventType(Protocol):
    """A contract's event class."""

    TYPE: str


class HandlerGroup:
    """Handlers that share the queue `<service>.<name>`.

    `ordered` promises that the bindings bring all events of each subject, and asks for them to be
    applied in sequence. Types that reach the queue and have no handler are acknowledged.
    """

    def __init__(
        self,
        name: str,
        bindings: Sequence[Binding],
        *,
        ordered: bool,
        retry_seconds: Sequence[float] = RETRY_SECONDS,
        delivery_limit: int = DELIVERY_LIMIT,
        contract: Contract = published_contract,
    ) -> None:
        self.name = name
        self.bindings = tuple(bindings)
        self.ordered = ordered
        self.retry_seconds = tuple(retry_seconds)
        self.delivery_limit = delivery_limit
        self.contract = contract

    def handles(self, *events: EventType | type[EventType] | str) -> Callable[[Method], Method]:
        """Decorates a method `(self, event: Event)` that handles these events; all, if none.

        An event is a contract's class, or a type with or without its version. Handlers always get
        the newest version.
        """
        families = tuple(
            family(each if isinstance(each, str) else each.TYPE) for each in events
        ) or (ANY,)

        def register(method: Method) -> Method:
            register_entrypoint(method, Handles(self, families))
            return method

        return register

    def queue(self, service: str) -> ConsumerQueue:
        """The group's queue, for this service."""
        return ConsumerQueue(
            consumer_queue(service, self.name),
            self.bindings,
            self.retry_seconds,
            self.delivery_limit,
        )


class EventReader(SharedExtension):  # type: ignore[misc]  # nameko is untyped
    """Reads a group's queue for all its handlers."""

    def __init__(self, group: HandlerGroup) -> None:
        self.group = group
        self._handlers: dict[str, Callable[[Event[Any]], object]] = {}
        self._consumer: Consumer | None = None

    @property
    def sharing_key(self) -> Any:
        return type(self), self.group.name

    def register(self, entrypoint: Handles) -> None:
        for each in entrypoint.families:
            if each in self._handlers:
                raise ValueError(f"two handlers for {each} in the group {self.group.name}")
            self._handlers[each] = functools.partial(call, self.container, entrypoint)

    def start(self) -> None:
        if self._consumer is not None:
            return
        of_process = process.of(self.container)
        settings = of_process.settings
        queue = self.group.queue(of_process.service.name)
        self._seconds = settings.stop_seconds * SHARE_OF_STOP
        self._publisher = Publisher(settings.amqp_url, f"{queue.name} retries")
        processor = Processor(
            queue.name,
            self._handlers,
            self.group.ordered,
            MongoCursors(of_process.database),
            self.group.contract,
        )
        self._worker = Worker(queue, processor, self._publisher.publish, eventlet.spawn)

        def declare(channel: Any) -> str:
            declare_consumer_queue(channel, queue)
            return queue.name

        consumer = Consumer(
            settings.amqp_url, queue.name, declare, self._worker.accept, settings.workers
        )
        self._consumer = consumer
        of_process.health.add(f"events {queue.name}", lambda: consumer.connected)
        self.container.spawn_managed_thread(consumer.run, identifier=f"events {queue.name}")

    def finish(self) -> None:
        """Take no more events and wait, within bounds, for those at work."""
        if self._consumer is not None:
            self._worker.stop()
            self._consumer.stop(self._seconds)
            self._publisher.close()


class Handles(Entrypoint):  # type: ignore[misc]  # nameko is untyped
    """A method that handles some events of a group."""

    def __init__(self, group: HandlerGroup, families: Sequence[str]) -> None:
        super().__init__()
        self.families = families
        self.reader = EventReader(group)

    def setup(self) -> None:
        self.reader.register(self)

    def stop(self) -> None:
        self.reader.finish()
