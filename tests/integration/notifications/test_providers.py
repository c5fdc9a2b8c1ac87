"""SMS over real HTTP and mail over real SMTP, from providers in every mood."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from services.notifications.adapters import mail, sms
from services.notifications.adapters.mail import MailServer, SmtpMail
from services.notifications.adapters.sms import HttpSms
from services.notifications.app.ports import NotTaken, Refused, Text, Unreachable
from tests.support.broker import free_port
from tests.support.postbox import TOKEN, Postbox
from tests.support.providers import HttpProvider

TEXT = Text(body="مرحبًا، رقم \u200eN-1\u200e", subject="موضوع الرسالة")
MOBILE = "+962791234567"


@pytest.fixture
def provider() -> Iterator[HttpProvider]:
    with HttpProvider().serving() as provider:
        yield provider


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Somebody accepts connections there and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def http_sms(url: str, token: str = TOKEN) -> HttpSms:
    return HttpSms(url, token, connections=2)


def test_an_sms_offered_twice_under_one_id_is_one_sms(postbox: Postbox) -> None:
    out, message_id = http_sms(postbox.sms_url), str(uuid.uuid4())
    to = f"+96277{uuid.uuid4().int % 10**7:07d}"
    out.send(message_id, to, TEXT)
    out.send(message_id, to, TEXT)
    (received,) = postbox.received(to)
    assert received["text"] == TEXT.body
    assert received["deliveries"] == 2


def test_a_wrong_token_is_not_the_messages_fault(postbox: Postbox) -> None:
    with pytest.raises(Unreachable, match="401"):
        http_sms(postbox.sms_url, "wrong").send("id", MOBILE, TEXT)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Refused),
        (410, Refused),
        (422, Refused),
        (403, Unreachable),
        (404, Unreachable),
        (408, Unreachable),
        (429, Unreachable),
        (500, NotTaken),
        (502, Unreachable),
        (503, Unreachable),
        (301, NotTaken),
    ],
)
def test_an_answer_other_than_success_is_understood(
    provider: HttpProvider, status: int, error: type[Exception]
) -> None:
    provider.status = status
    with pytest.raises(error, match=f"provider_http_{status}"):
        http_sms(provider.url).send("id", MOBILE, TEXT)


def test_a_reference_the_provider_has_seen_counts_as_sent(provider: HttpProvider) -> None:
    provider.status = 409
    http_sms(provider.url).send("id", MOBILE, TEXT)


def test_a_provider_says_how_long_to_stay_away(provider: HttpProvider) -> None:
    provider.status, provider.headers = 429, {"Retry-After": "7"}
    with pytest.raises(Unreachable) as away:
        http_sms(provider.url).send("id", MOBILE, TEXT)
    assert away.value.retry_after == 7


def test_an_sms_provider_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="provider_unreachable"):
        http_sms(f"http://127.0.0.1:{free_port()}/").send("id", MOBILE, TEXT)


def test_an_sms_provider_that_says_nothing_is_unreachable_in_time(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "TIMEOUT", (0.3, 0.3))
    with pytest.raises(Unreachable, match="provider_timeout"):
        http_sms(f"http://127.0.0.1:{silent_port}/").send("id", MOBILE, TEXT)


class MailProvider:
    """A mail server that answers as it is told."""

    def __init__(self) -> None:
        self.rcpt, self.data = "250 OK", "250 OK"
        self.envelopes: list[Any] = []

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802  (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.envelopes.append(envelope)
        return self.data


@pytest.fixture
def mail_provider() -> Iterator[tuple[MailProvider, Callable[[], SmtpMail]]]:
    handler = MailProvider()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    server = MailServer("127.0.0.1", port, "smtp")
    yield handler, lambda: SmtpMail(server, "وزارة التنمية <no-reply@mosd.example>")
    controller.stop()


def test_a_mail_arrives_as_written(
    mail_provider: tuple[MailProvider, Callable[[], SmtpMail]],
) -> None:
    handler, smtp = mail_provider
    smtp().send("the-id", "amal@example.jo", TEXT)
    (envelope,) = handler.envelopes
    letter = message_from_bytes(envelope.content, policy=default)
    assert letter.get_content().strip() == TEXT.body
    assert letter["Subject"] == TEXT.subject
    assert letter["Message-ID"] == "<the-id@mosd.example>"
    assert letter["From"].addresses[0].display_name == "وزارة التنمية"
    assert envelope.rcpt_tos == ["amal@example.jo"]


@pytest.mark.parametrize(
    ("where", "answer", "error"),
    [
        ("rcpt", "550 no such mailbox", Refused),
        ("rcpt", "450 later", NotTaken),
        ("data", "554 spam", Refused),
        ("data", "452 full", NotTaken),
        ("data", "421 closing", Unreachable),
    ],
)
def test_a_mail_servers_refusals_are_understood(
    mail_provider: tuple[MailProvider, Callable[[], SmtpMail]],
    where: str,
    answer: str,
    error: type[Exception],
) -> None:
    handler, smtp = mail_provider
    setattr(handler, where, answer)
    with pytest.raises(error, match=f"provider_smtp_{answer[:3]}"):
        smtp().send("the-id", "amal@example.jo", TEXT)


@pytest.mark.parametrize("address", ["nobody", "", "أمل@example.jo", "a@b\r\nBcc: c@d.jo"])
def test_an_address_that_is_none_fails_its_message_alone(
    mail_provider: tuple[MailProvider, Callable[[], SmtpMail]], address: str
) -> None:
    handler, smtp = mail_provider
    with pytest.raises(Refused, match="address_unusable"):
        smtp().send("the-id", address, TEXT)
    assert handler.envelopes == []


@pytest.mark.parametrize(
    ("greeting", "reason"), [(b"554 not today", "554"), (b"421 busy", "421"), (b"?!", "")]
)
def test_a_mail_server_that_wants_nobody_is_unreachable(greeting: bytes, reason: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def refuse() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(greeting + b"\r\n")
                connection.recv(1)

        threading.Thread(target=refuse, daemon=True).start()
        port = server.getsockname()[1]
        with pytest.raises(Unreachable, match=f"provider_.*{reason}"):
            SmtpMail(MailServer("127.0.0.1", port, "smtp"), "a@b.example").send(
                "id", "amal@example.jo", TEXT
            )


def test_a_mail_server_that_is_not_there_is_unreachable() -> None:
    server = MailServer("127.0.0.1", free_port(), "smtp")
    with pytest.raises(Unreachable, match="provider_unreachable"):
        SmtpMail(server, "a@b.example").send("id", "amal@example.jo", TEXT)


def test_a_mail_server_that_says_nothing_is_unreachable_in_time(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "TIMEOUT", 0.3)
    with pytest.raises(Unreachable, match="provider_"):
        SmtpMail(MailServer("127.0.0.1", silent_port, "smtp"), "a@b.example").send(
            "id", "amal@example.jo", TEXT
        )


def test_a_mail_accepted_twice_is_one_in_the_mailbox(postbox: Postbox) -> None:
    smtp = SmtpMail(MailServer.parse(postbox.smtp_url), "no-reply@mosd.example")
    to, message_id = f"{uuid.uuid4()}@example.jo", str(uuid.uuid4())
    smtp.send(message_id, to, TEXT)
    smtp.send(message_id, to, TEXT)
    (received,) = postbox.received(to)
    assert received["deliveries"] == 2
