"""What is wrong with a field: a stable code with values for its text, instead of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from marshmallow import Schema, ValidationError

_CODE = re.compile(r"[a-z]+(_[a-z]+)*")


class Problem(str):
    """A code of `contracts/refusals/fields.yaml` that also carries the values its text names."""

    params: Mapping[str, Any]

    def __new__(cls, code: str, **params: Any) -> Problem:
        problem = super().__new__(cls, code)
        problem.params = params
        return problem


@dataclass(frozen=True)
class FieldProblem:
    """One refused field: where it stands (JSON pointer, RFC 6901), what is wrong, and values."""

    pointer: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class InvalidRequest(Exception):
    """A request does not fit its schema (a refusal of kind `invalid`, with its field errors)."""

    kind = "invalid"
    code = "invalid_request"

    def __init__(self, errors: list[FieldProblem]) -> None:
        super().__init__(self.code)
        self.params: Mapping[str, Any] = {}
        self.errors = tuple(errors)


def problems(messages: Any, pointer: str = "") -> list[FieldProblem]:
    """The field problems in the `messages` of a marshmallow `ValidationError`."""
    return list(_problems(messages, pointer))


def _problems(messages: Any, pointer: str) -> Iterator[FieldProblem]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = "" if key == "_schema" else f"/{_escaped(str(key))}"
            yield from _problems(inner, pointer + step)
    elif isinstance(messages, list | tuple):
        for each in messages:
            yield from _problems(each, pointer)
    elif isinstance(messages, Problem):
        yield FieldProblem(pointer, str(messages), messages.params)
    else:
        known = isinstance(messages, str) and _CODE.fullmatch(messages)
        yield FieldProblem(pointer, str(messages) if known else "invalid")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


@cache
def _kept(schema: type[Schema]) -> Schema:
    """One instance per schema: making one costs several times what using it does."""
    return schema()


def read(schema: type[Schema], request: Any) -> dict[str, Any]:
    """The request as the schema understands it. Raises `InvalidRequest` with every problem.

    The schema's instance is made once and kept.
    """
    try:
        data: dict[str, Any] = _kept(schema).load(request)
    except ValidationError as error:
        raise InvalidRequest(problems(error.messages)) from error
    return data
