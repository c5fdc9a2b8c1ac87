"""Small parts of a catalogue file: words, conditions, terms, cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, overload

from services.licensing.domain.catalogue.conditions import Case, Condition, Conditions
from services.licensing.domain.catalogue.steps import Term
from services.licensing.domain.words import Words

Data = Mapping[str, Any]
T = TypeVar("T")


def words_from(data: Data) -> Words:
    return Words(data["ar"], data["en"])


def words_or_none(data: Data | None) -> Words | None:
    return None if data is None else words_from(data)


def conditions_from(data: Iterable[Data]) -> Conditions:
    return tuple(
        Condition(each["field"], tuple(each["among"]), each.get("least"), each.get("most"))
        for each in data
    )


@overload
def term_from(data: Data) -> Term: ...
@overload
def term_from(data: None) -> None: ...
@overload
def term_from(data: Data | None) -> Term | None: ...


def term_from(data: Data | None) -> Term | None:
    if data is None:
        return None
    return Term(data["days"], data["working"], tuple(sorted(data["warn"], reverse=True)))


def cases_of(data: Iterable[Data], value: Callable[[Data], T]) -> tuple[Case[T], ...]:
    return tuple(Case(conditions_from(each["when"]), value(each)) for each in data)
