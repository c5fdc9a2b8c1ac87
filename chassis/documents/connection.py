"""The one way a process of ours connects to MongoDB."""

from __future__ import annotations

from typing import Any

from pymongo import MongoClient
from pymongo.database import Database


def connect(url: str, name: str, *, pool: int = 32) -> MongoClient[dict[str, Any]]:
    """A client whose writes are acknowledged by a majority, in their journals.

    It connects when first used, and again by itself; a server that is away shows after five
    seconds as a `pymongo.errors.ServerSelectionTimeoutError`, or earlier when the caller works
    inside `pymongo.timeout(seconds)`.
    """
    return MongoClient(
        url,
        appname=name,
        tz_aware=True,
        w="majority",
        journal=True,
        retryWrites=True,
        maxPoolSize=pool,
        serverSelectionTimeoutMS=5_000,
        connectTimeoutMS=5_000,
    )


def database_of(client: MongoClient[dict[str, Any]], service: str) -> Database[dict[str, Any]]:
    """The database of one service: the one the URL names, else `kanaf_<service>`."""
    return client.get_default_database(f"kanaf_{service}")
