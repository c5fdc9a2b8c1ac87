"""The OpenAPI 3.1 document of the gateway: what flask-smorest knows, completed, and served.

`python -m gateway.document` prints it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, request
from flask_smorest import Api
from werkzeug.http import generate_etag

import contracts
from chassis.context import Context
from chassis.errors import Unavailable
from contracts.json_schema import Plugin
from gateway import docs_page
from gateway import document_parts as parts

TITLE = "كنف Kanaf"
VERSION = "1"
Data = dict[str, Any]


def options() -> Data:
    """What flask-smorest's `Api` wants to know for the document."""
    return {"marshmallow_plugin": Plugin(), "info": {"description": parts.DESCRIPTION}}


def serve(app: Flask, api: Api) -> None:
    """Serve the document at `/openapi.json` and a page that shows it at `/docs`."""
    body = orjson.dumps(complete(api.spec.to_dict()))
    etag = f'"{generate_etag(body)}"'

    def openapi() -> Response:
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if request.headers.get("If-None-Match") == etag:
            return Response(status=304, headers=headers)
        return Response(body, content_type="application/json", headers=headers)

    app.add_url_rule("/openapi.json", "openapi", openapi, methods=["GET"])
    docs_page.serve(app)


def complete(spec: Data) -> Data:
    """Add to flask-smorest's document what holds for all operations of their kind."""
    spec.setdefault("components", {}).update(
        securitySchemes=parts.SECURITY_SCHEMES,
        parameters=parts.PARAMETERS,
        headers=parts.HEADERS,
        responses=parts.responses(),
    )
    spec["components"].setdefault("schemas", {})["Problem"] = parts.PROBLEM
    spec["servers"] = [{"url": "/"}]
    spec["tags"] = sorted(spec["tags"], key=lambda tag: tag["name"] in ("health", "problems"))
    for path, method, operation in _operations(spec):
        _drop_defaults(operation)
        if "x-roles" in operation:
            _complete_business(path, method, operation)
        elif operation.pop("x-signed", False):
            _complete_signed(path, operation)
        else:
            _complete_public(operation)
    _link(spec)
    return _examples_as_lists(spec)  # type: ignore[no-any-return]


def _operations(spec: Data) -> Iterator[tuple[str, str, Data]]:
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield path, method, operation


def _drop_defaults(operation: Data) -> None:
    """apispec allows null where a filter may be absent; an address cannot say null."""
    operation["responses"].pop("default", None)
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"]
        if schema.get("default", 0) is None:
            del schema["default"]
        if isinstance(schema.get("type"), list):
            schema["type"] = next(each for each in schema["type"] if each != "null")
        if None in schema.get("enum", ()):
            schema["enum"] = [each for each in schema["enum"] if each is not None]


