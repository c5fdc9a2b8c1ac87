"""A broker, sinks and a notifications process of these tests' own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.documents.connection import connect
from tests.support.broker import OwnBroker, own_broker
from tests.support.ministry import Ministry
from tests.support.postbox import TOKEN, Postbox
from tests.support.servers import with_database


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnBroker]:
    """One that no running system shares: the names of queues are fixed."""
    with own_broker(tmp_path_factory.mktemp("broker")) as broker:
        yield broker


@pytest.fixture(scope="session")
def postbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postbox]:
    """Mail server and SMS provider."""
    postbox = Postbox(tmp_path_factory.mktemp("sinks"))
    with postbox.serving():
        yield postbox


@pytest.fixture(scope="module")
def ministry(
    broker: OwnBroker, postbox: Postbox, mongo_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ministry]:
    """Notifications on a database of its own; no process of it runs yet."""
    client = connect(mongo_url, "tests")
    name = f"test_{uuid.uuid4().hex[:12]}"
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KANAF_")},
        "KANAF_MODE": "local",
        "KANAF_AMQP_URL": broker.url,
        "KANAF_MONGO_URL": with_database(mongo_url, name),
        "KANAF_METRICS_PORT": "0",
        "KANAF_SMTP_URL": postbox.smtp_url,
        "KANAF_SMS_URL": postbox.sms_url,
        "KANAF_SMS_TOKEN": TOKEN,
        "KANAF_MAIL_FROM": "Ministry <no-reply@mosd.example>",
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
    }
    folder: Path = tmp_path_factory.mktemp("notifications")
    ministry = Ministry(broker, postbox, client[name], environment, folder)
    try:
        yield ministry
    finally:
        client.drop_database(name)
        client.close()
