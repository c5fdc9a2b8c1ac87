"""What one request carries: its trace, its correlation id, its language and its caller."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field

from flask import g, request

from chassis.context import Actor
from chassis.identifiers import new_id
from gateway.languages import language_of

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_NO_TRACE, _NO_SPAN = "0" * 32, "0" * 16


@dataclass
class RequestContext:
    """Made when a request arrives; the caller is added once the token is verified."""

    correlation_id: str
    traceparent: str
    language: str
    started: float = field(default_factory=time.perf_counter)
    actor: Actor | None = None
    headers: dict[str, str] = field(default_factory=dict)
    """Headers to add to the answer, whatever it becomes."""


def arrived() -> RequestContext:
    """Begin a request."""
    context = RequestContext(
        correlation_id=new_id(),
        traceparent=continued(request.headers.get("traceparent")),
        language=language_of(request.headers.get("Accept-Language")),
    )
    g.kanaf = context
    return context


def of_request() -> RequestContext:
    """The context of the request at hand; begins it if Flask refused before any hook ran."""
    context: RequestContext | None = g.get("kanaf")
    return arrived() if context is None else context


def continued(header: str | None) -> str:
    """The caller's trace with a span of our own; a new trace when theirs is absent or invalid.

    W3C Trace Context: version ff and all-zero ids are invalid; a version above 00 may carry more.
    """
    span = secrets.token_hex(8)
    match = _TRACEPARENT.fullmatch(header) if header else None
    if match is not None:
        version, trace, parent, flags, more = match.groups()
        valid = version != "ff" and trace != _NO_TRACE and parent != _NO_SPAN
        if valid and not (version == "00" and more):
            return f"00-{trace}-{span}-{flags}"
    return f"00-{secrets.token_hex(16)}-{span}-01"
