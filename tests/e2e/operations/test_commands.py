"""The `kanaf` command on a whole running system, as an operator uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from typing import Any

import amqp
import pytest
import requests

from chassis.amqp.connection import open_connection
from operations.local.programs import PROGRAMS
from tests.support.waiting import eventually


def kanaf(*arguments: str, status: int = 0) -> str:
    """What the command prints on standard output; it must end with this status."""
    done = subprocess.run(
        [sys.executable, "-m", "operations", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == status, done.stderr
    return done.stdout if status == 0 else done.stdout + done.stderr


def programs() -> dict[str, dict[str, Any]]:
    return {row["program"]: row for row in json.loads(kanaf("status", "--json"))}


def gateway(path: str, token: str | None) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.get(os.environ["KANAF_GATEWAY_URL"] + path, headers=headers, timeout=30)


def test_status_shows_every_program_running_and_ready() -> None:
    rows = programs()
    assert {each.name for each in PROGRAMS} <= set(rows)
    assert {row["state"] for row in rows.values()} == {"running"}
    assert rows["registry"]["health"] == "ready"


def test_up_on_a_running_system_changes_nothing() -> None:
    before = {name: row["pid"] for name, row in programs().items()}
    kanaf("up")
    assert {name: row["pid"] for name, row in programs().items()} == before


def test_env_tells_a_shell_where_everything_is() -> None:
    printed = subprocess.run(
        ["bash", "-c", f'eval "$({sys.executable} -m operations env)"; echo "$KANAF_GATEWAY_URL"'],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert printed.stdout.strip() == os.environ["KANAF_GATEWAY_URL"]


def test_tokens_of_the_local_issuer_open_the_gateway_before_and_after_a_rotation() -> None:
    before = kanaf("token", "--role", "administrator").strip()
    assert gateway("/v1/partners", before).status_code == 200
    kanaf("issuer", "rotate")
    after = kanaf("token", "--role", "administrator").strip()
    eventually(lambda: gateway("/v1/partners", after).status_code == 200, within=30)
    assert gateway("/v1/partners", before).status_code == 200


def test_an_expired_token_opens_nothing() -> None:
    expired = kanaf("token", "--role", "administrator", "--hours", "-1").strip()
    assert gateway("/v1/partners", expired).status_code == 401
    assert gateway("/v1/partners", None).status_code == 401


def test_a_partner_gets_an_account_for_its_own_feed_alone_until_it_is_removed() -> None:
    name = f"test-{uuid.uuid4().hex[:8]}"
    printed = kanaf("partner", "add", name, "--events", "licensing.licence.*")
    url = printed.split("broker", 1)[1].split()[0]
    connection = open_connection(url, name)
    channel = connection.channel()
    assert channel.queue_declare(f"feed.{name}", passive=True).queue == f"feed.{name}"
    with pytest.raises(amqp.exceptions.AccessRefused):
        channel.basic_get("notifications.messages")
    connection.close()
    assert name in kanaf("partner", "list")
    kanaf("partner", "remove", name)
    with pytest.raises((amqp.exceptions.AMQPError, OSError)):
        open_connection(url, name)


def park_something() -> str:
    """Put what no consumer can read into a queue; its id."""
    message_id = str(uuid.uuid4())
    connection = open_connection(os.environ["KANAF_AMQP_URL"], "test")
    message = amqp.Message("not an event", message_id=message_id, delivery_mode=2)
    connection.channel().basic_publish(message, "", "notifications.messages")
    connection.close()
    return message_id


def parked() -> list[str]:
    rows = json.loads(kanaf("dlq", "list", "notifications.messages", "--json"))
    return [row["id"] for row in rows]


def test_a_parked_message_is_shown_and_sent_back_and_discarded() -> None:
    message_id = park_something()
    eventually(lambda: message_id in parked(), within=30)
    assert "notifications.messages" in kanaf("dlq", "list")
    assert "undecodable" in kanaf("dlq", "show", "notifications.messages", message_id)
    kanaf("dlq", "replay", "notifications.messages", message_id)
    eventually(lambda: message_id in parked(), within=30, what="it is parked again")
    kanaf("dlq", "discard", "notifications.messages", message_id, "--note", "a test's")
    assert message_id not in parked()


def test_what_is_not_parked_is_named_with_a_remedy() -> None:
    words = kanaf("dlq", "show", "notifications.messages", "nothing", status=1)
    assert "remedy: kanaf dlq list notifications.messages" in words


@pytest.mark.parametrize("service", ["registry", "licensing", "alternative_care", "notifications"])
def test_every_journal_can_be_read(service: str) -> None:
    for line in kanaf("journal", "show", service, "-n", "5", "--json").splitlines():
        assert json.loads(line)["type"].startswith(f"kanaf.{service}.")


def test_the_audit_log_is_intact() -> None:
    assert kanaf("audit", "verify").count("chain intact") == 4


def test_messages_are_listed_as_json() -> None:
    assert isinstance(json.loads(kanaf("messages", "--json")), list)


def test_logs_of_one_program() -> None:
    assert kanaf("logs", "gateway", "-n", "3")
    assert "name one of" in kanaf("logs", "gatevay", status=1)


def test_setup_can_be_run_again() -> None:
    assert "ready for the services" in kanaf("setup")


def test_an_unknown_program_is_named_with_those_there_are() -> None:
    assert "relay-registry" in kanaf("run", "registri", status=1)
