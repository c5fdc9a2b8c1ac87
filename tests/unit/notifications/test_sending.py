"""The loop that sends: gates, widths, and what the settings say of providers."""

from __future__ import annotations

import pytest

from chassis.settings import Environment, SettingError
from services.notifications.adapters.mail import MailServer
from services.notifications.app.gate import Gate
from services.notifications.settings import NotificationSettings

SETTINGS = {
    "KANAF_SMTP_URL": "smtp://127.0.0.1:1025",
    "KANAF_SMS_URL": "http://127.0.0.1:8026/messages",
    "KANAF_SMS_TOKEN": "secret",
    "KANAF_MAIL_FROM": "Ministry <no-reply@mosd.example>",
}


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def gate(time: Time) -> Gate:
    return Gate(15.0, time)


def test_an_open_gate_lets_as_many_through_as_there_are_places(gate: Gate) -> None:
    assert gate.width(free=16, sending=3) == 16


def test_a_closed_gate_lets_one_try_after_a_pause_and_all_when_it_is_taken(
    gate: Gate, time: Time
) -> None:
    gate.absent(time(), None)
    assert gate.width(16, 0) == 0
    time.now += 1
    assert gate.width(16, 0) == 1
    assert gate.width(15, 1) == 0
    gate.taken()
    assert gate.width(16, 0) == 16


def test_pauses_grow_up_to_the_longest(gate: Gate, time: Time) -> None:
    pauses = []
    for _ in range(7):
        began = time.now
        gate.absent(began, None)
        while gate.width(1, 0) == 0:
            time.now += 0.5
        pauses.append(time.now - began)
    assert pauses == [1, 2, 4, 8, 15, 15, 15]


def test_tries_that_were_under_way_when_it_closed_do_not_lengthen_the_pause(
    gate: Gate, time: Time
) -> None:
    began = time.now
    time.now += 2
    for _ in range(16):
        gate.absent(began, None)
    time.now += 1
    assert gate.width(16, 0) == 1


def test_a_provider_may_ask_for_a_longer_pause_within_bounds(gate: Gate, time: Time) -> None:
    gate.absent(time(), 5.0)
    time.now += 4.9
    assert gate.width(16, 0) == 0
    time.now += 0.2
    assert gate.width(16, 0) == 1


def test_mail_servers_are_read_from_urls() -> None:
    assert MailServer.parse("smtps://us%40er:pa%3Ass@mail.example") == MailServer(
        "mail.example", 465, "smtps", "us@er", "pa:ss"
    )
    assert MailServer.parse("smtp+starttls://mail.example").port == 587
    assert "ss" not in repr(MailServer.parse("smtps://user:ss@mail.example")).replace("smtps", "")


def test_settings_are_read_with_sensible_rest() -> None:
    settings = NotificationSettings.read(Environment(SETTINGS))
    assert settings.feed_max_age == "30D"
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KANAF_SMTP_URL", "http://mail"),
        ("KANAF_SMS_URL", "sms.example"),
        ("KANAF_MAIL_FROM", "ministry"),
        ("KANAF_SMS_TOKEN", ""),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        NotificationSettings.read(Environment({**SETTINGS, name: value}))
