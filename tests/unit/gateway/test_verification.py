"""What everybody may ask without a token: a page for people, words for machines."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser
from typing import Any

import pytest

from chassis.errors import Unavailable
from gateway.visitors import source
from tests.support.gateway import Gateway, gateway

CODE = "kZ3vT0mQx8rB2nWfYc7LpA_e"
AS_PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
AS_JSON = {"Accept": "application/json"}
WORDS = {
    "valid": ("سارية", "Valid"),
    "suspended": ("موقوفة", "Suspended"),
    "expired": ("غير سارية", "Expired"),
    "unknown": ("غير معروفة", "Unknown"),
}


class Page(HTMLParser):
    """What stands on a page: its elements in order, and its texts by element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.elements[-1][0] if self.elements else "", []).append(data)


def checked(kanaf: Gateway, outcome: Any, headers: dict[str, str], code: str = CODE) -> Any:
    kanaf.services.answers["check_certificate"] = (
        {"outcome": outcome} if isinstance(outcome, str) else outcome
    )
    return kanaf.client.get(f"/verify/{code}", headers=headers)


@pytest.mark.parametrize("outcome", WORDS)
def test_the_page_says_one_word_in_both_languages_and_nothing_else(
    kanaf: Gateway, outcome: str
) -> None:
    answer = checked(kanaf, outcome, AS_PAGE)
    assert answer.status_code == (404 if outcome == "unknown" else 200)
    page = Page(answer.text)
    assert (page.texts["h1"][0], page.texts["h2"][0]) == WORDS[outcome]
    assert page.elements[0] == ("html", {"lang": "ar", "dir": "rtl"})
    assert ("section", {"lang": "en", "dir": "ltr"}) in page.elements
    assert any(each.get("name") == "viewport" for _, each in page.elements)
    assert CODE not in answer.text
    said = [word for words in WORDS.values() for word in words if f">{word}<" in answer.text]
    assert sorted(said) == sorted(WORDS[outcome])


def test_the_page_fetches_nothing_and_is_kept_nowhere(kanaf: Gateway) -> None:
    answer = checked(kanaf, "valid", AS_PAGE)
    page = Page(answer.text)
    assert {tag for tag, _ in page.elements} & {"script", "img", "link", "iframe", "form"} == set()
    assert not any({"src", "href", "style"} & set(attrs) for _, attrs in page.elements)
    policy = answer.headers["Content-Security-Policy"]
    style = base64.b64encode(hashlib.sha256(page.texts["style"][0].encode()).digest()).decode()
    assert f"style-src 'sha256-{style}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("outcome", WORDS)
def test_machines_are_told_the_same_word(kanaf: Gateway, outcome: str) -> None:
    answer = checked(kanaf, outcome, AS_JSON)
    assert answer.json == {"outcome": outcome, "awaiting_renewal": False}
    assert answer.status_code == (404 if outcome == "unknown" else 200)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept"


def test_what_is_valid_beyond_its_printed_end_says_why(kanaf: Gateway) -> None:
    told = {"outcome": "valid", "awaiting_renewal": True}
    page = checked(kanaf, told, AS_PAGE).text
    assert "قُدّم طلب تجديدها قبل انتهاء مدتها" in page
    assert "its renewal was handed in before its end" in page
    assert checked(kanaf, told, AS_JSON).json == told
    assert "renewal" not in checked(kanaf, "valid", AS_PAGE).text


@pytest.mark.parametrize(
    "code", ["x", "a" * 65, "نص", "%00" * 24, "<script>alert(1)</script>x", "a b" * 9]
)
def test_what_cannot_be_a_code_is_answered_like_one_that_was_never_issued(
    kanaf: Gateway, code: str
) -> None:
    never = checked(kanaf, "unknown", AS_PAGE)
    before = len(kanaf.services.calls)
    answer = checked(kanaf, "valid", AS_PAGE, code.replace("/", "%252F"))
    assert (answer.status_code, answer.text) == (404, never.text)
    assert len(kanaf.services.calls) == before


def test_a_service_that_is_away_is_said_on_a_page_too(kanaf: Gateway) -> None:
    away = checked(kanaf, Unavailable("service_unavailable"), AS_PAGE)
    assert away.status_code == 503
    assert "Retry-After" in away.headers
    assert "تعذر التحقق" in away.text
    problem = checked(kanaf, Unavailable("service_unavailable"), AS_JSON)
    assert (problem.status_code, problem.json["code"]) == (503, "service_unavailable")


def test_nobody_is_asked_on_behalf_of_anybody(kanaf: Gateway) -> None:
    checked(kanaf, "valid", {**AS_JSON, "Authorization": f"Bearer {kanaf.issuer.token('auditor')}"})
    actor = kanaf.services.last.context.actor
    assert (actor.subject, actor.roles, actor.governorates) == ("anybody", frozenset(), frozenset())


@pytest.mark.parametrize(
    "path", [f"/verify/{CODE}", "/v1/licensed-places", "/.well-known/kanaf-licences.json"]
)
def test_who_asks_too_often_from_one_address_waits(path: str) -> None:
    kanaf = gateway(KANAF_VISITOR_RATE_LIMIT="3/60", KANAF_TRUSTED_PROXIES="1")
    kanaf.services.answers = {
        "check_certificate": {"outcome": "valid"},
        "find_licensed_places": {"items": [], "next": None},
        "get_licence_keys": {"keys": []},
    }

    def ask(address: str) -> Any:
        return kanaf.client.get(path, headers={"X-Forwarded-For": address, **AS_JSON})

    assert [ask("203.0.113.7").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert ask("6.6.6.6, 203.0.113.7").status_code == 429
    assert ask("203.0.113.8").headers["RateLimit-Policy"] == '"address";q=3;w=60'


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "counted"),
    [
        ("203.0.113.7", "", 0, "203.0.113.7"),
        ("203.0.113.7", "10.0.0.1", 0, "203.0.113.7"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.7", 1, "203.0.113.7"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("10.0.0.1", "203.0.113.7", 2, "10.0.0.1"),
        ("10.0.0.1", "nonsense", 1, "10.0.0.1"),
        ("2001:db8:1:2:3::4", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", 0, "203.0.113.7"),
        (None, "", 0, "None"),
    ],
)
def test_an_address_is_the_last_that_a_proxy_of_ours_saw(
    peer: str | None, forwarded: str, proxies: int, counted: str
) -> None:
    assert source(peer, forwarded, proxies) == f"from {counted}"


def test_the_register_is_asked_by_everybody(kanaf: Gateway) -> None:
    kanaf.services.answers["find_licensed_places"] = {"items": [], "next": "position"}
    answer = kanaf.client.get("/v1/licensed-places", query_string={"name": "البراعم", "limit": "5"})
    assert answer.status_code == 200
    assert kanaf.services.last.request == {"name": "البراعم", "limit": 5, "after": None}
    assert 'rel="next"' in answer.headers["Link"]
    refused = kanaf.client.get("/v1/licensed-places?holder=x")
    assert (refused.status_code, refused.json["code"]) == (422, "invalid_request")


def test_the_keys_may_be_kept_for_a_while(kanaf: Gateway) -> None:
    kanaf.services.answers["get_licence_keys"] = {"keys": []}
    answer = kanaf.client.get("/.well-known/kanaf-licences.json")
    assert answer.json == {"keys": []}
    assert answer.headers["Cache-Control"] == "public, max-age=300"
