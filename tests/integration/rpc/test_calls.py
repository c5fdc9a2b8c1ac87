"""What a caller gets from a service, over the real broker."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis.context import new_traceparent
from chassis.documents.connection import connect
from chassis.errors import (
    Conflict,
    FieldError,
    Forbidden,
    Internal,
    Invalid,
    Unavailable,
)
from chassis.rpc.client import RpcClient
from tests.support.calls import caller
from tests.support.processes import Running
from tests.support.waiting import eventually

pytestmark = pytest.mark.usefixtures("sample")

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def sample(shared_sample: Running) -> Running:
    return shared_sample


@pytest.fixture
def database(mongo_url: str, shared_name: str) -> Iterator[Any]:
    with connect(mongo_url, "tests") as client:
        yield client[shared_name]


@pytest.fixture
def prefix(shared_name: str) -> str:
    return shared_name


def test_the_answer_comes_back_as_it_was_given(call: Call) -> None:
    request = {"name": "هدى", "members": [1, 2.5, None, True], "place": {"governorate": "irbid"}}
    assert call("echo", request) == request


def test_an_answer_larger_than_a_frame_comes_back_whole(call: Call) -> None:
    request = {"text": "كنف" * 100_000}
    assert call("echo", request) == request


def test_a_ping_is_answered_by_every_service(call: Call) -> None:
    assert call("ping") == {"ok": True}


def test_the_callers_context_reaches_the_service_in_a_span_of_its_own(call: Call) -> None:
    trace = new_traceparent()
    seen = call("context", correlation_id="c-1", traceparent=trace, language="en")
    assert (seen["subject"], seen["roles"]) == ("clerk-1", ["clerk"])
    assert (seen["correlation_id"], seen["language"]) == ("c-1", "en")
    assert seen["traceparent"] != trace
    assert seen["traceparent"].split("-")[1] == trace.split("-")[1]


def test_a_refusal_comes_back_as_the_error_it_was(call: Call) -> None:
    with pytest.raises(Conflict) as caught:
        call("refuse", {"how": "chassis"})
    assert (caught.value.code, caught.value.params) == ("national_number_taken", {"id": "p-1"})


def test_a_domains_own_refusal_comes_back_by_its_kind(call: Call) -> None:
    with pytest.raises(Forbidden) as caught:
        call("refuse", {"how": "domain"})
    assert (caught.value.code, caught.value.params) == ("not_your_record", {"centre": "amman-1"})


def test_refused_fields_come_back_with_their_places(call: Call) -> None:
    with pytest.raises(Invalid) as caught:
        call("refuse", {"how": "fields"})
    assert caught.value.errors == (FieldError("/name", "required"),)


@pytest.mark.parametrize("how", ["division", "answer"])
def test_a_defect_is_told_bare_and_logged_in_full(call: Call, sample: Running, how: str) -> None:
    with pytest.raises(Internal) as caught:
        call("break_down", {"how": how}, correlation_id=f"c-{how}")
    assert (caught.value.code, caught.value.params) == ("internal", {})
    logged = eventually(
        lambda: [each for each in sample.logs if each.get("correlation_id") == f"c-{how}"]
    )
    assert logged[0]["level"] == "ERROR"
    assert "Traceback" in logged[0]["exception"]


def test_a_database_that_is_away_makes_the_service_unavailable(call: Call) -> None:
    with pytest.raises(Unavailable) as caught:
        call("break_down", {"how": "database"})
    assert caught.value.retry_after == 1.0


def test_an_unknown_method_is_refused_at_once(call: Call) -> None:
    started = time.monotonic()
    with pytest.raises(Internal, match="unknown_method"):
        call("no_such_method")
    assert time.monotonic() - started < 2


def test_a_service_that_never_was_is_unavailable_at_once(client: RpcClient, prefix: str) -> None:
    started = time.monotonic()
    with pytest.raises(Unavailable, match="service_unavailable"):
        caller(client, f"{prefix}_absent")("echo")
    assert time.monotonic() - started < 2


def test_a_command_done_before_gets_the_answer_of_then(call: Call) -> None:
    assert call("repeated") == {"answered": "before"}


def test_a_command_is_run_again_when_somebody_was_faster(call: Call) -> None:
    assert call("contended", {"what": "bed 1", "times": 3}) == {"tried": 3}


def test_a_command_that_never_wins_asks_to_come_back_later(call: Call) -> None:
    with pytest.raises(Unavailable, match="too_much_contention"):
        call("contended", {"what": "bed 2", "times": 100})


def test_an_idempotency_key_becomes_the_commands_key(call: Call, database: Any) -> None:
    call("record", {"what": "keyed"}, command_key="k-1")
    assert database["executed"].find_one({"what": "keyed"})["key"] == '["record","clerk-1","k-1"]'


def test_two_hundred_calls_at_once_each_get_their_own_answer(call: Call) -> None:
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda number: call("echo", {"n": number}, seconds=30), range(200)))
    assert answers == [{"n": number} for number in range(200)]


def test_what_was_called_is_counted_by_method_and_outcome(
    call: Call, sample: Running, prefix: str
) -> None:
    def counted(method: str, outcome: str) -> float:
        labels = f'method="{method}",outcome="{outcome}",service="{prefix}"'
        found = re.search(
            rf"^kanaf_rpc_requests_total{{{labels}}} (\S+)$", sample.metrics(), re.MULTILINE
        )
        return float(found[1]) if found else 0.0

    echoes, refusals = counted("echo", "ok"), counted("refuse", "forbidden")
    call("echo")
    with pytest.raises(Forbidden):
        call("refuse", {"how": "domain"})
    assert counted("echo", "ok") == echoes + 1
    assert counted("refuse", "forbidden") == refusals + 1
