"""Conditions on answers: when a field is asked, a paper wanted, a fee due, a step taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Answers = Mapping[str, Any]
"""Code of a field → what was answered. What was not answered is not there."""

T = TypeVar("T")


@dataclass(frozen=True)
class Condition:
    """Something about one answer; of a field that was not answered nothing holds.

    `among`: the answer (of several, any of them) is one of these. `least`, `most`: it is a number
    within these.
    """

    field: str
    among: tuple[str | bool, ...] = ()
    least: int | None = None
    most: int | None = None

    def holds(self, answers: Answers) -> bool:
        """Whether it is so."""
        if self.field not in answers:
            return False
        answer = answers[self.field]
        if self.among:
            given = answer if isinstance(answer, list | tuple) else [answer]
            return any(each in self.among for each in given)
        return (self.least is None or answer >= self.least) and (
            self.most is None or answer <= self.most
        )


Conditions = tuple[Condition, ...]
"""All of them must hold; without any, it is always so."""


def hold(conditions: Conditions, answers: Answers) -> bool:
    """Whether all of them hold."""
    return all(each.holds(answers) for each in conditions)


@dataclass(frozen=True)
class Case(Generic[T]):
    """A value, and when it is the one."""

    when: Conditions
    value: T


def first_of(cases: Sequence[Case[T]], answers: Answers) -> T | None:
    """The value of the first case whose conditions hold."""
    return next((each.value for each in cases if hold(each.when, answers)), None)
