"""The mail sink: a real SMTP server that accepts every address."""

from __future__ import annotations

import asyncio
import email
import email.policy
import uuid
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from operations.local.sinks.behaviour import Behaviour
from operations.local.sinks.store import Message, Store

_START_SECONDS = 60  # a machine that starts everything at once is slow


class _Handler:
    def __init__(self, store: Store, behaviour: Behaviour) -> None:
        self._store = store
        self._behaviour = behaviour

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer 250 only when the mail is kept."""
        if await asyncio.to_thread(self._behaviour.next_fails):
            return "451 4.3.0 told to fail"
        message, key = _read(envelope)
        await asyncio.to_thread(self._store.receive, message, key)
        return "250 2.0.0 kept"


def _read(envelope: Envelope) -> tuple[Message, str]:
    """The mail, and what it is known by: its Message-ID and its recipients."""
    content = envelope.content
    raw = content if isinstance(content, bytes) else str(content).encode()
    parsed = email.message_from_bytes(raw, EmailMessage, policy=email.policy.default)
    message_id = parsed["Message-ID"]
    recipients = [str(each) for each in envelope.rcpt_tos]
    body = parsed.get_body(("plain", "html"))
    message = Message(
        channel="email",
        to=recipients,
        sender=str(envelope.mail_from),
        subject=str(parsed["Subject"] or ""),
        text="" if body is None else str(body.get_content()).replace("\r\n", "\n"),
        message_id=None if message_id is None else str(message_id),
    )
    return message, f"{message_id or uuid.uuid4()} {','.join(sorted(recipients))}"


def mail_server(store: Store, behaviour: Behaviour, host: str, port: int) -> Controller:
    """The server, to be started and stopped."""
    return Controller(
        _Handler(store, behaviour),
        hostname=host,
        port=port,
        ready_timeout=_START_SECONDS,
        server_kwargs={"enable_SMTPUTF8": True, "ident": "Kanaf mail sink"},
    )
