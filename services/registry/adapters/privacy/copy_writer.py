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

FILE = Path(__file__).with_name("headings.yaml")
_PARTS = (
    "record", "household", "enrolments", "payments", "grievances", "survey_visits", "consents",
    "requests", "accesses", "former_states", "rules",
)  # fmt: skip
_STYLE = (
    "body{font-family:sans-serif;max-width:60em;margin:2em auto;line-height:1.6}"
    "dt{font-weight:bold}dd{margin-inline-start:2em}li{margin-block:.5em}"
)


@cache
def _headings() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return found


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


def _shown(value: Any, language: str) -> str:
    if value is None or value == [] or value == {}:
        return escape(_headings()["nothing"][language])
    if isinstance(value, Mapping):
        rows = (
            f"<dt>{_called(name, language)}</dt><dd>{_shown(each, language)}</dd>"
            for name, each in value.items()
            if each is not None
        )
        return f"<dl>{''.join(rows)}</dl>"
    if isinstance(value, list):
        return f"<ol>{''.join(f'<li>{_shown(each, language)}</li>' for each in value)}</ol>"
    return f"<bdi>{escape(str(value))}</bdi>"
