"""HTTP manners of the real gateway: versions, pages, refusals, headers, documents."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.support.registry import another_person, explained
from tests.support.servers import server_url
from tests.support.window import Visitor


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def gateway() -> str:
    return server_url("KANAF_GATEWAY_URL")


def send(clerk: Visitor, method: str, path: str, **more: Any) -> requests.Response:
    """A request as it stands, signed by the clerk."""
    headers = dict(clerk._session.headers) | more.pop("headers", {})
    return requests.request(
        method, server_url("KANAF_GATEWAY_URL") + path, headers=headers, timeout=15, **more
    )


def test_a_repeated_change_is_done_once_and_answered_alike(clerk: Visitor) -> None:
    created = clerk.post("/v1/persons", another_person())
    path, tag = f"/v1/persons/{created.json()['id']}", created.headers["ETag"]
    headers = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": tag}
    first, second = (
        send(clerk, "PATCH", path, json=explained(birth_date="1986"), headers=headers)
        for _ in range(2)
    )

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert clerk.get(path).headers["ETag"] == first.headers["ETag"]


def test_who_has_the_newest_version_gets_304(clerk: Visitor) -> None:
    created = clerk.post("/v1/persons", another_person())

    answer = send(
        clerk,
        "GET",
        f"/v1/persons/{created.json()['id']}",
        headers={"If-None-Match": created.headers["ETag"]},
    )

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_list_is_walked_page_by_page_without_gap_or_repetition(clerk: Visitor) -> None:
    governorate = "JO-AT"
    local = Visitor("clerk", governorate)
    made = {
        local.post("/v1/persons", another_person(address={"governorate": governorate})).json()["id"]
        for _ in range(5)
    }
    seen: list[str] = []
    path = f"/v1/persons?governorate={governorate}&limit=2"
    while path and not made <= set(seen):
        answer = send(local, "GET", path)
        assert answer.status_code == 200
        seen += [each["id"] for each in answer.json()["items"]]
        following = answer.links.get("next", {}).get("url", "")
        assert bool(following) == (answer.json()["next"] is not None)
        path = following

    assert made <= set(seen)
    assert len(seen) == len(set(seen))


def test_refusals_speak_the_callers_language() -> None:
    arabic = Visitor("clerk", language="ar").get(f"/v1/persons/{uuid.uuid4()}")
    english = Visitor("clerk", language="en").get(f"/v1/persons/{uuid.uuid4()}")

    assert arabic.headers["Content-Language"] == "ar"
    assert english.headers["Content-Language"] == "en"
    assert re.search(r"[\u0600-\u06ff]", arabic.json()["title"])
    assert arabic.json()["code"] == english.json()["code"]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"a": 1, "a": 2}', "application/json", 400),
        (b'{"a": NaN}', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"x": "' + b"y" * (1 << 20) + b'"}', "application/json", 413),
    ],
    ids=["json", "keys", "nan", "utf-8", "type", "fields", "list", "size"],
)
def test_bad_bodies_are_refused(
    clerk: Visitor, body: bytes, content_type: str, status: int
) -> None:
    answer = send(clerk, "POST", "/v1/persons", data=body, headers={"Content-Type": content_type})

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_body_without_length_is_limited_too(clerk: Visitor) -> None:
    pieces = (b" " * 65536 for _ in range(32))
    headers = {"Content-Type": "application/json"}
    try:
        answer = send(clerk, "POST", "/v1/persons", data=pieces, headers=headers)
    except requests.ConnectionError:
        return  # the gateway hung up while we were still sending
    assert answer.status_code == 413


def test_methods_that_are_not_there_are_405(clerk: Visitor) -> None:
    for method in ("DELETE", "PUT", "TRACE"):
        answer = send(clerk, method, "/v1/persons")
        assert answer.status_code == 405
        assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert send(clerk, "OPTIONS", "/v1/persons").status_code == 200
    head = send(clerk, "HEAD", "/v1/persons")
    assert (head.status_code, head.content) == (200, b"")


def test_the_limit_of_a_subject_is_told_and_counted(clerk: Visitor) -> None:
    first, second = clerk.get("/v1/persons", limit=1), clerk.get("/v1/persons", limit=1)

    def left(answer: requests.Response) -> int:
        match = re.search(r";r=(\d+)", answer.headers["RateLimit"])
        assert match is not None
        return int(match[1])

    assert re.fullmatch(r'"subject";q=\d+;w=\d+', first.headers["RateLimit-Policy"])
    assert left(second) == left(first) - 1


def test_a_trace_is_carried_on(clerk: Visitor) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    answer = send(
        clerk, "GET", "/v1/licences", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    )

    assert answer.headers["traceparent"].split("-")[1] == trace
    assert uuid.UUID(answer.headers["X-Correlation-Id"]).version == 7


def test_the_system_is_ready_and_says_by_whom(gateway: str) -> None:
    answer = requests.get(f"{gateway}/health/ready", timeout=15)

    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert set(answer.json()["checks"].values()) == {"ok"}
    assert requests.get(f"{gateway}/health/live", timeout=15).json() == {"status": "live"}


def test_the_document_served_is_the_one_in_the_tree(
    gateway: str, pytestconfig: pytest.Config
) -> None:
    file = Path(pytestconfig.rootpath) / "docs" / "generated" / "openapi.json"

    assert requests.get(f"{gateway}/openapi.json", timeout=15).json() == json.loads(
        file.read_text("utf-8")
    )


def test_the_page_of_the_document_needs_nobody_else(gateway: str) -> None:
    page = requests.get(f"{gateway}/docs", timeout=15)

    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert not urlsplit(address).netloc
        assert requests.get(gateway + address, timeout=15).status_code == 200
    assert "<script>" not in page.text
    assert "style=" not in page.text


def test_requests_are_counted_for_operators(clerk: Visitor) -> None:
    clerk.get("/v1/licences")
    port = server_url("KANAF_GATEWAY_METRICS_PORT")

    figures = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=15).text

    assert re.search(
        r'kanaf_http_requests_total\{method="GET",route="/v1/licences",status="200"\} [1-9]',
        figures,
    )
    assert 'kanaf_http_request_seconds_count{method="GET",route="/v1/licences"}' in figures
