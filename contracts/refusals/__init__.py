"""What each code of refusal says to people, in Arabic and English.

Every `*.yaml` beside this file maps codes to `ar` and `en`, each with `title` and `detail`;
`detail` may name values of the refusal in braces. A code stands in one file only. `fields.yaml`
holds the codes of single fields.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("ar", "en")


class BrokenTexts(Exception):
    """A file of refusals is not what it must be; the message names file and code."""


@dataclass(frozen=True)
class Words:
    """A refusal as people read it."""

    title: str
    detail: str


class _Values(dict[str, Any]):
    """Values for a text; what is missing stays visible as its name."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


@cache
def texts() -> Mapping[str, Mapping[str, Words]]:
    """Code → language → words, from every file. Raises `BrokenTexts`."""
    found: dict[str, Mapping[str, Words]] = {}
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for code, languages in (yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or {}).items():
            if code in found:
                raise BrokenTexts(f"{path.name}: {code} stands in another file too")
            found[code] = _words(f"{path.name}: {code}", languages)
    return found


def _words(where: str, languages: Any) -> Mapping[str, Words]:
    try:
        words = {each: Words(**languages[each]) for each in LANGUAGES}
    except (KeyError, TypeError) as error:
        raise BrokenTexts(f"{where} wants ar and en, each with title and detail") from error
    if names(words["ar"].detail) != names(words["en"].detail):
        raise BrokenTexts(f"{where} names other values in Arabic than in English")
    return words


def names(text: str) -> set[str]:
    """The values that a text names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def say(code: str, language: str, params: Mapping[str, Any] | None = None) -> Words:
    """The words for a code. Arabic unless `en` is asked; an unknown code says itself.

    A value may be a text in each language.
    """
    languages = texts().get(code)
    if languages is None:
        return Words(title=code, detail=code)
    spoken = language if language in LANGUAGES else "ar"
    values = {
        name: value[spoken] if isinstance(value, Mapping) else value
        for name, value in (params or {}).items()
    }
    words = languages[spoken]
    return Words(words.title, words.detail.format_map(_Values(values)))
