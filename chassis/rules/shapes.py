"""What the entries of a file of rules must look like, said once and checked by marshmallow.

Nothing is turned into something else on the way: a text that looks like a number is none, and a
name that nobody reads is refused, since it is most often one that was misspelled.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Collection, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields

LARGEST = 10**12
"""No amount or count in a rule is larger: a bound against mistakes, not a rule of law."""
LONGEST = 2000
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,79}")
_SHOWN = 60
_NO_SOURCE = {"required": "must name its source"}
_NO_WORD = {"required": "must say whether it is an assumption"}


class Shape(Schema):
    """Named parts; others are refused."""

    error_messages = {  # noqa: RUF012  (marshmallow's own way)
        "type": "must be parts with names and values",
        "unknown": "is nothing that is read here",
    }


class Field(fields.Field[Any]):
    """A part that must be there, unless `required` is false, and never is empty."""

    default_error_messages: dict[str, Any] = {  # noqa: RUF012  (marshmallow's own way)
        "required": "is missing",
        "null": "is empty",
    }

    def __init__(self, *, required: bool = True, **rest: Any) -> None:
        super().__init__(required=required, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return self.understood(value)

    def understood(self, value: Any) -> Any:
        """The value; raises `ValidationError`."""
        raise NotImplementedError


class Whole(Field):
    """A whole number with bounds."""

    def __init__(self, least: int = 1, most: int = LARGEST, **rest: Any) -> None:
        super().__init__(**rest)
        self.least, self.most = least, most

    def understood(self, value: Any) -> int:
        if type(value) is not int or not self.least <= value <= self.most:
            bounds = _bounds(self.least, self.most)
            raise ValidationError(f"must be a whole number {bounds}, not {shown(value)}")
        return value


class Number(Field):
    """A number with bounds; `above` is one that it must exceed."""

    def __init__(
        self, least: float = -LARGEST, most: float = LARGEST, *, above: bool = False, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.least, self.most, self.above = least, most, above

    def understood(self, value: Any) -> float:
        number = type(value) in (int, float) and math.isfinite(value)
        if not number or not self._holds(value):
            lowest = f"above {self.least:g} and up" if self.above else f"from {self.least:g}"
            raise ValidationError(f"must be a number {lowest} to {self.most:g}, not {shown(value)}")
        return float(value)

    def _holds(self, value: float) -> bool:
        enough = value > self.least if self.above else value >= self.least
        return enough and value <= self.most


class Flag(Field):
    """True or false."""

    def understood(self, value: Any) -> bool:
        if type(value) is not bool:
            raise ValidationError(f"must be true or false, not {shown(value)}")
        return value


class Text(Field):
    """A text that says something."""

    def understood(self, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise ValidationError(f"must be a text, not {shown(value)}")
        if len(value) > LONGEST:
            raise ValidationError(f"must be a text of at most {LONGEST} characters")
        return value


class Sentence(Text):
    """A text that may name values in braces; with `names` exactly these.

    `nouns` can stand behind a name, as in `{size:members}`: what it counts.
    """

    def __init__(
        self, names: Collection[str] | None = None, nouns: Collection[str] = (), **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.names, self.nouns = None if names is None else set(names), nouns

    def understood(self, value: Any) -> str:
        text = super().understood(value)
        try:
            said = named(text, self.nouns)
        except ValueError as error:
            raise ValidationError(f"must name values like {{size}}: {shown(text)}") from error
        if self.names is not None and said != self.names:
            raise ValidationError(f"names {sorted(self.names)} and nothing else: {shown(text)}")
        return text


class Choice(Field):
    """One of the codes that are known."""

    def __init__(self, known: Collection[str], **rest: Any) -> None:
        super().__init__(**rest)
        self.known = known

    def understood(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.known:
            choices = ", ".join(sorted(self.known))
            raise ValidationError(f"{shown(value)} is none of {choices}")
        return value


class Code(Field):
    """A word of Latin letters, digits and `_`, by which something is known."""

    def understood(self, value: Any) -> str:
        if not isinstance(value, str) or not _CODE.fullmatch(value):
            raise ValidationError(f"must be a code of Latin letters, not {shown(value)}")
        return value


class Several(Field):
    """A list in which nothing stands twice."""

    def __init__(self, inner: Field, fewest: int = 1, **rest: Any) -> None:
        super().__init__(**rest)
        self.inner, self.fewest = inner, fewest

    def understood(self, value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) < self.fewest:
            raise ValidationError(f"must be a list of at least {self.fewest}, not {shown(value)}")
        found = _all(self.inner, dict(enumerate(value)))
        for at, each in enumerate(value):
            if each in value[:at]:
                raise ValidationError(f"{shown(each)} stands twice")
        return list(found.values())


class Row(Field):
    """A list of values that have their places."""

    def __init__(self, **parts: Field) -> None:
        super().__init__()
        self.parts = parts

    def understood(self, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(self.parts):
            raise ValidationError(f"must be a list of {', '.join(self.parts)}, not {shown(value)}")
        named_values = dict(zip(self.parts, value, strict=True))
        return tuple(_each(self.parts, named_values).values())


class Each(Field):
    """Codes, each with what `inner` says."""

    def __init__(self, inner: Field, fewest: int = 1, **rest: Any) -> None:
        super().__init__(**rest)
        self.inner, self.fewest = inner, fewest

    def understood(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or len(value) < self.fewest:
            raise ValidationError(f"must be codes with values, not {shown(value)}")
        for code in value:
            if not _CODE.fullmatch(code):
                raise ValidationError({code: ["must be a code of Latin letters"]})
        return _all(self.inner, value)


class Part(Field):
    """Named parts within an entry."""

    def __init__(self, parts: Mapping[str, Field], *, required: bool = True) -> None:
        super().__init__(required=required)
        self.shape = Shape.from_dict(dict(parts))()

    def understood(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError(f"must be parts with names and values, not {shown(value)}")
        return dict(self.shape.load(value))


def words(*, required: bool = True, **parts: Field) -> Part:
    """Texts in both languages, and other parts beside them."""
    return Part({"ar": Text(), "en": Text(), **parts}, required=required)


def entry(**parts: Field) -> Part:
    """An entry: its parts, where it stands, and whether nobody has confirmed it as law."""
    return Part(_confirmed(parts))


def later_entry(**parts: Field) -> Part:
    """An entry that older versions do not have."""
    return Part(_confirmed(parts), required=False)


def _confirmed(parts: Mapping[str, Field]) -> dict[str, Field]:
    return {
        **parts,
        "source": Text(error_messages=_NO_SOURCE),
        "assumption": Flag(error_messages=_NO_WORD),
    }


def named(text: str, nouns: Collection[str] = ()) -> set[str]:
    """The values that a text names in braces, each alone or with one of the nouns that it counts.

    Raises `ValueError` for anything else in braces.
    """
    found = set()
    for _, name, layout, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if (layout and layout not in nouns) or conversion or not name.isidentifier():
            raise ValueError(name)
        found.add(name)
    return found


def shown(value: Any) -> str:
    """A value in a message, in few words."""
    if isinstance(value, dict | list):
        return "nothing" if not value else "a list" if isinstance(value, list) else "named parts"
    text = "true" if value is True else "false" if value is False else repr(value)
    if value is None:
        return "nothing"
    if hasattr(value, "isoformat"):
        return f"the date {value.isoformat()}"
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _bounds(least: int, most: int) -> str:
    if most < LARGEST:
        return f"from {least} to {most}"
    return f"above {least - 1}" if least == 1 else f"{least} or above"


def _all(inner: Field, values: Mapping[Any, Any]) -> dict[Any, Any]:
    return _each(dict.fromkeys(values, inner), values)


def _each(inner: Mapping[Any, Field], values: Mapping[Any, Any]) -> dict[Any, Any]:
    found, wrong = {}, {}
    for name, value in values.items():
        try:
            found[name] = inner[name].deserialize(value)
        except ValidationError as error:
            wrong[name] = error.messages
    if wrong:
        raise ValidationError(wrong)
    return found
