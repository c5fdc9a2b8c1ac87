"""Expressions of rules and criteria: SQL scalar expressions over known names, and nothing else.

Each is parsed by sqlglot and built anew from the nodes that are allowed, with every number as
DOUBLE: what is evaluated is never the text that somebody wrote. Types are checked too, so that no
household's values can make it fail half-way through a million of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from contracts.rpc.digits import latin_digits
from services.registry.domain.eligibility.refusals import ExpressionRefused

NUMBER, FLAG, TEXT, NOTHING = "number", "flag", "text", "nothing"
Names = Mapping[str, str]
"""Which names there are, and of which of these types."""

LONGEST = 2000
DEEPEST = 25
MOST_NODES = 300
MOST_BUILT = 5000
DIALECT = "duckdb"


@dataclass(frozen=True)
class Checked:
    """An expression that can be evaluated: its SQL, its type and the names in it."""

    sql: str
    type: str
    uses: frozenset[str]


def check(text: str, names: Names, wanted: str | None = None) -> Checked:
    """The expression, ready to be evaluated. Raises `ExpressionRefused` with the first reason."""
    if len(text) > LONGEST:
        raise ExpressionRefused(why="too_long")
    checker = _Checker(names)
    tree, kind = checker.build(_parsed(text), 0)
    if wanted is not None and kind not in (wanted, NOTHING):
        raise ExpressionRefused(why=f"not_a_{wanted}")
    return Checked(tree.sql(dialect=DIALECT, comments=False), kind, frozenset(checker.uses))


def _parsed(text: str) -> Any:
    if not text.isprintable() and any(
        not each.isprintable() and each not in "\n\t" for each in text
    ):
        raise ExpressionRefused(why="not_understood")
    try:
        found = sqlglot.parse(latin_digits(text), dialect=DIALECT)
    # A recursion error is a text of nothing but brackets; the others are sqlglot's own on nonsense.
    except (SqlglotError, RecursionError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ExpressionRefused(why="not_understood") from error
    if len(found) != 1 or found[0] is None:
        raise ExpressionRefused(why="not_one_expression")
    return found[0]


Built = tuple[Any, str]
"""A tree of ours and its type."""


class _Checker:
    """Builds a tree of allowed nodes; every other node is refused by its name."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._nodes = 0
        self.uses: set[str] = set()

    def build(self, node: Any, depth: int) -> Built:
        self._nodes += 1
        if depth > DEEPEST or self._nodes > MOST_NODES:
            raise ExpressionRefused(why="too_deep")
        if type(node) in _CONNECTIVES:
            return self._each(node, ("this", "expression"), FLAG, FLAG, depth)
        if type(node) in _COMPARISONS:
            return self._comparison(node, depth)
        if type(node) in _ARITHMETIC:
            return self._each(node, ("this", "expression"), NUMBER, NUMBER, depth)
        special = _SPECIAL.get(type(node))
        if special is None:
            raise ExpressionRefused(why=f"not_allowed: {type(node).__name__.lower()}")
        return special(self, node, depth + 1)

    def of(self, node: Any, wanted: str, depth: int) -> Any:
        tree, kind = self.build(node, depth)
        if kind not in (wanted, NOTHING):
            raise ExpressionRefused(why=f"not_a_{wanted}")
        return tree

    def only(self, node: Any, *allowed: str) -> None:
        """Refuse what a node carries beside its known parts."""
        for name, value in node.args.items():
            if name not in allowed and value not in (None, False, []):
                raise ExpressionRefused(why=f"not_allowed: {name}")

    def _each(
        self, node: Any, parts: tuple[str, ...], wanted: str, gives: str, depth: int
    ) -> Built:
        # `typed` and `safe` are the parser's own notes on a division.
        self.only(node, *parts, "typed", "safe")
        built = {part: exp.paren(self.of(node.args[part], wanted, depth + 1)) for part in parts}
        return type(node)(**built), gives

    def _comparison(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "expression")
        left, kind = self.build(node.this, depth + 1)
        right, other = self.build(node.expression, depth + 1)
        self.alike(kind, other)
        return type(node)(this=exp.paren(left), expression=exp.paren(right)), FLAG

    @staticmethod
    def alike(*kinds: str) -> str:
        found = {each for each in kinds if each != NOTHING}
        if len(found) > 1:
            raise ExpressionRefused(why="types_differ")
        return found.pop() if found else NOTHING

    def column(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        self.only(node.this, "this", "quoted")
        name = str(node.this.this)
        if name not in self._names:
            raise ExpressionRefused(why=f"unknown_name: {name[:40]}")
        self.uses.add(name)
        return exp.column(name, quoted=True), self._names[name]

    def literal(self, node: Any, depth: int) -> Built:
        if node.args.get("is_string"):
            return exp.Literal.string(str(node.this)), TEXT
        try:
            value = float(str(node.this))
        except ValueError as error:
            raise ExpressionRefused(why="not_a_number") from error
        if not math.isfinite(value) or abs(value) > 1e15:
            raise ExpressionRefused(why="not_a_number")
        return exp.cast(exp.Literal.string(repr(value)), "double"), NUMBER

    def truth(self, node: Any, depth: int) -> Built:
        return exp.Boolean(this=bool(node.this)), FLAG

    def null(self, node: Any, depth: int) -> Built:
        return exp.Null(), NOTHING

    def paren(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        tree, kind = self.build(node.this, depth)
        return exp.paren(tree), kind

    def negation(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        return exp.Not(this=exp.paren(self.of(node.this, FLAG, depth))), FLAG

    def minus(self, node: Any, depth: int) -> Built:
        self.only(node, "this")
        return exp.Neg(this=exp.paren(self.of(node.this, NUMBER, depth))), NUMBER

    def between(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "low", "high")
        built = [self.build(node.args[each], depth) for each in ("this", "low", "high")]
        self.alike(*(kind for _, kind in built))
        this, low, high = (exp.paren(tree) for tree, _ in built)
        return exp.Between(this=this, low=low, high=high), FLAG

    def within(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "expressions")
        this, kind = self.build(node.this, depth)
        built = [self.build(each, depth) for each in node.expressions]
        if not built or not all(isinstance(each, exp.Literal) for each in node.expressions):
            raise ExpressionRefused(why="not_allowed: in")
        self.alike(kind, *(each for _, each in built))
        return exp.In(this=exp.paren(this), expressions=[tree for tree, _ in built]), FLAG

    def nothing(self, node: Any, depth: int) -> Built:
        self.only(node, "this", "expression")
        if not isinstance(node.expression, exp.Null):
            raise ExpressionRefused(why="not_allowed: is")
        return exp.Is(this=exp.paren(self.build(node.this, depth)[0]), expression=exp.Null()), FLAG

    def case(self, node: Any, depth: int) -> Built:
        self.only(node, "ifs", "default")
        made, kinds = exp.Case(), []
        for each in node.args["ifs"]:
            self.only(each, "this", "true")
            then, kind = self.build(each.args["true"], depth)
            made = made.when(
                exp.paren(self.of(each.this, FLAG, depth)), exp.paren(then), copy=False
            )
            kinds.append(kind)
        if node.args.get("default") is not None:
            otherwise, kind = self.build(node.args["default"], depth)
            made = made.else_(exp.paren(otherwise), copy=False)
            kinds.append(kind)
        return made, self.alike(*kinds)

    def several(self, node: Any, depth: int) -> Built:
        """COALESCE, GREATEST, LEAST of values of one type."""
        self.only(node, "this", "expressions", "ignore_nulls")
        built = [self.build(each, depth) for each in (node.this, *node.expressions)]
        kind = self.alike(*(each for _, each in built))
        trees = [tree for tree, _ in built]
        made = exp.func(_FUNCTIONS[type(node)], *trees, dialect=DIALECT)
        return (made if isinstance(node, exp.Coalesce) else self._known(made, trees)), kind

    @staticmethod
    def _known(made: Any, trees: list[Any]) -> Any:
        """Not known when one of its parts is not: DuckDB's GREATEST and LEAST pass over those."""
        unknown = exp.or_(*(exp.Is(this=exp.paren(tree), expression=exp.Null()) for tree in trees))
        known = exp.Case().when(unknown, exp.Null()).else_(made)
        if sum(1 for _ in known.walk()) > MOST_BUILT:
            raise ExpressionRefused(why="too_deep")
        return known

    def rounding(self, node: Any, depth: int) -> Built:
        """ABS, FLOOR, CEIL, ROUND of a number, to whole ones."""
        self.only(node, "this")
        inner = self.of(node.this, NUMBER, depth)
        return exp.func(_FUNCTIONS[type(node)], inner, dialect=DIALECT), NUMBER


_CONNECTIVES = (exp.And, exp.Or)
_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div)
_FUNCTIONS: Mapping[type[Any], str] = {
    exp.Coalesce: "COALESCE",
    exp.Greatest: "GREATEST",
    exp.Least: "LEAST",
    exp.Abs: "ABS",
    exp.Floor: "FLOOR",
    exp.Ceil: "CEIL",
    exp.Round: "ROUND",
}
_SPECIAL: Mapping[type[Any], Callable[[_Checker, Any, int], Built]] = {
    exp.Column: _Checker.column,
    exp.Literal: _Checker.literal,
    exp.Boolean: _Checker.truth,
    exp.Null: _Checker.null,
    exp.Paren: _Checker.paren,
    exp.Not: _Checker.negation,
    exp.Neg: _Checker.minus,
    exp.Between: _Checker.between,
    exp.In: _Checker.within,
    exp.Is: _Checker.nothing,
    exp.Case: _Checker.case,
    **dict.fromkeys((exp.Coalesce, exp.Greatest, exp.Least), _Checker.several),
    **dict.fromkeys((exp.Abs, exp.Floor, exp.Ceil, exp.Round), _Checker.rounding),
}
