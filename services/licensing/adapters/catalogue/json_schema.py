"""A form as JSON Schema 2020-12 with labels and hints for those who draw it.

The schema says all that is checked but three things that JSON Schema has no words for: on which
side of today a date lies, and that a column's values differ from row to row, both told as `x-ui`,
beside label, hint, section and the conditions under which a field is shown; and that an answer is
bounded by another one, told as `x-least-of` and `x-most-of`, with `x-sum-of` for a table's column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from contracts.json_schema import json_schemas
from services.licensing.adapters.catalogue.answers import schema_of
from services.licensing.domain.catalogue.conditions import Condition, Conditions
from services.licensing.domain.catalogue.fields import (
    LENGTHS,
    LISTED,
    NUMBERS,
    Field,
    FieldType,
    Limit,
)
from services.licensing.domain.catalogue.form import Form
from services.licensing.domain.words import Words

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


@lru_cache(maxsize=256)
def form_schema(form: Form) -> Schema:
    """What complete answers to the form look like."""
    bare = json_schemas({"form": schema_of(form)})["form"]
    properties = {each.code: _drawn(each, bare["properties"][each.code]) for each in form.fields}
    return {
        "$schema": DRAFT,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        **_required(form.fields, *_rules(form)),
        "x-sections": [
            {
                "code": each.code,
                "label": said(each.words),
                "fields": [field.code for field in each.fields],
            }
            for each in form.sections
        ],
    }


def said(words: Words) -> dict[str, str]:
    return {"ar": words.ar, "en": words.en}


def _drawn(field: Field, bare: Schema) -> Schema:
    schema = {name: each for name, each in bare.items() if name != "description"}
    if field.type is FieldType.TABLE:
        rows = bare["items"]["properties"]
        schema["items"] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {each.code: _drawn(each, rows[each.code]) for each in field.columns},
            **_required(field.columns),
        }
    hint = {} if field.hint is None else {"hint": said(field.hint)}
    marks = {name: True for name in ("past", "future", "unique", "public") if getattr(field, name)}
    ui: Schema = {"type": field.type.value, "label": said(field.label), **hint, **marks}
    if field.years_ago is not None:
        ui["years_ago"] = field.years_ago
    if field.services:
        ui["services"] = list(field.services)
    if field.type in LISTED:
        ui["choices"] = [{"code": each.code, "label": said(each.words)} for each in field.choices]
    if field.when:
        ui["shown_when"] = [_told(each) for each in field.when]
    return {**schema, "title": field.label.ar, "x-ui": ui}


def _rules(form: Form) -> Iterator[Schema]:
    for field in form.fields:
        if field.when:
            answered = _answered(field.code) if field.required else True
            unasked = {"properties": {field.code: {"type": "null"}}}
            yield {"if": _if(field.when), "then": answered, "else": unasked}
        for limit in field.limits:
            yield _when(limit.when, {"properties": {field.code: _bounds(field, limit)}})
        for column in field.columns:
            for limit in column.limits:
                rows = {"items": {"properties": {column.code: _bounds(column, limit)}}}
                yield _when(limit.when, {"properties": {field.code: rows}})


def _required(fields: Iterable[Field], *rules: Schema) -> Schema:
    """What is always answered, beside other rules."""
    always = [each.code for each in fields if each.required and not each.when]
    return {"required": always, "allOf": [_answered(*always), *rules]}


def _answered(*codes: str) -> Schema:
    """These are there, and not null: null stands for no answer."""
    told = {each: {"not": {"type": "null"}} for each in codes}
    return {"required": list(codes), "properties": told}


def _when(conditions: Conditions, schema: Schema) -> Schema:
    return {"if": _if(conditions), "then": schema} if conditions else schema


def _if(conditions: Conditions) -> Schema:
    return {
        "properties": {each.field: _fits(each) for each in conditions},
        "required": [each.field for each in conditions],
    }


def _fits(condition: Condition) -> Schema:
    if condition.among:
        among = {"enum": list(condition.among)}
        return {"anyOf": [among, {"type": "array", "contains": among}]}
    bounds = {"minimum": condition.least, "maximum": condition.most}
    return {"type": "integer", **{name: each for name, each in bounds.items() if each is not None}}


def _bounds(field: Field, limit: Limit) -> Schema:
    """Of a date, how many days it lies ahead, and by which other field it is bounded: what a schema
    cannot check, forms can show."""
    least, most = (
        ("x-least-days-ahead", "x-most-days-ahead")
        if field.type is FieldType.DATE
        else ("minimum", "maximum")
        if field.type in NUMBERS
        else ("minLength", "maxLength")
        if field.type in LENGTHS
        else ("minItems", "maxItems")
    )
    others = {"x-least-of": limit.least_of, "x-most-of": limit.most_of, "x-sum-of": limit.sum_of}
    bounds: Schema = {least: limit.least, most: limit.most, **others}
    told = {} if limit.because is None else {"x-because": said(limit.because)}
    return {**{name: each for name, each in bounds.items() if each is not None}, **told}


def _told(condition: Condition) -> Schema:
    told: Schema = {"field": condition.field}
    if condition.among:
        return {**told, "among": list(condition.among)}
    return {**told, "least": condition.least, "most": condition.most}
