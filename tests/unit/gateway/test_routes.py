"""Every route: who may use it, and the one call it makes."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.authentication.roles import ROLES
from gateway.document import build
from tests.support.gateway import Gateway, gateway

ID = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"
DOCUMENT = build()
OPERATIONS = [
    (path, method, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method != "parameters" and "x-roles" in operation
]
OF_BOTH = {
    "find_societies": "find_associations",
    "find_unions": "find_associations",
    **{
        f"{verb}_{kind}{rest}": asked
        for kind in ("society", "union")
        for verb, rest, asked in (
            ("get", "", "get_association"),
            ("get", "_standing", "get_association_standing"),
            ("get", "_bylaws", "get_bylaws"),
            ("compare", "_bylaws", "compare_bylaws"),
        )
    },
}
"""Societies and unions have addresses of their own, and are asked for alike."""
SAMPLES = {"year": "2027", "step": "completeness", "service": "nursery.first_licence"}
BY_NAME = pytest.mark.parametrize(
    ("path", "method", "operation"), OPERATIONS, ids=[each[2]["operationId"] for each in OPERATIONS]
)


@pytest.fixture(scope="module")
def kanaf() -> Gateway:
    """One gateway for all routes, without a limit that many requests would reach."""
    gateway_ = gateway(KANAF_RATE_LIMIT="100000/10")
    part = {"name": "a.csv", "media_type": "text/csv", "size": 0, "parts": 0, "data": ""}
    answer = {
        "id": ID,
        "licence_id": ID,
        "version": 1,
        "items": [],
        "next": None,
        **part,
        "sha256": "00" * 32,
        "missing": [],
    }
    gateway_.services.answers = dict.fromkeys(
        (_asked(operation) for _, _, operation in OPERATIONS), answer
    )
    return gateway_


def ask(kanaf: Gateway, path: str, method: str, operation: dict[str, Any], role: str) -> Any:
    path = path.replace("{partner}", "moe").replace("{number}", "1").format_map(_Ids(SAMPLES))
    more: dict[str, Any] = {
        "query_string": {
            each["name"]: _sample(each["schema"])
            for each in operation.get("parameters", ())
            if each.get("in") == "query" and each.get("required")
        }
    }
    taken = operation.get("requestBody", {}).get("content", {})
    if "application/json" in taken:
        more["json"] = taken["application/json"]["example"]
    elif taken:  # bytes as they are
        more |= {"data": b"bytes", "content_type": min(taken)}
    return kanaf.ask(method.upper(), path, role, headers={"If-Match": '"1"'}, **more)


@BY_NAME
def test_only_the_documented_roles_may_use_it(
    kanaf: Gateway, path: str, method: str, operation: dict[str, Any]
) -> None:
    allowed = set(operation["x-roles"])
    assert allowed, "a route that nobody may use"

    for role in ROLES:
        answer = ask(kanaf, path, method, operation, role)
        if role in allowed:
            assert answer.status_code < 300, (role, answer.text)
        else:
            assert (answer.status_code, answer.json["code"]) == (403, "role_not_allowed")


@BY_NAME
def test_it_asks_the_method_of_its_name_once(
    kanaf: Gateway, path: str, method: str, operation: dict[str, Any]
) -> None:
    before = len(kanaf.services.calls)

    answer = ask(kanaf, path, method, operation, operation["x-roles"][0])

    (call,) = kanaf.services.calls[before:]
    assert answer.status_code < 300, answer.text
    assert call.method == _asked(operation)
    assert str(answer.status_code) in operation["responses"]


@BY_NAME
def test_without_a_token_it_is_closed(
    kanaf: Gateway, path: str, method: str, operation: dict[str, Any]
) -> None:
    before = len(kanaf.services.calls)

    answer = kanaf.client.open(
        path.replace("{partner}", "moe").replace("{number}", "1").format_map(_Ids(SAMPLES)),
        method=method,
    )

    assert answer.status_code == 401
    assert len(kanaf.services.calls) == before


def _asked(operation: dict[str, Any]) -> str:
    name: str = operation["operationId"]
    return OF_BOTH.get(name, name)


def _sample(schema: dict[str, Any]) -> Any:
    known = schema.get("enum") or schema.get("examples") or [schema["minimum"]]
    return known[0]


class _Ids(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "0" if name == "part" else ID
