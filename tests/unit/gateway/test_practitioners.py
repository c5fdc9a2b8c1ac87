"""One practitioner is checked by everybody, and the register read by whom it concerns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from chassis.errors import NotFound
from tests.support.gateway import Gateway

GOLDEN = Path(__file__).parents[3] / "contracts/golden/rpc/licensing"
CODE = "kZ3vT0mQx8rB2nWfYc7LpA_e"


def golden(method: str) -> Any:
    return json.loads((GOLDEN / f"{method}.json").read_text(encoding="utf-8"))["answer"]


@pytest.mark.parametrize(
    ("path", "method", "asked"),
    [
        (
            "/v1/practitioner-check?number=SWR-2026-000001",
            "check_practitioner",
            {"number": "SWR-2026-000001", "name": None},
        ),
        (
            f"/v1/practitioner-check?number=SWR-2026-000001&name={quote('آمال الخطيب')}",
            "check_practitioner",
            {"number": "SWR-2026-000001", "name": "آمال الخطيب"},
        ),
        (
            f"/v1/practitioner-check/certificate?code={CODE}",
            "check_practitioner_certificate",
            {"code": CODE},
        ),
    ],
)
def test_everybody_checks_one_without_a_token(
    kanaf: Gateway, path: str, method: str, asked: dict[str, Any]
) -> None:
    kanaf.services.answers[method] = golden(method)
    answer = kanaf.client.get(path)
    assert (answer.status_code, answer.json) == (200, golden(method))
    assert kanaf.services.last.request == asked


@pytest.mark.parametrize(
    "query", ["", f"?name={quote('آمال')}", "?number=SWR-2026", "?number=1&x=1"]
)
def test_nobody_is_found_by_a_name_or_part_of_a_number(kanaf: Gateway, query: str) -> None:
    answer = kanaf.client.get(f"/v1/practitioner-check{query}")
    assert answer.status_code in (400, 422)


def test_who_is_not_in_it_is_told_so_in_words(kanaf: Gateway) -> None:
    kanaf.services.answers["check_practitioner"] = NotFound("practitioner_not_in_register")
    answer = kanaf.client.get("/v1/practitioner-check?number=SWR-2026-000001")
    assert answer.status_code == 404
    assert answer.json["code"] == "practitioner_not_in_register"


def test_the_register_itself_wants_a_token(kanaf: Gateway) -> None:
    assert kanaf.client.get("/v1/practitioners").status_code == 401
