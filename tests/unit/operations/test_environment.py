from __future__ import annotations

from pathlib import Path

import pytest

from chassis.settings import Environment, ProcessSettings
from operations.local import environment, servers
from operations.local.home import Home
from operations.local.ports import DEFAULTS
from operations.local.programs import PROGRAMS, Program, program


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "copy")
    made.make()
    return made


def variables_of(each: Program, home: Home, **settings: str) -> dict[str, str]:
    decided = servers.decide(home, DEFAULTS, {})
    return environment.of_program(each, home, DEFAULTS, decided, settings)


@pytest.mark.parametrize("each", [each for each in PROGRAMS if each.database], ids=lambda e: e.name)
def test_every_process_finds_what_it_must_know(each: Program, home: Home) -> None:
    variables = variables_of(each, home)
    settings = ProcessSettings.read(Environment(variables), broker=each.account is not None)
    assert settings.mode == "local"
    assert f"//{each.database}:" in settings.mongo_url
    assert f"/kanaf_{each.database}?" in settings.mongo_url
    assert settings.metrics_port == DEFAULTS[str(each.metrics_port)]


@pytest.mark.parametrize("each", [each for each in PROGRAMS if each.account], ids=lambda e: e.name)
def test_every_process_with_an_account_reaches_the_broker_by_it(each: Program, home: Home) -> None:
    address = variables_of(each, home)["KANAF_AMQP_URL"]
    assert f"//{each.account}:" in address
    assert address.endswith("@127.0.0.1:5672/kanaf")


def test_work_in_the_background_knows_no_broker(home: Home) -> None:
    assert "KANAF_AMQP_URL" not in variables_of(program("work-registry"), home)


def test_the_gateway_has_no_database(home: Home) -> None:
    assert "KANAF_MONGO_URL" not in variables_of(program("gateway"), home)


def test_the_callers_settings_win(home: Home) -> None:
    given = environment.handed_on({"KANAF_RATE_LIMIT": "5/1", "KANAF_SMTP_URL": "smtp://mail:25"})
    variables = variables_of(program("notifications"), home, **given)
    assert variables["KANAF_RATE_LIMIT"] == "5/1"
    assert variables["KANAF_SMTP_URL"] == "smtp://mail:25"


def test_what_a_shell_was_told_changes_nothing(home: Home) -> None:
    decided = servers.decide(home, DEFAULTS, {})
    shell = environment.of_shell(home, DEFAULTS, decided)
    assert environment.handed_on(shell) == {}
    assert servers.decide(home, DEFAULTS, shell) == decided


def test_given_servers_are_used_and_none_started(home: Home) -> None:
    decided = servers.decide(
        home,
        DEFAULTS,
        {"KANAF_AMQP_URL": "amqp://a:b@broker/", "KANAF_MONGO_URL": "mongodb://db/?replicaSet=x"},
    )
    assert not decided.own_broker
    assert not decided.own_database
    assert decided.management_url == "http://broker:15672"


def test_without_the_right_to_make_accounts_the_given_one_serves_all(home: Home) -> None:
    given = servers.Servers(
        amqp_url="amqp://a:b@broker/x",
        management_url="http://broker:15672",
        mongo_url="mongodb://c:d@db/",
        own_broker=False,
        own_database=False,
        broker_accounts=False,
        database_accounts=False,
    )
    variables = environment.of_program(program("registry"), home, DEFAULTS, given, {})
    assert variables["KANAF_AMQP_URL"] == "amqp://a:b@broker/x"
    assert variables["KANAF_MONGO_URL"] == "mongodb://c:d@db/kanaf_registry?authSource=admin"


def test_what_was_decided_is_remembered(home: Home) -> None:
    assert servers.known(home) is None
    decided = servers.decide(home, DEFAULTS, {})
    servers.remember(home, decided)
    assert servers.known(home) == decided
    assert home.servers.stat().st_mode & 0o077 == 0
