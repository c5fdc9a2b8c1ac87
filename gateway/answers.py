"""Answers that succeed: a record with its version, or a page of a list."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from flask import Response, request, stream_with_context

from gateway import cursors, preconditions
from gateway.calls import ask
from gateway.protection import API_POLICY

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


def file(service: str, method: str, request_: Data) -> Response:
    """A stored file as a download, asked for part by part: it never stands in memory as a whole.

    `method` takes `part` beside the request and answers with `contracts.rpc.files.FilePart`. The
    first part is asked before anything is answered, so that a refusal is still one.
    """
    first = ask(service, method, {**request_, "part": 0})

    def parts() -> Iterator[bytes]:
        yield b64decode(first["data"])
        for number in range(1, first["parts"]):
            yield b64decode(ask(service, method, {**request_, "part": number})["data"])

    response = Response(stream_with_context(parts()), 200, content_type=first["media_type"])
    response.headers["Content-Length"] = str(first["size"])
    response.headers["Content-Disposition"] = _attachment(first["name"])
    response.headers["Repr-Digest"] = _digest(first["sha256"])
    response.headers["Cache-Control"] = "no-store"
    # Should a browser show it after all, nothing in it runs.
    response.headers["Content-Security-Policy"] = f"{API_POLICY}; sandbox"
    return response


def _attachment(name: str) -> str:
    """RFC 6266: the name as UTF-8, and a plain one for those who cannot read that."""
    plain = "".join(each if each.isascii() and each.isalnum() else "_" for each in name)
    plain = f"{plain.rpartition('_')[0]}.{name.rpartition('.')[2]}" if "." in name else plain
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _digest(sha256: str) -> str:
    """RFC 9530."""
    return f"sha-256=:{b64encode(bytes.fromhex(sha256)).decode()}:"


def page(service: str, method: str, parameters: Data, **path: str) -> Response:
    """One page of a list, with a `Link` to the next (RFC 8288).

    The service's own position travels sealed in our cursor, which is good for this list alone.
    `path` are the parameters in the address.
    """
    filters = {name: value for name, value in parameters.items() if value is not None}
    limit, cursor = filters.pop("limit"), filters.pop("cursor", None)
    listing = {"path": request.path, **filters}
    after = None if cursor is None else cursors.open_sealed(cursor, listing)
    found = ask(service, method, {**path, **filters, "after": after, "limit": limit})
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
