"""The columns of an import: `columns.yaml` beside this file says how they are headed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contracts import reference
from services.registry.adapters.files.column import (
    KINDS,
    Column,
    by_spelling,
    in_words,
    plain,
    told,
)
from services.registry.adapters.files.likeness import probably
from services.registry.app.files.import_ports import Unreadable
from services.registry.domain.files.rows import ROW

__all__ = ["Column", "column_at", "columns", "headed", "listed_in", "plain", "spoken"]

_PERHAPS = {"ar": "(لعله «{}»)", "en": "(perhaps «{}»)"}


def listed_in(path: Path) -> dict[str, Column]:
    """The columns of a file like `columns.yaml`, by name."""
    listed = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return {name: _column(name, each) for name, each in listed.items()}


@cache
def columns() -> Mapping[str, Column]:
    """Every column by its name."""
    found = listed_in(Path(__file__).with_name("columns.yaml"))
    governorate = found["governorate"]
    found["governorate"] = replace(governorate, words=_places(governorate.words))
    return found


def _places(spelled: Mapping[str, str]) -> Mapping[str, str]:
    """Governorates by their names of the reference data and those of the file, as people write
    them: alone, as محافظة …, as … governorate."""
    known = {
        **spelled,
        **{
            plain(said): code
            for code, names in reference.governorates().items()
            for said in (code, *names.values())
        },
    }
    before, after = plain("محافظة"), plain("governorate")
    return {
        form: code
        for said, code in known.items()
        for form in (said, f"{before}{said}", f"{said}{after}")
    }


def spoken(column: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of a cell's problem, with choices in the words that the column understands."""
    choices, known = params.get("choices"), columns().get(column)
    if not isinstance(choices, str) or known is None:
        return params
    words = (known.degree(known.word(each, "ar") or each, "ar") for each in choices.split(", "))
    return {**params, "choices": {"ar": "، ".join(words), "en": choices}}


def _column(name: str, listed: Mapping[str, Any]) -> Column:
    words, degrees = listed.get("words", {}), listed.get("degrees", {})
    headings = (name, *listed["ar"], *listed["en"])
    return KINDS.get(listed.get("reads", ""), Column)(
        name=name,
        path=tuple(listed.get("pointer", "").split("/")[1:]),
        required=listed.get("required", False),
        said={language: listed[language][0] for language in ("ar", "en")},
        headings=frozenset(map(plain, headings)),
        words=by_spelling(words),
        shown={value: known[0] for value, known in words.items() if known},
        degrees=by_spelling(degrees),
        degrees_shown={value: known[0] for value, known in degrees.items()},
        spelled=[in_words(each) for each in headings],
        read=listed.get("read", True),
    )


def headed(cells: Sequence[str], among: Mapping[str, Column] | None = None) -> list[Column | None]:
    """The columns (of persons, if no others are given) that these headings name.

    `None` for one that we do not know, or pass over.

    Raises `Unreadable` when a required one is missing or one is there twice.
    """
    known = [each for each in (among or columns()).values() if each.read]
    by_heading = {heading: each for each in known for heading in each.headings}
    found = [by_heading.get(plain(cell)) if cell.strip() else None for cell in cells]
    named = [each.name for each in found if each is not None]
    twice = [each for each in known if named.count(each.name) > 1]
    if twice:
        raise Unreadable("import_column_twice", column=twice[0].title)
    missing = [each for each in known if each.required and each.name not in named]
    if missing:
        unknown = [cell for cell, each in zip(cells, found, strict=True) if each is None]
        raise Unreadable("import_columns_missing", columns=_with_likely(missing, unknown))
    return found


def _with_likely(missing: Sequence[Column], unknown: Sequence[str]) -> Mapping[str, str]:
    """These columns, each with the heading that was probably meant to name it, by language."""
    likely = {probably(cell, missing): told(cell) for cell in reversed(unknown)}
    said = [(each.title, likely.get(each.name)) for each in missing]
    return {
        language: "، ".join(title if cell is None else f"{title} {perhaps.format(cell)}"
                            for title, cell in said)
        for language, perhaps in _PERHAPS.items()
    }  # fmt: skip


@cache
def column_at(pointer: str) -> str:
    """The name of the column whose cells go to this place, to something within it, or around it;
    `row` where there is none."""
    path = tuple(pointer.split("/")[1:])
    placed = [each for each in columns().values() if each.path]
    exactly = (each.name for each in placed if each.path == path)
    within = (each.name for each in placed if each.path[: len(path)] == path)
    around = (each.name for each in placed if path[: len(each.path)] == each.path)
    return next((name for names in (exactly, within, around) for name in names), ROW)
