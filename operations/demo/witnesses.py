"""What the other sides saw: people their messages, a ministry its feed, an operator the metrics."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import requests
from prometheus_client.parser import text_string_to_metric_families

from chassis.amqp.connection import close_quietly, open_connection
from operations.demo.narrator import Narrator
from operations.failure import Failure

T = TypeVar("T")


def awaited(what: str, look: Callable[[], T | None], seconds: float = 20) -> T:
    """What `look` finds, when it finds it. Raises `Failure` after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until:
            raise Failure(f"within {seconds:.0f} s there was no {what}", "kanaf status; kanaf logs")
        time.sleep(0.1)


def messages_to(url: str, address: str) -> list[dict[str, Any]]:
    """What arrived at a phone or in a mailbox."""
    with requests.Session() as session:
        session.trust_env = False
        found: list[dict[str, Any]] = session.get(url, params={"to": address}, timeout=30).json()
    return found


def show_messages(
    url: str,
    narrator: Narrator,
    who: str,
    address: str,
    *,
    containing: str = "",
    at_least: int = 1,
) -> None:
    """Wait for what reaches somebody, and show the beginning of each message."""

    def look() -> list[dict[str, Any]] | None:
        fitting = [each for each in messages_to(url, address) if containing in each["text"]]
        return fitting if len(fitting) >= at_least else None

    for message in awaited(f"message to {who}", look):
        narrator.seen(f"{message['channel']} to {who}", message["text"].strip().splitlines()[0])


def read_feed(
    amqp_url: str, queue: str, wanted: Callable[[dict[str, Any]], bool], seconds: float = 20
) -> dict[str, Any]:
    """The first event of a partner's stream that is wanted, read from the stream's beginning.

    `amqp_url` is the partner's own: with it nothing else can be read.
    """
    found: list[dict[str, Any]] = []

    def receive(message: Any) -> None:
        event = json.loads(message.body)
        message.channel.basic_ack(message.delivery_tag)
        if wanted(event):
            found.append(event)

    connection = open_connection(amqp_url, "demo ministry", heartbeat=0)
    try:
        channel = connection.channel()
        channel.basic_qos(0, 100, False)
        channel.basic_consume(queue, callback=receive, arguments={"x-stream-offset": "first"})
        until = time.monotonic() + seconds
        while not found:
            if time.monotonic() > until:
                raise Failure(f"the event did not reach {queue}", "kanaf logs notifications")
            try:
                connection.drain_events(timeout=0.5)
            except TimeoutError:
                continue
    finally:
        close_quietly(connection)
    return found[0]


def metric(urls: Mapping[str, str], program: str, name: str) -> float:
    """The sum of a metric's samples, as the program reports it now."""
    with requests.Session() as session:
        session.trust_env = False
        text = session.get(urls[program], timeout=10).text
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name
    )
