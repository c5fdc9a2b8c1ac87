"""What the published JSON Schema of a request allows is really accepted, and what not, refused.

Schemathesis generates the bodies, as a stranger's fuzzer would against the gateway.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

import contracts.rpc
from contracts.json_schema import json_schemas
from contracts.rpc.base import Nothing, Strict
from contracts.rpc.licensing.inspections import uploads as inspection_uploads
from contracts.rpc.problems import InvalidRequest, read
from contracts.rpc.registry.surveys import uploads
from tests.support import mobiles  # noqa: F401 (makes the format of mobile numbers known)

ONE_BY_ONE: dict[type[Strict], type[Strict]] = {
    uploads.UploadVisits: uploads.BroughtVisit,
    inspection_uploads.UploadInspectionReports: inspection_uploads.BroughtReport,
}
"""What stands in these is read one by one, and is refused one by one."""


def requests() -> dict[str, type[Strict]]:
    found: dict[str, type[Strict]] = {}
    for module in pkgutil.iter_modules(contracts.rpc.__path__):
        loaded = importlib.import_module(f"contracts.rpc.{module.name}")
        for method in getattr(loaded, "METHODS", {}).values():
            if (one := ONE_BY_ONE.get(method.request)) is not None:
                found[f"{module.name}.{one.__name__}"] = one
            elif method.request is not Nothing:
                found[f"{module.name}.{method.request.__name__}"] = method.request
    return found


REQUESTS = requests()
EVERY = pytest.mark.parametrize("name", REQUESTS)
FEW = settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


LONGEST = {"maxLength": 2000, "maxItems": 5}
"""Longer texts than this (a file's part may have 700,000 letters) and lists (of 500 visits) take
seconds to make up."""


MOST_PATTERN = 150
"""Letters of a pattern: names, dates and times in three scripts have more, and take seconds to make
up. The fields themselves are tried with them in `tests/unit/contracts`; their example stands here.
"""


def _briefer(schema: Any) -> Any:
    if isinstance(schema, dict):
        if isinstance(pattern := schema.get("pattern"), str) and len(pattern) > MOST_PATTERN:
            known = [*schema.get("examples", ()), *([None] if "null" in schema["type"] else ())]
            return {"enum": known} if known else schema
        brief = {name: _briefer(value) for name, value in schema.items()}
        for bound, longest in LONGEST.items():
            if isinstance(most := brief.get(bound), int):
                brief[bound] = min(most, longest)
        return brief
    return [_briefer(each) for each in schema] if isinstance(schema, list) else schema


def bodies(schema: dict[str, Any], mode: GenerationMode) -> Any:
    content = {"application/json": {"schema": _briefer(schema)}}
    operation = {
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "accepted"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "one request", "version": "1"},
        "paths": {"/it": {"post": operation}},
    }
    operations = schemathesis.openapi.from_dict(document)
    return operations["/it"]["POST"].as_strategy(generation_mode=mode).map(lambda case: case.body)


@EVERY
def test_what_the_schema_does_not_allow_is_refused(name: str) -> None:
    request = REQUESTS[name]
    schema = json_schemas({name: request})[name]
    validator = jsonschema.Draft202012Validator(schema)

    @FEW
    @given(bodies(schema, GenerationMode.NEGATIVE))
    def refused(body: Any) -> None:
        if type(body).__name__ == "NotSet":
            return  # no body at all: the gateway's own refusal
        try:
            read(request, body)
        except InvalidRequest:
            return
        assert validator.is_valid(body)

    refused()


@EVERY
def test_what_the_schema_allows_is_accepted_and_can_be_sent_on(name: str) -> None:
    request = REQUESTS[name]
    schema = json_schemas({name: request})[name]

    @FEW
    @given(bodies(schema, GenerationMode.POSITIVE))
    def sent_on(body: Any) -> None:
        understood = read(request, body)
        assert read(request, understood) == understood

    sent_on()
