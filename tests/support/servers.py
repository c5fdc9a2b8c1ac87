"""Where the real servers of a test run are."""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

import pytest

REMEDY = (
    "{name} is not set, and this test needs the real server. "
    "Run it by `make test`, or start the servers by `make up` and then "
    '`eval "$(.venv/bin/kanaf env)"`.'
)


def server_url(name: str) -> str:
    """The variable's value; without it the test fails (it never skips) and says what to do."""
    url = os.environ.get(name)
    if not url:
        pytest.fail(REMEDY.format(name=name), pytrace=False)
    return url


def with_database(mongo_url: str, database: str) -> str:
    """The same server and options, another database; users stay those of `admin`."""
    parts = urlsplit(mongo_url)
    query = parts.query
    if parts.username and "authSource" not in query:
        query = f"{query}&authSource=admin" if query else "authSource=admin"
    return urlunsplit(parts._replace(path=f"/{database}", query=query))
