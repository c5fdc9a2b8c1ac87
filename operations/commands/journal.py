"""`kanaf journal`: every event a service ever published."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from chassis.amqp.publisher import Publisher
from chassis.errors import Unavailable
from chassis.journal import Journal, Selection
from operations import installation
from operations.failure import Failure
from operations.servers.accounts import SERVICES


@click.group()
def journal() -> None:
    """Events as they were published: read them, or publish them again."""


def _selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments by which events are chosen."""
    for option in (
        click.option("--until", type=click.DateTime(), help="Before this time (UTC)."),
        click.option("--since", type=click.DateTime(), help="From this time on (UTC)."),
        click.option("--type", "type_", help="A full type, or one without its version."),
        click.option("--subject", help="The id of one record."),
        click.argument("service", type=click.Choice(SERVICES)),
    ):
        command = option(command)
    return command


@journal.command()
@_selecting
@click.option("-n", "--limit", default=100, show_default=True, help="At most; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object a line.")
def show(service: str, limit: int, as_json: bool, **conditions: Any) -> None:
    """Events of SERVICE, oldest first. Data of personal events are never shown."""
    with installation.database(service) as database:
        for event in Journal(database).events(_selection(**conditions), limit):
            shown = event
            if event.get("dataclassification") == "personal":
                shown = {**event, "data": "personal"}
            if as_json:
                click.echo(json.dumps(shown, ensure_ascii=False))
            else:
                click.echo(
                    f"{event['time']}  {event['type']}  {event['subject']} "
                    f"#{event['sequence']}  {json.dumps(shown['data'], ensure_ascii=False)}"
                )


@journal.command()
@_selecting
@click.option("--queue", help="Only to this queue; without it, to everybody who is bound for it.")
def republish(service: str, queue: str | None, **conditions: Any) -> None:
    """Publish events again. Consumers recognise what they have handled."""
    where = installation.current()
    publisher = Publisher(where.amqp_url, "kanaf journal")
    try:
        with installation.database(service) as database:
            count = Journal(database).republish(_selection(**conditions), publisher.publish, queue)
    except Unavailable as error:
        raise Failure(
            f"the broker did not take every event ({error.code})",
            "see the queue's name and that the broker runs (kanaf status), then do it again",
        ) from error
    finally:
        publisher.close()
    click.echo(f"  {count} events published again")


def _selection(
    subject: str | None, type_: str | None, since: datetime | None, until: datetime | None
) -> Selection:
    return Selection(
        subject=subject,
        type=type_,
        since=None if since is None else since.replace(tzinfo=UTC),
        until=None if until is None else until.replace(tzinfo=UTC),
    )
