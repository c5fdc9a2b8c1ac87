"""P8: what exists once is given once, whatever the concurrency."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import requests

from tests.faults.families import a_person
from tests.faults.load import Promise, post
from tests.faults.system import System

AT_ONCE = 50


def _at_once(system: System, promises: list[Promise]) -> list[tuple[int, dict[str, object]]]:
    barrier = Barrier(len(promises))

    def ask(promise: Promise) -> tuple[int, dict[str, object]]:
        with requests.Session() as session:
            barrier.wait()
            return post(session, f"{system.gateway}/v1/persons", promise)

    with ThreadPoolExecutor(len(promises)) as pool:
        return list(pool.map(ask, promises))


def test_fifty_registrations_of_one_national_number_give_one_person(
    system: System, tokens: list[str]
) -> None:
    body = a_person(uuid.uuid4().int % 10**10)
    promises = [
        Promise(key=str(uuid.uuid4()), token=tokens[turn % len(tokens)], body=body)
        for turn in range(AT_ONCE)
    ]
    statuses = Counter(status for status, _ in _at_once(system, promises))
    assert statuses == {201: 1, 409: AT_ONCE - 1}


def test_fifty_copies_of_one_command_have_one_effect_and_one_answer(
    system: System, tokens: list[str]
) -> None:
    body, key = a_person(uuid.uuid4().int % 10**10), str(uuid.uuid4())
    promises = [Promise(key=key, token=tokens[0], body=body) for _ in range(AT_ONCE)]
    answers = _at_once(system, promises)
    assert {status for status, _ in answers} == {201}
    assert len({str(answer) for _, answer in answers}) == 1
    number = body["identity"]["number"]
    assert (
        system.mongo["kanaf_registry"]["persons"].count_documents({"keys.national_number": number})
        == 1
    )
