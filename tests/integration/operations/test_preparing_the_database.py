"""What `kanaf setup` makes at a real MongoDB, with accounts of the test's own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from operations.failure import Failure
from operations.servers import addresses, database
from operations.servers.accounts import database_of

Client = MongoClient[dict[str, Any]]


@pytest.fixture
def account(prefix: str, monkeypatch: pytest.MonkeyPatch, mongo_url: str) -> Iterator[str]:
    monkeypatch.setattr(database, "DATABASE_ACCOUNTS", (prefix,))
    yield prefix
    with Client(mongo_url) as client:
        client.drop_database(database_of(prefix))
        client.admin.command("dropUser", prefix)


def prepare(url: str, passwords: dict[str, str]) -> str | None:
    return database.prepare(url, passwords, wait_seconds=30)


def write(url: str, account: str, password: str, into: str) -> None:
    with Client(addresses.mongo_for(url, into, account, password)) as client:
        client[into]["things"].insert_one({"_id": secrets.token_hex(4)})


def test_a_service_writes_its_own_database(mongo_url: str, account: str) -> None:
    assert prepare(mongo_url, {account: "one"}) is None
    write(mongo_url, account, "one", into=database_of(account))


def test_preparing_again_changes_nothing(mongo_url: str, account: str) -> None:
    prepare(mongo_url, {account: "one"})
    with Client(mongo_url) as client:
        query = {"usersInfo": {"user": account, "db": "admin"}, "showCredentials": True}
        before = client.admin.command(query)["users"]
        prepare(mongo_url, {account: "one"})
        assert client.admin.command(query)["users"] == before


def test_a_changed_secret_becomes_the_accounts_password(mongo_url: str, account: str) -> None:
    prepare(mongo_url, {account: "one"})
    prepare(mongo_url, {account: "two"})
    write(mongo_url, account, "two", into=database_of(account))
    with pytest.raises(OperationFailure):
        write(mongo_url, account, "one", into=database_of(account))


def test_an_account_has_no_more_than_its_database(mongo_url: str, account: str) -> None:
    prepare(mongo_url, {account: "one"})
    with Client(mongo_url) as client:
        query = {"usersInfo": {"user": account, "db": "admin"}}
        (user,) = client.admin.command(query)["users"]
    assert user["roles"] == [{"role": "readWrite", "db": database_of(account)}]


def test_a_database_that_is_away_is_named_without_its_password() -> None:
    with pytest.raises(Failure) as failure:
        database.prepare("mongodb://u:secret@127.0.0.1:9/?replicaSet=x", {}, wait_seconds=0)
    assert "127.0.0.1:9" in failure.value.message
    assert "secret" not in str(failure.value)
