"""Refusals: one shape, in the caller's language, telling nothing about our insides."""

from __future__ import annotations

import logging

import pytest

from chassis import errors
from tests.support.gateway import PERSON, Gateway


def test_a_refusal_speaks_arabic_unless_english_is_asked(kanaf: Gateway) -> None:
    arabic = kanaf.ask("GET", "/nowhere", headers={"Accept-Language": "fr"})
    english = kanaf.ask("GET", "/nowhere", headers={"Accept-Language": "en-GB, ar;q=0.5"})

    assert arabic.content_type == english.content_type == "application/problem+json"
    assert (arabic.status_code, arabic.headers["Content-Language"]) == (404, "ar")
    assert (english.status_code, english.headers["Content-Language"]) == (404, "en")
    assert arabic.json["title"] == "العنوان غير موجود"
    assert english.json["title"] == "No such address"
    assert "Accept-Language" in english.headers["Vary"]


def test_a_refusal_has_the_members_of_rfc_9457(kanaf: Gateway) -> None:
    body = kanaf.ask("GET", "/nowhere").json

    assert body["type"] == "/problems/no_such_address"
    assert body["code"] == "no_such_address"
    assert body["status"] == 404
    assert body["instance"] == "/nowhere"
    assert body["detail"]
    assert body["correlation_id"]


def test_the_type_of_a_refusal_leads_to_its_meaning(kanaf: Gateway) -> None:
    kind = kanaf.ask("GET", "/nowhere").json["type"]

    meaning = kanaf.client.get(kind)

    assert meaning.status_code == 200
    assert meaning.json["title"] == {"ar": "العنوان غير موجود", "en": "No such address"}
    assert kanaf.client.get("/problems/never_heard").json["code"] == "unknown_code"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.NotFound, 404),
        (errors.Conflict, 409),
        (errors.Invalid, 422),
        (errors.Forbidden, 403),
        (errors.Stale, 412),
        (errors.PreconditionRequired, 428),
        (errors.Unavailable, 503),
        (errors.DeadlineExceeded, 504),
        (errors.Internal, 500),
    ],
)
def test_each_kind_of_refusal_has_its_status(
    kanaf: Gateway, kind: type[errors.KanafError], status: int
) -> None:
    kanaf.services.answers["register_person"] = kind("national_number_taken")

    answer = kanaf.ask("POST", "/v1/persons", json=PERSON)

    assert (answer.status_code, answer.json["code"]) == (status, "national_number_taken")
    assert ("Retry-After" in answer.headers) == (status in (503, 504))


def test_a_service_says_when_to_try_again(kanaf: Gateway) -> None:
    kanaf.services.answers["register_person"] = errors.Unavailable("busy", retry_after=7.2)

    assert kanaf.ask("POST", "/v1/persons", json=PERSON).headers["Retry-After"] == "7"


def test_fields_refused_by_a_service_are_named_in_words(kanaf: Gateway) -> None:
    kanaf.services.answers["register_person"] = errors.Invalid(
        "invalid_request",
        errors=[errors.FieldError("/contact/mobile", "too_long", {"maximum": 14})],
    )

    (field,) = kanaf.ask("POST", "/v1/persons", json=PERSON).json["errors"]

    assert (field["pointer"], field["code"]) == ("/contact/mobile", "too_long")
    assert "14" in field["detail"]


def test_an_unknown_method_is_405_with_those_allowed(kanaf: Gateway) -> None:
    for method in ("DELETE", "PUT", "TRACE", "BREW"):
        answer = kanaf.ask(method, "/v1/persons")
        assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    "path", ["//v1//persons", "/v1/persons/", "/v1/../health/live", "/V1/persons"]
)
def test_there_is_one_address_for_one_thing(kanaf: Gateway, path: str) -> None:
    assert kanaf.ask("GET", path).json["code"] == "no_such_address"


def test_a_defect_is_told_by_its_number_alone(
    kanaf: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    kanaf.services.answers["register_person"] = ZeroDivisionError("secret inside")

    with caplog.at_level(logging.ERROR):
        answer = kanaf.ask("POST", "/v1/persons", json=PERSON)

    assert (answer.status_code, answer.json["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_a_code_without_words_still_answers(kanaf: Gateway) -> None:
    kanaf.services.answers["register_person"] = errors.Conflict("brand_new", {"x": {1, 2}})

    answer = kanaf.ask("POST", "/v1/persons", json=PERSON)

    assert (answer.status_code, answer.json["code"]) == (409, "brand_new")
