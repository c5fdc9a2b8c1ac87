"""A form as the schema that its answers must fit: the fields of our contracts, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from marshmallow import Schema, ValidationError

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.licensing.licences_shown import LicenceNumber
from contracts.rpc.people import (
    AddressSchema,
    ArabicNameOfPlace,
    LatinNameOfPlace,
    WrittenName,
)
from contracts.rpc.problems import problems
from services.licensing.domain.catalogue.fields import Field, FieldType
from services.licensing.domain.catalogue.form import Form
from services.licensing.domain.catalogue.refusals import AnswersWrong
from services.licensing.domain.refusals import RefusedField

MOST_ROWS = 500
LARGEST = 10**9
LONGEST = 4000


class NameAnswer(Strict):
    """A name in Arabic and, where there is one, in Latin letters."""

    ar = ArabicNameOfPlace(required=True)
    en = LatinNameOfPlace(load_default=None, allow_none=True)


_MADE: Mapping[FieldType, Callable[[], Any]] = {
    FieldType.TEXT: lambda: fields.Text(allow_none=True),
    FieldType.PARAGRAPH: lambda: fields.Paragraph(allow_none=True, longest=LONGEST),
    FieldType.NAME: lambda: fields.Nested(NameAnswer, allow_none=True),
    FieldType.PERSON_NAME: lambda: WrittenName(allow_none=True),
    FieldType.WHOLE: lambda: fields.Whole(least=0, most=LARGEST, allow_none=True),
    FieldType.MONEY: lambda: fields.Whole(least=0, most=10**12, allow_none=True),
    FieldType.FLAG: lambda: fields.Flag(allow_none=True),
    FieldType.DATE: lambda: fields.Day(allow_none=True),
    FieldType.NATIONAL_NUMBER: lambda: fields.NationalNumber(allow_none=True),
    FieldType.MOBILE: lambda: fields.Mobile(allow_none=True),
    FieldType.EMAIL: lambda: fields.Email(allow_none=True),
    FieldType.PLACE: lambda: fields.Nested(AddressSchema, allow_none=True),
    FieldType.LICENCE: lambda: LicenceNumber(allow_none=True, problem="malformed_licence_number"),
}


def understood(form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept; nothing needs to be complete yet. Raises `AnswersWrong`.

    What is asked no more by these answers is left out, as is what was given as null.
    """
    try:
        loaded = schema_of(form)().load(given)
    except ValidationError as error:
        raise AnswersWrong(
            RefusedField(f"/answers{each.pointer}", each.code, dict(each.params))
            for each in problems(error.messages)
        ) from error
    return form.kept(_without_nothing(loaded))


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nothing(each) for name, each in value.items() if each is not None}
    return [_without_nothing(each) for each in value] if isinstance(value, list) else value


@lru_cache(maxsize=256)
def schema_of(form: Form) -> type[Schema]:
    """The schema of a form's answers, none of them required."""
    return _schema("Answers", form.fields)


def _schema(name: str, asked: Iterable[Field]) -> type[Schema]:
    return Strict.from_dict({each.code: _made(each) for each in asked}, name=name)


def _made(asked: Field) -> Any:
    codes = [each.code for each in asked.choices]
    if asked.type is FieldType.CHOICE:
        return fields.Choice(codes, allow_none=True)
    if asked.type is FieldType.CHOICES:
        inner = fields.Choice(codes)
        return fields.Several(inner, most=len(codes), distinct=True, allow_none=True)
    if asked.type is FieldType.TABLE:
        rows = fields.Nested(_schema(f"{asked.code}Row", asked.columns))
        return fields.Several(rows, most=MOST_ROWS, allow_none=True)
    return _MADE[asked.type]()
