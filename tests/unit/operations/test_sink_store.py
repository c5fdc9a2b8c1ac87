from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from operations.local.sinks.behaviour import Behaviour
from operations.local.sinks.store import Message, Store


def sms(to: str = "+962790000001", text: str = "مرحبا", reference: str | None = "r-1") -> Message:
    return Message("sms", [to], "Kanaf", None, text, reference)


def test_messages_survive_a_restart(tmp_path: Path) -> None:
    first = Store(tmp_path / "sinks.sqlite")
    first.receive(sms(), "r-1")
    first.close()
    second = Store(tmp_path / "sinks.sqlite")
    (kept,) = second.find()
    second.close()
    assert kept["text"] == "مرحبا"
    assert kept["to"] == "+962790000001"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sinks.sqlite")


def test_a_message_that_comes_again_is_one_message_delivered_twice(store: Store) -> None:
    assert store.receive(sms(), "r-1") == store.receive(sms(text="other"), "r-1")
    (kept,) = store.find()
    assert (kept["text"], kept["deliveries"]) == ("مرحبا", 2)
    store.close()


def test_mail_and_sms_with_the_same_key_are_two_messages(store: Store) -> None:
    store.receive(sms(), "same")
    store.receive(Message("email", ["a@b.jo"], "k", "s", "t", message_id="same"), "same")
    assert [each["channel"] for each in store.find()] == ["sms", "email"]
    store.close()


def test_messages_are_found_by_address_and_by_time(store: Store) -> None:
    store.receive(sms(to="+962790000001"), "1")
    store.receive(sms(to="+962790000002"), "2")
    assert len(store.find(to="+962790000002")) == 1
    assert len(store.find(since=datetime.now(UTC) - timedelta(minutes=1))) == 2
    assert store.find(since=datetime.now(UTC) + timedelta(minutes=1)) == []
    store.close()


def test_a_sink_fails_as_often_as_it_was_told() -> None:
    behaviour = Behaviour()
    behaviour.change({"fail_next": 2})
    assert [behaviour.next_fails() for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("wrong", [{"fail_next": -1}, {"fail_next": "2"}, {"fail": 1}])
def test_a_behaviour_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="fail_next"):
        Behaviour().change(wrong)
