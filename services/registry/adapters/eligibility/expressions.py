"""Expressions of rules and criteria: SQL scalar expressions over known names, and nothing else.

Each is parsed by sqlglot and built anew from the nodes that are allowed, with every number as
DOUBLE: what is evaluated is never the text that somebody wrote. Types are checked too, so that no
household's values can make it fail half-way through a million of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlglot
from sqlglot.errors import SqlglotError

from contracts.rpc.digits import latin_digits
from services.registry.adapters.eligibility.checker import DIALECT, Checker
from services.registry.adapters.eligibility.nature import NOTHING, Names, Nature
from services.registry.domain.eligibility.refusals import ExpressionRefused

LONGEST = 2000


@dataclass(frozen=True)
class Checked:
    """An expression that can be evaluated: its SQL, what is known of it and the names in it."""

    sql: str
    kind: Nature
    uses: frozenset[str]


def check(text: str, names: Names, wanted: str | None = None) -> Checked:
    """The expression, ready to be evaluated. Raises `ExpressionRefused` with the first reason."""
    if len(text) > LONGEST:
        raise ExpressionRefused("too_long")
    checker = Checker(names)
    tree, kind = checker.build(_parsed(text), 0)
    if wanted is not None and kind.type not in (wanted, NOTHING):
        raise ExpressionRefused(f"not_a_{wanted}")
    return Checked(tree.sql(dialect=DIALECT, comments=False), kind, frozenset(checker.uses))


def _parsed(text: str) -> Any:
    if not text.isprintable() and any(
        not each.isprintable() and each not in "\n\t" for each in text
    ):
        raise ExpressionRefused("not_understood")
    try:
        found = sqlglot.parse(latin_digits(text), dialect=DIALECT)
    # A recursion error is a text of nothing but brackets; the others are sqlglot's own on nonsense.
    except (SqlglotError, RecursionError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ExpressionRefused("not_understood") from error
    if len(found) != 1 or found[0] is None:
        raise ExpressionRefused("not_one_expression")
    return found[0]
