"""The columns of an import: `columns.yaml` beside this file says how they are headed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contracts import reference
from services.registry.app.files.import_ports import Unreadable
from services.registry.domain.persons import arabic_names

_BETWEEN = re.compile(r"[\s_\-]+")


@dataclass(frozen=True)
class Column:
    """One column. `path` leads to its place in the request to register a person."""

    name: str
    path: tuple[str, ...]
    required: bool
    title: str
    """How it is headed, for people: in Arabic, with the English beside it."""
    headings: frozenset[str]
    words: Mapping[str, str]

    def value(self, text: str) -> str:
        """What a cell says: the value that its word stands for, else the text itself."""
        return self.words.get(plain(text), text) if self.words else text


def plain(text: str) -> str:
    """A heading or a word in one spelling."""
    spelled = "".join(arabic_names.words(_BETWEEN.sub(" ", text)))
    return spelled or unicodedata.normalize("NFKC", text).strip().casefold()


def listed_in(path: Path) -> dict[str, Column]:
    """The columns of a file like `columns.yaml`, by name."""
    listed = yaml.safe_load(path.read_text("utf-8"))
    return {name: _column(name, each) for name, each in listed.items()}


@cache
def columns() -> Mapping[str, Column]:
    """Every column by its name."""
    found = listed_in(Path(__file__).with_name("columns.yaml"))
    places = {
        plain(said): code
        for code, names in reference.governorates().items()
        for said in (code, *names.values())
    }
    governorate = found["governorate"]
    found["governorate"] = replace(governorate, words=places)
    return found


def _column(name: str, listed: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        path=tuple(listed.get("pointer", "").split("/")[1:]),
        required=listed.get("required", False),
        title=f"{listed['ar'][0]} ({listed['en'][0]})",
        headings=frozenset(plain(each) for each in (name, *listed["ar"], *listed["en"])),
        words={
            plain(word): value
            for value, words in listed.get("words", {}).items()
            for word in (value, *words)
        },
    )


def headed(cells: Sequence[str], among: Mapping[str, Column] | None = None) -> list[Column | None]:
    """The columns (of persons, if no others are given) that these headings name.

    `None` for one that we do not know.

    Raises `Unreadable` when a required one is missing or one is there twice.
    """
    known = (among or columns()).values()
    by_heading = {heading: each for each in known for heading in each.headings}
    found = [by_heading.get(plain(cell)) if cell.strip() else None for cell in cells]
    named = [each.name for each in found if each is not None]
    twice = [each for each in known if named.count(each.name) > 1]
    if twice:
        raise Unreadable("import_column_twice", column=twice[0].title)
    missing = [each for each in known if each.required and each.name not in named]
    if missing:
        raise Unreadable(
            "import_columns_missing",
            columns="، ".join(each.title for each in missing),
        )
    return found


@cache
def column_at(pointer: str) -> str:
    """The name of the column whose cells go to this place, or to something within it."""
    path = tuple(pointer.split("/")[1:])
    for each in columns().values():
        if each.path and each.path == path:
            return each.name
    within = (each.name for each in columns().values() if each.path[: len(path)] == path)
    return next(within, "household")