def _complete_public(operation: Data) -> None:
    """Without a token; what it says of an answer itself stays."""
    operation["security"] = []
    answers = {
        status: answer
        for status, answer in operation["responses"].items()
        if "$ref" not in answer  # flask-smorest's own refusals, which are none of ours
    }
    if operation.pop("x-pages"):
        for each in answers.values():
            each["content"]["text/html"] = {"schema": {"type": "string"}}
    statuses = [400, 404, 405, 422, 500]
    if operation.pop("x-visitors"):
        statuses += [429, 503, 504]
        names = ["RateLimit", "RateLimit-Policy", "X-Correlation-Id", "traceparent"]
        for each in answers.values():
            each["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    operation["responses"] = {**parts.problems(*statuses), **answers}


def _complete_business(path: str, method: str, operation: Data) -> None:
    roles, conditional = operation["x-roles"], operation.pop("x-conditional")
    media_types = operation.pop("x-media-types")
    operation["security"] = [{"bearer": []}]
    said = operation.get("description", "")
    operation["description"] = f"{said}\n\nRoles: {', '.join(roles)}.".strip()
    writes = method != "get"
    parameters = operation.setdefault("parameters", [])
    names = ["AcceptLanguage", "Traceparent"]
    if writes:
        names.append("IdempotencyKey")
    if conditional:
        names.append("IfMatchToReplace" if method == "put" else "IfMatch")
    one = path.endswith(("}", "/mine", "/panel")) and method == "get"
    reads_one = one or path.endswith("/agreement")
    if reads_one and not writes:
        names.append("IfNoneMatch")
    parameters += [{"$ref": f"#/components/parameters/{name}"} for name in names]
    if media_types:
        _complete_file(operation, media_types)
    else:
        _complete_answers(path, method, operation, conditional=conditional, reads_one=reads_one)
        _add_samples(path, operation)


def _complete_signed(path: str, operation: Data) -> None:
    operation["security"] = [{"signature": []}]
    names = ("AcceptLanguage", "Traceparent", "SignatureInput", "ContentDigest")
    parameters = operation.setdefault("parameters", [])
    parameters += [{"$ref": f"#/components/parameters/{name}"} for name in names]
    names = ("RateLimit", "RateLimit-Policy", "X-Correlation-Id", "traceparent")
    operation["responses"]["200"]["headers"] = {
        name: {"$ref": f"#/components/headers/{name}"} for name in names
    }
    operation["responses"] |= parts.problems(
        *(400, 401, 404, 405, 409, 413, 415, 422, 429, 500, 503, 504)
    )
    _add_samples(path, operation)


def _complete_file(operation: Data, media_types: list[str]) -> None:
    """A download: the file in one of these media types, its name and its digest."""
    answers = operation["responses"]
    (content,) = answers["200"]["content"].values()
    answers["200"]["content"] = {
        # A JSON file is read as JSON by whoever checks answers against this document.
        each: {"schema": {"type": "object"}, "example": {}}
        if each == "application/json"
        else content
        for each in media_types
    }
    names = ["RateLimit", "RateLimit-Policy", "X-Correlation-Id", "traceparent"]
    names += ["Content-Disposition", "Repr-Digest"]
    answers["200"]["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    answers |= parts.problems(400, 401, 403, 404, 405, 409, 422, 429, 500, 503, 504)
    operation.pop("x-examples")


def _complete_answers(
    path: str, method: str, operation: Data, *, conditional: bool, reads_one: bool
) -> None:
    answers = operation["responses"]
    if method == "put":
        answers["201"] = {**answers["200"], "description": "Created"}
    for status, answer in answers.items():
        listing = method == "get" and not reads_one
        names = ["RateLimit", "RateLimit-Policy", "X-Correlation-Id", "traceparent"]
        no_record = method == "post" and status == "200" and not conditional
        names += ["Link"] if listing else [] if no_record else ["ETag"]
        if status == "201" and method == "post":
            names.append("Location")
        answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    answers |= parts.problems(400, 401, 403, 404, 405, 409, 422, 429, 500, 503, 504)
    if method != "get":
        answers |= parts.problems(413, 415)
    if conditional:
        answers |= parts.problems(412, 428)
    if method == "get" and reads_one:
        answers["304"] = {"description": "The caller has this version already."}


@cache
def _golden(name: str) -> Data:
    service, method = name.split(".")
    file = Path(contracts.__file__).parent / "golden" / "rpc" / service / f"{method}.json"
    if not file.exists():
        return {}
    sample: Data = json.loads(file.read_text("utf-8"))
    return sample


def _add_samples(path: str, operation: Data) -> None:
    sample = _golden(operation.pop("x-examples"))
    if not sample:
        return
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            answer["content"]["application/json"]["example"] = sample["answer"]
    taken = operation.get("requestBody", {}).get("content", {})
    if "application/json" in taken:
        body = {
            name: value for name, value in sample["request"].items() if f"{{{name}}}" not in path
        }
        taken["application/json"]["example"] = body


def _link(spec: Data) -> None:
    """Where an answer leads: from a new record, and from a list, to all that takes one."""
    for path, item in spec["paths"].items():
        for method, status, identity in (("post", "201", "id"), ("get", "200", "items/0/id")):
            answer = item.get(method, {}).get("responses", {}).get(status, {})
            if "content" not in answer or "{" in path or not path.startswith("/v1/"):
                continue
            answer["links"] = {
                operation["operationId"]: _led(operation, {name: f"$response.body#/{identity}"})
                for target, verb, operation in _operations(spec)
                if (method == "post" or verb == "get")
                and target.startswith(f"{path}/{{")
                and len(_names(target)) == 1
                for name in _names(target)
            }
    placing = spec["paths"]["/v1/cases/{case_id}/placements"]["post"]["responses"]["200"]
    ending = spec["paths"]["/v1/cases/{case_id}/placements/{placement_id}/end"]["post"]
    ids = {"case_id": "$response.body#/id", "placement_id": "$response.body#/placements/0/id"}
    placing["links"] = {ending["operationId"]: _led(ending, ids)}


def _names(path: str) -> list[str]:
    return [each.strip("{}") for each in path.split("/") if each.startswith("{")]


def _led(operation: Data, parameters: Data) -> Data:
    if any("/IfMatch" in each.get("$ref", "") for each in operation["parameters"]):
        parameters["header.If-Match"] = "$response.header.ETag"
    return {"operationId": operation["operationId"], "parameters": parameters}


def _examples_as_lists(value: Any, *, in_schema: bool = False) -> Any:
    """In schemas, JSON Schema's keyword is `examples`; elsewhere OpenAPI's `example` stays."""
    if isinstance(value, list):
        return [_examples_as_lists(each, in_schema=in_schema) for each in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, inner in value.items():
        if in_schema and key == "example" and not isinstance(inner, dict):
            result["examples"] = [inner]
        elif key in ("example", "examples"):
            result[key] = inner
        else:
            result[key] = _examples_as_lists(inner, in_schema=in_schema or key in _SCHEMAS)
    return result


_SCHEMAS = ("schema", "schemas")


def build() -> Data:
    """The document, without a running system."""
    from chassis.settings import Environment
    from gateway.app import build as build_app
    from gateway.authentication.keys import IssuerKeys
    from gateway.settings import GatewaySettings

    settings = GatewaySettings.read(
        Environment(
            {"KANAF_AMQP_URL": "amqp://nowhere", "KANAF_OIDC_ISSUER": "https://nowhere.example"}
        )
    )
    app = build_app(settings, _Nobody(), IssuerKeys(settings.issuer))
    document: Data = app.test_client().get("/openapi.json").get_json()
    return document


class _Nobody:
    """Services that nobody asks while the document is made."""

    def call(self, service: str, method: str, request: Data, context: Context) -> Data:
        raise Unavailable("service_unavailable")


def main() -> None:
    """Print the document."""
    sys.stdout.write(json.dumps(build(), ensure_ascii=False, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
