"""A form as a catalogue file has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.licensing.adapters.catalogue.parts import (
    conditions_from,
    words_from,
    words_or_none,
)
from services.licensing.domain.catalogue.fields import Choice, Field, FieldType, Limit
from services.licensing.domain.catalogue.form import Form, Section

Data = Mapping[str, Any]


def form_from(data: Data) -> Form:
    return Form(
        tuple(
            Section(
                each["code"], words_from(each), tuple(_field(field) for field in each["fields"])
            )
            for each in data["sections"]
        )
    )


def _field(data: Data) -> Field:
    return Field(
        code=data["code"],
        type=FieldType(data["type"]),
        label=words_from(data["label"]),
        hint=words_or_none(data.get("hint")),
        required=data["required"],
        when=conditions_from(data.get("when", ())),
        limits=tuple(_limit(each) for each in data["limits"]),
        choices=tuple(Choice(each["code"], words_from(each)) for each in data["choices"]),
        columns=tuple(_field(each) for each in data.get("columns", ())),
        public=data.get("public", False),
        printed=data.get("printed", False),
        past=data["past"],
        future=data["future"],
        years_ago=data.get("years_ago"),
        unique=data["unique"],
        services=tuple(data.get("services", ())),
    )


def _limit(data: Data) -> Limit:
    return Limit(
        conditions_from(data["when"]),
        data.get("least"),
        data.get("most"),
        words_or_none(data.get("because")),
        data.get("least_of"),
        data.get("most_of"),
        data.get("sum_of"),
    )
