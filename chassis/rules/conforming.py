"""Whether entries are what their shapes want, and if not, the way to what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError

from chassis.rules.refused import Step, Wrong
from chassis.rules.shapes import Field, Part


def conform(value: Any, shape: Field, *path: Step) -> Any:
    """The value when it is what the shape wants. Raises `Wrong` with the way to what is not."""
    try:
        return shape.deserialize(value)
    except ValidationError as error:
        raise _wrong(error).within(*path) from error


def conform_all(entries: Any, shapes: Mapping[str, Field]) -> dict[str, Any]:
    """All entries of a version, by name. Raises `Wrong`."""
    return dict(conform(entries, Part(shapes)))


def _wrong(error: ValidationError) -> Wrong:
    """The first thing that is wrong, and one more of the same entry: often it is one mistake."""
    (path, reason), *others = _leaves(error.messages, ())
    if others and others[0][0][:1] == path[:1] and len(others[0][0]) == len(path):
        reason += f"; {Wrong(others[0][1], *others[0][0])}"
    return Wrong(reason, *path)


def _leaves(messages: Any, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _leaves(inner, path if name == "_schema" else (*path, name))
    else:
        for each in messages:
            yield path, str(each)
