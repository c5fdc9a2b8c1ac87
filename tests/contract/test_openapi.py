"""The OpenAPI document: valid, current, and complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from contracts.refusals import texts
from gateway.document import build

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "docs" / "generated" / "openapi.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document as the gateway serves it."""
    return build()


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        operation
        for item in document["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
    ]


def validator(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:document", resource)
    return Draft202012Validator(
        _absolute(schema), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _absolute(value: Any) -> Any:
    """The schema with references that hold outside of the document too."""
    if isinstance(value, dict):
        return {
            key: f"urn:document{inner}" if key == "$ref" else _absolute(inner)
            for key, inner in value.items()
        }
    return [_absolute(each) for each in value] if isinstance(value, list) else value


def test_it_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def references(value: Any) -> set[str]:
    if isinstance(value, list):
        return {each for inner in value for each in references(inner)}
    if not isinstance(value, dict):
        return set()
    named = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
    return named.union(*(references(inner) for inner in value.values()))


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in references(document):
        found: Any = document
        for step in reference.removeprefix("#/").split("/"):
            assert step in found, reference
            found = found[step]


def test_the_generated_file_is_current(document: dict[str, Any]) -> None:
    assert json.loads(FILE.read_text("utf-8")) == document, (
        "run: .venv/bin/python -m gateway.document > docs/generated/openapi.json"
    )


def test_every_operation_shows_an_example_that_fits_its_schema(document: dict[str, Any]) -> None:
    for operation in operations(document):
        if "x-roles" not in operation:
            continue
        contents = [
            answer["content"]["application/json"]
            for status, answer in operation["responses"].items()
            if status.startswith("2") and "application/json" in answer["content"]  # no download
        ]
        taken = operation.get("requestBody", {}).get("content", {})
        if "application/json" in taken:  # no bytes as they are
            contents.append(taken["application/json"])
        for content in contents:
            errors = validator(document, content["schema"]).iter_errors(content["example"])
            assert [error.message for error in errors] == [], operation["operationId"]


def test_every_operation_says_who_may_use_it_and_how_it_is_refused(
    document: dict[str, Any],
) -> None:
    for operation in operations(document):
        assert operation["summary"]
        assert "default" not in operation["responses"]
        wanted = {"400", "404", "405", "422", "500"}
        if "x-roles" in operation:
            assert operation["security"] == [{"bearer": []}]
            wanted |= {"401", "403", "429", "503", "504"}
        if "requestBody" in operation:
            wanted |= {"409", "413", "415"}
        assert wanted <= operation["responses"].keys(), operation["operationId"]


def test_who_signs_needs_no_token_and_is_told_when_the_signature_is_wrong(
    document: dict[str, Any],
) -> None:
    signed = [each for each in operations(document) if each["security"] == [{"signature": []}]]
    assert [each["operationId"] for each in signed] == ["inquire_bill", "receive_payment_notice"]
    for operation in signed:
        assert {"401", "409", "413", "415", "429", "503"} <= operation["responses"].keys()


def test_every_change_of_a_record_is_conditional(document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if "x-roles" not in operation:
                continue
            if method in ("patch", "put", "delete") or (method == "post" and "{" in path):
                assert {"412", "428"} <= operation["responses"].keys(), (method, path)


def test_every_problem_in_it_has_words(document: dict[str, Any]) -> None:
    for name, response in document["components"]["responses"].items():
        example = response["content"]["application/problem+json"]["example"]
        assert example["code"] in texts(), name
        problem = {"$ref": "#/components/schemas/Problem"}
        assert list(validator(document, problem).iter_errors(example)) == []


def test_no_request_takes_fields_it_does_not_know(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name, schema in schemas.items():
        if schema.get("type") == "object" and name not in ("Ready", "Live", "Meaning"):
            assert schema["additionalProperties"] is False, name
