"""Answers that succeed: a record with its version, or a page of a list."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response, request

from gateway import cursors, preconditions
from gateway.calls import ask

MEDIA_TYPE = "application/json"
Data = dict[str, Any]


def record(view: Data) -> Response:
    """A record that was read; 304 without a body when the caller has this version already."""
    if preconditions.unchanged(view["version"]):
        return Response(status=304, headers={"ETag": preconditions.etag(view["version"])})
    return _record(view, 200)


def changed(view: Data) -> Response:
    """A record after a change."""
    return _record(view, 200)


def created(view: Data, location: str) -> Response:
    """A new record and where it is."""
    response = _record(view, 201)
    response.headers["Location"] = location
    response.autocorrect_location_header = False
    return response


def put(view: Data) -> Response:
    """A record at the address it was put to: new without `If-Match`, else replaced."""
    return _record(view, 201 if preconditions.expected_version() is None else 200)


def facts(view: Data) -> Response:
    """An answer that is no record of its own."""
    return _json(view, 200)


def page(service: str, method: str, parameters: Data) -> Response:
    """One page of a list, with a `Link` to the next (RFC 8288).

    The service's own position travels sealed in our cursor, which is good for this list alone.
    """
    filters = {name: value for name, value in parameters.items() if value is not None}
    limit, cursor = filters.pop("limit"), filters.pop("cursor", None)
    listing = {"path": request.path, **filters}
    after = None if cursor is None else cursors.open_sealed(cursor, listing)
    found = ask(service, method, {**filters, "after": after, "limit": limit})
    position = found["next"]
    following = None if position is None else cursors.seal(position, listing)
    response = _json({"items": found["items"], "next": following}, 200)
    if following is not None:
        target = urlencode({**filters, "limit": limit, "cursor": following})
        response.headers["Link"] = f'<{request.path}?{target}>; rel="next"'
    return response


def _record(view: Data, status: int) -> Response:
    response = _json(view, status)
    response.headers["ETag"] = preconditions.etag(view["version"])
    return response


def _json(body: Data, status: int) -> Response:
    return Response(orjson.dumps(body), status, content_type=MEDIA_TYPE)
