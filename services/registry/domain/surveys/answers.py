"""Answers against the questions they answer: what is wrong with them, and which facts they tell."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.registry.domain.surveys.questions import NUMBERS, Answers, Question, Questions, Type

Fact = bool | int | float | str


@dataclass(frozen=True)
class AnswerProblem:
    """One answer that does not fit: which question, what is wrong, and values for the text."""

    question: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def problems_in(answers: Answers, questions: Questions) -> list[AnswerProblem]:
    """Everything wrong with the answers, in the order of the questions."""
    found: list[AnswerProblem] = []
    sound: dict[str, Any] = {}
    """What is right so far: conditions look at nothing else."""
    for question in questions:
        problem = _problem(question, answers, sound)
        if problem is not None:
            found.append(problem)
        elif question.code in answers:
            sound[question.code] = answers[question.code]
    known = {each.code for each in questions}
    return [*found, *(AnswerProblem(code, "answer_unknown") for code in answers.keys() - known)]


def facts_in(answers: Answers, questions: Questions) -> dict[str, Fact]:
    """What sound answers tell about the household, by indicator."""
    return {
        question.indicator: _fact(question, answers[question.code])
        for question in questions
        if question.indicator is not None and question.code in answers
    }


def fingerprint_of(*parts: Any) -> str:
    """The same for the same content, whatever the order of its fields."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _problem(question: Question, answers: Answers, sound: Answers) -> AnswerProblem | None:
    asked, answered = question.is_asked(sound), question.code in answers
    if not answered:
        missing = asked and question.required
        return AnswerProblem(question.code, "answer_missing") if missing else None
    if not asked:
        return AnswerProblem(question.code, "answer_not_asked")
    return next(_wrong(question, answers[question.code]), None)


def _wrong(question: Question, answer: Any) -> Iterator[AnswerProblem]:
    if not _fits(question.type, answer):
        yield AnswerProblem(question.code, "answer_of_wrong_type", {"type": question.type.value})
        return
    if question.choices:
        chosen = answer if isinstance(answer, list) else [answer]
        if len(set(chosen)) < len(chosen):
            yield AnswerProblem(question.code, "answer_chosen_twice")
        if any(question.choice(each) is None for each in chosen):
            yield AnswerProblem(question.code, "answer_not_a_choice")
    if question.type is Type.TEXT and not answer.strip():
        yield AnswerProblem(question.code, "answer_missing")
    size = answer if question.type in NUMBERS else len(answer) if _has_length(answer) else None
    if size is not None and not _within(question, size):
        bounds = {"least": _shown(question.least), "most": _shown(question.most)}
        yield AnswerProblem(question.code, "answer_out_of_bounds", bounds)


def _within(question: Question, size: float) -> bool:
    least, most = question.least, question.most
    return (least is None or size >= least) and (most is None or size <= most)


def _shown(bound: float | None) -> str:
    return "–" if bound is None else f"{bound:g}"


def _has_length(answer: Any) -> bool:
    return isinstance(answer, str | list)


def _fits(kind: Type, answer: Any) -> bool:
    if kind in (Type.WHOLE, Type.MONEY):
        return isinstance(answer, int) and not isinstance(answer, bool)
    if kind is Type.DECIMAL:
        number = isinstance(answer, int | float) and not isinstance(answer, bool)
        return number and math.isfinite(answer)
    if kind is Type.YES_NO:
        return isinstance(answer, bool)
    if kind is Type.CHOICES:
        return isinstance(answer, list) and all(isinstance(each, str) for each in answer)
    return isinstance(answer, str) and (kind is not Type.DATE or _is_day(answer))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fact(question: Question, answer: Any) -> Fact:
    if question.type is Type.CHOICE:
        return _value(question, answer)
    if question.type is Type.CHOICES:
        return sum(_weight(question, each) for each in answer)
    return answer  # type: ignore[no-any-return]  # its type was checked against the question


def _value(question: Question, code: str) -> Fact:
    choice = question.choice(code)
    return code if choice is None or choice.value is None else choice.value


def _weight(question: Question, code: str) -> int | float:
    """What one of several chosen things adds: its value where it has one, else it counts."""
    choice = question.choice(code)
    value = None if choice is None else choice.value
    return 1 if value is None or isinstance(value, str) else value
