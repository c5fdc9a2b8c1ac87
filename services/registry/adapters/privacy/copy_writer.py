"""A dossier as files: JSON to take along, and a document for people in their language.

The document is HTML: it shows Arabic from right to left on any telephone, without a program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from contracts import reference

FILE = Path(__file__).with_name("headings.yaml")
VALUES = FILE.with_name("values.yaml")
_PARTS = (
    "record", "household", "facts", "enrolments", "payments", "grievances", "survey_visits",
    "consents", "requests", "accesses", "former_states", "rules",
)  # fmt: skip
_AS_WRITTEN = frozenset(
    {"first", "father", "grandfather", "family", "details", "text", "note", "reply", "number"}
)
_STYLE = (
    "body{font-family:sans-serif;max-width:60em;margin:2em auto;line-height:1.6}"
    "dt{font-weight:bold}dd{margin-inline-start:2em}li{margin-block:.5em}"
)


@cache
def _headings() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return found


@cache
def _values() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.load(VALUES.read_text("utf-8"), yaml.CSafeLoader)
    return {**found, **reference.governorates()}


class FileCopies:
    """See `app.privacy.ports.CopyWriter`."""

    def as_json(self, dossier: Mapping[str, Any]) -> Iterator[bytes]:
        yield json.dumps(dossier, ensure_ascii=False, indent=2).encode()

    def as_document(self, dossier: Mapping[str, Any], language: str) -> Iterator[bytes]:
        direction = "rtl" if language == "ar" else "ltr"
        title = escape(_headings()["title"][language])
        yield (
            f'<!doctype html><html lang="{language}" dir="{direction}"><head>'
            f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
            f"<body><h1>{title}</h1>"
        ).encode()
        for part in _PARTS:
            yield f"<h2>{_called(part, language)}</h2>{_shown(dossier[part], language)}".encode()
        yield b"</body></html>"


def _called(name: str, language: str) -> str:
    """The heading in this language with the other one beside it; a name without one as it is."""
    words = _headings().get(name)
    if words is None:
        return escape(name.replace("_", " "))
    other = "en" if language == "ar" else "ar"
    return f'{escape(words[language])} <small lang="{other}">({escape(words[other])})</small>'


def _shown(value: Any, language: str, name: str = "") -> str:
    if value is None or value == [] or value == {}:
        return escape(_headings()["nothing"][language])
    if isinstance(value, Mapping) and value.keys() - {"code"} == {"ar", "en"}:
        return f"<bdi>{escape(value[language])}</bdi>"
    if isinstance(value, Mapping):
        rows = (
            f"<dt>{_called(each, language)}</dt><dd>{_shown(said, language, each)}</dd>"
            for each, said in value.items()
            if said is not None
        )
        return f"<dl>{''.join(rows)}</dl>"
    if isinstance(value, list):
        return f"<ol>{''.join(f'<li>{_shown(each, language, name)}</li>' for each in value)}</ol>"
    return f"<bdi>{escape(_said(value, language, name))}</bdi>"


def _said(value: Any, language: str, name: str) -> str:
    """A value in words; what people wrote, and what has no words, as it is."""
    if isinstance(value, bool):
        return _values()["yes" if value else "no"][language]
    text = str(value)
    if name in _AS_WRITTEN:
        return text
    known = _values().get(f"{name}.{text}") or _values().get(text)
    if known is None and "." in text and name == "action":
        return _said(text.rpartition(".")[0], language, name)
    return text if known is None else known[language]
