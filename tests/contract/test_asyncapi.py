"""The published event reference is valid AsyncAPI, says what we send, and is not stale."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from contracts import asyncapi
from contracts.catalogue import CATALOGUE

PUBLIC = Path(asyncapi.__file__).parent / "public"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asyncapi.TARGET.read_text("utf-8"))
    return found


def test_the_document_is_current(document: dict[str, Any]) -> None:
    assert document == asyncapi.document(), "run: python -m contracts.asyncapi"


def test_the_document_is_valid_asyncapi_3(document: dict[str, Any]) -> None:
    schema = json.loads((PUBLIC / "asyncapi-3.0.0.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    assert [error.message for error in validator.iter_errors(document)] == []


def test_the_validation_would_notice_a_fault(document: dict[str, Any]) -> None:
    schema = json.loads((PUBLIC / "asyncapi-3.0.0.schema.json").read_text("utf-8"))
    broken = {**document, "channels": {"x": {"address": 7}}}
    assert not jsonschema.Draft7Validator(schema).is_valid(broken)


@pytest.mark.parametrize("type_", CATALOGUE)
def test_the_golden_sample_fits_the_published_payload(document: dict[str, Any], type_: str) -> None:
    resource = DRAFT202012.create_resource(document)
    registry: Registry[Any] = Registry().with_resource("urn:doc", resource)
    validator = jsonschema.Draft202012Validator(
        {"$ref": f"urn:doc#/components/messages/{type_}/payload"}, registry=registry
    )
    validator.validate(document["components"]["messages"][type_]["examples"][0]["payload"])


def test_every_event_has_a_channel_and_an_operation(document: dict[str, Any]) -> None:
    assert set(document["channels"]) == {*CATALOGUE, "partner.feed"}
    published = {name.removeprefix("publish.") for name in document["operations"]}
    assert published == set(document["channels"])


def test_no_personal_event_is_on_a_partners_feed(document: dict[str, Any]) -> None:
    shared = document["channels"]["partner.feed"]["messages"]
    assert shared
    assert all(CATALOGUE[name].classification != "personal" for name in shared)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in set(references(document)):
        found: Any = document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert found
