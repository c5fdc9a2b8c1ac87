"""What happens around every request: its trace, its figures and the headers of every answer."""

from __future__ import annotations

import logging
import re
import time
from functools import cache

from flask import Flask, Response, current_app, request

from chassis import metrics
from gateway import trace

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
_SLOW_SECONDS = 1.0
_log = logging.getLogger(__name__)


def observe(app: Flask) -> None:
    """Begin and end every request of the application."""
    app.before_request(_begin)
    app.after_request(_end)


@cache
def template(rule: str) -> str:
    """An address as the OpenAPI document writes it: `/v1/persons/{person_id}`."""
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule)


def _begin() -> None:
    trace.arrived()


def _end(response: Response) -> Response:
    context = trace.of_request()
    headers = response.headers
    headers["X-Correlation-Id"] = context.correlation_id
    headers["traceparent"] = context.traceparent
    for name, value in context.headers.items():
        headers.setdefault(name, value)
    current_app.extensions["kanaf"].protection.add(response)
    _count(response, context)
    return response


def _count(response: Response, context: trace.RequestContext) -> None:
    seconds = time.perf_counter() - context.started
    method = request.method if request.method in _METHODS else "OTHER"
    route = template(request.url_rule.rule) if request.url_rule is not None else "unmatched"
    metrics.HTTP_REQUESTS.labels(method, route, response.status_code).inc()
    metrics.HTTP_SECONDS.labels(method, route).observe(seconds)
    if seconds > _SLOW_SECONDS or _log.isEnabledFor(logging.DEBUG):
        _log.info(
            "%s %s answered %s after %d ms",
            method,
            route,
            response.status_code,
            round(seconds * 1000),
            extra={"correlation_id": context.correlation_id, "traceparent": context.traceparent},
        )
