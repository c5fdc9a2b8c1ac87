"""Everything that can be refused is said in Arabic and in English."""

from __future__ import annotations

import re

import pytest

from contracts.refusals import names, say, texts

ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.mark.parametrize("code", texts())
def test_a_refusal_is_said_in_both_languages(code: str) -> None:
    arabic, english = texts()[code]["ar"], texts()[code]["en"]
    assert ARABIC.search(arabic.title)
    assert ARABIC.search(arabic.detail)
    assert english.title
    assert english.detail
    assert not ARABIC.search(english.title + english.detail)


@pytest.mark.parametrize("code", texts())
def test_a_refusal_says_the_values_it_names(code: str) -> None:
    for language in ("ar", "en"):
        values = {name: f"<{name}>" for name in names(texts()[code][language].detail)}
        said = say(code, language, values).detail
        assert all(value in said for value in values.values())


def test_a_missing_value_does_not_break_the_answer() -> None:
    assert "{minimum}" in say("too_short", "en").detail


def test_another_language_is_answered_in_arabic() -> None:
    assert say("required", "fr") == say("required", "ar")
