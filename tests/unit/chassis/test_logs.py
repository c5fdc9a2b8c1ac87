"""What the logs show, and what they never do."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from pymongo.errors import BulkWriteError, DuplicateKeyError

from chassis.context import Actor, Context, use
from chassis.logs import REDACTED, JsonFormatter, redact


def line(message: str = "done", *arguments: Any, exc_info: Any = None, **extra: Any) -> Any:
    record = logging.LogRecord("kanaf", logging.INFO, "x.py", 1, message, arguments, exc_info)
    vars(record).update(extra)
    return json.loads(JsonFormatter("registry").format(record))


def test_a_line_says_when_who_and_what() -> None:
    shown = line("served %d", 3)
    assert (shown["level"], shown["logger"], shown["service"]) == ("INFO", "kanaf", "registry")
    assert shown["message"] == "served 3"
    assert shown["time"].endswith("+00:00")


def test_a_line_carries_the_context_of_the_work_at_hand() -> None:
    with use(Context(Actor("clerk-1"), correlation_id="c-1", traceparent="00-a-b-01")):
        shown = line()
    assert (shown["correlation_id"], shown["traceparent"]) == ("c-1", "00-a-b-01")
    assert shown["actor"] == "clerk-1"


@pytest.mark.parametrize(
    "secret",
    [
        "9876543210",
        "٩٨٧٦٥٤٣٢١٠",
        "۹۸۷۶۵۴۳۲۱۰",
        "+962791234567",
        "+962 79 123 4567",
        "00962791234567",
        "0791234567",
        "079-123-4567",
        "٠٧٩١٢٣٤٥٦٧",
        "huda.saleh@example.jo",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
        "Bearer abc.def",
    ],
)
@pytest.mark.parametrize("sentence", ["{}", "person {} was registered", "'{}'", "number={},"])
def test_a_message_does_not_show_what_looks_personal(secret: str, sentence: str) -> None:
    shown = redact(sentence.format(secret))
    assert secret not in shown
    assert REDACTED in shown


@pytest.mark.parametrize(
    "harmless",
    [
        "01a20211-acf0-7106-acf6-3714432fbd72",
        "00-ad4e0b45f7aac3fa4ea7aaf2823b4974-66f6e83f637142e1-01",
        "2026-11-22T07:04:00.107+00:00",
        "listening on 127.0.0.1:25672",
        "12345678901234",
        "kanaf.registry.person.registered.v2",
    ],
)
def test_what_operators_need_stays(harmless: str) -> None:
    assert redact(harmless) == harmless


def test_a_password_in_a_url_is_hidden_and_its_user_is_not() -> None:
    shown = redact("cannot reach amqp://registry:s3cret@broker:5672/kanaf")
    assert shown == f"cannot reach amqp://registry:{REDACTED}@broker:5672/kanaf"


@pytest.mark.parametrize(
    "key",
    ["full_name", "name_ar", "givenName", "national_number", "mobile", "email", "birth_date",
     "home_address", "access_token", "Authorization", "password"],
)  # fmt: skip
def test_a_field_with_a_personal_name_is_hidden(key: str) -> None:
    assert line(**{key: "هدى صالح"})[key] == REDACTED


def test_personal_fields_are_hidden_at_any_depth() -> None:
    shown = line(request={"person": [{"name": "هدى", "place": {"governorate": "irbid"}}]})
    assert shown["request"] == {"person": [{"name": REDACTED, "place": {"governorate": "irbid"}}]}


def test_a_national_number_kept_as_a_number_is_hidden() -> None:
    assert line(value=9876543210)["value"] == REDACTED


def test_fields_that_are_not_personal_stay() -> None:
    shown = line(queue="notifications.messages", attempts=3, method_name="get_person", ok=True)
    assert (shown["queue"], shown["attempts"], shown["ok"]) == ("notifications.messages", 3, True)
    assert shown["method_name"] == "get_person"


def test_a_stack_shows_where_but_not_whom() -> None:
    try:
        raise ValueError("no person 9876543210, call 0791234567")
    except ValueError:
        shown = line("failed", exc_info=sys.exc_info())
    assert "test_logs.py" in shown["exception"]
    assert "ValueError: no person [redacted], call [redacted]" in shown["exception"]


def test_a_line_is_one_line() -> None:
    record = logging.LogRecord("k", logging.INFO, "x.py", 1, "a\nb", (), None)
    assert "\n" not in JsonFormatter("registry").format(record)


def test_what_the_database_says_of_a_failed_write_repeats_no_document() -> None:
    kept = {"name": {"first": "آمال"}, "address": {"details": "شارع ٩}"}}
    failed = BulkWriteError({"writeErrors": [{"index": 0, "code": 121, "op": kept}]})
    told = 'E11000 duplicate key error collection: persons index: name_1 dup key: { name: "آمال" }'
    taken = DuplicateKeyError(told, 11000, {"code": 11000, "keyValue": {"name": "آمال"}})
    for error, code in ((failed, "code 121"), (taken, "E11000")):
        try:
            raise RuntimeError("could not be added") from error
        except RuntimeError:
            shown = line("failed", exc_info=sys.exc_info())["exception"]
        assert code in shown
        assert "could not be added" in shown
        assert "آمال" not in shown
        assert "شارع" not in shown
