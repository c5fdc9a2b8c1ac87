"""The schema of a form and the engine say the same of every answer."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.licensing.adapters.catalogue.services import FileForms
from services.licensing.domain.catalogue.fields import Field, FieldType, Limit
from services.licensing.domain.catalogue.form import Form, Section
from services.licensing.domain.catalogue.refusals import AnswersWrong
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.words import Words
from tests.support.service_samples import SAMPLES
from tests.support.services import SAMPLED_ON, every_service, sample

TODAY = SAMPLED_ON
OTHERS = ("answer_below_other", "answer_above_other", "answer_before_other", "answer_after_other")
BEYOND_THE_SCHEMA = frozenset(
    {"answer_not_past", "answer_not_future", "answer_too_recent", "row_value_twice"}
    | {*OTHERS, "sum_below_other", "sum_above_other"}
)
"""What JSON Schema has no words for; `x-ui` and `x-most-of` tell it."""
NUMBER = "NUR-2026-000001"
WRONG: tuple[Any, ...] = (None, "", "سطر", 0, -1, 10**13, 2.5, True, [], [None], {}, {"ar": "اسم"})
RIGHT: Mapping[FieldType, tuple[Any, ...]] = {
    FieldType.TEXT: ("نص", "س" * 200, "س" * 201, " نص"),
    FieldType.PARAGRAPH: ("نص قصير", "س" * 25, "س\nس" * 10, "س" * 4001),
    FieldType.NAME: (
        *({"ar": "اسم"}, {"ar": "اسم", "en": "Name"}, {"en": "Name"}),
        *({"ar": "🙂"}, {"ar": "Name"}, {"ar": "اسم 2", "en": "اسم"}),
    ),
    FieldType.PERSON_NAME: ("سعاد محمود", "12"),
    FieldType.WHOLE: (0, 1, 3, 5, 6, 8, 500, 501),
    FieldType.MONEY: (0, 1, 1000, 10**12, 10**12 + 1),
    FieldType.FLAG: (True, False),
    FieldType.DATE: ("2020-05-01", "٢٠٢٠-٠٥-٠١", "2020-02-30"),
    FieldType.NATIONAL_NUMBER: ("9852012345", "٩٨٥٢٠١٢٣٤٥", "985201234"),
    FieldType.PLACE: (
        {"governorate": "JO-AM"},
        {"governorate": "JO-AM", "district": "لواء ماركا"},
        {"governorate": "JO-IR", "district": "لواء ماركا"},
    ),
    FieldType.LICENCE: (NUMBER, "nur-٢٠٢٦-٠٠٠٠٠١", "12"),
}
"""Answers of each type, on both sides of what is allowed."""


@cache
def validator(code: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(FileForms().schema(every_service()[code].form))


def engine_takes(service: ServiceVersion, answers: Mapping[str, Any]) -> bool:
    """Whether these are complete answers, but for what no schema can say."""
    try:
        kept = FileForms().understood(service.form, answers)
    except AnswersWrong:
        return False
    problems = {each.code for each in service.form.problems(kept, TODAY)}
    return problems <= BEYOND_THE_SCHEMA


def as_asked(service: ServiceVersion, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Without what these answers do not lead to: the engine drops it, a frontend does not ask."""
    return service.form.kept({name: each for name, each in answers.items() if each is not None})


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_sound_answers_fit_schema_and_engine(code: str) -> None:
    jsonschema.Draft202012Validator.check_schema(FileForms().schema(every_service()[code].form))
    answers = as_asked(every_service()[code], sample(code))
    assert engine_takes(every_service()[code], answers)
    assert not [each.message for each in validator(code).iter_errors(answers)]


def test_a_form_can_show_how_much_notice_is_to_be_given() -> None:
    rules = validator("licence.surrender").schema["allOf"]
    shown = [each["then"]["properties"] for each in rules if "closes_on" in str(each.get("then"))]
    assert [each["closes_on"]["x-least-days-ahead"] for each in shown] == [90, 30]


def test_a_form_can_show_which_other_field_bounds_an_answer() -> None:
    rules = validator("society.annual_report").schema["allOf"]
    shown = [each["properties"] for each in rules if "x-most-of" in str(each)]
    assert shown[0]["foreign_donations_fils"]["x-most-of"] == "income_fils"
    donors = shown[1]["foreign_donors"]
    assert (donors["x-sum-of"], donors["x-least-of"], donors["x-most-of"]) == (
        *("amount_fils", "foreign_donations_fils"),
        "foreign_donations_fils",
    )
    assert donors["x-because"]["en"] == "Name every donor with what they gave"


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_an_answer_that_is_missing_or_null_is_missed_by_both(code: str) -> None:
    service, answers = every_service()[code], sample(code)
    for field in service.form.asked(answers):
        for without in (_without(answers, field.code), {**answers, field.code: None}):
            asked = as_asked(service, without) | {
                name: None for name, each in without.items() if each is None
            }
            assert engine_takes(service, asked) == validator(code).is_valid(asked), field.code


