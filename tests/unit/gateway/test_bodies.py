"""What a body may be."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from tests.support.gateway import PERSON, Gateway, gateway

JSON = "application/json"


def post(kanaf: Gateway, body: bytes | str, content_type: str | None = JSON) -> Any:
    return kanaf.ask("POST", "/v1/persons", data=body, content_type=content_type)


def with_name(text: str) -> str:
    """The body of a person whose first name is this JSON text, as written."""
    return json.dumps(PERSON).replace('"\\u0622\\u0645\\u0627\\u0644"', text)


def test_a_good_body_reaches_the_service_as_it_was_sent(kanaf: Gateway) -> None:
    answer = kanaf.ask("POST", "/v1/persons", json=PERSON)

    assert answer.status_code == 201
    assert kanaf.services.last.request == PERSON


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b"{'a': 1}",
        b'{"a": 1,}',
        b'\xef\xbb\xbf{"a": 1}',
        b'{"a": "\xff"}',
        b'{"a": "\xed\xa0\x80"}',
        '{"a": 1}'.encode("utf-16"),
        b'{"a": "\\ud800"}',
        b'{"a": "\\udc00\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 2000 + b"1" + b"}" * 2000,
    ],
    ids=lambda body: repr(body[:24]),
)
def test_what_is_not_json_is_400(kanaf: Gateway, body: bytes) -> None:
    answer = post(kanaf, body)

    assert (answer.status_code, answer.json["code"]) == (400, "malformed_json")
    assert kanaf.services.calls == []


def test_equal_keys_are_400(kanaf: Gateway) -> None:
    answer = post(kanaf, '{"a": {"b": 1, "b": 2}}')

    assert (answer.status_code, answer.json["code"]) == (400, "repeated_key")


def test_deep_nesting_is_400(kanaf: Gateway) -> None:
    answer = post(kanaf, "[" * 33 + "]" * 33)
    assert (answer.status_code, answer.json["code"]) == (400, "nested_too_deep")

    wide = post(kanaf, json.dumps({"a": [[] for _ in range(100)]}))
    assert wide.status_code == 422


def test_nul_is_422_where_it_stands(kanaf: Gateway) -> None:
    answer = post(kanaf, with_name('"a\\u0000b"'))

    assert answer.status_code == 422
    assert [field["pointer"] for field in answer.json["errors"]] == ["/name/arabic/first"]


def test_what_is_read_one_by_one_is_left_to_who_reads_it(kanaf: Gateway) -> None:
    sent = {"device_id": "t-1", "visits": [7, {"battery": 40}, {"note": "a\0b", "rooms": 10**30}]}

    answer = kanaf.ask("POST", "/v1/survey-uploads", "caseworker", json=sent)

    assert answer.status_code == 200
    handed_on = kanaf.services.last.request["visits"]
    assert handed_on[:2] == sent["visits"][:2]
    assert handed_on[2] == {"note": "a\0b", "rooms": 2**63 - 1}


@pytest.mark.parametrize("visits", [None, [], {}, [{}] * 51])
def test_what_is_no_list_of_visits_is_refused_as_a_whole(kanaf: Gateway, visits: Any) -> None:
    sent = {"device_id": "t-1", "visits": visits}

    answer = kanaf.ask("POST", "/v1/survey-uploads", "caseworker", json=sent)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/visits")
    assert kanaf.services.calls == []


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "application/xml", "multipart/form-data", "application/json; charset=x"],
)
def test_another_media_type_is_415(kanaf: Gateway, content_type: str | None) -> None:
    answer = post(kanaf, json.dumps(PERSON), content_type)

    assert (answer.status_code, answer.json["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", "Application/JSON"])
def test_json_may_be_named_in_other_ways(kanaf: Gateway, content_type: str) -> None:
    assert post(kanaf, json.dumps(PERSON), content_type).status_code == 201


def test_every_wrong_field_is_named_by_pointer(kanaf: Gateway) -> None:
    body = {**PERSON, "sex": "?", "address": {}, "nickname": "x", "a/b": 1}
    del body["name"]

    answer = kanaf.ask("POST", "/v1/persons", json=body)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid_request")
    assert {field["pointer"]: field["code"] for field in answer.json["errors"]} == {
        "/sex": "unknown_choice",
        "/name": "required",
        "/address/governorate": "required",
        "/nickname": "unknown_field",
        "/a~1b": "unknown_field",
    }


@pytest.mark.parametrize("body", ["[]", '"x"', "1", "null", "true"])
def test_what_is_not_an_object_is_422(kanaf: Gateway, body: str) -> None:
    assert post(kanaf, body).status_code == 422


def test_a_body_beyond_the_limit_is_413() -> None:
    kanaf = gateway(KANAF_BODY_LIMIT="1024")

    answer = post(kanaf, b'{"a": "' + b"x" * 2000 + b'"}')

    assert (answer.status_code, answer.json["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(("length", "status"), [(1024, 422), (1025, 413), (5000, 413)])
def test_the_limit_holds_for_bodies_of_unknown_length(length: int, status: int) -> None:
    kanaf = gateway(KANAF_BODY_LIMIT="1024")

    answer = kanaf.ask(
        "POST",
        "/v1/persons",
        input_stream=BytesIO(b"{}" + b" " * (length - 2)),
        content_type=JSON,
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == status


def test_a_body_that_breaks_off_is_400(kanaf: Gateway) -> None:
    answer = kanaf.ask(
        "POST",
        "/v1/persons",
        input_stream=BytesIO(b"{}"),
        content_type=JSON,
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": "20"},
    )

    assert (answer.status_code, answer.json["code"]) == (400, "malformed_request")


def test_an_action_without_fields_takes_no_body_or_an_empty_object(kanaf: Gateway) -> None:
    path = "/v1/applications/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11/approval"

    def approve(**more: Any) -> Any:
        return kanaf.ask("POST", path, "supervisor", headers={"If-Match": '"1"'}, **more)

    assert approve().status_code == 200
    assert approve(json={}).status_code == 200
    assert approve(json={"x": 1}).status_code == 422
    assert approve(data="x").status_code == 415


def test_who_is_refused_before_their_body_is_read_is_told_that_the_connection_ends(
    kanaf: Gateway,
) -> None:
    for refused in (
        kanaf.ask("POST", "/v1/persons", "auditor", json=PERSON),
        kanaf.ask("POST", "/v1/nowhere", json=PERSON),
        kanaf.ask("POST", "/v1/persons", headers={"Authorization": ""}, json=PERSON),
    ):
        assert refused.status_code in (401, 403, 404)
        assert refused.headers["Connection"] == "close"


def test_any_other_connection_goes_on(kanaf: Gateway) -> None:
    for answer in (
        kanaf.ask("POST", "/v1/persons", json=PERSON),
        kanaf.ask("POST", "/v1/persons", json={}),
        kanaf.ask("GET", "/v1/audit-entries", "citizen"),
    ):
        assert "Connection" not in answer.headers


PART = "/v1/documents/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a9d01/parts/3"
OCTETS = "application/octet-stream"


def put_part(kanaf: Gateway, body: bytes, content_type: str | None = OCTETS) -> Any:
    return kanaf.ask("PUT", PART, "citizen", data=body, content_type=content_type)


def test_bytes_as_they_are_reach_the_service(kanaf: Gateway) -> None:
    answer = put_part(kanaf, b"\x00\xff\xd9")

    assert answer.status_code == 200
    assert kanaf.services.last.request == {
        "document_id": "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a9d01",
        "part": 3,
        "data": "AP/Z",
    }


@pytest.mark.parametrize("content_type", [JSON, "text/plain", "multipart/form-data", None])
def test_bytes_that_are_said_to_be_something_are_415(
    kanaf: Gateway, content_type: str | None
) -> None:
    answer = put_part(kanaf, b"{}", content_type)

    assert (answer.status_code, answer.json["code"]) == (415, "octets_expected")
    assert kanaf.services.calls == []


def test_more_bytes_than_a_part_has_are_413(kanaf: Gateway) -> None:
    assert put_part(kanaf, bytes(512 * 1024)).status_code == 200
    answer = put_part(kanaf, bytes(512 * 1024 + 1))

    assert (answer.status_code, answer.json["code"]) == (413, "body_too_large")


def test_a_file_is_a_download_in_which_nothing_runs(kanaf: Gateway) -> None:
    kanaf.services.answers["get_document_content"] = {
        "name": "شهادة.pdf",
        "media_type": "application/pdf",
        "size": 3,
        "sha256": "00" * 32,
        "parts": 1,
        "data": "AP/Z",
    }
    answer = kanaf.ask("GET", PART.replace("parts/3", "content"), "citizen")

    assert answer.data == b"\x00\xff\xd9"
    headers = answer.headers
    assert headers["Content-Disposition"].startswith('attachment; filename="_____.pdf"; filename*=')
    assert headers["Content-Disposition"].endswith("UTF-8''%D8%B4%D9%87%D8%A7%D8%AF%D8%A9.pdf")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].endswith("; sandbox")
    assert headers["Cache-Control"] == "no-store"
