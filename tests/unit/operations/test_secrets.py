from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from operations.failure import Failure
from operations.local.secrets import (
    DerivedSecrets,
    Secrets,
    amqp_passwords,
    given_passwords,
    mongo_passwords,
)


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = Secrets(tmp_path).get("sms-token")
    assert Secrets(tmp_path).get("sms-token") == first
    assert (tmp_path / "sms-token").stat().st_mode & 0o777 == 0o600


def test_secrets_differ(tmp_path: Path) -> None:
    store = Secrets(tmp_path)
    every = [*amqp_passwords(store).values(), *mongo_passwords(store).values()]
    assert len(set(every)) == len(every)
    assert min(map(len, every)) >= 24


def test_whoever_asks_first_everybody_gets_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: Secrets(tmp_path).get("keyfile"), range(64)))
    assert len(set(answers)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["keyfile"]


def test_copies_on_the_same_given_server_agree_on_passwords() -> None:
    assert amqp_passwords(DerivedSecrets("a")) == amqp_passwords(DerivedSecrets("a"))
    assert amqp_passwords(DerivedSecrets("a")) != amqp_passwords(DerivedSecrets("b"))


def test_given_passwords_are_read_and_never_made(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="amqp-relay-licensing"):
        given_passwords(tmp_path)
    store = Secrets(tmp_path)
    expected = (amqp_passwords(store), mongo_passwords(store))
    assert given_passwords(tmp_path) == expected
