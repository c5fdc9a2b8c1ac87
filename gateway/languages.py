"""The language that an answer is written in; the texts stand in `contracts.refusals`."""

from __future__ import annotations

from functools import lru_cache

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from contracts.refusals import LANGUAGES

_LONGEST_HEADER = 200


def language_of(accept_language: str | None) -> str:
    """`ar` or `en`, from an `Accept-Language` header; Arabic when it asks for neither."""
    if not accept_language or len(accept_language) > _LONGEST_HEADER:
        return LANGUAGES[0]
    return _best(accept_language)


@lru_cache(maxsize=256)
def _best(header: str) -> str:
    """The most wanted of our languages, whatever its region (`en-GB` is `en`)."""
    for wanted, quality in parse_accept_header(header, LanguageAccept):
        language = wanted.partition("-")[0].lower()
        if language in LANGUAGES and quality > 0:
            return language
    return LANGUAGES[0]
