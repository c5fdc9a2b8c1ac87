"""Repeating and changing: Idempotency-Key, ETag, If-Match, If-None-Match."""

from __future__ import annotations

from typing import Any

import pytest

from chassis import errors
from tests.support.gateway import PERSON, Gateway

ID = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"
VIEW = {"id": ID, "version": 3}
CHANGE = {"sex": "male", "reason": {"kind": "correction", "note": None}}


def amend(kanaf: Gateway, **headers: str) -> Any:
    kanaf.services.answers["amend_person"] = {**VIEW, "version": 4}
    return kanaf.ask("PATCH", f"/v1/persons/{ID}", json=CHANGE, headers=headers)


def test_what_is_created_has_an_address_and_a_version(kanaf: Gateway) -> None:
    kanaf.services.answers["register_person"] = VIEW

    answer = kanaf.ask("POST", "/v1/persons", json=PERSON)

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/persons/{ID}"
    assert answer.headers["ETag"] == '"3"'
    assert answer.json == VIEW


def test_the_key_of_a_command_reaches_the_service(kanaf: Gateway) -> None:
    kanaf.ask("POST", "/v1/persons", json=PERSON, headers={"Idempotency-Key": "k-1"})
    assert kanaf.services.last.context.command_key == "k-1"

    kanaf.ask("POST", "/v1/persons", json=PERSON)
    assert kanaf.services.last.context.command_key is None


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 129, "مفتاح"])
def test_a_malformed_key_is_400(kanaf: Gateway, key: str) -> None:
    raw = {"Idempotency-Key": key.encode().decode("latin-1")}
    answer = kanaf.ask("POST", "/v1/persons", json=PERSON, headers=raw)

    assert (answer.status_code, answer.json["code"]) == (400, "idempotency_key_malformed")


def test_a_change_names_the_version_it_is_based_on(kanaf: Gateway) -> None:
    answer = amend(kanaf, **{"If-Match": '"3"'})

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"4"')
    assert kanaf.services.last.method == "amend_person"
    assert kanaf.services.last.context.expected_version == 3
    assert kanaf.services.last.request == {"person_id": ID, **CHANGE}


def test_a_version_may_come_without_its_quotes(kanaf: Gateway) -> None:
    assert amend(kanaf, **{"If-Match": "3"}).status_code == 200
    assert kanaf.services.last.context.expected_version == 3


def test_a_change_without_version_is_428_and_not_done(kanaf: Gateway) -> None:
    kanaf.services.answers["get_person"] = VIEW

    answer = amend(kanaf)

    assert (answer.status_code, answer.json["code"]) == (428, "if_match_required")
    assert [call.method for call in kanaf.services.calls] == ["get_person"]


def test_who_may_not_see_a_record_learns_nothing_without_a_version(kanaf: Gateway) -> None:
    for refusal, status in (
        (errors.NotFound("person_not_found"), 404),
        (errors.Forbidden("x"), 403),
    ):
        kanaf.services.answers["get_person"] = refusal
        assert amend(kanaf).status_code == status


@pytest.mark.parametrize(
    "tag", ["*", '"3', '3"', 'W/"3"', '"3", "4"', '"abc"', '""', '"-1"', '"9999999999"']
)
def test_a_tag_that_is_not_ours_is_400(kanaf: Gateway, tag: str) -> None:
    answer = amend(kanaf, **{"If-Match": tag})

    assert (answer.status_code, answer.json["code"]) == (400, "if_match_malformed")
    assert kanaf.services.calls == []


def test_an_outdated_version_is_412(kanaf: Gateway) -> None:
    kanaf.services.answers["amend_person"] = errors.Stale(
        "version_stale", {"current": 4, "expected": 3}
    )

    answer = kanaf.ask("PATCH", f"/v1/persons/{ID}", json=CHANGE, headers={"If-Match": '"3"'})

    assert (answer.status_code, answer.json["code"]) == (412, "version_stale")


@pytest.mark.parametrize("tag", ['"3"', 'W/"3"', '"1", "3"', "*"])
def test_who_has_this_version_already_gets_304(kanaf: Gateway, tag: str) -> None:
    kanaf.services.answers["get_person"] = VIEW

    answer = kanaf.ask("GET", f"/v1/persons/{ID}", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", '"3"')


def test_who_has_another_version_gets_the_record(kanaf: Gateway) -> None:
    kanaf.services.answers["get_person"] = VIEW

    answer = kanaf.ask("GET", f"/v1/persons/{ID}", headers={"If-None-Match": '"2"'})

    assert (answer.status_code, answer.json) == (200, VIEW)


def test_an_agreement_is_made_without_and_replaced_with_a_version(kanaf: Gateway) -> None:
    terms = {"ministry": "x", "legal_basis": "y", "events": [], "valid_from": "2026-01-01"}
    path = "/v1/partners/moe/agreement"

    made = kanaf.ask("PUT", path, "administrator", json=terms)
    assert made.status_code == 201
    assert kanaf.services.last.context.expected_version is None

    kanaf.ask("PUT", path, "administrator", json=terms, headers={"If-Match": '"1"'})
    assert kanaf.services.last.context.expected_version == 1
    assert kanaf.services.last.request == {**terms, "partner": "moe"}
