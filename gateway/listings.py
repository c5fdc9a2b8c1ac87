"""The query of a list, made from what the service is asked."""

from __future__ import annotations

from collections.abc import Collection

from marshmallow import Schema

from contracts.rpc import fields
from contracts.rpc.base import PageRequest
from gateway import cursors


class Cursor(fields.Text):
    """Where the list goes on: `next` of the page before, and good for the same filters alone."""

    shortest, longest = 14, 1000
    pattern = cursors.PATTERN
    problem = "malformed_cursor"
    description = "`next` of the page before, with the same filters."


def query_of(request: type[PageRequest], but: Collection[str] = ()) -> Schema:
    """The schema of the query: the request's filters and `limit`, and our sealed `cursor`.

    `but` names what stands in the path.
    """
    schema: Schema = type(
        f"{request.__name__}Query",
        (request,),
        {"__doc__": request.__doc__, "cursor": Cursor(load_default=None)},
    )(exclude=("after", *but))
    return schema
