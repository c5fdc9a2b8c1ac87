"""Values of the domain as plain data: the same shape in requests, in storage and in answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.alternative_care.domain.child import BirthDate, Child, Identity
from services.alternative_care.domain.family import Decision

Data = Mapping[str, Any]
Shape = dict[str, Any]


def child_from(data: Data) -> Child:
    return Child(
        name=data["name"],
        born=BirthDate(data["birth_date"], data["birth_date_estimated"]),
        sex=data["sex"],
        identity=Identity(**data["identity"]),
    )


def child_shape(child: Child) -> Shape:
    return {
        "name": child.name,
        "birth_date": child.born.text,
        "birth_date_estimated": child.born.estimated,
        "sex": child.sex,
        "identity": vars(child.identity).copy(),
    }


def decision_from(data: Data) -> Decision:
    return Decision(data["number"], date.fromisoformat(data["date"]))


def decision_shape(decision: Decision) -> Shape:
    return {"number": decision.number, "date": decision.date.isoformat()}
