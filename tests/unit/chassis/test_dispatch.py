"""From a request as it arrived to its reply, without broker, nameko or database."""

from __future__ import annotations

import json
import logging
import time
from pathlib import Path
from typing import Any

import pytest
from pymongo.errors import AutoReconnect, DuplicateKeyError, ServerSelectionTimeoutError

from chassis.context import Actor, Context, current, to_header
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.errors import Invalid, NotFound
from chassis.rpc import dispatch


def header(seconds: float = 5, **context: Any) -> str:
    return to_header(Context(Actor("clerk-1"), deadline=time.time() + seconds, **context))


def body(request: Any) -> bytes:
    return json.dumps({"args": [], "kwargs": {"request": request}}).encode()


def read(request: Any = None, *, changes: bool = True, **context: Any) -> dispatch.Call:
    return dispatch.read(
        "registry", "amend_person", body(request or {}), header(**context), "m-1", changes=changes
    )


def replied(call: dispatch.Call, handler: dispatch.Handler) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(dispatch.answer(call, handler))
    return reply


def refused(call: dispatch.Call, handler: dispatch.Handler) -> dict[str, Any]:
    reply = replied(call, handler)
    assert reply["result"] is None
    wire: dict[str, Any] = reply["error"]["exc_args"][0]
    return wire


def raising(error: Exception) -> dispatch.Handler:
    def handler(_: dict[str, Any]) -> dict[str, Any]:
        raise error

    return handler


def test_the_handler_gets_the_request_and_its_answer_is_the_reply() -> None:
    reply = replied(read({"n": 1}), lambda request: {"twice": request["n"] * 2})
    assert reply == {"result": {"twice": 2}, "error": None}


def test_the_handler_runs_in_the_callers_context() -> None:
    seen = replied(read(correlation_id="c-1"), lambda _: {"id": current().correlation_id})
    assert seen["result"] == {"id": "c-1"}


def test_a_command_has_a_key_of_its_method_its_actor_and_its_idempotency_key() -> None:
    command = read(command_key="k-1", expected_version=4).context.command
    assert command is not None
    assert (command.key, command.expected_version) == ('["amend_person","clerk-1","k-1"]', 4)


def test_a_command_without_idempotency_key_has_that_of_its_message() -> None:
    command = read().context.command
    assert command is not None
    assert command.key == '["amend_person","clerk-1","m-1"]'


def test_a_query_is_no_command() -> None:
    assert read(changes=False, command_key="k-1").context.command is None


def test_the_same_request_has_the_same_fingerprint_in_any_order() -> None:
    assert dispatch.fingerprint({"a": 1, "b": 2}) == dispatch.fingerprint({"b": 2, "a": 1})
    assert dispatch.fingerprint({"a": 1}) != dispatch.fingerprint({"a": 2})


def test_a_request_whose_deadline_has_passed_is_not_even_understood() -> None:
    with pytest.raises(dispatch.Expired):
        dispatch.read("registry", "get_person", b"", header(-1), "m-1", changes=False)


@pytest.mark.parametrize("bad", [b"", b"\xff", b"{}", b"[]", b"7", body([1]), body("x")])
def test_a_body_that_is_no_request_is_invalid(bad: bytes) -> None:
    with pytest.raises(Invalid, match="malformed_request"):
        dispatch.read("registry", "get_person", bad, header(), "m-1", changes=False)


@pytest.mark.parametrize("bad", [None, 7, "", "null", "[]", "{}", '{"actor": 1}'])
def test_a_header_that_is_no_context_is_invalid(bad: Any) -> None:
    with pytest.raises(Invalid, match="malformed_request"):
        dispatch.read("registry", "get_person", body({}), bad, "m-1", changes=False)


def test_a_refusal_is_replied_with_its_code_and_values() -> None:
    refusal = refused(read(), raising(NotFound("person_not_found", {"id": "p-1"})))
    assert (refusal["kind"], refusal["code"], refusal["params"]) == (
        "not_found",
        "person_not_found",
        {"id": "p-1"},
    )


def test_a_refusal_whose_values_are_no_json_is_replied_as_text() -> None:
    refusal = refused(read(), raising(NotFound("person_not_found", {"id": Path("p-1")})))
    assert refusal["params"] == {"id": "p-1"}


def test_a_defect_is_replied_bare_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        reply = replied(read(), raising(ZeroDivisionError("secret detail")))
    assert reply["error"]["exc_args"][0]["code"] == "internal"
    assert "secret detail" not in json.dumps(reply)
    assert "registry.amend_person failed" in caplog.text


def test_a_command_done_before_is_replied_with_the_answer_of_then() -> None:
    assert replied(read(), raising(AlreadyDone({"id": "p-1"})))["result"] == {"id": "p-1"}


def test_a_handler_that_was_overtaken_runs_again() -> None:
    runs = []

    def handler(_: dict[str, Any]) -> dict[str, Any]:
        runs.append(1)
        if len(runs) < 3:
            raise ConcurrentChange("person p-1")
        return {"runs": len(runs)}

    assert replied(read(), handler)["result"] == {"runs": 3}


def test_a_handler_that_is_always_overtaken_gives_up() -> None:
    refusal = refused(read(), raising(ConcurrentChange("person p-1")))
    assert (refusal["kind"], refusal["code"]) == ("unavailable", "too_much_contention")
    assert refusal["retry_after"] > 0


@pytest.mark.parametrize("error", [AutoReconnect("gone"), ServerSelectionTimeoutError("none")])
def test_a_database_that_is_away_makes_the_service_unavailable(error: Exception) -> None:
    refusal = refused(read(), raising(error))
    assert (refusal["kind"], refusal["code"]) == ("unavailable", "database_unavailable")


def test_a_database_error_that_will_not_pass_is_a_defect() -> None:
    assert refused(read(), raising(DuplicateKeyError("E11000")))["kind"] == "internal"


def test_an_answer_that_is_no_json_is_a_defect() -> None:
    assert refused(read(), lambda _: {"object": object()})["kind"] == "internal"
