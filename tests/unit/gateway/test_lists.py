"""Queries and pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.support.gateway import Gateway


def page_of(*ids: str, following: str | None = None) -> dict[str, Any]:
    return {"items": [{"id": each} for each in ids], "next": following}


def next_of(answer: Any) -> str:
    link = answer.headers["Link"]
    assert link.endswith('>; rel="next"')
    return str(link[1 : link.index(">")])


def test_filters_and_limit_reach_the_service(kanaf: Gateway) -> None:
    kanaf.services.answers["find_persons"] = page_of()

    number = quote("٩٨٥١٠١٢٣٤٥")
    kanaf.ask("GET", f"/v1/persons?governorate=JO-AM&limit=7&national_number={number}")

    assert kanaf.services.last.request == {
        "governorate": "JO-AM",
        "national_number": "9851012345",
        "limit": 7,
        "after": None,
    }


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
@pytest.mark.parametrize(
    ("method", "path", "asked", "role"),
    [
        ("find_persons", "/v1/persons?age_from=30&limit=7", {"age_from": 30, "limit": 7}, "clerk"),
        ("find_persons", "/v1/persons?mobile=0791234567", {"mobile": "+962791234567"}, "clerk"),
        ("find_persons", "/v1/persons?document=AB-12", {"document": "AB-12"}, "clerk"),
        (
            "find_payment_lists",
            "/v1/payment-lists?month=2026-11",
            {"month": "2026-11"},
            "administrator",
        ),
        ("get_holidays", "/v1/holidays/2027", {"year": 2027}, "clerk"),
    ],
)
def test_digits_in_an_address_are_understood_in_every_script(
    kanaf: Gateway, digits: str, method: str, path: str, asked: dict[str, Any], role: str
) -> None:
    kanaf.services.answers[method] = {**page_of(), "id": "2027", "version": 1}
    start, _, rest = path.partition("v1")
    typed = quote(rest.translate(str.maketrans("0123456789", digits)), safe="/?&=-")

    answer = kanaf.ask("GET", f"{start}v1{typed}", role)

    assert answer.status_code == 200, answer.text
    request = kanaf.services.last.request
    assert {name: request[name] for name in asked} == asked


def test_without_limit_a_page_has_twenty(kanaf: Gateway) -> None:
    kanaf.services.answers["find_persons"] = page_of()

    kanaf.ask("GET", "/v1/persons")

    assert kanaf.services.last.request["limit"] == 20


def test_a_list_is_walked_by_its_links(kanaf: Gateway) -> None:
    pages = {None: page_of("a", following="p1"), "p1": page_of("b", following="p2")}
    pages["p2"] = page_of("c")
    kanaf.services.answers["find_persons"] = lambda request: pages[request["after"]]

    seen, path = [], "/v1/persons?governorate=JO-AM&limit=1"
    while path:
        answer = kanaf.ask("GET", path)
        seen += [each["id"] for each in answer.json["items"]]
        assert kanaf.services.last.request["governorate"] == "JO-AM"
        path = next_of(answer) if "Link" in answer.headers else ""
        if path:
            query = parse_qs(urlsplit(path).query)
            assert query["cursor"] == [answer.json["next"]]

    assert seen == ["a", "b", "c"]
    assert answer.json["next"] is None


def test_a_cursor_is_good_for_its_own_list_alone(kanaf: Gateway) -> None:
    kanaf.services.answers["find_persons"] = page_of("a", following="p1")
    kanaf.services.answers["find_households"] = page_of()
    cursor = kanaf.ask("GET", "/v1/persons?governorate=JO-AM").json["next"]

    for path in (
        f"/v1/persons?cursor={cursor}",
        f"/v1/persons?governorate=JO-IR&cursor={cursor}",
        f"/v1/households?governorate=JO-AM&cursor={cursor}",
        f"/v1/persons?governorate=JO-AM&cursor={cursor[:-1]}",
        f"/v1/persons?governorate=JO-AM&cursor=A{cursor}",
    ):
        answer = kanaf.ask("GET", path)
        assert (answer.status_code, answer.json["code"]) == (404, "page_not_found")

    assert kanaf.ask("GET", f"/v1/persons?governorate=JO-AM&cursor={cursor}").status_code == 200
    assert (
        kanaf.ask("GET", f"/v1/persons?limit=5&governorate=JO-AM&cursor={cursor}").status_code
        == 200
    )


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("limit=0", "/limit", "out_of_range"),
        ("limit=101", "/limit", "out_of_range"),
        ("limit=ten", "/limit", "not_a_whole_number"),
        ("limit=", "/limit", "not_a_whole_number"),
        ("limit=1e1", "/limit", "not_a_whole_number"),
        ("cursor=x", "/cursor", "malformed_cursor"),
        ("cursor=%D8%A7aaaaaaaaaaaaaaaaaaaaa", "/cursor", "malformed_cursor"),
        ("governorate=XX", "/governorate", "unknown_governorate"),
        ("governorate=", "/governorate", "too_short"),
        ("name=%00", "/name", "malformed_text"),
        ("colour=red", "/colour", "unknown_field"),
        ("after=abc", "/after", "unknown_field"),
    ],
)
def test_a_wrong_parameter_is_named(kanaf: Gateway, query: str, pointer: str, code: str) -> None:
    answer = kanaf.ask("GET", f"/v1/persons?{query}")

    assert answer.status_code == 422
    assert [(each["pointer"], each["code"]) for each in answer.json["errors"]] == [(pointer, code)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=1&limit=2", "repeated_parameter"),
        ("name=%ff", "malformed_query"),
        ("name=%ED%A0%80", "malformed_query"),
        ("&".join(f"p{number}=1" for number in range(60)), "malformed_query"),
    ],
)
def test_an_absurd_query_is_400(kanaf: Gateway, query: str, code: str) -> None:
    answer = kanaf.ask("GET", f"/v1/persons?{query}")

    assert (answer.status_code, answer.json["code"]) == (400, code)


def test_an_address_without_parameters_takes_none(kanaf: Gateway) -> None:
    path = "/v1/persons/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11?expand=all"

    assert kanaf.ask("GET", path).status_code == 422
    assert kanaf.client.get("/health/live?x=1").status_code == 422


@pytest.mark.parametrize("identity", ["1", "x", "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e1", "a%00b"])
def test_what_is_no_identifier_is_not_found(kanaf: Gateway, identity: str) -> None:
    answer = kanaf.ask("GET", f"/v1/persons/{identity}")

    assert (answer.status_code, answer.json["code"]) == (404, "no_such_address")
