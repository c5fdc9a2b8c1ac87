"""YAML as a file of rules may be written: nothing in it is lost, guessed or without end.

The usual loader lets the later of two equal names win, reads `.nan`, 010 as eight and `no` as
false, and follows references as often as they multiply. Whoever writes a rule sees nothing of it.
"""

from __future__ import annotations

import math
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from chassis.rules.refused import Step, Unreadable

LARGEST = 1_000_000
"""Bytes: a hundred times the largest file there is."""
DEEPEST = 20
MOST_VALUES = 100_000

_TAG = "tag:yaml.org,2002:"
_PLAIN = frozenset({"null", "bool", "int", "float", "str", "timestamp"})
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9_]{0,30})")


@dataclass(frozen=True)
class Document:
    """What a file says, and on which line each value of it begins, by the path to it."""

    values: Any
    lines: Mapping[tuple[Step, ...], int]


def read(path: Path) -> Document:
    """The values in a file. Raises `Unreadable`."""
    text = _text(path)
    try:
        _must_be_flat(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise _malformed(text, error) from error
    if root is None:
        raise Unreadable("the file is empty")
    walk = _Walk()
    values = walk.value(root, ())
    return Document(values, walk.lines)


def _text(path: Path) -> str:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("is no file, but a folder or something else")
        if found.st_size > LARGEST:
            raise Unreadable(f"is larger than {LARGEST:,} bytes, which no rules are")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = "is not written in UTF-8: save it anew with the encoding UTF-8, not Windows-1256"
        raise Unreadable(reason, line) from error


def _must_be_flat(text: str) -> None:
    """Before anything is built of it: the parser itself takes minutes for thousands of brackets."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else None
                raise Unreadable("is nested too deeply", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _malformed(text: str, error: yaml.YAMLError) -> Unreadable:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Unreadable("holds characters that no text has")
    lines = text.splitlines()
    if mark.line < len(lines) and "\t" in lines[mark.line]:
        return Unreadable("holds a tab: use blanks instead", mark.line + 1)
    problem = getattr(error, "problem", None) or "it cannot be understood"
    return Unreadable(f"is not written as YAML wants it: {problem}", mark.line + 1)


class _Walk:
    """Makes values of nodes, each as often as it is referred to, up to a number of them."""

    def __init__(self) -> None:
        self.lines: dict[tuple[Step, ...], int] = {}
        self._values = 0
        self._constructor = SafeConstructor()

    def value(self, node: Node, path: tuple[Step, ...]) -> Any:
        self._values += 1
        line = self.lines[path] = node.start_mark.line + 1
        if len(path) > DEEPEST or self._values > MOST_VALUES:
            raise Unreadable("holds too many values, or references without end", line)
        kind = node.tag.removeprefix(_TAG)
        if isinstance(node, MappingNode) and kind == "map":
            return self._names(node, path)
        if isinstance(node, SequenceNode) and kind == "seq":
            return [self.value(each, (*path, at)) for at, each in enumerate(node.value)]
        if isinstance(node, ScalarNode) and kind in _PLAIN:
            return self._plain(node, kind, path)
        raise Unreadable(f"{node.tag} is nothing that rules are written in", line, path)

    def _names(self, node: MappingNode, path: tuple[Step, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.tag != f"{_TAG}str":
                raise Unreadable(f"{_written(key)} is no name: put it in quotes", line, path)
            name = str(key.value)
            if name in found:
                reason = f"{name} stands twice; the first is in line {self.lines[*path, name]}"
                raise Unreadable(reason, line, (*path, name))
            found[name] = self.value(value, (*path, name))
            self.lines[*path, name] = line
        return found

    def _plain(self, node: ScalarNode, kind: str, path: tuple[Step, ...]) -> Any:
        line = node.start_mark.line + 1
        if kind == "int" and not _WHOLE.fullmatch(node.value):
            raise Unreadable(f"{_written(node)} is no plain whole number", line, path)
        try:
            value = self._constructor.construct_object(node)
        except (ValueError, OverflowError, yaml.YAMLError) as error:
            raise Unreadable(f"{_written(node)} is nothing there is", line, path) from error
        if isinstance(value, float) and not math.isfinite(value):
            raise Unreadable(f"{_written(node)} is no number to reckon with", line, path)
        return value


def _written(node: Node) -> str:
    return str(node.value)[:40] if isinstance(node, ScalarNode) else "a list"
