"""E-mail by SMTP.

SMTP knows no repeated message; ours carry a Message-ID that follows from the message's own id, by
which mail stores recognise the second copy of one that was taken but not noted as sent.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

from services.notifications.app.ports import NotTaken, Refused, Text, Unreachable

TIMEOUT = 10.0
"""Seconds for each answer of the server."""

_CLOSING = 421
_OUR_FAULT = frozenset({530, 534, 535, 538})


@dataclass(frozen=True)
class MailServer:
    """Where mail goes: `smtp://host:port`, `smtps://user:password@host`, `smtp+starttls://…`."""

    host: str
    port: int
    scheme: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, url: str) -> MailServer:
        """Raises `ValueError` for what is no such URL."""
        parts = urlsplit(url)
        ports = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
        if parts.scheme not in ports or not parts.hostname:
            raise ValueError("must be smtp://, smtps:// or smtp+starttls:// and name a host")
        return cls(
            host=parts.hostname,
            port=parts.port or ports[parts.scheme],
            scheme=parts.scheme,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )


class SmtpMail:
    """One mail server. Each message has a connection of its own, so a broken one harms no other."""

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server = server
        self._name, self._sender = parseaddr(sender)
        self._domain = self._sender.partition("@")[2]

    def send(self, message_id: str, address: str, text: Text) -> None:
        """See `app.ports.Provider`."""
        try:
            self._transmit(self._letter(message_id, address, text), address)
        except smtplib.SMTPRecipientsRefused as error:
            code, _ = error.recipients[address]
            _judge(code, error)
        except smtplib.SMTPDataError as error:
            _judge(error.smtp_code, error)
        except smtplib.SMTPResponseException as error:
            # It refuses our greeting, our password or our sender: no message's fault.
            raise Unreachable(f"provider_smtp_{error.smtp_code}") from error
        except (smtplib.SMTPNotSupportedError, MessageError, ValueError, IndexError) as error:
            # IndexError is how the standard library's own parser stumbles over half an address.
            raise Refused("address_unusable") from error
        except TimeoutError as error:
            raise Unreachable("provider_timeout") from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable("provider_unreachable") from error

    def _transmit(self, letter: EmailMessage, address: str) -> None:
        connection = self._connect()
        try:
            connection.send_message(letter, self._sender, [address])
        finally:
            _part(connection)

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.scheme == "smtps":
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, self._domain, timeout=TIMEOUT, context=context
            )
        else:
            connection = smtplib.SMTP(
                server.host, server.port, local_hostname=self._domain, timeout=TIMEOUT
            )
        try:
            if server.scheme == "smtp+starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user is not None:
                connection.login(server.user, server.password or "")
        except BaseException:
            _part(connection)
            raise
        return connection

    def _letter(self, message_id: str, address: str, text: Text) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        letter["From"] = Address(self._name, addr_spec=self._sender)
        letter["To"] = Address(addr_spec=address)
        letter["Subject"] = text.subject or ""
        letter["Date"] = formatdate()
        letter["Message-ID"] = f"<{message_id}@{self._domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text.body, charset="utf-8", cte="base64")
        return letter


def _judge(code: int, error: smtplib.SMTPException) -> None:
    reason = f"provider_smtp_{code}"
    if code == _CLOSING or code in _OUR_FAULT:
        raise Unreachable(reason) from error
    if code >= 500:
        raise Refused(reason) from error
    raise NotTaken(reason) from error


def _part(connection: smtplib.SMTP) -> None:
    """Say goodbye and leave: waiting for an answer could only spoil what is settled already."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        connection.putcmd("QUIT")
    connection.close()
