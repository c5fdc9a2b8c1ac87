"""What is known of an expression's value before any household is asked: type, bounds, choices.

With bounds a division by what can be zero is seen when the rule is written, not when a family is
refused by it; a number too large to reckon with cannot come about either.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.registry.domain.eligibility.refusals import ExpressionRefused

NUMBER, FLAG, TEXT, NOTHING = "number", "flag", "text", "nothing"

LARGEST_NUMBER = 1e15
"""That can be written in an expression."""
_LARGEST_RESULT = 1e100
_GUARDED_RESULT = 1e50
"""What a guarded division gives at most: the guard says that it is not zero, not how near to it."""


@dataclass(frozen=True)
class Range:
    """Bounds of a number, both of them possible."""

    least: float = -LARGEST_NUMBER
    most: float = LARGEST_NUMBER

    @property
    def has_zero(self) -> bool:
        return self.least <= 0 <= self.most

    def plus(self, other: Range) -> Range:
        return Range(self.least + other.least, self.most + other.most)

    def minus(self, other: Range) -> Range:
        return Range(self.least - other.most, self.most - other.least)

    def times(self, other: Range) -> Range:
        ends = [a * b for a in (self.least, self.most) for b in (other.least, other.most)]
        return Range(min(ends), max(ends))

    def over(self, other: Range) -> Range:
        """Of a division by what is never zero."""
        if other.has_zero:
            return Range(-_GUARDED_RESULT, _GUARDED_RESULT)
        ends = [a / b for a in (self.least, self.most) for b in (other.least, other.most)]
        return Range(min(ends), max(ends))

    def negative(self) -> Range:
        return Range(-self.most, -self.least)

    def absolute(self) -> Range:
        far = max(abs(self.least), abs(self.most))
        return Range(0.0 if self.has_zero else min(abs(self.least), abs(self.most)), far)

    def rounded(self) -> Range:
        return Range(float(math.floor(self.least)), float(math.ceil(self.most)))

    def must_be_finite(self) -> Range:
        """Raises `ExpressionRefused` when the number may be too large to reckon with."""
        if max(abs(self.least), abs(self.most)) <= _LARGEST_RESULT:
            return self
        raise ExpressionRefused("too_large")


@dataclass(frozen=True)
class Nature:
    """Of a value. `choices`: of an indicator; `said`: texts that stand in the expression itself.

    `told`: it is never unknown, as numbers in the expression and parameters are.
    Of a flag, `when` are the expressions (as SQL) that are not zero when it holds, `unless` those
    that are not zero when it does not.
    """

    type: str
    span: Range = Range()
    choices: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    told: bool = False
    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


Names = Mapping[str, Nature]
"""Which names there are, and what is known of each."""

UNKNOWN = Nature(NOTHING)


def alike(*kinds: Nature) -> Nature:
    """What can stand side by side as one. Raises `ExpressionRefused`."""
    found = [each for each in kinds if each.type != NOTHING]
    if not found:
        return UNKNOWN
    if len({each.type for each in found}) > 1:
        raise ExpressionRefused("types_differ")
    choices = frozenset().union(*(each.choices for each in found))
    said = frozenset().union(*(each.said for each in found))
    if choices and (strange := sorted(said - choices)):
        known = ", ".join(sorted(choices))
        raise ExpressionRefused("no_such_choice", value=strange[0][:40], choices=known)
    least, most = min(each.span.least for each in found), max(each.span.most for each in found)
    return Nature(found[0].type, Range(least, most), choices, said)


_ZERO = Range(0.0, 0.0)
_MIRRORED = {"gt": "lt", "lt": "gt", "gte": "lte", "lte": "gte", "eq": "eq", "neq": "neq"}


def compared(how: str, left: tuple[str, Nature], right: tuple[str, Nature]) -> Nature:
    """The flag of a comparison (`gt`, `eq` …) of two numbers, each with its SQL."""
    when, unless = _not_zero(how, left[0], right[1])
    also_when, also_unless = _not_zero(_MIRRORED[how], right[0], left[1])
    return Nature(FLAG, when=when | also_when, unless=unless | also_unless)


def _not_zero(how: str, sql: str, other: Nature) -> tuple[frozenset[str], frozenset[str]]:
    """Whether something is not zero when it compares so with another, and when it does not."""
    if other.type != NUMBER:
        return frozenset(), frozenset()
    least, most = other.span.least, other.span.most
    holds = {
        "gt": least >= 0,
        "gte": least > 0,
        "lt": most <= 0,
        "lte": most < 0,
        "eq": not other.span.has_zero,
        "neq": other.span == _ZERO,
    }
    # What is not greater is less or equal, unless it is not known what it is compared with.
    fails = {"gt": "lte", "gte": "lt", "lt": "gte", "lte": "gt", "eq": "neq", "neq": "eq"}
    nothing: frozenset[str] = frozenset()
    when = {sql} if holds[how] else nothing
    unless = {sql} if other.told and holds[fails[how]] else nothing
    return nothing | when, nothing | unless


@dataclass
class Guards:
    """What is not zero where the checker is at the moment."""

    known: frozenset[str] = field(default_factory=frozenset)

    def divided(self, left: Nature, right: Nature, divisor: str) -> Range:
        """The bounds of a quotient. Raises `ExpressionRefused` for a divisor that may be zero."""
        if right.type != NOTHING and right.span == _ZERO:
            raise ExpressionRefused("divides_by_zero")
        if right.span.has_zero and divisor not in self.known:
            raise ExpressionRefused("may_divide_by_zero")
        return left.span.over(right.span)
