"""JSON Schema from marshmallow schemas, with what `Meta.json_schema` adds.

Give `Plugin()` to apispec; with flask-smorest: `Api(app, spec_kwargs={"marshmallow_plugin":
Plugin()})`.
"""

from __future__ import annotations

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, fields


def _names(_: Any, field: fields.Field[Any], **__: Any) -> dict[str, Any]:
    """What the names of a mapping must be like."""
    if not isinstance(field, fields.Dict) or field.key_field is None:
        return {}
    told = ("pattern", "minLength", "maxLength", "enum")
    known = {name: each for name, each in field.key_field.metadata.items() if name in told}
    return {"propertyNames": known} if known else {}


class _Converter(OpenAPIConverter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_attribute_function(_names)  # type: ignore[no-untyped-call]  # apispec

    def schema2jsonschema(self, schema: Any) -> dict[str, Any]:
        result: dict[str, Any] = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]  # apispec
        result.update(getattr(getattr(schema, "Meta", None), "json_schema", {}))
        return result


class Plugin(MarshmallowPlugin):
    """apispec's marshmallow plugin that also honours `Meta.json_schema`."""

    Converter = _Converter


def json_schemas(
    schemas: dict[str, type[Schema]], *, version: str = "3.1.0"
) -> dict[str, dict[str, Any]]:
    """Name → JSON Schema (2020-12, as OpenAPI 3.1 has it), nested schemas inline."""
    plugin = Plugin(schema_name_resolver=_inline)
    APISpec("contracts", "1", version, plugins=[plugin])
    converter = plugin.converter
    if converter is None:
        raise LookupError("apispec gave its plugin no converter")
    return {
        name: _without_examples(converter.schema2jsonschema(schema()))  # type: ignore[no-untyped-call]
        for name, schema in schemas.items()
    }


def _inline(_: type[Schema]) -> str:
    """apispec nests a schema inline when it gets no name for it."""
    return ""


def _without_examples(schema: Any) -> Any:
    """JSON Schema's keyword is `examples`; OpenAPI's `example` is renamed everywhere."""
    if isinstance(schema, list):
        return [_without_examples(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    renamed = {key: _without_examples(value) for key, value in schema.items() if key != "example"}
    if "example" in schema and not isinstance(schema["example"], dict):
        renamed["examples"] = [schema["example"]]
    return renamed
