"""What a file of the service catalogue must look like, entry by entry."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError

from chassis.rules.shapes import (
    Choice,
    Code,
    Each,
    Field,
    Flag,
    Part,
    Several,
    Text,
    Whole,
    entry,
    later_entry,
    shown,
    words,
)
from services.licensing.domain.catalogue.fields import FieldType
from services.licensing.domain.catalogue.service import Effect, Party
from services.licensing.domain.catalogue.steps import Silence, StepKind
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.renewal import Meanwhile

_MAY = {"required": False}


class Value(Field):
    """What a condition compares with: a code, or true or false."""

    def understood(self, value: Any) -> str | bool:
        if isinstance(value, bool) or (isinstance(value, str) and value):
            return value
        raise ValidationError(f"must be a code, true or false, not {shown(value)}")


class Name(Code):
    """A code as contracts have them: small Latin letters, digits and `_`."""

    pattern = re.compile("[a-z][a-z0-9_]{0,59}")
    says = "small Latin letters, digits and _"

    def understood(self, value: Any) -> str:
        if not isinstance(value, str) or not self.pattern.fullmatch(value):
            raise ValidationError(f"must be a code of {self.says}, not {shown(value)}")
        return value


class ServiceName(Name):
    """The same in parts with dots between them."""

    pattern = re.compile(r"(?=.{1,60}$)[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
    says = "small Latin letters, digits, _ and dots"


class Some(Several):
    """A list that may be left out, and be empty."""

    def __init__(self, inner: Field) -> None:
        super().__init__(inner, fewest=0, required=False, load_default=list)


class On(Flag):
    """A flag that is off where it is left out."""

    def __init__(self) -> None:
        super().__init__(required=False, load_default=False)


def bilingual(*, required: bool = True) -> Part:
    """A text in both languages."""
    return words(required=required)


def conditions() -> Some:
    """When something applies: all of these hold."""
    return Some(
        Part(
            {
                "field": Code(),
                "among": Some(Value()),
                "least": Whole(0, **_MAY),
                "most": Whole(0, **_MAY),
            }
        )
    )


def term(*, required: bool = True) -> Part:
    """How long something may take."""
    return Part(
        {"days": Whole(1, 3650), "working": Flag(), "warn": Some(Whole(1, 3650))},
        required=required,
    )


_LIMIT = Part(
    {
        "when": conditions(),
        "least": Whole(0, **_MAY),
        "most": Whole(0, **_MAY),
        "because": bilingual(required=False),
        "least_of": Code(**_MAY),
        "most_of": Code(**_MAY),
        "sum_of": Code(**_MAY),
    }
)


def _field(**further: Field) -> Part:
    return Part(
        {
            "code": Name(),
            "type": Choice([each.value for each in FieldType]),
            "label": bilingual(),
            "hint": bilingual(required=False),
            "required": Flag(required=False, load_default=True),
            "limits": Some(_LIMIT),
            "choices": Some(words(code=Name())),
            "services": Some(Code()),
            "past": On(),
            "future": On(),
            "years_ago": Whole(1, 120, **_MAY),
            "unique": On(),
            **further,
        }
    )


_COLUMN = _field()
_ASKED = _field(when=conditions(), public=On(), printed=On(), columns=Some(_COLUMN))
_SECTION = words(code=Name(), fields=Several(_ASKED))

_PAPER = Part(
    {
        "code": Name(),
        "ar": Text(),
        "en": Text(),
        "required": Flag(required=False, load_default=True),
        "kinds": Some(Name()),
        "types": Several(Choice(("pdf", "jpeg", "png", "docx"))),
        "most_megabytes": Whole(1, 100),
        "when": conditions(),
        "must_be_valid": On(),
    }
)

_STEP = words(
    code=Name(),
    kind=Choice([each.value for each in StepKind]),
    roles=Some(Code()),
    body=Code(**_MAY),
    after=Some(Code()),
    when=conditions(),
    term=term(required=False),
    apart_from=Some(Code()),
    at_centre=On(),
    papers=Several(Name(), **_MAY),
)

_ITEM = words(code=Name(), weight=Whole(1, 100), critical=On())

EXPECTED = {
    "service": entry(code=ServiceName(), ar=Text(), en=Text(), instructions=bilingual()),
    "applicants": entry(may=Several(Choice([each.value for each in Party]))),
    "form": entry(
        name=Code(**_MAY),
        place=Code(**_MAY),
        variant=Code(**_MAY),
        sections=Several(_SECTION),
    ),
    "documents": entry(wanted=Some(_PAPER)),
    "fee": entry(cases=Some(Part({"when": conditions(), "fils": Whole(0, 10**9)}))),
    "steps": entry(course=Several(_STEP)),
    "deadline": entry(
        term=term(required=False),
        silence=Choice([each.value for each in Silence]),
        completion=term(),
    ),
    "reasons": entry(codes=Each(bilingual())),
    "outcome": entry(
        effect=Choice([each.value for each in Effect]),
        kind=Choice(("licence", "registration", "certificate")),
        series=Code(),
        title=bilingual(),
        years=Whole(1, 100, **_MAY),
        months=Whole(1, 120, **_MAY),
        months_from=Code(**_MAY),
        unlisted=Some(Part({"when": conditions()})),
        renewal_opens_days=Whole(0, 3650, required=False, load_default=0),
        lapses_after_months=Whole(1, 120, **_MAY),
        reminder_days=Some(Whole(1, 3650)),
        registers=Choice(("society", "union", "practitioner"), **_MAY),
        into=Code(**_MAY),
        while_decided=Choice([each.value for each in Meanwhile], **_MAY),
        ends_on=Code(**_MAY),
        holder=Part(
            {
                "name": Code(),
                "national_number": Code(),
                "mobile": Code(),
                "email": Code(**_MAY),
                "entity": Code(**_MAY),
                "registration_number": Code(**_MAY),
            },
            **_MAY,
        ),
    ),
    "appeal": later_entry(within_days=Whole(1, 3650), roles=Several(Code()), term=term()),
    "about": later_entry(
        field=Code(),
        services=Several(Code()),
        states=Several(Choice(tuple(each.value for each in LicenceState))),
        opens_days=Whole(0, 3650, **_MAY),
        holders_only=Flag(required=False, load_default=True),
        years_held=Whole(0, 100, required=False, load_default=0),
        variant=Code(**_MAY),
        held_by=Code(**_MAY),
    ),
    "inspection": later_entry(
        checklists=Several(
            Part({"when": conditions(), "pass_mark": Whole(0, 100), "items": Several(_ITEM)})
        )
    ),
    "bars": later_entry(list=Several(words(code=Name(), when=conditions()))),
    "derived": later_entry(
        values=Several(
            Part(
                {
                    "code": Name(),
                    "label": bilingual(),
                    "cases": Several(words(code=Name(), when=conditions())),
                    "public": On(),
                    "printed": On(),
                }
            )
        )
    ),
}
