"""The local sinks as a test uses them: what came, and how they shall misbehave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.support.broker import free_port
from tests.support.processes import Running, running
from tests.support.waiting import eventually

TOKEN = "token-of-the-tests"


@dataclass
class Postbox:
    """A mail server and an SMS provider on ports of their own, which stay over restarts."""

    folder: Path
    sms_port: int = field(default_factory=free_port)
    smtp_port: int = field(default_factory=free_port)
    messages_port: int = field(default_factory=free_port)

    @property
    def sms_url(self) -> str:
        return f"http://127.0.0.1:{self.sms_port}/messages"

    @property
    def smtp_url(self) -> str:
        return f"smtp://127.0.0.1:{self.smtp_port}"

    @contextmanager
    def serving(self) -> Iterator[Running]:
        """Both are there for the length of the block."""
        environment = {
            "KANAF_MODE": "local",
            "KANAF_SINKS_FILE": str(self.folder / "sinks.sqlite"),
            "KANAF_SMS_TOKEN": TOKEN,
            "KANAF_SMS_PORT": str(self.sms_port),
            "KANAF_SMTP_PORT": str(self.smtp_port),
            "KANAF_MESSAGES_PORT": str(self.messages_port),
        }
        log = self.folder / "sinks.log"
        with running(["-m", "operations.local.sinks"], environment, log) as process:
            eventually(self._serves, within=30, what="the sinks")
            yield process

    def received(self, to: str) -> list[dict[str, Any]]:
        """What came for this address."""
        address = f"http://127.0.0.1:{self.messages_port}/messages"
        found: list[dict[str, Any]] = requests.get(address, {"to": to}, timeout=5).json()
        return found

    def misbehave(self, channel: str, **how: int) -> None:
        """`fail_next`: so many fail; `delay_ms`: each is answered so late."""
        path = "/behaviour" if channel == "sms" else "/behaviour/mail"
        answer = requests.put(f"http://127.0.0.1:{self.sms_port}{path}", json=how, timeout=30)
        answer.raise_for_status()

    def _serves(self) -> bool:
        try:
            requests.get(f"http://127.0.0.1:{self.messages_port}/health/ready", timeout=1)
            self.misbehave("sms", fail_next=0, delay_ms=0)
            self.misbehave("email", fail_next=0, delay_ms=0)
        except requests.RequestException:
            return False
        return True
