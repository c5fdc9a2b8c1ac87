"""Reading what a caller sent, strictly: what is ambiguous is refused, not guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn
from urllib.parse import parse_qsl

import orjson
from flask import Response, current_app, g, request
from marshmallow import Schema, ValidationError
from werkzeug.http import parse_options_header

from chassis.errors import FieldError
from contracts.rpc.problems import problems
from gateway import trace
from gateway.problems import Problem

OCTETS = "application/octet-stream"
_DEEPEST = 32
_LARGEST = 2**63 - 1
_MOST_PARAMETERS = 50

View = Callable[..., Any]


class StrictParser:
    """Takes the place of webargs' parser in flask-smorest.

    webargs hands over what a schema made of the data; services want the data as it was sent
    (they read it by the same schema), checked. It also takes the last of two equal keys.
    """

    DEFAULT_VALIDATION_STATUS = 422

    def use_args(self, schema: Schema, *, location: str = "json") -> Callable[[View], View]:
        """Pass the checked data as one positional argument to the view."""
        read = json_body if location == "json" else query

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Any:
                return view(*args, read(schema), **kwargs)

            return wrapper

        return decorator


def json_body(schema: Schema) -> Any:
    """The JSON body of the request, checked by the schema and otherwise untouched.

    Raises `Problem`: 413, 415, 400 for what is not JSON, 422 for what does not fit the schema.
    """
    raw = body()
    _require_json()
    data = strict_json(raw, by_itself=getattr(schema, "by_itself", None))
    _load(schema, data)
    return data


def octets(most: int) -> bytes:
    """The body as it is. Raises `Problem`: 413 beyond so many bytes, 415 for what says it is text
    of some kind."""
    raw = body()
    media_type, _ = parse_options_header(request.headers.get("Content-Type"))
    if media_type.lower() != OCTETS:
        raise Problem(415, "octets_expected")
    if len(raw) > most:
        raise Problem(413, "body_too_large")
    return raw


def no_body() -> None:
    """For an action that takes none: nothing, or an empty object, may be sent."""
    raw = body()
    if not raw:
        return
    _require_json()
    if strict_json(raw) != {}:
        raise Problem(422, "invalid_request", errors=[FieldError("", "no_body_expected")])


def body() -> bytes:
    """All of the body, whether its length was announced or not; read once.

    Werkzeug raises for an announced length beyond `MAX_CONTENT_LENGTH` and otherwise stops there
    without a word; it is one byte beyond our limit, so that what is too long can be told.
    """
    known: bytes | None = g.get("body")
    if known is not None:
        return known
    kanaf, actor = current_app.extensions["kanaf"], trace.of_request().actor
    with kanaf.uploads.one("" if actor is None else actor.subject):
        raw = request.get_data(cache=False)
    g.body = raw
    if len(raw) > kanaf.settings.body_limit:
        raise Problem(413, "body_too_large")
    if request.content_length not in (None, len(raw)):
        raise Problem(400, "malformed_request")  # it broke off
    return raw


def end_connection_with_unread_body(response: Response) -> Response:
    """Say that no further request follows where what was sent has not been read: the server cannot
    tell what comes next from what is left, ends the connection, and would do so without a word."""
    sent = request.content_length or "Transfer-Encoding" in request.headers
    if sent and "body" not in g:
        response.headers["Connection"] = "close"
    return response


def query(schema: Schema) -> Any:
    """The query parameters, checked and converted by the schema, ready for JSON.

    Raises `Problem`: 400 for bad percent-encoding or a parameter given twice, 422 otherwise.
    """
    return schema.dump(_load(schema, query_parameters()))


def query_parameters() -> dict[str, str]:
    """The parameters of the address, each at most once."""
    raw = request.query_string
    if not raw:
        return {}
    try:
        pairs = parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except (UnicodeError, ValueError) as error:
        raise Problem(400, "malformed_query") from error
    parameters = dict(pairs)
    if len(parameters) != len(pairs):
        raise Problem(400, "repeated_parameter")
    return parameters


def no_query() -> None:
    """For an address that takes no parameters."""
    if request.query_string and (parameters := query_parameters()):
        raise Problem(
            422,
            "invalid_request",
            errors=[FieldError(f"/{name}", "unknown_field") for name in parameters],
        )


def strict_json(raw: bytes, by_itself: str | None = None) -> Any:
    """The value of a JSON text (RFC 8259) without what readers disagree on.

    Refused with 400: anything but UTF-8, lone surrogates, `NaN` and `Infinity`, equal keys in one
    object, nesting deeper than 32. Refused with 422: NUL in a text, which databases cannot hold;
    but for what stands under the name `by_itself`, where the service refuses it one by one.
    """
    try:
        orjson.loads(raw)  # strict about encoding and numbers, blind to equal keys
        data = json.loads(raw, object_pairs_hook=_object, parse_int=_whole)
    except _RepeatedKey as error:
        raise Problem(400, "repeated_key") from error
    except (ValueError, RecursionError) as error:
        raise Problem(400, "malformed_json") from error
    if raw.count(b"[") + raw.count(b"{") > _DEEPEST:
        _refuse_deep(data)
    if b"\\u0000" in raw:
        _refuse_nul(_without(by_itself, data))
    return data


def _whole(digits: str) -> int:
    """No field takes a number beyond 64 bits, and messages cannot hold one: it stays too large."""
    return max(-_LARGEST, min(int(digits), _LARGEST))


def _without(name: str | None, data: Any) -> Any:
    if name is None or not isinstance(data, dict):
        return data
    return {key: value for key, value in data.items() if key != name}


class _RepeatedKey(Exception):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise _RepeatedKey
    return data


def _refuse_deep(data: Any) -> None:
    level = [data]
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return
    raise Problem(400, "nested_too_deep", {"maximum": _DEEPEST})


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _refuse_nul(data: Any, pointer: str = "") -> None:
    if isinstance(data, str) and "\0" in data:
        raise Problem(422, "invalid_request", errors=[FieldError(pointer, "malformed_text")])
    if isinstance(data, dict):
        for key, value in data.items():
            _refuse_nul(key, pointer)
            _refuse_nul(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            _refuse_nul(value, f"{pointer}/{index}")


def _require_json() -> None:
    media_type, options = parse_options_header(request.headers.get("Content-Type"))
    charset = options.get("charset", "utf-8").lower()
    if media_type.lower() != "application/json" or charset not in ("utf-8", "utf8"):
        raise Problem(415, "unsupported_media_type", headers={"Accept-Post": "application/json"})


def _load(schema: Schema, data: Any) -> Any:
    try:
        return schema.load(data)
    except ValidationError as error:
        _refuse(error)


def _refuse(error: ValidationError) -> NoReturn:
    raise Problem(
        422,
        "invalid_request",
        errors=[
            FieldError(each.pointer, each.code, each.params) for each in problems(error.messages)
        ],
    ) from error
