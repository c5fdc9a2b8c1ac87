"""What can stand in a rule or criterion, and that nothing else can, whatever is written."""

from __future__ import annotations

import math
from functools import cache

import duckdb
import pytest
import sqlglot
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from contracts.refusals import say
from services.registry.adapters.eligibility.engine import connect
from services.registry.adapters.eligibility.expressions import LONGEST, check
from services.registry.adapters.eligibility.nature import FLAG, NUMBER, TEXT, Nature, Range
from services.registry.domain.eligibility.refusals import ExpressionRefused

NAMES = {
    "size": Nature(NUMBER, Range(0.0, 1e12)),
    "income": Nature(NUMBER, Range(0.0, 1e12)),
    "rented": Nature(FLAG),
    "shock": Nature(TEXT, choices=frozenset({"none", "fire", "flood"})),
    "line": Nature(NUMBER, Range(70.0, 70.0), told=True),
}
SOURCE = """(VALUES (CAST(4 AS DOUBLE), CAST(NULL AS DOUBLE), true, 'fire'),
    (0.0, 1e12, NULL, NULL)) AS given (size, income, rented, shock)"""
ALLOWED = (
    exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Add, exp.Sub,
    exp.Mul, exp.Div, exp.Neg, exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null,
    exp.Paren, exp.Between, exp.In, exp.Is, exp.Case, exp.If, exp.Coalesce, exp.Greatest,
    exp.Least, exp.Abs, exp.Floor, exp.Ceil, exp.Round, exp.Cast, exp.DataType,
)  # fmt: skip


@cache
def connection() -> duckdb.DuckDBPyConnection:
    opened: duckdb.DuckDBPyConnection = connect()
    return opened


def evaluate(sql: str) -> list[object]:
    facts = f"(SELECT *, CAST(70 AS DOUBLE) AS line FROM {SOURCE}) AS facts"  # noqa: S608
    found = connection().execute(f"SELECT {sql} FROM {facts}").fetchall()  # noqa: S608
    return [each for (each,) in found]


def test_conditions_and_formulas_are_evaluated_over_every_household() -> None:
    sql = check("size BETWEEN 1 AND 5 AND (rented OR shock IN ('fire', 'flood'))", NAMES).sql
    assert evaluate(sql) == [True, False]
    assert evaluate(check("ROUND(CASE WHEN size > 3 THEN size / 8 ELSE -1 END)", NAMES).sql) == [
        1.0,
        -1.0,
    ]


@pytest.mark.parametrize("text", ["size >= ٤ AND income IS NULL", "size >= ۴ AND income IS NULL"])
def test_a_number_may_be_written_in_any_digits(text: str) -> None:
    assert evaluate(check(text, NAMES).sql) == [True, False]


def test_an_expression_names_what_it_uses() -> None:
    assert check("COALESCE(income, 0) < 10 * size", NAMES).uses == {"income", "size"}


def test_what_is_not_known_makes_no_number_of_itself() -> None:
    assert evaluate(check("LEAST(60, income)", NAMES).sql) == [None, 60.0]
    assert evaluate(check("GREATEST(0, income)", NAMES).sql) == [None, 1e12]


