"""Who asks, on whose trace and until when: carried across HTTP, RPC and events."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from chassis.identifiers import new_id

HEADER = "kanaf"


@dataclass(frozen=True)
class Actor:
    """The person or process on whose behalf something is done."""

    subject: str
    roles: frozenset[str] = frozenset()
    centre: str | None = None
    governorates: frozenset[str] = frozenset()
    partner: str | None = None
    national_number: str | None = field(default=None, repr=False)

    @classmethod
    def system(cls, name: str) -> Actor:
        """A process of ours: a timer or a consumer."""
        return cls(subject=f"system:{name}", roles=frozenset({"system"}))


@dataclass(frozen=True)
class Command:
    """The identity of one command: its key, what it asked, and the version it was based on."""

    key: str
    fingerprint: str
    expected_version: int | None = None


@dataclass(frozen=True)
class Context:
    """Everything that travels with one piece of work.

    `deadline` is epoch seconds on the real clock, `None` for work without one. `command` is set
    while a command runs and makes its write idempotent. `command_key` is what the caller sent as
    `Idempotency-Key` (or the id of the event that is being consumed).
    """

    actor: Actor
    correlation_id: str = field(default_factory=new_id)
    causation_id: str | None = None
    traceparent: str = ""
    deadline: float | None = None
    language: str = "ar"
    command_key: str | None = None
    expected_version: int | None = None
    command: Command | None = None

    def remaining(self) -> float | None:
        """Seconds until the deadline (negative when past), `None` without a deadline."""
        return None if self.deadline is None else self.deadline - time.time()

    def with_command(self, command: Command) -> Context:
        return replace(self, command=command)


def new_traceparent() -> str:
    """A W3C trace context that starts here."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def child_traceparent(traceparent: str) -> str:
    """The same trace with a span of its own; a new trace when there is none."""
    parts = traceparent.split("-")
    if len(parts) != 4:
        return new_traceparent()
    return f"{parts[0]}-{parts[1]}-{secrets.token_hex(8)}-{parts[3]}"


_current: ContextVar[Context | None] = ContextVar("kanaf_context", default=None)


def current() -> Context:
    """The context of the work at hand.

    Raises `LookupError` outside of any: work without a context is a defect.
    """
    context = _current.get()
    if context is None:
        raise LookupError("no context: work runs inside chassis.context.use(...)")
    return context


def current_or_none() -> Context | None:
    """The context of the work at hand, for logs, which may have none."""
    return _current.get()


@contextmanager
def use(context: Context) -> Iterator[Context]:
    """Run the block in this context."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


def to_header(context: Context) -> str:
    """The context as one message header (JSON)."""
    data = {name: value for name, value in vars(context).items() if name != "command"}
    data["actor"] = {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in vars(context.actor).items()
    }
    return json.dumps(data, ensure_ascii=False)


def from_header(header: str) -> Context:
    """The context a message carries. Raises `ValueError` when it is not one of ours."""
    try:
        data: dict[str, Any] = json.loads(header)
        actor: Mapping[str, Any] = data.pop("actor")
        return Context(
            actor=Actor(
                subject=str(actor["subject"]),
                roles=frozenset(actor.get("roles", ())),
                centre=actor.get("centre"),
                governorates=frozenset(actor.get("governorates", ())),
                partner=actor.get("partner"),
                national_number=actor.get("national_number"),
            ),
            **data,
        )
    except (TypeError, KeyError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"not a Kanaf context header: {error}") from error
