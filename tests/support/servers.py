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


def process_environment(amqp_url: str, mongo_url: str) -> dict[str, str]:
    """The environment of a process under test: these servers, a free port, no setting of ours."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("KANAF_")},
        "KANAF_MODE": "local",
        "KANAF_AMQP_URL": amqp_url,
        "KANAF_MONGO_URL": mongo_url,
        "KANAF_METRICS_PORT": "0",
        "KANAF_LOG_LEVEL": "INFO",
    }
