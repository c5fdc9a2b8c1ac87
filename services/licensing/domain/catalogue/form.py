"""A form as data: sections of fields; what is wrong with answers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.licensing.domain.catalogue.comparing import out_of_proportion
from services.licensing.domain.catalogue.conditions import Answers, hold
from services.licensing.domain.catalogue.fields import (
    COUNTED,
    NUMBERS,
    Field,
    FieldType,
    Limit,
)
from services.licensing.domain.licences.term import months_after
from services.licensing.domain.refusals import RefusedField
from services.licensing.domain.words import Words


@dataclass(frozen=True)
class Named:
    """A licence that an answer names by its number; it must be of one of these services."""

    pointer: str
    number: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Fields that belong together under a heading."""

    code: str
    words: Words
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Form:
    """The whole form."""

    sections: tuple[Section, ...] = ()
    _by_code: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {each.code: each for each in self.fields})

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in the order in which they are asked."""
        return tuple(each for section in self.sections for each in section.fields)

    def field(self, code: str) -> Field | None:
        return self._by_code.get(code)

    def asked(self, answers: Answers) -> list[Field]:
        """The fields that these answers lead to."""
        found: list[Field] = []
        sound: dict[str, Any] = {}
        for each in self.fields:
            if hold(each.when, sound):
                found.append(each)
                if each.code in answers:
                    sound[each.code] = answers[each.code]
        return found

    def kept(self, answers: Answers) -> dict[str, Any]:
        """The answers without those to questions that are not asked any more."""
        return {
            each.code: answers[each.code] for each in self.asked(answers) if each.code in answers
        }

    def licences(self, answers: Answers) -> Iterator[Named]:
        """The licences that are named, each of which must be of certain services."""
        for each in self.asked(answers):
            if each.services and each.code in answers:
                yield Named(f"/answers/{each.code}", answers[each.code], each.services)
            for column in (one for one in each.columns if one.services):
                for at, row in enumerate(answers.get(each.code, ())):
                    if column.code in row:
                        where = f"/answers/{each.code}/{at}/{column.code}"
                        yield Named(where, row[column.code], column.services)

    def problems(
        self, answers: Answers, today: date, told_on: date | None = None
    ) -> list[RefusedField]:
        """Everything that keeps well-formed answers from being complete and within bounds.

        `told_on`: the day from which notice counts, where that is not today.
        """
        return [
            problem
            for each in self.asked(answers)
            for problem in (
                *_problems(each, answers, answers, f"/answers/{each.code}", today),
                *_without_notice(each, answers, told_on or today),
                *out_of_proportion(each, answers, self.field),
            )
        ]


def _problems(
    asked: Field, given: Answers, answers: Answers, pointer: str, today: date
) -> Iterator[RefusedField]:
    """`given`: where the answer is; `answers`: by what conditions are decided."""
    if asked.code not in given:
        if asked.required:
            yield RefusedField(pointer, "required")
        return
    value = given[asked.code]
    for limit in asked.limits if asked.type is not FieldType.DATE else ():
        if hold(limit.when, answers):
            yield from _beyond(asked, limit, value, pointer)
    if asked.type is FieldType.DATE:
        yield from _on_the_wrong_side(asked, date.fromisoformat(value), pointer, today)
    if asked.type is FieldType.TABLE:
        yield from _in_rows(asked, value, answers, pointer, today)


def _without_notice(asked: Field, answers: Answers, told_on: date) -> Iterator[RefusedField]:
    """A date that is nearer, or farther, than so many days from when it was told."""
    if asked.type is FieldType.DATE and asked.code in answers:
        days = (date.fromisoformat(answers[asked.code]) - told_on).days
        for limit in asked.limits:
            if hold(limit.when, answers):
                yield from _out_of(asked, limit, days, f"/answers/{asked.code}")


def _beyond(asked: Field, limit: Limit, value: Any, pointer: str) -> Iterator[RefusedField]:
    yield from _out_of(asked, limit, value if asked.type in NUMBERS else len(value), pointer)


def _counted(asked: Field) -> str:
    """What limits of such a field bound, by its name in the words of refusals."""
    if asked.type is FieldType.DATE:
        return "days"
    if asked.type is FieldType.MONEY:
        return "fils"
    if asked.type is FieldType.WHOLE:
        return "number"
    return "entries" if asked.type in COUNTED else "letters"


def _out_of(asked: Field, limit: Limit, size: int, pointer: str) -> Iterator[RefusedField]:
    bounds = {
        "counted": _counted(asked),
        "least": 0 if limit.least is None else limit.least,
        "most": limit.most,
        "because": _because(limit),
    }
    if limit.least is not None and size < limit.least:
        yield RefusedField(pointer, "answer_below_limit", bounds)
    if limit.most is not None and size > limit.most:
        yield RefusedField(pointer, "answer_above_limit", bounds)


def _because(limit: Limit) -> dict[str, str]:
    words = limit.because or Words("", "")
    return {"ar": words.ar, "en": words.en}


def _on_the_wrong_side(
    asked: Field, day: date, pointer: str, today: date
) -> Iterator[RefusedField]:
    if asked.past and day > today:
        yield RefusedField(pointer, "answer_not_past")
    if asked.future and day < today:
        yield RefusedField(pointer, "answer_not_future")
    years = asked.years_ago
    if years is not None and day <= today < months_after(day, 12 * years):
        yield RefusedField(pointer, "answer_too_recent", {"years": years})


def _in_rows(
    asked: Field, rows: Sequence[Mapping[str, Any]], answers: Answers, pointer: str, today: date
) -> Iterator[RefusedField]:
    for column in asked.columns:
        seen: set[Any] = set()
        for at, row in enumerate(rows):
            where = f"{pointer}/{at}/{column.code}"
            yield from _problems(column, row, answers, where, today)
            value = row.get(column.code) if column.unique else None
            if value is not None and value in seen:
                yield RefusedField(where, "row_value_twice")
            seen.add(value)
