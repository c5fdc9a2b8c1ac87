"""What each code of refusal says to people, in Arabic and English.

Every `*.yaml` beside this file maps codes to `ar` and `en`, each with `title` and `detail`;
`detail` may name values of the refusal in braces. A value that is a word of ours, and not of the
people who read it, has its own words under `values`: by its name, then by what it is. One that is
itself a reason (a `code` with its `params`), or stands in both languages, is said in that of the
reader, and so is the name of a governorate; an amount (`…_fils`) is said in dinars. Arabic details
name what is counted before the figure, because the noun after one differs with it. A code stands in
one file only. `fields.yaml` holds the codes of single fields.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contracts import reference

LANGUAGES = ("ar", "en")


class BrokenTexts(Exception):
    """A file of refusals is not what it must be; the message names file and code."""


@dataclass(frozen=True)
class Words:
    """A refusal as people read it."""

    title: str
    detail: str
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """How values of the detail that are codes are called."""

    @property
    def shown(self) -> dict[str, str]:
        """As answers have it that are no refusal themselves, and tell of one."""
        return {"title": self.title, "detail": self.detail}

    def said(self, params: Mapping[str, Any]) -> Words:
        """With these values in the detail."""
        called = {
            name: words[params[name]]
            for name, words in self.values.items()
            if params.get(name) in words
        }
        detail = self.detail.format_map(_Values({**params, **called}))
        return Words(self.title, detail.strip())


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
    if _coded(words["ar"]) != _coded(words["en"]):
        raise BrokenTexts(f"{where} calls other values by words in Arabic than in English")
    return words


def _coded(words: Words) -> dict[str, set[str]]:
    return {name: set(called) for name, called in words.values.items()}


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
    return languages[spoken].said(
        {name: _in_words(name, value, spoken) for name, value in (params or {}).items()}
    )


def _in_words(name: str, value: Any, language: str) -> Any:
    if name == "governorate" and isinstance(value, str):
        value = reference.governorates().get(value, value)
    if name.endswith("_fils") and isinstance(value, int):
        return _dinars(value)
    if not isinstance(value, Mapping):
        return value
    if "code" in value:
        return say(str(value["code"]), language, value.get("params")).detail
    return value[language]


def _dinars(fils: int) -> str:
    """With three decimals, as bills are written."""
    return f"{fils // 1000}.{fils % 1000:03}"
