"""Answers as people type them: numbers and days may come as texts, in the digits of any script.

A text that is neither stays as it is, for the questions to refuse; an answer that is a text by its
question is kept as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from services.registry.domain.surveys.questions import (
    NUMBERS,
    Answers,
    Branch,
    Question,
    Questions,
    Type,
)

Latin = Callable[[str], str]
"""A text with its digits written as 0-9."""

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"(-?[0-9]{1,12})[.\u066b]([0-9]{1,12})")
"""With a point, or with the Arabic decimal separator."""


def answers_understood(answers: Answers, questions: Questions, latin: Latin) -> Answers:
    """The answers as they are kept, whichever digits they were typed in."""
    asked = {each.code: each.type for each in questions}
    return {code: _understood(asked.get(code), answers[code], latin) for code in answers}


def questions_understood(questions: Sequence[Question], latin: Latin) -> tuple[Question, ...]:
    """The questions with what their conditions compare answers with, understood like answers."""
    types = {each.code: each.type for each in questions}
    return tuple(
        each if each.when is None else replace(each, when=_branch(each.when, types, latin))
        for each in questions
    )


def _branch(branch: Branch, types: dict[str, Type], latin: Latin) -> Branch:
    return replace(
        branch,
        conditions=tuple(
            replace(each, value=_understood(types.get(each.question), each.value, latin))
            for each in branch.conditions
        ),
    )


def _understood(kind: Type | None, value: Any, latin: Latin) -> Any:
    if not isinstance(value, str):
        return value
    if kind is Type.DATE:
        return latin(value)
    return _number(kind, value, latin(value)) if kind in NUMBERS else value


def _number(kind: Type | None, written: str, digits: str) -> Any:
    if _WHOLE.fullmatch(digits):
        return int(digits)
    found = _DECIMAL.fullmatch(digits) if kind is Type.DECIMAL else None
    return written if found is None else float(f"{found[1]}.{found[2]}")
