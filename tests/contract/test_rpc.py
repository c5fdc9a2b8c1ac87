"""Every RPC method against its golden sample, and its JSON Schema against its real validation."""

from __future__ import annotations

import importlib
import json
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from marshmallow import Schema

import contracts.rpc
from contracts.json_schema import json_schemas
from contracts.rpc.base import Method
from contracts.rpc.problems import InvalidRequest, read

GOLDEN = Path(contracts.rpc.__file__).parent.parent / "golden" / "rpc"


def methods() -> dict[tuple[str, str], Method]:
    found = {}
    for module in pkgutil.iter_modules(contracts.rpc.__path__):
        loaded = importlib.import_module(f"contracts.rpc.{module.name}")
        for name, method in getattr(loaded, "METHODS", {}).items():
            found[module.name, name] = method
    return found


METHODS = methods()
EVERY = pytest.mark.parametrize(("service", "name"), METHODS)


@cache
def golden(service: str, name: str) -> dict[str, Any]:
    sample: dict[str, Any] = json.loads((GOLDEN / service / f"{name}.json").read_text("utf-8"))
    return sample


def test_every_golden_sample_belongs_to_a_method() -> None:
    assert {(p.parent.name, p.stem) for p in GOLDEN.glob("*/*.json")} == set(METHODS)


@EVERY
def test_the_golden_request_is_understood(service: str, name: str) -> None:
    method = METHODS[service, name]
    assert isinstance(read(method.request, golden(service, name)["request"]), dict)


@EVERY
def test_the_golden_answer_is_what_the_schema_says(service: str, name: str) -> None:
    method = METHODS[service, name]
    answer = golden(service, name)["answer"]
    assert method.answer().load(answer) == answer
    assert method.answer().dump(answer) == answer


@EVERY
def test_an_unknown_field_is_refused(service: str, name: str) -> None:
    request = {**golden(service, name)["request"], "surprise": 1}
    with pytest.raises(InvalidRequest) as refused:
        read(METHODS[service, name].request, request)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [
        ("/surprise", "unknown_field")
    ]


@EVERY
def test_the_golden_sample_fits_the_published_json_schema(service: str, name: str) -> None:
    for part in ("request", "answer"):
        validator = validator_of(getattr(METHODS[service, name], part))
        validator.validate(golden(service, name)[part])


@cache
def validator_of(part: type[Schema]) -> jsonschema.Draft202012Validator:
    """Of the published JSON Schema, which is itself one."""
    schema = json_schemas({"it": part})["it"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)
