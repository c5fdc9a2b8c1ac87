"""Whatever arrives in the request queue is refused or dropped; the service goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chassis.documents.connection import connect
from tests.support.processes import Running
from tests.support.requests import RawRequests, header
from tests.support.waiting import eventually

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def sample(shared_sample: Running) -> Running:
    return shared_sample


@pytest.fixture
def prefix(shared_name: str) -> str:
    return shared_name


@pytest.fixture
def database(mongo_url: str, shared_name: str) -> Iterator[Any]:
    with connect(mongo_url, "tests") as client:
        yield client[shared_name]


BODIES = {
    "garbage": b"\xff\x00 not json",
    "empty": b"",
    "a number": b"7",
    "no arguments": b'{"args": []}',
    "a request that is no object": b'{"args": [], "kwargs": {"request": "x"}}',
    "a number beyond reason": b'{"args": [], "kwargs": {"request": 1e99999}}',
}

HEADERS: dict[str, Any] = {
    "none": None,
    "no text": 7,
    "no JSON": "{",
    "no actor": "{}",
    "unknown fields": '{"actor": {"subject": "s"}, "surprise": 1}',
    "no deadline": '{"actor": {"subject": "s"}}',
    "a deadline that is no number": '{"actor": {"subject": "s"}, "deadline": "soon"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_body_that_is_no_request_is_refused(
    call: Call, sample: Running, raw: RawRequests, prefix: str, body: bytes
) -> None:
    raw.send_bytes(f"{prefix}.echo", body, header(seconds=10))
    assert _refusal(raw)["code"] == "malformed_request"
    assert call("echo", {"still": "serving"}) == {"still": "serving"}


@pytest.mark.parametrize("bad", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_that_is_no_context_is_refused(
    call: Call, sample: Running, raw: RawRequests, prefix: str, bad: Any
) -> None:
    raw.send(f"{prefix}.echo", {}, bad)
    assert _refusal(raw)["code"] == "malformed_request"
    assert call("echo", {"still": "serving"}) == {"still": "serving"}


def test_a_request_that_asks_for_no_reply_is_done_all_the_same(
    sample: Running, raw: RawRequests, database: Any, prefix: str
) -> None:
    raw.send(f"{prefix}.record", {"what": "x"}, header(seconds=10), reply=False)
    eventually(lambda: database["executed"].count_documents({"done": True}) == 1)
    eventually(lambda: raw.waiting(f"rpc-{prefix}") == 0)


def _refusal(raw: RawRequests) -> dict[str, Any]:
    reply = eventually(lambda: raw.replies, what="a reply")[0]
    assert reply["result"] is None
    refusal: dict[str, Any] = reply["error"]["exc_args"][0]
    return refusal
