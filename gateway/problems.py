"""Every answer other than success: RFC 9457 problem details in the caller's language."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from chassis.errors import FieldError, KanafError
from contracts.refusals import say
from gateway import trace

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)

STATUS_OF_KIND = {
    "not_found": HTTPStatus.NOT_FOUND,
    "conflict": HTTPStatus.CONFLICT,
    "invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "forbidden": HTTPStatus.FORBIDDEN,
    "stale": HTTPStatus.PRECONDITION_FAILED,
    "precondition_required": HTTPStatus.PRECONDITION_REQUIRED,
    "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "deadline_exceeded": HTTPStatus.GATEWAY_TIMEOUT,
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
}

_CODE_OF_STATUS = {
    400: "malformed_request",
    404: "no_such_address",
    405: "method_not_allowed",
    406: "not_acceptable",
    408: "request_timeout",
    413: "body_too_large",
    414: "address_too_long",
    415: "unsupported_media_type",
    431: "headers_too_large",
}


@dataclass
class Problem(Exception):
    """A refusal by the gateway itself, with its HTTP status, stable code and extra headers."""

    status: int
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(problem: Problem) -> Response:
    """The problem as an HTTP answer in the language the request asks for."""
    context = trace.of_request()
    words = say(problem.code, context.language, problem.params)
    body: dict[str, Any] = {
        "type": f"/problems/{problem.code}",
        "title": words.title,
        "status": int(problem.status),
        "detail": words.detail,
        "instance": request.path,
        "code": problem.code,
        "correlation_id": context.correlation_id,
    }
    if problem.errors:
        body["errors"] = [_field(each, context.language) for each in problem.errors]
    response = Response(
        orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS), problem.status, content_type=MEDIA_TYPE
    )
    response.headers["Content-Language"] = context.language
    response.headers["Vary"] = "Accept-Language"
    response.headers.update(problem.headers)
    return response


def _field(error: FieldError, language: str) -> dict[str, str]:
    return {
        "pointer": error.pointer,
        "code": error.code,
        "detail": say(error.code, language, error.params).detail,
    }


def from_refusal(refusal: KanafError) -> Problem:
    """A service's refusal as a problem; this is the one place where kinds become statuses."""
    headers = {}
    if refusal.kind in ("unavailable", "deadline_exceeded"):
        headers["Retry-After"] = str(max(1, round(refusal.retry_after or 1)))
    return Problem(
        STATUS_OF_KIND[refusal.kind], refusal.code, refusal.params, refusal.errors, headers
    )


def from_http(error: HTTPException) -> Problem:
    """What Flask or Werkzeug refused by themselves: unknown address, method, size."""
    status = error.code or 500
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return Problem(status, _CODE_OF_STATUS.get(status, "malformed_request"), headers=headers)


def on_problem(problem: Problem) -> Response:
    return answer(problem)


def on_refusal(refusal: KanafError) -> Response:
    return answer(from_refusal(refusal))


def on_http(error: HTTPException) -> Response:
    if (error.code or 500) >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return on_defect(error)
    return answer(from_http(error))


def on_defect(error: Exception) -> Response:
    """A defect of ours: told by its correlation id alone, and written to the log in full."""
    correlation = trace.of_request().correlation_id
    _log.error(
        "request failed",
        exc_info=error,
        extra={"path": request.path, "correlation_id": correlation},
    )
    return answer(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal"))
