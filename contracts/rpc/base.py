"""What every request and answer rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from marshmallow import RAISE, Schema
from marshmallow import fields as plain

from contracts.rpc import fields

_CODES = {"required": "required", "validator_failed": "invalid"}


class Strict(Schema):
    """A schema that refuses unknown fields and says what is wrong by code.

    `Meta.json_schema` may hold JSON Schema keywords that the fields alone cannot say (`anyOf`,
    `minProperties`); `contracts.json_schema` puts them into the generated documents.
    """

    class Meta:
        unknown = RAISE

    error_messages: dict[str, str] = {  # noqa: RUF012 (marshmallow's name and type)
        "unknown": "unknown_field",
        "type": "not_an_object",
    }

    def on_bind_field(self, field_name: str, field_obj: plain.Field[Any]) -> None:
        inner: plain.Field[Any] | None = field_obj
        while inner is not None:
            null = "required" if inner.required else "not_null"
            inner.error_messages = {**inner.error_messages, **_CODES, "null": null}
            if isinstance(inner, plain.Nested):
                inner.error_messages["type"] = "not_an_object"
            inner = inner.inner if isinstance(inner, plain.List) else None


class Request(Strict):
    """What a command or query asks."""


class Answer(Strict):
    """What a command or query answers with."""


class PageRequest(Request):
    """A query for a list: filters are added by subclasses."""

    after = fields.Cursor(
        load_default=None,
        allow_none=True,
        metadata={"description": "`next` of the page before."},
    )
    limit = fields.Whole(
        least=1,
        most=100,
        from_text=True,
        load_default=20,
        metadata={"description": "How many at most."},
    )


class PageAnswer(Answer):
    """One page of a list. A subclass adds `items`."""

    next = fields.Cursor(
        required=True,
        allow_none=True,
        metadata={"description": "The cursor of the next page; null on the last."},
    )


class Record(Answer):
    """What every view of a stored record begins with."""

    id = fields.Identifier(required=True)
    version = fields.Whole(
        required=True,
        least=1,
        most=2**53,
        metadata={"description": "Grows with every change; the ETag.", "example": 1},
    )


class Nothing(Request):
    """A request without fields."""


class Pong(Answer):
    """The answer of `ping`: the service is there, and so is its database."""

    ok = fields.Flag(required=True)


@dataclass(frozen=True)
class Method:
    """One RPC method: whether it changes anything, what it takes and what it answers."""

    kind: Literal["command", "query"]
    request: type[Request]
    answer: type[Answer]


Methods = Mapping[str, Method]
PING = Method("query", Nothing, Pong)
