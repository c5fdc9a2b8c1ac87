"""P6: a request that nobody served in time is answered so, and is not executed afterwards."""

from __future__ import annotations

import os
import signal
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from tests.faults.families import a_person
from tests.faults.load import Load, Promise, post
from tests.faults.reckoning import reckon
from tests.faults.system import System, eventually


@contextmanager
def frozen(system: System, program: str) -> Iterator[None]:
    """The program hangs without dying, as under a stuck disk."""
    pid = system.running(program)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_an_expired_registration_is_not_executed_later(system: System, tokens: list[str]) -> None:
    number = uuid.uuid4().int % 10**10
    promise = Promise(key=str(uuid.uuid4()), token=tokens[0], body=a_person(number))
    with frozen(system, "registry"), requests.Session() as session:
        status, _ = post(session, f"{system.gateway}/v1/persons", promise)
    assert status in (503, 504)
    later = Promise(key=str(uuid.uuid4()), token=tokens[0], body=a_person(number + 1))
    with requests.Session() as session:
        eventually(
            lambda: post(session, f"{system.gateway}/v1/persons", later)[0] == 201,
            "the service works again",
        )
    persons = system.mongo["kanaf_registry"]["persons"]
    assert persons.find_one({"keys.national_number": promise.national_number}) is None
    assert persons.find_one({"keys.national_number": later.national_number}) is not None


def test_a_caller_of_a_hung_service_is_told_when_to_try_again(
    system: System, tokens: list[str]
) -> None:
    with frozen(system, "registry"):
        response = requests.get(
            f"{system.gateway}/v1/persons",
            headers={"Authorization": f"Bearer {tokens[0]}", "Accept-Language": "en"},
            timeout=15,
        )
        assert response.status_code in (503, 504)
        assert int(response.headers["Retry-After"]) >= 1
        assert response.headers["Content-Type"].startswith("application/problem+json")
        eventually(lambda: not system.is_ready(), "readiness tells the truth")
    system.ready()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("program", ["broker", "database", "relay-registry", "notifications"])
@pytest.mark.long
def test_what_hangs_for_a_while_loses_nothing_and_repeats_nothing(
    system: System, load: Load, program: str
) -> None:
    with load:
        load.runs(40)
        with frozen(system, program):
            hung = time.monotonic()
            eventually(lambda: time.monotonic() - hung > 12, "longer than any deadline")
        system.ready()
        load.runs(40)
    reckon(system, load)
