from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from operations.failure import Failure
from operations.local import ports
from operations.local.home import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(ports, "runtime_folder", lambda: tmp_path)  # this test's reservations
    made = Home(tmp_path / "copy")
    made.make()
    return made


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_every_name_gets_a_port_of_its_own(home: Home) -> None:
    chosen = ports.choose(home, {}, running=False)
    assert set(chosen) == set(ports.DEFAULTS)
    assert len(set(chosen.values())) == len(chosen)


def test_the_same_ports_are_chosen_again(home: Home) -> None:
    assert ports.choose(home, {}, running=False) == ports.choose(home, {}, running=False)


def test_the_clones_own_system_begins_with_the_well_known_ports(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("operations.local.home.PROJECT", home.path.parent)
    own = Home(home.path.parent / ".local")
    own.make()
    monkeypatch.setattr(ports, "is_free", lambda port: port not in (8080, 8081))
    chosen = ports.choose(own, {}, running=False)
    assert chosen["amqp"] == 5672
    assert chosen["gateway"] == 8082


def test_a_port_that_is_set_is_used(home: Home) -> None:
    wanted = free_port()
    chosen = ports.choose(home, {"KANAF_GATEWAY_PORT": str(wanted)}, running=False)
    assert chosen["gateway"] == wanted


def test_a_port_that_is_set_and_taken_is_refused_with_a_remedy(home: Home, taken: int) -> None:
    with pytest.raises(Failure) as failure:
        ports.choose(home, {"KANAF_GATEWAY_PORT": str(taken)}, running=False)
    assert str(taken) in failure.value.message
    assert "unset KANAF_GATEWAY_PORT" in failure.value.remedy


@pytest.mark.parametrize("nonsense", ["eighty", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_no_port_is_refused(home: Home, nonsense: str) -> None:
    with pytest.raises(Failure, match="KANAF_AMQP_PORT"):
        ports.choose(home, {"KANAF_AMQP_PORT": nonsense}, running=False)


def test_a_remembered_port_that_was_taken_meanwhile_is_given_up(home: Home) -> None:
    before = ports.choose(home, {}, running=False)
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", before["gateway"]))
        somebody.listen()
        after = ports.choose(home, {}, running=False)
    assert after["gateway"] != before["gateway"]
    assert after["amqp"] == before["amqp"]


def test_ports_of_a_running_copy_are_its_own(home: Home) -> None:
    before = ports.choose(home, {}, running=False)
    with socket.socket() as own_gateway:
        own_gateway.bind(("127.0.0.1", before["gateway"]))
        own_gateway.listen()
        assert ports.choose(home, {}, running=True) == before


def test_copies_that_start_at_once_do_not_choose_the_same(home: Home, tmp_path: Path) -> None:
    first = ports.choose(home, {}, running=False)
    other = Home(tmp_path / "other")
    other.make()
    other.ports.write_text(home.ports.read_text())  # it wants the very same ones
    second = ports.choose(other, {}, running=False)
    assert not set(first.values()) & set(second.values())


def test_the_ports_of_a_copy_that_stopped_are_free_for_others(home: Home, tmp_path: Path) -> None:
    first = ports.choose(home, {}, running=False)
    ports.release(home)
    other = Home(tmp_path / "other")
    other.make()
    other.ports.write_text(home.ports.read_text())
    assert ports.choose(other, {}, running=False) == first
