"""Replica set and accounts of the database; running it again changes nothing."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from pymongo import MongoClient
from pymongo.errors import (
    ConfigurationError,
    ConnectionFailure,
    OperationFailure,
    PyMongoError,
)

from operations.failure import Failure
from operations.servers import addresses
from operations.servers.accounts import DATABASE_ACCOUNTS, database_of

_NOT_INITIATED = 94
_ALREADY_INITIATED = 23
_USER_EXISTS = 51003
_NO_REPLICATION = 76
_UNAUTHORIZED = (13, 18)

Client = MongoClient[dict[str, Any]]


def prepare(
    url: str,
    passwords: Mapping[str, str],
    *,
    wait_seconds: float,
    replica_host: str | None = None,
) -> str | None:
    """Make sure that there is a replica set with a primary and an account for every service.

    `replica_host` is the address under which a server of our own is a member (of a set that may
    have to be initiated first). Returns a warning when we may not make accounts; every service
    then uses the given URL. Raises `Failure` when the database is of no use.
    """
    until = time.monotonic() + wait_seconds
    if replica_host is not None:
        _make_member(url, replica_host, until)
    client = _client(url, direct=False)
    try:
        _wait_for_primary(client, url, until)
        return _make_accounts(client, url, passwords)
    finally:
        client.close()


def _client(url: str, *, direct: bool, anonymous: bool = False) -> Client:
    if anonymous:
        url = f"mongodb://{addresses.mongo_hosts(url)}/"
    options: dict[str, Any] = {"serverSelectionTimeoutMS": 1000, "connectTimeoutMS": 2000}
    if direct:
        options |= {"directConnection": True, "replicaSet": None}
    return MongoClient(url, **options)


def _make_member(url: str, host: str, until: float) -> None:
    """Initiate the set if it is none yet, correct the member's address, make the administrator."""
    user, password = addresses.mongo_account(url)
    while True:
        try:
            if not _may_enter(url):
                _make_administrator(url, host, user, password)
            _correct_member(url, host)
        except ConnectionFailure as error:
            if time.monotonic() > until:
                raise _unusable(url, error) from error
            time.sleep(0.1)
        else:
            return


def _may_enter(url: str) -> bool:
    with _client(url, direct=True) as client:
        try:
            client.admin.command("ping")
        except OperationFailure as error:
            if error.code in _UNAUTHORIZED:
                return False
            raise
        return True


def _make_administrator(url: str, host: str, user: str | None, password: str | None) -> None:
    """Use what MongoDB allows the machine itself as long as it has no account at all."""
    with _client(url, direct=True, anonymous=True) as client:
        try:
            _initiate(client, host)
            while not client.admin.command("hello")["isWritablePrimary"]:
                time.sleep(0.05)
            client.admin.command("createUser", user, pwd=password, roles=["root"])
        except OperationFailure as error:
            if error.code in _UNAUTHORIZED:
                raise Failure(
                    f"the database refuses the account {user!r}",
                    "the password does not fit the data: `make clean` drops both "
                    "(or correct KANAF_MONGO_URL)",
                ) from error
            raise


def _initiate(client: Client, host: str) -> None:
    try:
        client.admin.command(
            "replSetInitiate", {"_id": "kanaf", "members": [{"_id": 0, "host": host}]}
        )
    except OperationFailure as error:
        if error.code != _ALREADY_INITIATED:
            raise


def _correct_member(url: str, host: str) -> None:
    """After a change of port, the set's own notion of its member follows."""
    with _client(url, direct=True) as client:
        try:
            configuration = client.admin.command("replSetGetConfig")["config"]
        except OperationFailure as error:
            if error.code != _NOT_INITIATED:
                raise
            _initiate(client, host)
            return
        members = configuration["members"]
        if len(members) == 1 and members[0]["host"] != host:
            members[0]["host"] = host
            configuration["version"] += 1
            client.admin.command("replSetReconfig", configuration, force=True)


def _wait_for_primary(client: Client, url: str, until: float) -> None:
    while True:
        try:
            hello = client.admin.command("hello")
        except OperationFailure as error:
            raise _unusable(url, error) from error
        except PyMongoError as error:
            if time.monotonic() > until or isinstance(error, ConfigurationError):
                raise _unusable(url, error) from error
            time.sleep(0.1)
            continue
        if "setName" not in hello:
            raise Failure(
                f"the database {addresses.without_password(url)} is not a replica set; "
                "transactions and change streams need one",
                "start mongod with --replSet kanaf and call rs.initiate() once",
            )
        if hello.get("isWritablePrimary"):
            return
        time.sleep(0.1)


def _make_accounts(client: Client, url: str, passwords: Mapping[str, str]) -> str | None:
    for name in DATABASE_ACCOUNTS:
        if _account_serves(url, name, passwords[name]):
            continue
        wanted: dict[str, Any] = {
            "pwd": passwords[name],
            "roles": [{"role": "readWrite", "db": database_of(name)}],
        }
        try:
            try:
                client.admin.command("createUser", name, **wanted)
            except OperationFailure as error:
                if error.code != _USER_EXISTS:
                    raise
                client.admin.command("updateUser", name, **wanted)
        except OperationFailure as error:
            return (
                f"the database does not let us make accounts ({error.details or error}); "
                "every service uses the account of KANAF_MONGO_URL"
            )
    return None


def _account_serves(url: str, name: str, password: str) -> bool:
    """Whether the account exists with this password and may use its database."""
    database = database_of(name)
    with MongoClient[dict[str, Any]](
        addresses.mongo_for(url, database, name, password), serverSelectionTimeoutMS=5000
    ) as client:
        try:
            client[database].command("collStats", "any")
        except OperationFailure:
            return False
        return True


def _unusable(url: str, error: Exception) -> Failure:
    reason = str(error).split(", Timeout:", 1)[0]
    return Failure(
        f"the database {addresses.without_password(url)} cannot be used: {reason}",
        "see that it runs and that KANAF_MONGO_URL is right (with its own server: "
        "`kanaf logs database`)",
    )
