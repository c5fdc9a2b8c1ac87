"""Values of surveys as plain data: the same shape in requests, in storage and in answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.registry.domain.surveys.questions import (
    Branch,
    Choice,
    Condition,
    Question,
    Test,
    Type,
    Wording,
)
from services.registry.domain.surveys.researcher import Area, Training
from services.registry.domain.surveys.rules import Location
from services.registry.domain.surveys.survey_round import Targets

Data = Mapping[str, Any]
Shape = dict[str, Any]


def wording_from(data: Data) -> Wording:
    return Wording(data["ar"], data["en"])


def question_from(data: Data) -> Question:
    return Question(
        code=data["code"],
        type=Type(data["type"]),
        label=wording_from(data["label"]),
        required=data["required"],
        choices=tuple(
            Choice(each["code"], wording_from(each["label"]), each.get("value"))
            for each in data.get("choices", ())
        ),
        when=_branch_from(data.get("when")),
        least=data.get("least"),
        most=data.get("most"),
        indicator=data.get("indicator"),
    )


def question_shape(question: Question) -> Shape:
    return {
        "code": question.code,
        "type": question.type.value,
        "label": vars(question.label).copy(),
        "required": question.required,
        "choices": [
            {"code": each.code, "label": vars(each.label).copy(), "value": each.value}
            for each in question.choices
        ],
        "when": None if question.when is None else _branch_shape(question.when),
        "least": question.least,
        "most": question.most,
        "indicator": question.indicator,
    }


def _branch_from(data: Data | None) -> Branch | None:
    if data is None:
        return None
    return Branch(
        data["match"] == "all",
        tuple(
            Condition(each["question"], Test(each["test"]), each.get("value"))
            for each in data["conditions"]
        ),
    )


def _branch_shape(branch: Branch) -> Shape:
    return {
        "match": "all" if branch.every else "any",
        "conditions": [
            {"question": each.question, "test": each.test.value, "value": each.value}
            for each in branch.conditions
        ],
    }


def area_from(data: Data) -> Area:
    return Area(data["governorate"], data.get("district"))


def area_shape(area: Area) -> Shape:
    return {"governorate": area.governorate, "district": area.district}


def training_from(data: Data) -> Training:
    return Training(
        data["course"],
        date.fromisoformat(data["passed_on"]),
        date.fromisoformat(data["valid_until"]),
    )


def training_shape(training: Training) -> Shape:
    return {
        "course": training.course,
        "passed_on": training.passed_on.isoformat(),
        "valid_until": training.valid_until.isoformat(),
    }


def location_from(data: Data | None) -> Location | None:
    return None if data is None else Location(**data)


def targets_from(data: Data) -> Targets:
    return Targets(
        places=tuple(area_from(each) for each in data["places"]),
        household_ids=tuple(data.get("household_ids") or ()),
        programme_id=(programme_id := data.get("programme_id")),
        expression=data.get("expression"),
        # Rounds that were planned without a word on it were for those who benefit.
        enrolment_statuses=tuple(data.get("enrolment_statuses", ("active",)))
        if programme_id
        else (),
    )


def targets_shape(targets: Targets) -> Shape:
    return {
        "places": [area_shape(each) for each in targets.places],
        "household_ids": list(targets.household_ids),
        "programme_id": targets.programme_id,
        "enrolment_statuses": list(targets.enrolment_statuses),
        "expression": targets.expression,
    }
