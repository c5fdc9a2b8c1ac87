"""What surrounds every answer: traces, protection, limits, readiness, figures."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from prometheus_client import REGISTRY

from chassis import errors
from tests.support.gateway import PERSON, Gateway, gateway

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
PAGE = {"items": [], "next": None}


def test_a_trace_goes_on_through_the_gateway(kanaf: Gateway) -> None:
    answer = kanaf.ask("POST", "/v1/persons", json=PERSON, headers={"traceparent": TRACE})

    sent = kanaf.services.last.context.traceparent
    assert sent.split("-")[1] == TRACE.split("-")[1]
    assert sent.split("-")[2] != TRACE.split("-")[2]
    assert answer.headers["traceparent"] == sent


@pytest.mark.parametrize(
    "header",
    [
        "nonsense",
        "",
        "00-" + "0" * 32 + "-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-" + "0" * 16 + "-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        TRACE.upper(),
        TRACE + "-more",
        "x" * 5000,
    ],
)
def test_an_invalid_trace_is_replaced(kanaf: Gateway, header: str) -> None:
    answer = kanaf.ask("GET", "/health/live", headers={"traceparent": header})

    assert answer.status_code == 200
    trace = answer.headers["traceparent"]
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", trace)
    assert "0af7651916cd43dd" not in trace


def test_the_correlation_id_is_the_same_everywhere(kanaf: Gateway) -> None:
    kanaf.services.answers["register_person"] = errors.Conflict("national_number_taken")

    answer = kanaf.ask("POST", "/v1/persons", json=PERSON)

    correlation = kanaf.services.last.context.correlation_id
    assert answer.headers["X-Correlation-Id"] == answer.json["correlation_id"] == correlation


def test_a_call_has_the_deadline_of_the_settings() -> None:
    kanaf = gateway(KANAF_RPC_DEADLINE="2.5")

    kanaf.ask("POST", "/v1/persons", json=PERSON)

    deadline = kanaf.services.last.context.deadline
    assert deadline is not None
    assert 1.5 < deadline - time.time() <= 2.5


def test_every_answer_is_protected(kanaf: Gateway) -> None:
    for path in ("/v1/persons", "/nowhere", "/health/live", "/docs"):
        headers = kanaf.client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Strict-Transport-Security"].startswith("max-age=")


def test_personal_data_is_kept_nowhere(kanaf: Gateway) -> None:
    kanaf.services.answers["find_persons"] = PAGE

    assert kanaf.ask("GET", "/v1/persons").headers["Cache-Control"] == "no-store"


def test_plain_http_is_not_forbidden_locally() -> None:
    local = gateway(KANAF_MODE="local")

    assert "Strict-Transport-Security" not in local.client.get("/health/live").headers


def test_no_web_page_may_call_by_default(kanaf: Gateway) -> None:
    answer = kanaf.ask("GET", "/health/live", headers={"Origin": "https://counter.example"})

    assert not [name for name in dict(answer.headers) if name.startswith("Access-Control")]


def test_pages_of_listed_origins_may_call() -> None:
    kanaf = gateway(KANAF_CORS_ORIGINS="https://counter.example, https://citizen.example")
    asked = {"Origin": "https://counter.example", "Access-Control-Request-Method": "POST"}

    preflight = kanaf.client.options("/v1/persons", headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Origin"] == "https://counter.example"
    assert "Idempotency-Key" in preflight.headers["Access-Control-Allow-Headers"]

    answer = kanaf.client.get("/v1/persons", headers=asked)
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == "https://counter.example"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Origin" in answer.headers.getlist("Vary")[-1]

    stranger = kanaf.client.get("/v1/persons", headers={"Origin": "https://mallory.example"})
    assert "Access-Control-Allow-Origin" not in stranger.headers


def test_the_limit_counts_each_subject_by_itself() -> None:
    kanaf = gateway(KANAF_RATE_LIMIT="2/60")
    kanaf.services.answers["find_persons"] = PAGE

    def ask(subject: str) -> Any:
        token = kanaf.issuer.token("clerk", sub=subject)
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
        return kanaf.client.get("/v1/persons", headers=headers)

    first, second, third = (ask("amal") for _ in range(3))
    assert [each.status_code for each in (first, second, third)] == [200, 200, 429]
    assert first.headers["RateLimit-Policy"] == '"subject";q=2;w=60'
    assert first.headers["RateLimit"].startswith('"subject";r=1;t=')
    assert third.json["code"] == "too_many_requests"
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    assert third.headers["RateLimit"].startswith('"subject";r=0;t=')
    assert ask("omar").status_code == 200


def test_the_limit_is_renewed_with_time(monkeypatch: pytest.MonkeyPatch) -> None:
    kanaf = gateway(KANAF_RATE_LIMIT="1/10")
    kanaf.services.answers["find_persons"] = PAGE
    assert kanaf.ask("GET", "/v1/persons").status_code == 200
    assert kanaf.ask("GET", "/v1/persons").status_code == 429

    later = time.time() + 11
    monkeypatch.setattr("gateway.rates.time.time", lambda: later)

    assert kanaf.ask("GET", "/v1/persons").status_code == 200


def test_ready_when_every_service_answers_and_keys_are_known(kanaf: Gateway) -> None:
    answer = kanaf.client.get("/health/ready")

    assert (answer.status_code, answer.json["status"]) == (200, "ready")
    assert {call.service for call in kanaf.services.calls} == {
        "registry",
        "licensing",
        "alternative_care",
        "notifications",
    }
    kanaf.client.get("/health/ready")
    assert len(kanaf.services.calls) == 4, "within a second nobody is asked again"


def test_not_ready_says_what_is_missing() -> None:
    kanaf = gateway()
    kanaf.services.answers["ping"] = errors.DeadlineExceeded("deadline_exceeded")
    kanaf.issuer.down = True

    answer = kanaf.client.get("/health/ready")

    assert (answer.status_code, answer.json["status"]) == (503, "not_ready")
    assert answer.json["checks"]["registry"] == "deadline_exceeded"
    assert answer.json["checks"]["issuer"] == "issuer_unreachable"
    assert answer.headers["Retry-After"] == "1"
    assert kanaf.client.get("/health/live").status_code == 200


def test_requests_are_counted_by_route_and_not_by_address(kanaf: Gateway) -> None:
    def count(route: str, status: str, method: str = "GET") -> float:
        labels = {"method": method, "route": route, "status": status}
        return REGISTRY.get_sample_value("kanaf_http_requests_total", labels) or 0.0

    route = "/v1/persons/{person_id}"
    before = count(route, "401"), count("unmatched", "404"), count("unmatched", "405", "OTHER")
    kanaf.client.get("/v1/persons/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11")
    kanaf.client.get("/nowhere")
    kanaf.client.open("/v1/persons", method="BREW")

    after = count(route, "401"), count("unmatched", "404"), count("unmatched", "405", "OTHER")
    assert after == tuple(each + 1 for each in before)
