"""Builds an expression anew from the nodes that are allowed, and says what its value can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlglot import exp

from services.registry.adapters.eligibility.nature import (
    FLAG,
    LARGEST_NUMBER,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    Guards,
    Names,
    Nature,
    Range,
    alike,
    compared,
)
from services.registry.domain.eligibility.refusals import ExpressionRefused

DEEPEST = 25
MOST_NODES = 300
MOST_BUILT = 5000
DIALECT = "duckdb"

Built = tuple[Any, Nature]
"""A tree of ours and what is known of its value."""


class Checker:
    """Builds a tree of allowed nodes; every other node is refused by its name."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._nodes = 0
        self._guards = Guards()
        self.uses: set[str] = set()

    def build(self, node: Any, depth: int) -> Built:
        self._nodes += 1
        if depth > DEEPEST or self._nodes > MOST_NODES:
            raise ExpressionRefused("too_deep")
        if type(node) in _CONNECTIVES:
            return self._connective(node, depth + 1)
        if type(node) in _COMPARISONS:
            return self._comparison(node, depth + 1)
        if type(node) in _ARITHMETIC:
            return self._arithmetic(node, depth + 1)
        special = _SPECIAL.get(type(node))
        if special is None:
            raise ExpressionRefused("not_allowed", what=type(node).__name__.lower())
        return special(self, node, depth + 1)

    def of(self, node: Any, wanted: str, depth: int) -> Built:
        tree, kind = self.build(node, depth)
        if kind.type not in (wanted, NOTHING):
            raise ExpressionRefused(f"not_a_{wanted}")
        return tree, kind

    def only(self, node: Any, *allowed: str) -> None:
        """Refuse what a node carries beside its known parts."""
        for name, value in node.args.items():
            if name not in allowed and value not in (None, False, []):
                raise ExpressionRefused("not_allowed", what=name)

    def _pair(self, node: Any, wanted: str, depth: int) -> tuple[Built, Built]:
        # `typed` and `safe` are the parser's own notes on a division.
        self.only(node, "this", "expression", "typed", "safe")
        return self.of(node.this, wanted, depth), self.of(node.expression, wanted, depth)

    def _connective(self, node: Any, depth: int) -> Built:
        (left, one), (right, other) = self._pair(node, FLAG, depth)
        both = isinstance(node, exp.And)
        kind = Nature(
            FLAG,
            when=one.when | other.when if both else one.when & other.when,
            unless=one.unless & other.unless if both else one.unless | other.unless,
        )
        return type(node)(this=exp.paren(left), expression=exp.paren(right)), kind

    def _arithmetic(self, node: Any, depth: int) -> Built:
        (left, one), (right, other) = self._pair(node, NUMBER, depth)
        if isinstance(node, exp.Div):
            span = self._guards.divided(one, other, _sql(right))
        else:
            span = _ARITHMETIC[type(node)](one.span, other.span)
        made = type(node)(this=exp.paren(left), expression=exp.paren(right))
        return made, Nature(NUMBER, span.must_be_finite())

    def _comparison(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "expression")
        left, one = self.build(node.this, depth)
        right, other = self.build(node.expression, depth)
        alike(one, other)
        kind = compared(type(node).key, (_sql(left), one), (_sql(right), other))
        return type(node)(this=exp.paren(left), expression=exp.paren(right)), kind

    def column(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        self.only(node.this, "this", "quoted")
        name = str(node.this.this)
        if name not in self._names:
            raise ExpressionRefused("unknown_name", name=name[:40])
        self.uses.add(name)
        return exp.column(name, quoted=True), self._names[name]

    def literal(self, node: Any, depth: int) -> Built:
        if node.args.get("is_string"):
            return exp.Literal.string(str(node.this)), Nature(
                TEXT, said=frozenset({str(node.this)})
            )
        try:
            value = float(str(node.this))
        except ValueError as error:
            raise ExpressionRefused("number_unfit") from error
        if not abs(value) <= LARGEST_NUMBER:
            raise ExpressionRefused("number_unfit")
        return exp.cast(exp.Literal.string(repr(value)), "double"), Nature(
            NUMBER, Range(value, value), told=True
        )

    def truth(self, node: Any, depth: int) -> Built:
        return exp.Boolean(this=bool(node.this)), Nature(FLAG)

    def null(self, node: Any, depth: int) -> Built:
        return exp.Null(), UNKNOWN

    def paren(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        tree, kind = self.build(node.this, depth)
        return exp.paren(tree), kind

    def negation(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        tree, kind = self.of(node.this, FLAG, depth)
        return exp.Not(this=exp.paren(tree)), Nature(FLAG, when=kind.unless)

    def minus(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        tree, kind = self.of(node.this, NUMBER, depth)
        return exp.Neg(this=exp.paren(tree)), Nature(NUMBER, kind.span.negative())

    def between(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "low", "high")
        built = [self.build(node.args[each], depth) for each in ("this", "low", "high")]
        alike(*(kind for _, kind in built))
        this, low, high = (exp.paren(tree) for tree, _ in built)
        return exp.Between(this=this, low=low, high=high), Nature(FLAG)

    def within(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "expressions")
        this, kind = self.build(node.this, depth)
        built = [self.build(each, depth) for each in node.expressions]
        if not built or not all(isinstance(each, exp.Literal) for each in node.expressions):
            raise ExpressionRefused("not_allowed", what="in")
        alike(kind, *(each for _, each in built))
        return exp.In(this=exp.paren(this), expressions=[tree for tree, _ in built]), Nature(FLAG)

    def nothing(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "expression")
        if not isinstance(node.expression, exp.Null):
            raise ExpressionRefused("not_allowed", what="is")
        tree, _ = self.build(node.this, depth)
        return exp.Is(this=exp.paren(tree), expression=exp.Null()), Nature(FLAG)

    def case(self, node: Any, depth: int) -> Built:
        """Each branch knows what its condition says, and that those before it did not hold."""
        self.only(node, "ifs", "default")
        made, kinds, outside = exp.Case(), [], self._guards.known
        for each in node.args["ifs"]:
            self.only(each, "this", "true")
            condition, known = self.of(each.this, FLAG, depth)
            before = self._guards.known
            self._guards.known = before | known.when
            then, kind = self.build(each.args["true"], depth)
            self._guards.known = before | known.unless
            made = made.when(exp.paren(condition), exp.paren(then), copy=False)
            kinds.append(kind)
        if node.args.get("default") is not None:
            otherwise, kind = self.build(node.args["default"], depth)
            made = made.else_(exp.paren(otherwise), copy=False)
            kinds.append(kind)
        self._guards.known = outside
        return made, alike(*kinds)

    def several(self, node: Any, depth: int) -> Built:
        """COALESCE, GREATEST, LEAST of values of one type."""
        self.only(node, "this", "expressions", "ignore_nulls")
        built = [self.build(each, depth) for each in (node.this, *node.expressions)]
        kinds = [each for _, each in built]
        kind, trees = alike(*kinds), [tree for tree, _ in built]
        made = exp.func(_FUNCTIONS[type(node)], *trees, dialect=DIALECT)
        if isinstance(node, exp.Coalesce):
            return made, kind
        one = max if isinstance(node, exp.Greatest) else min
        spans = [each.span for each in kinds]
        span = Range(one(each.least for each in spans), one(each.most for each in spans))
        return self._known(made, trees), replace(kind, span=span)

    @staticmethod
    def _known(made: Any, trees: list[Any]) -> Any:
        """Not known when one of its parts is not: DuckDB's GREATEST and LEAST pass over those."""
        unknown = exp.or_(*(exp.Is(this=exp.paren(tree), expression=exp.Null()) for tree in trees))
        known = exp.Case().when(unknown, exp.Null()).else_(made)
        if sum(1 for _ in known.walk()) > MOST_BUILT:
            raise ExpressionRefused("too_deep")
        return known

    def rounding(self, node: Any, depth: int) -> Built:
        """ABS, FLOOR, CEIL, ROUND of a number, to whole ones."""
        self.only(node, "this")
        inner, kind = self.of(node.this, NUMBER, depth)
        span = kind.span.absolute() if isinstance(node, exp.Abs) else kind.span.rounded()
        return exp.func(_FUNCTIONS[type(node)], inner, dialect=DIALECT), Nature(NUMBER, span)


def _sql(tree: Any) -> str:
    """As which an expression is known again, whatever brackets are round it."""
    return str(tree.unnest().sql(dialect=DIALECT, comments=False))


_CONNECTIVES = (exp.And, exp.Or)
_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
_ARITHMETIC: Mapping[type[Any], Callable[[Range, Range], Range]] = {
    exp.Add: Range.plus,
    exp.Sub: Range.minus,
    exp.Mul: Range.times,
    exp.Div: Range.over,
}
_FUNCTIONS: Mapping[type[Any], str] = {
    exp.Coalesce: "COALESCE",
    exp.Greatest: "GREATEST",
    exp.Least: "LEAST",
    exp.Abs: "ABS",
    exp.Floor: "FLOOR",
    exp.Ceil: "CEIL",
    exp.Round: "ROUND",
}
_SPECIAL: Mapping[type[Any], Callable[[Checker, Any, int], Built]] = {
    exp.Column: Checker.column,
    exp.Literal: Checker.literal,
    exp.Boolean: Checker.truth,
    exp.Null: Checker.null,
    exp.Paren: Checker.paren,
    exp.Not: Checker.negation,
    exp.Neg: Checker.minus,
    exp.Between: Checker.between,
    exp.In: Checker.within,
    exp.Is: Checker.nothing,
    exp.Case: Checker.case,
    **dict.fromkeys((exp.Coalesce, exp.Greatest, exp.Least), Checker.several),
    **dict.fromkeys((exp.Abs, exp.Floor, exp.Ceil, exp.Round), Checker.rounding),
}
