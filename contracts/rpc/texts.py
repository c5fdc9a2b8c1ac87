"""Texts with bounds: the ground of every other field.

Errors are codes (`Problem`), so that the gateway can say them in Arabic or English. Patterns are
written so that Python, ECMAScript and Rust understand them alike: no `\\d`, `\\s` or `\\w`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from contracts.rpc.problems import Problem

_UNSEEN = r"\u200b\u2028-\u202e\u2060-\u206f\ufeff"
"""Signs that cannot be seen and make a text read as another one: line ends, nothing at all, and
those that turn the writing direction. The marks that Arabic needs (U+200C to U+200F) are none."""
_CONTROL = rf"\u0000-\u001f\u007f-\u009f{_UNSEEN}"
_BLANK = rf"\u0000-\u0020\u007f-\u00a0{_UNSEEN}"
_FIRST = rf"{_BLANK}\u200c-\u200f"
LINE = rf"^[^{_FIRST}](?:[^{_CONTROL}]*[^{_BLANK}])?$"
"""One line of text that neither begins nor ends with a space."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def refused(code: str, **params: Any) -> ValidationError:
    """The error that says a field has this problem."""
    return ValidationError(Problem(code, **params))


def _encodable(value: str) -> bool:
    """Whether it is UTF-8 text: JSON lets lone surrogates through, databases do not."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


class Text(fields.String):
    """A text with bounds (in characters) and a pattern; without either it is one line of 1–200.

    Keyword arguments override what the class says. Codes: `required`, `not_a_text`, `too_short`,
    `too_long`, and `problem` when the pattern does not fit.
    """

    shortest: int = 1
    longest: int = 200
    pattern: str = LINE
    problem: str = "malformed_text"
    description: ClassVar[str] = ""
    sample: ClassVar[str | None] = None

    def __init__(
        self,
        *,
        shortest: int | None = None,
        longest: int | None = None,
        pattern: str | None = None,
        problem: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        **rest: Any,
    ) -> None:
        self.shortest = self.shortest if shortest is None else shortest
        self.longest = self.longest if longest is None else longest
        self.pattern = pattern or self.pattern
        self.problem = problem or self.problem
        schema: dict[str, Any] = {"pattern": self.pattern, "maxLength": self.longest}
        if self.shortest:
            schema["minLength"] = self.shortest
        if self.description:
            schema["description"] = self.description
        if self.sample is not None:
            schema["example"] = self.sample
        super().__init__(
            metadata={**schema, **(metadata or {})},
            error_messages={"invalid": "not_a_text"},
            **rest,
        )

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if len(value) < self.shortest:
            raise self._too_short()
        if len(value) > self.longest and self.shortest == self.longest:
            raise refused(self.problem)
        if len(value) > self.longest:
            raise refused("too_long", maximum=self.longest)
        if _compiled(self.pattern).fullmatch(value) is None or not _encodable(value):
            raise refused(self.problem)
        return self.understood(value)

    def _too_short(self) -> ValidationError:
        """A number with a digit missing is told what such a number looks like, not its length."""
        if self.shortest > 1 and self.problem != Text.problem:
            return refused(self.problem)
        return refused("too_short", minimum=self.shortest)

    def understood(self, value: str) -> str:
        """What is kept of a value that fits: by default the value as written."""
        return value


class Paragraph(Text):
    """A text of several lines."""

    longest = 2000
    pattern = rf"^[^{_FIRST}](?:[^\u0000-\u0009\u000b-\u001f\u007f-\u009f{_UNSEEN}]*[^{_BLANK}])?$"


class Choice(Text):
    """One of these words (a closed list)."""

    problem = "unknown_choice"

    def __init__(self, choices: Sequence[str], **rest: Any) -> None:
        self.choices = tuple(choices)
        super().__init__(**rest)
        self.metadata = {
            "enum": [*self.choices, *([None] if self.allow_none else [])],
            **{
                key: value
                for key, value in self.metadata.items()
                if key not in ("pattern", "minLength", "maxLength")
            },
        }

    def understood(self, value: str) -> str:
        if value not in self.choices:
            raise refused(self.problem, choices=self.told())
        return value

    def told(self) -> str | dict[str, str]:
        """The choices as a refusal lists them; by language, where they have names."""
        return ", ".join(self.choices)
