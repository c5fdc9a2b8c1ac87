"""Everything that can be refused is said in Arabic and in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml

from contracts.refusals import names, say, texts

ROOT = Path(__file__).parent.parent.parent
ERRORS = {
    "NotFound",
    "Conflict",
    "Invalid",
    "Forbidden",
    "Stale",
    "PreconditionRequired",
    "Unavailable",
    "DeadlineExceeded",
    "Internal",
    "FieldError",
    "FieldProblem",
    "Problem",
}
CARRIERS = {"code", "problem"}
ARABIC = re.compile("[\u0600-\u06ff]")
AS_IT_IS = {
    "identifiers": {"id", "import_id", "transaction_id"},
    "days, months and times": {
        *("approved_on", "closes_on", "date", "earliest", "ended_on", "first", "last", "latest"),
        *("month", "on", "opens_on", "until", "year"),
    },
    "numbers": {
        *(
            "amount_fils",
            "capacity",
            "heads",
            "households",
            "kilometres",
            "least",
            "least_fils",
            "least_seconds",
        ),
        *("limit", "line", "maximum", "metres", "minimum", "minutes", "missing", "most"),
        *("most_fils", "most_kilometres", "most_metres", "most_minutes", "number", "part", "quota"),
        *("seconds", "taken", "told", "visits", "years"),
        *("left_fils", "told_fils", "wanted_fils"),
    },
    "what is sent to us, as it is written there": {
        *("choices", "event", "field", "heading", "indicator", "name", "pattern", "previewed"),
        *("reasons", "rules", "value", "what"),
    },
    "what has its words where it comes from": {
        "because",
        "column",
        "columns",
        "governorate",
        "label",
        "ministries",
        "other",
        "paper",
        "why",
    },
}
"""Values that both languages name alike, by why. All others are words of ours."""
CHANGING = "فلس|دينار|دقيق|دقائق|ساع|يوم|أيام|سنة|سنوات|مهم|مشاهد|موافق|حادث|حوادث|تقرير|تقارير"
"""How Arabic nouns begin of which one, two, some and many differ."""


@pytest.mark.parametrize("code", texts())
def test_a_refusal_is_said_in_both_languages(code: str) -> None:
    arabic, english = texts()[code]["ar"], texts()[code]["en"]
    assert ARABIC.search(arabic.title)
    assert ARABIC.search(arabic.detail)
    assert english.title
    assert english.detail
    assert not ARABIC.search(english.title + english.detail)


@pytest.mark.parametrize("code", texts())
def test_a_refusal_says_the_values_it_names(code: str) -> None:
    for language in ("ar", "en"):
        values = {name: f"<{name}>" for name in names(texts()[code][language].detail)}
        said = say(code, language, values).detail
        assert all(value in said for value in values.values())


@pytest.mark.parametrize("code", texts())
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_word_of_ours_does_not_stand_in_what_people_read(code: str, language: str) -> None:
    words = texts()[code][language]
    assert names(words.detail) - set().union(*AS_IT_IS.values()) == words.values.keys()
    for called in (called for each in words.values.values() for called in each.values()):
        assert bool(ARABIC.search(called)) is (language == "ar")
        assert language == "en" or not re.search("[A-Za-z]", called)


def test_a_governorate_is_called_by_its_name() -> None:
    code, of = "number_held_elsewhere_since_merge", {"governorate": "JO-IR"}
    assert "إربد" in say(code, "ar", of).detail
    assert "Irbid" in say(code, "en", of).detail
    assert "JO-XX" in say("governorate_unknown", "ar", {"governorate": "JO-XX"}).detail


def of_licensing() -> list[str]:
    files = (ROOT / "contracts" / "refusals").glob("licensing*.yaml")
    return sorted(code for each in files for code in yaml.safe_load(each.read_text("utf-8")))


@pytest.mark.parametrize("code", of_licensing())
def test_no_noun_that_changes_with_the_figure_stands_after_it(code: str) -> None:
    assert not re.search(rf"\}} (?:{CHANGING})", texts()[code]["ar"].detail)


@pytest.mark.parametrize(
    ("language", "said"), [("ar", "بالدينار 50.000."), ("en", "50.000 dinars.")]
)
def test_amounts_are_said_in_dinars(language: str, said: str) -> None:
    assert say("bill_wrong_amount", language, {"amount_fils": 50_000}).detail.endswith(said)


@pytest.mark.parametrize("counted", ["number", "fils", "letters", "entries", "days"])
@pytest.mark.parametrize("code", ["answer_below_limit", "answer_above_limit"])
def test_a_limit_says_what_it_counts_and_ends_with_its_figure_where_it_has_no_reason(
    code: str, counted: str
) -> None:
    bounds = {"counted": counted, "least": 1, "most": 9, "because": {"ar": "", "en": ""}}
    for language in ("ar", "en"):
        said = say(code, language, bounds).detail
        assert re.search(r"[19]\.$", said)
        assert "{" not in said


def test_a_missing_value_does_not_break_the_answer() -> None:
    assert "{minimum}" in say("too_short", "en").detail


def test_another_language_is_answered_in_arabic() -> None:
    assert say("required", "fr") == say("required", "ar")


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Codes that are written down: of refusal classes, of raised errors, of unique keys."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _class_code(node)
        elif isinstance(node, ast.Call):
            yield from _call_code(node)


def _class_code(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        for target in getattr(statement, "targets", [getattr(statement, "target", None)]):
            value = getattr(statement, "value", None)
            together = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(target.elts, value.elts, strict=True) if together else [(target, value)]
            for name, each in pairs:
                if getattr(name, "id", "") in ("code", "problem") and each is not None:
                    yield from _texts_in([each])


def _call_code(node: ast.Call) -> Iterator[str]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    position = 1 if name in ("FieldError", "FieldProblem") else 0
    if name in ERRORS:
        yield from _texts_in(node.args[position : position + 1])
    if name == "ExpressionRefused":
        yield from (f"expression_{each}" for each in _texts_in(node.args[:1]))
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if "problem" in keywords:
        yield from _texts_in([keywords["problem"]])
    if name == "Kind":
        yield from _texts_in(getattr(keywords.get("unique"), "values", []))
        yield from (f"{each}_not_found" for each in _texts_in([keywords["name"]]))


def _texts_in(nodes: Sequence[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def every_code() -> list[str]:
    found: set[str] = set()
    for package in ("chassis", "contracts", "services", "gateway"):
        for path in (ROOT / package).rglob("*.py"):
            found |= set(codes_in(ast.parse(path.read_text("utf-8"))))
    return sorted(found)


@pytest.mark.parametrize("code", every_code())
def test_every_code_that_anybody_raises_has_its_words(code: str) -> None:
    assert code in texts()
