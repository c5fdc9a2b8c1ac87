"""`kanaf setup`: make broker and database ready for the services, wherever they run."""

from __future__ import annotations

import os
from pathlib import Path

import click

from chassis.settings import Environment
from operations.failure import Failure
from operations.local import preparation, secrets, servers, system
from operations.local.home import Home
from operations.servers import addresses, broker, database


@click.command()
@click.option("--wait", default=60.0, show_default=True, help="Seconds to wait for the servers.")
def setup(wait: float) -> None:
    """Prepare broker and database for the services.

    Exchanges, accounts and permissions at the broker, replica set and accounts at MongoDB.
    With KANAF_SECRETS (a folder with a file for each account's password: amqp-registry,
    mongo-registry, ...) it prepares the servers that KANAF_AMQP_URL and KANAF_MONGO_URL (or
    ..._FILE) name with an administrator's account; KANAF_MONGO_REPLICA_HOST is the address of a
    database that is no replica set yet. Without it, the servers of the local system again.
    """
    if folder := os.environ.get("KANAF_SECRETS"):
        _given(Path(folder), wait)
    elif servers.known(Home.find()) is not None:
        _local()
    else:
        raise Failure(
            "there is no local system and KANAF_SECRETS is not set",
            "make up, or set KANAF_SECRETS, KANAF_AMQP_URL and KANAF_MONGO_URL",
        )
    click.echo("  broker and database are ready for the services")


def _given(folder: Path, wait: float) -> None:
    variables = Environment()
    amqp_passwords, mongo_passwords = secrets.given_passwords(folder)
    amqp_url = addresses.checked_amqp(variables.text("KANAF_AMQP_URL"))
    warnings = [
        broker.prepare(
            amqp_url,
            variables.text("KANAF_AMQP_MANAGEMENT_URL", addresses.management_of(amqp_url)),
            amqp_passwords,
            wait_seconds=wait,
        ).warning,
        database.prepare(
            addresses.checked_mongo(variables.text("KANAF_MONGO_URL")),
            mongo_passwords,
            wait_seconds=wait,
            replica_host=variables.text("KANAF_MONGO_REPLICA_HOST", "") or None,
        ),
    ]
    for warning in warnings:
        if warning:
            raise Failure(warning, "give setup the account of an administrator")


def _local() -> None:
    current = system.current(Home.find())
    for prepare in (preparation.prepare_broker, preparation.prepare_database):
        _, warning = prepare(current)
        if warning:
            click.echo(f"! {warning}", err=True)
