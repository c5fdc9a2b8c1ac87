"""Answers held against other answers: never more, less, later or earlier than these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from services.licensing.domain.catalogue.conditions import Answers, hold
from services.licensing.domain.catalogue.fields import Field, FieldType, Limit
from services.licensing.domain.refusals import RefusedField
from services.licensing.domain.words import Words

_TOO_LITTLE = {FieldType.DATE: "answer_before_other", FieldType.TABLE: "sum_below_other"}
_TOO_MUCH = {FieldType.DATE: "answer_after_other", FieldType.TABLE: "sum_above_other"}


def out_of_proportion(
    asked: Field, answers: Answers, field_of: Callable[[str], Field | None]
) -> Iterator[RefusedField]:
    """Where this answer oversteps another one. What was not answered bounds nothing."""
    if asked.code not in answers:
        return
    for limit in (each for each in asked.limits if hold(each.when, answers)):
        size = _size(limit, answers[asked.code])
        least, most = answers.get(limit.least_of or ""), answers.get(limit.most_of or "")
        if least is not None and size < least:
            code = _TOO_LITTLE.get(asked.type, "answer_below_other")
            yield _refused(code, asked, limit, field_of(limit.least_of or ""))
        if most is not None and size > most:
            code = _TOO_MUCH.get(asked.type, "answer_above_other")
            yield _refused(code, asked, limit, field_of(limit.most_of or ""))


def _size(limit: Limit, answer: Any) -> Any:
    """What is compared: days as they are written follow each other as they do in the calendar."""
    if limit.sum_of is None:
        return answer
    return sum(row.get(limit.sum_of, 0) for row in answer)


def _refused(code: str, asked: Field, limit: Limit, other: Field | None) -> RefusedField:
    """Names both by their labels, and the column where it is a sum."""
    column = asked.column(limit.sum_of or "")
    said = {
        "label": _said(asked.label),
        "other": _said(None if other is None else other.label),
        "because": _said(limit.because),
    }
    summed = {} if column is None else {"column": _said(column.label)}
    return RefusedField(f"/answers/{asked.code}", code, {**said, **summed})


def _said(words: Words | None) -> dict[str, str]:
    return {"ar": "", "en": ""} if words is None else {"ar": words.ar, "en": words.en}
