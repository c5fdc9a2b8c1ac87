"""docker-compose.yml runs every program, each with as little as it needs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from operations.local.programs import PROGRAMS

PROJECT = Path(__file__).resolve().parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if "localhost/kanaf" in service["image"]]


def test_every_program_is_a_container_of_its_own() -> None:
    for program in PROGRAMS:
        assert SERVICES[program.name]["command"] == [program.name]
        assert SERVICES[program.name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_write_nothing_and_gain_nothing(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_is_reached_from_this_machine_alone_at_ports_that_can_be_moved(
    name: str,
) -> None:
    for port in SERVICES[name].get("ports", ()):
        assert re.fullmatch(r"127\.0\.0\.1:\$\{KANAF_\w+_PORT:-\d+\}:\d+", port)


@pytest.mark.parametrize("name", [program.name for program in PROGRAMS if program.account])
def test_a_program_is_given_its_own_accounts_and_no_others(name: str) -> None:
    program = next(each for each in PROGRAMS if each.name == name)
    expected = {f"amqp-url-{program.account}"}
    if program.database:
        expected.add(f"mongo-url-{program.database}")
    assert set(SERVICES[name]["secrets"]) - {"sms-token"} == expected


def test_no_environment_holds_a_password() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            assert not re.search(r"(PASS|TOKEN|SECRET|URL)\w*$", name) or "@" not in str(value)
            assert not re.search(r"(PASSWORD|TOKEN)$", name)


def test_every_secret_that_is_mounted_is_made_and_kept_when_made_again(tmp_path: Path) -> None:
    make = [sys.executable, str(PROJECT / "deploy" / "compose-secrets"), str(tmp_path / "secrets")]
    subprocess.run(make, check=True, capture_output=True)
    made = {file.name: file.read_text("utf-8") for file in (tmp_path / "secrets").iterdir()}
    subprocess.run(make, check=True, capture_output=True)

    assert set(COMPOSE["secrets"]) <= set(made)
    assert {name for service in SERVICES.values() for name in service.get("secrets", ())} == set(
        COMPOSE["secrets"]
    )
    assert made == {file.name: file.read_text("utf-8") for file in (tmp_path / "secrets").iterdir()}
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


def test_the_image_is_built_from_the_runtime_dependencies_as_they_are_locked() -> None:
    pin = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
    everything = dict(pin.findall((PROJECT / "requirements.lock").read_text("utf-8")))
    for lock in ("requirements.lock", "requirements-local.lock"):
        text = (PROJECT / "deploy" / lock).read_text("utf-8")
        pinned = dict(pin.findall(text))
        assert pinned
        assert pinned.items() <= everything.items(), "run: make lock"
        assert text.count("--hash=sha256:") >= len(pinned)
