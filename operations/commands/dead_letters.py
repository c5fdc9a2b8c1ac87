"""`kanaf dlq`: messages that no attempt could handle."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

from chassis.amqp.connection import CONNECTION_ERRORS
from chassis.amqp.topology import is_dead
from chassis.dead_letters import DeadLetter, DeadLetters, NoSuchLetter
from chassis.errors import Unavailable
from chassis.journal import Journal
from operations import installation
from operations.failure import Failure
from operations.installation import Installation
from operations.servers import addresses, broker
from operations.servers.accounts import SERVICES
from operations.servers.management import ManagementUnreachable

T = TypeVar("T")
_REFUSALS: tuple[type[Exception], ...] = (*CONNECTION_ERRORS, Unavailable)


@click.group()
def dlq() -> None:
    """Parked messages: list, show, replay, discard."""


@dlq.command("list")
@click.argument("queue", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs: a JSON list.")
def list_letters(queue: str | None, as_json: bool) -> None:
    """How many are parked for each queue, or the messages parked for QUEUE, oldest first."""
    where = installation.current()
    if queue is None:
        counts = _asked(lambda: _letters(where).counts(_parkings(where)))
        rows: list[dict[str, Any]] = [
            {"queue": name.removesuffix(".dead"), "parked": count}
            for name, count in sorted(counts.items())
        ]
        lines = [f"{row['parked']:7}  {row['queue']}" for row in rows]
    else:
        letters = _asked(lambda: _letters(where).show(_working(queue)))
        rows = [_summary(each) for each in letters]
        lines = [
            f"{row['id']}  {row['parked_at']}  {row['reason']} after {row['attempts']} attempts  "
            f"{row['type'] or row['routing_key']}\n    {row['error']}"
            for row in rows
        ]
    click.echo(json.dumps(rows, indent=1) if as_json else "\n".join(lines) or "  nothing parked")


@dlq.command()
@click.argument("queue")
@click.argument("message_id")
@click.option("--reveal", is_flag=True, help="Show personal data, too.")
def show(queue: str, message_id: str, reveal: bool) -> None:
    """Everything known about one parked message."""
    where = installation.current()
    letters = _asked(lambda: _letters(where).show(_working(queue), limit=100_000))
    letter = next((each for each in letters if each.id == message_id), None)
    if letter is None:
        raise _unknown(queue, message_id)
    for name, value in _summary(letter).items():
        click.echo(f"{name:12} {value}")
    click.echo(f"{'traceparent':12} {letter.traceparent}")
    click.echo(_contents(letter, reveal=reveal))
    if letter.stack:
        click.echo(letter.stack)


@dlq.command()
@click.argument("queue")
@click.argument("message_id", required=False)
@click.option("--all", "everything", is_flag=True, help="All that are parked for QUEUE now.")
def replay(queue: str, message_id: str | None, everything: bool) -> None:
    """Send one parked message, or all, back to QUEUE with fresh attempts."""
    if everything == (message_id is not None):
        raise Failure("which message?", f"name one (kanaf dlq list {queue}), or give --all")
    where = installation.current()
    count = _asked(lambda: _letters(where).replay(_working(queue), message_id), queue, message_id)
    click.echo(f"  {count} sent back to {_working(queue)}")


@dlq.command()
@click.argument("queue")
@click.argument("message_id")
@click.option("--note", required=True, help="Why; it is kept with the message.")
def discard(queue: str, message_id: str, note: str) -> None:
    """Remove one parked message for good; it is kept in the service's `discarded` collection."""
    where = installation.current()
    service = queue.split(".")[0]
    with installation.database(service) as kept_in:
        journal = Journal(kept_in)
        _asked(
            lambda: _letters(where).discard(
                _working(queue),
                message_id,
                lambda letter: journal.keep_discarded(letter, getpass.getuser(), note),
            ),
            queue,
            message_id,
        )
    click.echo(f"  {message_id} discarded")


def _letters(where: Installation) -> DeadLetters:
    return DeadLetters(where.amqp_url, "kanaf dlq")


def _working(queue: str) -> str:
    """The working queue's name, also when the parking's was given."""
    return queue.removesuffix(".dead")


def _parkings(where: Installation) -> list[str]:
    """Every parking there is, by the management API; without one, those that we know of."""
    api = broker.management(where.amqp_url, where.management_url)
    try:
        queues = api.get("queues", addresses.amqp_vhost(where.amqp_url)) or []
    except ManagementUnreachable:
        return [f"{each}.{group}" for each in SERVICES for group in ("messages", "feeds")]
    return [each["name"] for each in queues if is_dead(each["name"])]


def _summary(letter: DeadLetter) -> dict[str, Any]:
    event = letter.event or {}
    return {
        "id": letter.id,
        "queue": letter.queue,
        "reason": letter.reason,
        "error": letter.error,
        "attempts": letter.attempts,
        "parked_at": letter.parked_at,
        "routing_key": letter.routing_key,
        "type": event.get("type"),
        "subject": event.get("subject"),
    }


def _contents(letter: DeadLetter, *, reveal: bool) -> str:
    """The event; its data only when they are not personal, or on demand."""
    event = letter.event
    if event is not None:
        if event.get("dataclassification") != "general" and not reveal:
            event = {**event, "data": "hidden; --reveal shows it"}
        return json.dumps(event, ensure_ascii=False, indent=1)
    return repr(letter.body[:2000]) if reveal else f"{len(letter.body)} bytes; --reveal shows them"


def _asked(question: Callable[[], T], queue: str | None = None, message_id: str | None = None) -> T:
    """The broker's answer; what may go wrong becomes a `Failure`."""
    try:
        return question()
    except NoSuchLetter:
        raise _unknown(str(queue), str(message_id)) from None
    except _REFUSALS as error:
        raise Failure(
            f"the broker cannot do that: {error}",
            "see the queue's name (kanaf dlq list) and that the broker runs (kanaf status)",
        ) from error


def _unknown(queue: str, message_id: str) -> Failure:
    return Failure(
        f"no message {message_id} is parked for {queue}", f"kanaf dlq list {_working(queue)}"
    )
