"""The mail and SMS sinks, as the senders and the readers see them."""

from __future__ import annotations

import smtplib
import socket
import subprocess
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.integration.operations.conftest import Start, listening


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@dataclass
class Sinks:
    """The sinks as a process, at ports of their own."""

    start: Start
    folder: Path
    smtp: int
    sms: int
    reading: int
    token: str = "only-for-tests"
    process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        self.process = self.start(
            "operations.local.sinks",
            {
                "KANAF_MODE": "local",
                "KANAF_SINKS_FILE": str(self.folder / "sinks.sqlite"),
                "KANAF_SMTP_PORT": str(self.smtp),
                "KANAF_SMS_PORT": str(self.sms),
                "KANAF_MESSAGES_PORT": str(self.reading),
                "KANAF_SMS_TOKEN": self.token,
            },
        )
        for port in (self.smtp, self.sms, self.reading):
            listening(port)

    def kill(self) -> None:
        """`kill -9`, and wait until it is gone."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def send(self, body: Any, token: str | None = None) -> requests.Response:
        return requests.post(
            f"http://127.0.0.1:{self.sms}/messages",
            json=body,
            headers={"Authorization": f"Bearer {token or self.token}"},
            timeout=30,
        )

    def mail(self, message_id: str = "<1@kanaf>") -> None:
        message = EmailMessage()
        message["From"], message["To"] = "kanaf@example.jo", "amal@example.jo"
        message["Subject"], message["Message-ID"] = "قرار الترخيص", message_id
        message.set_content("تم إصدار الترخيص.\n")
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=30) as server:
            server.send_message(message)

    def messages(self, **query: str) -> list[dict[str, Any]]:
        url = f"http://127.0.0.1:{self.reading}/messages"
        found: list[dict[str, Any]] = requests.get(url, params=query, timeout=30).json()
        return found

    def behave(self, channel: str = "", **wanted: int) -> None:
        url = f"http://127.0.0.1:{self.sms}/behaviour{channel}"
        requests.put(url, json=wanted, timeout=30).raise_for_status()


@pytest.fixture
def sinks(start: Start, tmp_path: Path) -> Sinks:
    made = Sinks(start, tmp_path, *free_ports(3))
    made.run()
    return made


def test_an_sms_is_accepted_and_shown(sinks: Sinks) -> None:
    answer = sinks.send({"to": "+962790000001", "text": "مرحبا", "reference": "r-1"})
    assert answer.status_code == 202
    assert answer.json()["id"]
    (message,) = sinks.messages()
    assert message["channel"] == "sms"
    assert message["to"] == "+962790000001"
    assert message["text"] == "مرحبا"
    assert message["reference"] == "r-1"


def test_the_same_reference_is_one_message_with_the_same_answer(sinks: Sinks) -> None:
    body = {"to": "+962790000001", "text": "مرحبا", "reference": "r-1"}
    first, second = sinks.send(body), sinks.send(body)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    (message,) = sinks.messages()
    assert message["deliveries"] == 2


@pytest.mark.parametrize(
    "body", [{}, [], {"to": "", "text": "x"}, {"to": "+9", "text": 5}, {"to": "+9"}]
)
def test_an_sms_that_is_none_is_refused(sinks: Sinks, body: Any) -> None:
    assert sinks.send(body).status_code == 400
    assert sinks.messages() == []


def test_without_the_token_nothing_is_accepted(sinks: Sinks) -> None:
    assert sinks.send({"to": "+9", "text": "x"}, token="wrong").status_code == 401
    assert sinks.messages() == []


def test_a_mail_is_shown_as_a_person_reads_it(sinks: Sinks) -> None:
    sinks.mail()
    (message,) = sinks.messages(to="amal@example.jo")
    assert message["channel"] == "email"
    assert message["subject"] == "قرار الترخيص"
    assert message["text"].strip() == "تم إصدار الترخيص."
    assert message["message_id"] == "<1@kanaf>"


def test_a_mail_that_comes_twice_is_counted_as_such(sinks: Sinks) -> None:
    sinks.mail("<1@kanaf>")
    sinks.mail("<1@kanaf>")
    sinks.mail("<2@kanaf>")
    assert [each["deliveries"] for each in sinks.messages()] == [2, 1]


def test_what_was_accepted_survives_kill_9(sinks: Sinks) -> None:
    sinks.send({"to": "+962790000001", "text": "one", "reference": "r-1"})
    sinks.mail()
    sinks.kill()
    sinks.run()
    assert len(sinks.messages()) == 2
    again = sinks.send({"to": "+962790000001", "text": "one", "reference": "r-1"})
    assert again.status_code == 202
    assert len(sinks.messages()) == 2


def test_a_sink_fails_when_told_and_keeps_nothing_then(sinks: Sinks) -> None:
    sinks.behave(fail_next=1)
    sinks.behave("/mail", fail_next=1)
    assert sinks.send({"to": "+9", "text": "x", "reference": "r"}).status_code == 503
    with pytest.raises(smtplib.SMTPDataError):
        sinks.mail()
    assert sinks.messages() == []
    assert sinks.send({"to": "+9", "text": "x", "reference": "r"}).status_code == 202
    sinks.mail()
    assert len(sinks.messages()) == 2


def test_messages_can_be_asked_since_a_time(sinks: Sinks) -> None:
    sinks.mail()
    (message,) = sinks.messages()
    assert len(sinks.messages(since=message["received_at"])) == 1
    assert sinks.messages(since="2100-01-01T00:00:00Z") == []


def test_sinks_never_run_in_production(start: Start) -> None:
    process = start("operations.local.sinks", {"KANAF_MODE": "production"})
    _, words = process.communicate(timeout=60)
    assert process.returncode == 78
    assert b"KANAF_MODE" in words
