"""Questions as data: types, choices, conditions under which they are asked, and bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]
"""Code of a question → what was answered."""


class Type(StrEnum):
    """What an answer is. Money is a whole number of fils, a date is `yyyy-mm-dd`."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    DATE = "date"


NUMBERS = frozenset({Type.WHOLE, Type.DECIMAL, Type.MONEY})
LISTED = frozenset({Type.CHOICE, Type.CHOICES})


class Test(StrEnum):
    """How a condition looks at an earlier answer."""

    IS = "is"
    IS_NOT = "is_not"
    INCLUDES = "includes"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Wording:
    """A text in both languages."""

    ar: str
    en: str


@dataclass(frozen=True)
class Choice:
    """One of the answers offered; `value` is what the indicator takes from it, if not its code."""

    code: str
    label: Wording
    value: float | bool | str | None = None


@dataclass(frozen=True)
class Condition:
    """Something about the answer to an earlier question. One that was not answered fails it."""

    question: str
    test: Test
    value: float | bool | str | None = None

    def holds(self, answers: Answers) -> bool:
        """Whether it is so."""
        if self.question not in answers:
            return False
        answer = answers[self.question]
        if self.test is Test.INCLUDES:
            return isinstance(answer, list) and self.value in answer
        if self.test is Test.AT_LEAST:
            return bool(answer >= self.value)
        if self.test is Test.AT_MOST:
            return bool(answer <= self.value)
        return self.test is Test.ANSWERED or (answer == self.value) is (self.test is Test.IS)


@dataclass(frozen=True)
class Branch:
    """When a question is asked: when all (or any) of its conditions hold."""

    every: bool
    conditions: tuple[Condition, ...]

    def is_open(self, answers: Answers) -> bool:
        """Whether the question behind it is asked."""
        held = (each.holds(answers) for each in self.conditions)
        return all(held) if self.every else any(held)


@dataclass(frozen=True)
class Question:
    """One question. `least` and `most` bound a number, the length of a text, or how many choices.

    `indicator` names the fact about the household that the answer tells.
    """

    code: str
    type: Type
    label: Wording
    required: bool
    choices: tuple[Choice, ...] = ()
    when: Branch | None = None
    least: float | None = None
    most: float | None = None
    indicator: str | None = None

    def is_asked(self, answers: Answers) -> bool:
        """Whether earlier answers lead to this question."""
        return self.when is None or self.when.is_open(answers)

    def choice(self, code: str) -> Choice | None:
        """The choice of this code."""
        return next((each for each in self.choices if each.code == code), None)


Questions = Sequence[Question]