def _without(answers: Mapping[str, Any], code: str) -> dict[str, Any]:
    return {name: each for name, each in answers.items() if name != code}


def answers_of(field: Field) -> st.SearchStrategy[Any]:
    """Answers to a field: right ones, at the bounds, and of other types."""
    right = list(RIGHT.get(field.type, ()))
    for limit in field.limits:
        right += _at(field, limit.least) + _at(field, limit.most)
    if field.choices:
        codes = [each.code for each in field.choices]
        one = st.sampled_from([*codes, "nothing"])
        return one if field.type is FieldType.CHOICE else st.lists(one, max_size=3)
    if field.columns:
        rows = st.fixed_dictionaries({}, optional={c.code: answers_of(c) for c in field.columns})
        return st.lists(rows, max_size=3)
    return st.sampled_from(right or [""]) | st.sampled_from(WRONG)


def _at(field: Field, bound: int | None) -> list[Any]:
    if bound is None or field.type is FieldType.TABLE:
        return []
    sizes = [each for each in (bound - 1, bound, bound + 1) if each >= 0]
    if field.type in (FieldType.WHOLE, FieldType.MONEY):
        return list(sizes)
    return ["س" * each for each in sizes if each <= 5000]


def rows_at_bounds(service: ServiceVersion, answers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The same with one row less than, as many as and one more than each limit says."""
    for field in (each for each in service.form.fields if each.columns and answers.get(each.code)):
        row = answers[field.code][0]
        for limit in field.limits:
            for bound in (limit.least, limit.most):
                for size in () if bound is None else (bound - 1, bound, bound + 1):
                    yield {**answers, field.code: [row] * max(0, size)}


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_as_many_rows_as_both_allow(code: str) -> None:
    service = every_service()[code]
    for answers in rows_at_bounds(service, as_asked(service, sample(code))):
        assert engine_takes(service, answers) == validator(code).is_valid(answers)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.data())
def test_schema_and_engine_agree_on_any_answers(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(SAMPLES)))
    service = every_service()[code]
    answers = copy.deepcopy(sample(code))
    changed = data.draw(
        st.lists(st.sampled_from(service.form.fields), min_size=1, max_size=3, unique=True)
    )
    for field in changed:
        # What a mobile number is, a format names: no schema could list those of all countries.
        if field.type not in (FieldType.MOBILE, FieldType.EMAIL):
            answers[field.code] = data.draw(answers_of(field), label=field.code)
    fits = validator(code).is_valid(answers)
    if fits:
        assert engine_takes(service, answers)
    if engine_takes(service, answers):
        kept = as_asked(service, answers)
        assert not [each.message for each in validator(code).iter_errors(kept)]


def test_a_licence_is_named_as_people_type_its_number() -> None:
    service = every_service()["nursery.renewal"]
    assert service.about is not None
    answers = {service.about.field: "nur-٢٠٢٦-٠٠٠٠٠٢"}
    understood = FileForms().understood(service.form, answers)
    assert understood[service.about.field] == "NUR-2026-000002"
    with pytest.raises(AnswersWrong) as refused:
        FileForms().understood(service.form, {service.about.field: "NUR_2"})
    assert [each.code for each in refused.value.errors] == ["malformed_licence_number"]


@pytest.mark.parametrize(
    ("type_", "answer", "counted"),
    [
        (FieldType.WHOLE, 1, "number"),
        (FieldType.MONEY, 1, "fils"),
        (FieldType.TEXT, "س", "letters"),
        (FieldType.CHOICES, ["one"], "entries"),
        (FieldType.DATE, (TODAY + timedelta(days=1)).isoformat(), "days"),
    ],
)
def test_who_oversteps_a_limit_is_told_what_it_counts(
    type_: FieldType, answer: Any, counted: str
) -> None:
    asked = Field("asked", type_, Words("سؤال", "Question"), limits=(Limit(least=2),))
    form = Form((Section("all", Words("كل", "All"), (asked,)),))
    (problem,) = form.problems({"asked": answer}, TODAY)
    assert (problem.code, problem.params["counted"]) == ("answer_below_limit", counted)
