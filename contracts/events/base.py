"""How an event is written: a frozen dataclass whose annotations are also its schema.

    @dataclass(frozen=True)
    class LicenceIssued(Event):
        \"\"\"What happened, in a sentence.\"\"\"

        TYPE = "kanaf.licensing.licence.issued.v1"
        AGGREGATE = "licence"

        licence_id: Id
        place: Place
        expires_on: Date

Fields use the kinds below (`Id`, `Date`, `Word`, `Optional`-s by `| None`, `tuple[Id, ...]`).
Consumers pass over fields they do not know: within a version only additions are allowed.
"""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, asdict, dataclass
from dataclasses import fields as parts
from typing import Annotated, Any, ClassVar

from marshmallow import EXCLUDE, Schema, post_load
from marshmallow import fields as plain

from contracts.envelope import GENERAL
from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.dates import ToldDay

Id = Annotated[str, fields.Identifier]
"""The identifier of a record."""
Date = Annotated[str, ToldDay]
"""A date, `yyyy-mm-dd`."""
GovernorateCode = Annotated[str, fields.Governorate]
"""ISO 3166-2 code of a governorate."""
LanguageCode = Annotated[str, fields.Language]
"""`ar` or `en`."""
Word = Annotated[str, lambda **k: fields.Text(longest=60, pattern=r"^[a-z][a-z0-9_.]*$", **k)]
"""A word of a closed vocabulary that may grow: a kind, an outcome, a reason code."""
Line = Annotated[str, lambda **k: fields.Text(longest=300, **k)]
"""A line of text. Only for personal events, or for what can never name a person."""
Lines = Annotated[str, fields.Paragraph]
"""A text of several lines, where a `Line` would do."""
Count = Annotated[int, lambda **k: fields.Whole(least=0, most=1_000_000, **k)]
"""How many."""
Year = Annotated[int, lambda **k: fields.Whole(least=1900, most=2099, **k)]
"""A calendar year."""


class Event:
    """Base of every event: its full type, its classification and the aggregate it tells of."""

    TYPE: ClassVar[str]
    AGGREGATE: ClassVar[str]
    CLASSIFICATION: ClassVar[str] = GENERAL


@dataclass(frozen=True)
class Place:
    """Where: a governorate and, where known, one of its districts."""

    governorate: GovernorateCode
    district: Line | None = None


class EventSchema(Schema):
    """What an event's `data` must be; loading gives the dataclass."""

    class Meta:
        unknown = EXCLUDE

    made: ClassVar[type]

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Any:
        return self.made(**data)


def to_data(event: Any) -> dict[str, Any]:
    """The event's `data` for its envelope."""
    return typing.cast("dict[str, Any]", _listed(asdict(event)))


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, tuple | list) else value


def schema_of(event: type) -> type[EventSchema]:
    """The schema that the dataclass's annotations describe.

    Raises `TypeError` for an annotation that is none of the kinds an event may have.
    """
    hints = typing.get_type_hints(event, include_extras=True)
    body: dict[str, Any] = {
        part.name: _field(hints[part.name], required=part.default is MISSING)
        for part in parts(event)
    }
    body["made"] = event
    body["on_bind_field"] = Strict.on_bind_field
    body["__doc__"] = event.__doc__
    return typing.cast("type[EventSchema]", type(f"{event.__name__}Schema", (EventSchema,), body))


def _field(hint: Any, *, required: bool) -> plain.Field[Any]:
    options: dict[str, Any] = {"required": True} if required else {}
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = (each for each in typing.get_args(hint) if each is not types.NoneType)
        options["allow_none"] = True
        if not required:
            options["load_default"] = None
    return _single(hint, options)


def _single(hint: Any, options: dict[str, Any]) -> plain.Field[Any]:
    if typing.get_origin(hint) is Annotated:
        made: plain.Field[Any] = typing.get_args(hint)[1](**options)
        return made
    if typing.get_origin(hint) is tuple:
        return _Tuple(_single(typing.get_args(hint)[0], {}), most=10_000, **options)
    if hint is bool:
        return fields.Flag(**options)
    if hasattr(hint, "__dataclass_fields__"):
        return fields.Nested(schema_of(hint), **options)
    raise TypeError(f"an event's field cannot be {hint!r}; use the kinds of contracts.events.base")


class _Tuple(fields.Several):
    """A list on the wire that is a tuple in the (frozen, hashable) event."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))
