"""What the law's rules say, in their words, for who has a copy of their data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from services.registry.domain.privacy.rules import Category, PrivacyRules
from services.registry.domain.programmes.words import Reason

Plain = dict[str, Any]


def kept_by_law(category: Category) -> Plain:
    """A kind of data: whether it stays, for how long, and why."""
    return {
        "category": asdict(category.words),
        "keep": category.keep,
        "years": category.years,
        "why": None if category.why is None else asdict(category.why),
    }


def in_words(view: Plain, rules: PrivacyRules) -> Plain:
    """Purposes, kinds of data and recipients as the law's rules of today call them."""
    known = {
        "purpose": {code: each.words for code, each in rules.purposes.items()},
        "categories": {code: each.words for code, each in rules.categories.items()},
        "recipients": rules.recipients,
    }
    said = {name: _called(view.get(name), words) for name, words in known.items()}
    return {name: said.get(name, value) for name, value in view.items()}


def _called(codes: Any, words: Mapping[str, Reason]) -> Any:
    if isinstance(codes, list | tuple):
        return [_called(each, words) for each in codes]
    return asdict(words[codes]) if codes in words else codes