@pytest.mark.parametrize(
    "text",
    [
        "", ";", "size; DROP TABLE facts", "(SELECT 1)", "size IN (SELECT 1)", "SELECT size",
        "EXISTS (SELECT 1)", "nobody > 1", "facts.size", "sum(size)", "count(*)", "size OVER ()",
        "read_csv('/etc/passwd')", "getenv('HOME')", "size::VARCHAR", "TRY_CAST(shock AS INT)",
        "?", "$1", "@x", "size % 2", "shock || 'x'", "shock LIKE 'f%'", "x -> x", "[1, 2]",
        "{'a': 1}", "*", "COPY facts TO 'x'", "ATTACH 'x'", "PRAGMA x", "SET threads = 9",
        "size > 'many'", "rented + 1", "shock > 3", "NOT size", "1e999", "'open",
        "(" * 900 + "1" + ")" * 900, "1" + " + 1" * 400, "NOT " * 200 + "rented",
        "size > 1" + " " * LONGEST, "CASE size WHEN 1 THEN 2 END", "size\x00", "ROUND(size, 2)",
        "GREATEST(" * 20 + "size" + ", size)" * 20,
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(ExpressionRefused):
        check(text, NAMES)


def test_a_condition_is_true_or_false_and_a_formula_is_a_number() -> None:
    for text, wanted in (("size", "flag"), ("rented", "number"), ("shock", "number")):
        with pytest.raises(ExpressionRefused):
            check(text, NAMES, wanted)


PIECES = st.sampled_from(
    ["size", "income", "rented", "shock", "1", "0", "'fire'", "NULL", "true", "(", ")", ",", "+",
     "-", "*", "/", "<", "=", "AND", "OR", "NOT", "IS", "IN", "BETWEEN", "CASE", "WHEN", "THEN",
     "ELSE", "END", "LEAST(", "GREATEST(", "COALESCE(", "ROUND(", "SELECT", "FROM", ";", "--",
     "/*", "*/", "::", "read_csv(", "$$", '"', "sum(", "FILTER", "OVER", "facts", "."]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=200)


@settings(max_examples=400, deadline=None)
@example("size -- income")
@example("1 / 0")
@given(TEXTS)
def test_whatever_is_written_is_refused_or_evaluated_and_reaches_nothing_else(text: str) -> None:
    try:
        checked = check(text, NAMES)
    except ExpressionRefused:
        return
    tree = sqlglot.parse_one(checked.sql, dialect="duckdb")
    assert all(isinstance(node, ALLOWED) for node in tree.walk())
    assert {column.name for column in tree.find_all(exp.Column)} <= checked.uses <= NAMES.keys()
    assert len(evaluate(checked.sql)) == 2


LEAVES = st.sampled_from(["size", "income", "2", "0", "0.5", "line", "(size + 1)"])
NUMBERS = st.recursive(
    LEAVES,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({' '.join(p)})")
        | st.tuples(st.sampled_from(["LEAST", "GREATEST", "COALESCE"]), inner, inner).map(
            lambda p: f"{p[0]}({p[1]}, {p[2]})"
        )
    ),
    max_leaves=12,
)


REFUSED = {"too_deep", "too_large", "divides_by_zero", "may_divide_by_zero"}


@settings(max_examples=150, deadline=None)
@given(NUMBERS)
def test_every_formula_that_is_accepted_has_a_value_for_every_household(text: str) -> None:
    try:
        checked = check(f"{text} > 1", NAMES, "flag")
    except ExpressionRefused as refusal:
        assert refusal.reason in REFUSED  # noqa: PT017  (refused or evaluated)
        return
    assert set(evaluate(checked.sql)) <= {True, False, None}
    for value in evaluate(check(text, NAMES, "number").sql):
        assert value is None or math.isfinite(value)
        assert value is not None or "income" in text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 / 0", "divides_by_zero"),
        ("size / (line - 70)", "divides_by_zero"),
        ("1000 / (size - 1)", "may_divide_by_zero"),
        ("1 / ROUND(size / 3)", "may_divide_by_zero"),
        ("1 / COALESCE(income, 0)", "may_divide_by_zero"),
        ("1 / LEAST(1, size)", "may_divide_by_zero"),
        ("CASE WHEN income > 0 THEN 1 / size ELSE 0 END", "may_divide_by_zero"),
        ("CASE WHEN size > 0 OR rented THEN 1 / size END", "may_divide_by_zero"),
        ("CASE WHEN size <> 0 THEN 0 ELSE 1 / size END", "may_divide_by_zero"),
        # Where the income is not known, neither is whether the size differs from nothing.
        ("CASE WHEN size = 0 * income THEN 0 ELSE 1 / size END", "may_divide_by_zero"),
        ("CASE WHEN size = 0 AND rented THEN 0 ELSE 1 / size END", "may_divide_by_zero"),
        ("*".join(["income"] * 20), "too_large"),
        ("shock = 'zzz'", "no_such_choice"),
        ("'zzz' <> shock", "no_such_choice"),
        ("shock IN ('fire', 'zzz')", "no_such_choice"),
        ("COALESCE(shock, 'zzz') = 'fire'", "no_such_choice"),
        ("CASE WHEN rented THEN 'zzz' ELSE 'fire' END = shock", "no_such_choice"),
        ("shock BETWEEN 'a' AND 'z'", "no_such_choice"),
    ],
)  # fmt: skip
def test_what_would_be_taken_for_nothing_by_some_households_is_refused(
    text: str, reason: str
) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        check(text, NAMES)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12 / GREATEST(1, size)", [3.0, 12.0]),
        ("12 / (size + 2)", [2.0, 6.0]),
        ("size / line * 70", [4.0, 0.0]),
        ("CASE WHEN size > 0 THEN 12 / size ELSE -1 END", [3.0, -1.0]),
        ("CASE WHEN size - 1 <> 0 THEN 3 / (size - 1) ELSE 0 END", [1.0, -3.0]),
        ("CASE WHEN size = 0 THEN 0 ELSE 12 / size END", [3.0, 0.0]),
        ("CASE WHEN NOT size <= 0 THEN 8 / size WHEN rented THEN 1 END", [2.0, None]),
        ("CASE WHEN size >= line - 69 AND rented THEN 8 / size ELSE 1 END", [2.0, 1.0]),
        ("12 / ABS(line - 72)", [6.0, 6.0]),
    ],
)  # fmt: skip
def test_a_division_that_is_never_by_zero_is_worked_out(text: str, values: list[object]) -> None:
    assert evaluate(check(text, NAMES).sql) == values


def test_each_refusal_says_in_both_languages_what_to_change() -> None:
    with pytest.raises(ExpressionRefused) as refused:
        check("shock = 'zzz'", NAMES)
    assert say(refused.value.code, "en", refused.value.params).detail == (
        "This expression cannot be evaluated: zzz is none of the possible values, which are: "
        "fire, flood, none."
    )
    arabic = say(refused.value.code, "ar", refused.value.params).detail
    assert arabic.startswith("لا يمكن تقييم هذا الشرط: القيمة zzz ليست من القيم الممكنة")
    assert "fire" in arabic


def test_the_engine_reaches_no_file_and_no_extension() -> None:
    with connect() as connection:
        for sql in ("SELECT * FROM read_csv('/etc/hostname')", "INSTALL httpfs", "ATTACH '/tmp/x'"):
            with pytest.raises(duckdb.Error):
                connection.execute(sql)
        with pytest.raises(duckdb.Error):
            connection.execute("SET enable_external_access = true")
