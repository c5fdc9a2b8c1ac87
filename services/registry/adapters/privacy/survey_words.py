"""What was answered at a visit, in the words of the questions as they were asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from services.registry.domain.surveys.questions import Question, Questions

Plain = dict[str, Any]


def answered(questions: Questions, answers: Mapping[str, Any]) -> list[Plain]:
    """Each question that was answered and its answer, in the order of the questions."""
    return [
        {
            "question": {"code": each.code, **asdict(each.label)},
            "answer": _said(each, answers[each.code]),
        }
        for each in questions
        if each.code in answers
    ]


def _said(question: Question, answer: Any) -> Any:
    """The choice in its words; of several each; everything else as it was answered."""
    if isinstance(answer, list | tuple):
        return [_said(question, each) for each in answer]
    chosen = question.choice(answer) if isinstance(answer, str) else None
    return answer if chosen is None else {"code": chosen.code, **asdict(chosen.label)}
