"""Values that surveys are made of: numbers with decimals, answers, moments, words, places."""

from __future__ import annotations

import math
from typing import Any

from marshmallow import fields as plain

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.devices import LARGEST
from contracts.rpc.people import PlaceSchema
from contracts.rpc.texts import refused

_TEXT: dict[str, Any] = {
    "type": "string",
    "minLength": 1,
    "maxLength": 500,
    "pattern": r"^[^\u0000]+$",
}
_NUMBER: dict[str, Any] = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}


class Scalar(plain.Field[Any]):
    """A number, a text, true or false: what an answer is compared with."""

    def __init__(self, **rest: Any) -> None:
        kinds = [_NUMBER, _TEXT, {"type": "boolean"}]
        metadata = {"anyOf": [*kinds, {"type": "null"}], "description": "A number, text or flag."}
        super().__init__(allow_none=True, load_default=None, metadata=metadata, **rest)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not _is_scalar(value):
            raise refused("not_an_answer")
        return value


class Answer(plain.Field[Any]):
    """What was answered: a number, a text, true or false, or a list of codes of choices."""

    def __init__(self, **rest: Any) -> None:
        codes = {"type": "array", "items": _TEXT, "maxItems": 100}
        longer = {**_TEXT, "maxLength": 2000}
        metadata = {
            "anyOf": [_NUMBER, longer, {"type": "boolean"}, codes],
            "description": "Numbers and days may be the text that somebody typed, in Latin, "
            "Arabic or Persian digits; they are kept as numbers and in Latin digits.",
        }
        super().__init__(metadata=metadata, **rest)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, list):
            sound = len(value) <= 100 and all(isinstance(e, str) and _is_scalar(e) for e in value)
        else:
            sound = _is_scalar(value, longest=2000)
        if not sound:
            raise refused("not_an_answer")
        return value


def _is_scalar(value: Any, longest: int = 500) -> bool:
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return math.isfinite(value) and -LARGEST <= value <= LARGEST
    return isinstance(value, str) and 1 <= len(value) <= longest and _encodable(value)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


class Code(fields.Text):
    """A word by which data refers to something: small Latin letters, digits and `_`."""

    longest = 60
    pattern = r"^[a-z][a-z0-9_]{0,59}$"
    problem = "malformed_code"
    sample = "water_source"


class WordingSchema(Strict):
    """A text in both languages."""

    ar = fields.Text(required=True, longest=500, metadata={"example": "مصدر المياه"})
    en = fields.Text(required=True, longest=500, metadata={"example": "Source of water"})


class AreaSchema(PlaceSchema):
    """A governorate, or one of its districts."""
