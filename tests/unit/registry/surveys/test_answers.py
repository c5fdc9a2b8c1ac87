"""Answers against questions: branching, bounds, types, and the facts they tell."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.rpc.digits import latin_digits
from services.registry.app.surveys.shapes import question_from, question_shape
from services.registry.domain.surveys.answers import facts_in, problems_in
from services.registry.domain.surveys.questionnaire import must_be_askable
from services.registry.domain.surveys.refusals import QuestionnaireBroken
from services.registry.domain.surveys.typed import answers_understood, questions_understood
from tests.support.surveys import ANSWERS, KNOWN, QUESTIONS, choices, question

ASKED = [question_from(each) for each in QUESTIONS]


def wrong(**changes: Any) -> dict[str, str]:
    """What is wrong with the usual answers under these changes; `None` leaves one out."""
    answers = {**ANSWERS, **changes}
    given = {code: value for code, value in answers.items() if value is not None}
    return {each.question: each.code for each in problems_in(given, ASKED)}


def test_good_answers_have_nothing_wrong() -> None:
    assert wrong() == {}


def test_a_question_is_kept_as_it_was_written() -> None:
    assert [question_from(question_shape(each)) for each in ASKED] == ASKED


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("rooms", "3", "answer_of_wrong_type"),
        ("rooms", True, "answer_of_wrong_type"),
        ("rooms", 2.5, "answer_of_wrong_type"),
        ("rooms", 0, "answer_out_of_bounds"),
        ("rooms", 31, "answer_out_of_bounds"),
        ("water_source", "river", "answer_not_a_choice"),
        ("assets", ["car", "boat"], "answer_not_a_choice"),
        ("assets", ["car", "car"], "answer_chosen_twice"),
        ("assets", "car", "answer_of_wrong_type"),
        ("owns_home", "yes", "answer_of_wrong_type"),
        ("last_meal_on", "2026-02-30", "answer_of_wrong_type"),
        ("last_meal_on", "20261120", "answer_of_wrong_type"),
        ("remarks", "x" * 201, "answer_out_of_bounds"),
        ("income", None, "answer_missing"),
        ("shoe_size", 44, "answer_unknown"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(code: str, value: Any, expected: str) -> None:
    assert wrong(**{code: value}) == {code: expected}


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("whole", "17", 17),
        ("whole", "-3", -3),
        ("money", "120000", 120_000),
        ("decimal", "2.50", 2.5),
        ("decimal", "2٫5", 2.5),
        ("decimal", "-7", -7),
        ("date", "2026-11-20", "2026-11-20"),
    ],
)
def test_an_answer_is_understood_as_it_was_typed(
    digits: str, kind: str, typed: str, kept: Any
) -> None:
    typed = typed.translate(str.maketrans("0123456789", digits))
    asked = [question_from(question("q", kind))]
    answers = answers_understood({"q": typed}, asked, latin_digits)
    assert (answers, problems_in(answers, asked)) == ({"q": kept}, [])


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("whole", "٢٫٥"),
        ("whole", "three"),
        ("whole", "५"),
        ("whole", "1" * 13),
        ("money", "١٬٠٠٠"),
        ("decimal", "٢,٥"),
        ("decimal", "NaN"),
        ("date", "٢٠٢٦-٠٢-٣٠"),
        ("yes_no", "١"),
    ],
)
def test_a_text_that_says_something_else_is_refused(kind: str, typed: str) -> None:
    asked = [question_from(question("q", kind))]
    (found,) = problems_in(answers_understood({"q": typed}, asked, latin_digits), asked)
    assert found.code == "answer_of_wrong_type"


def test_a_text_is_kept_as_it_was_written() -> None:
    asked = [question_from(question("q", "text"))]
    answers = {"q": "الطابق ٣", "unknown": "٣"}
    assert answers_understood(answers, asked, latin_digits) == answers


def test_a_condition_compares_with_what_is_kept() -> None:
    asked = questions_understood(
        [
            question_from(question("rooms", "whole")),
            question_from(question("moved_on", "date")),
            question_from(question("few", "text", when=when("rooms", "at_most", "٢"))),
            question_from(question("new", "text", when=when("moved_on", "is", "٢٠٢٦-١١-٢٠"))),
        ],
        latin_digits,
    )
    must_be_askable(asked, {})
    answers = {"rooms": 2, "moved_on": "2026-11-20"}
    assert [each.is_asked(answers) for each in asked[2:]] == [True, True]


def test_a_branch_asks_only_behind_the_answer_that_opens_it() -> None:
    assert wrong(rent=100_000) == {"rent": "answer_not_asked"}
    assert wrong(owns_home=False) == {"rent": "answer_missing"}
    assert wrong(owns_home=False, rent=100_000) == {}


def test_a_branch_behind_a_wrong_answer_stays_closed() -> None:
    assert wrong(owns_home=0, rent=100_000) == {
        "owns_home": "answer_of_wrong_type",
        "rent": "answer_not_asked",
    }


@pytest.mark.parametrize(
    ("test", "value", "answers", "is_open"),
    [
        ("at_least", 5, {"n": 5}, True),
        ("at_least", 5, {"n": 4}, False),
        ("at_most", 5, {"n": 5}, True),
        ("is_not", 5, {"n": 4}, True),
        ("is_not", 5, {}, False),
        ("answered", None, {"n": 0}, True),
        ("answered", None, {}, False),
        ("includes", "car", {"n": ["car"]}, True),
        ("includes", "car", {"n": []}, False),
    ],
)
def test_a_condition_holds(test: str, value: Any, answers: dict[str, Any], is_open: bool) -> None:
    branch = {"match": "all", "conditions": [{"question": "n", "test": test, "value": value}]}
    assert question_from(question("x", "text", when=branch)).is_asked(answers) is is_open


def test_any_of_several_conditions_is_enough_where_it_says_so() -> None:
    conditions = [{"question": "n", "test": "is", "value": each} for each in (1, 2)]
    either = question_from(question("x", "text", when={"match": "any", "conditions": conditions}))
    both = question_from(question("x", "text", when={"match": "all", "conditions": conditions}))
    assert (either.is_asked({"n": 2}), both.is_asked({"n": 2})) == (True, False)


def test_answers_tell_the_facts_that_their_questions_name() -> None:
    roof = choices("concrete", "metal", "tent")
    for choice, points in zip(roof, (0, 1, 2), strict=True):
        choice["value"] = points
    asked = [
        question_from(each)
        for each in (
            question("rooms", "whole", indicator="rooms"),
            question("roof", "choice", choices=roof, indicator="roof_points"),
            question("assets", "choices", choices=choices("car", "solar"), indicator="assets"),
            question("water", "choice", choices=choices("network"), indicator="water_source"),
            question("remarks", "text", required=False),
        )
    ]
    answers = {"rooms": 2, "roof": "tent", "assets": ["car", "solar"], "water": "network"}
    assert facts_in({**answers, "remarks": "…"}, asked) == {
        "rooms": 2,
        "roof_points": 2,
        "assets": 2,
        "water_source": "network",
    }


def faults(*questions: Any, known: Any = None) -> dict[str, str]:
    """Where the questions are wrong, and how."""
    with pytest.raises(QuestionnaireBroken) as broken:
        must_be_askable([question_from(each) for each in questions], known or {})
    return {each.pointer: each.code for each in broken.value.errors}


def when(about: str, test: str, value: Any) -> dict[str, Any]:
    return {"match": "all", "conditions": [{"question": about, "test": test, "value": value}]}


def test_a_question_cannot_depend_on_a_later_one() -> None:
    later = question("b", "whole")
    assert faults(question("a", "text", when=when("b", "is", 1)), later) == {
        "/questions/0/when/conditions/0/question": "condition_not_on_earlier_question"
    }


@pytest.mark.parametrize(
    ("test", "value"),
    [("is", "three"), ("includes", 3), ("at_least", None), ("answered", 3), ("is", True)],
)
def test_a_condition_must_fit_the_question_it_is_about(test: str, value: Any) -> None:
    first = question("a", "whole")
    assert faults(first, question("b", "text", when=when("a", test, value))) == {
        "/questions/1/when/conditions/0/value": "condition_does_not_fit_question"
    }


def test_questions_that_cannot_be_asked_are_all_named() -> None:
    assert faults(
        question("a", "choice"),
        question("a", "whole", least=3, most=1),
        question("b", "yes_no", least=1, choices=choices("x")),
        question("c", "choices", choices=choices("x", "x")),
    ) == {
        "/questions/0/choices": "question_choices_misplaced",
        "/questions/1/code": "question_code_taken",
        "/questions/1/least": "question_bounds_crossed",
        "/questions/2/choices": "question_choices_misplaced",
        "/questions/2/least": "question_bounds_misplaced",
        "/questions/3/choices": "question_choice_twice",
    }


def test_an_indicator_is_known_told_once_and_takes_every_answer() -> None:
    assert faults(
        question("a", "whole", indicator="rooms", least=0),
        question("b", "whole", indicator="rooms", least=0),
        question("c", "whole", indicator="income_fils", least=0),
        question("d", "text", indicator="height"),
        question("e", "choice", choices=choices("owned", "tent"), indicator="tenure"),
        question("f", "whole", indicator="owns_car", least=0),
        known=KNOWN,
    ) == {
        "/questions/1/indicator": "indicator_told_twice",
        "/questions/2/indicator": "indicator_of_other_type",
        "/questions/3/indicator": "indicator_unknown",
        "/questions/4/indicator": "indicator_of_other_type",
        "/questions/5/indicator": "indicator_of_other_type",
    }


def test_questions_tell_indicators_of_their_type() -> None:
    must_be_askable(
        [
            question_from(each)
            for each in (
                question("a", "whole", indicator="rooms", least=0),
                question("b", "money", indicator="income_fils", least=0),
                question("c", "choice", choices=choices("owned", "rented"), indicator="tenure"),
                question("d", "yes_no", indicator="owns_car"),
            )
        ],
        KNOWN,
    )


def test_a_number_without_a_least_could_be_below_what_an_indicator_takes() -> None:
    assert faults(question("a", "whole", indicator="rooms"), known=KNOWN) == {
        "/questions/0/indicator": "indicator_of_other_type"
    }
