"""P1, P2, P4, P5: merges and all that follows them survive `kill -9`, and happen exactly once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import requests

from tests.faults.system import System, eventually
from tests.support import programmes
from tests.support.ledger import Ledger
from tests.support.registry import another_person, national_number
from tests.support.twice import (
    a_ward,
    a_woman,
    answered,
    pair_of,
    patiently,
    registered,
    seen,
    settled,
)
from tests.support.window import Visitor

WOMEN = 6

pytestmark = [pytest.mark.timeout(600), pytest.mark.long]


@dataclass(frozen=True)
class Twice:
    """A woman registered twice; a ward, a household and an enrolment name the second record."""

    one: str
    two: str
    home: str
    ward: str
    enrolment: str
    pair: str

    def named(self, ledger: Ledger) -> set[str]:
        """Whom those three name now."""
        return {
            ledger.state("persons", self.ward)["guardian"]["person_id"],
            ledger.state("households", self.home)["head_id"],
            ledger.state("enrolments", self.enrolment)["applicant"]["person_id"],
        }


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    ledger = Ledger()
    yield ledger
    ledger.close()


@pytest.fixture
def women(system: System) -> list[Twice]:
    terms = {**programmes.learning(WOMEN), "rules": None, "amount_fils": None}
    to = answered(Visitor("administrator").post("/v1/programmes", terms))["id"]
    return [registered_twice(to) for _ in range(WOMEN)]


def registered_twice(programme_id: str) -> Twice:
    clerk = Visitor("clerk")
    one, two = registered(clerk, *a_woman(2))
    home, ward = settled(clerk, two), answered(a_ward(clerk, two))["id"]
    asked = {"programme_id": programme_id, "household_id": home, "person_id": two}
    enrolment = answered(patiently(lambda key: clerk.post("/v1/enrolments", asked, key=key)))
    pair = pair_of(Visitor("supervisor"), two, one)
    return Twice(one, two, home, ward, enrolment["id"], pair)


def decided(woman: Twice, word: str) -> requests.Response:
    """Merged or undone by a reviewer who repeats under one key what was not answered."""
    reviewer = Visitor("supervisor")
    version = seen(reviewer, woman.pair)
    body = {"survivor_id": woman.one} if word == "merge" else {}
    return patiently(
        lambda key: reviewer.post(f"{woman.pair}/{word}", body, key=key, based_on=version)
    )


def in_order(ledger: Ledger, women: list[Twice]) -> None:
    ledger.told_in_full("persons", [it for each in women for it in (each.one, each.two, each.ward)])
    ledger.told_in_full("households", [each.home for each in women])
    ledger.told_in_full("enrolments", [each.enrolment for each in women])
    ledger.told_in_full("duplicates", [each.pair.rpartition("/")[2] for each in women])


def test_killed_between_a_merge_and_what_follows_it(
    system: System, ledger: Ledger, women: list[Twice]
) -> None:
    for word, who in (("merge", "one"), ("undo", "two")):
        with ThreadPoolExecutor(WOMEN) as pool:
            waiting = [pool.submit(decided, each, word) for each in women]
            waiting[0].result()
            system.kill("registry")
            system.kill("relay-registry")
            system.kill("registry")
            answers = [each.result() for each in waiting]
        assert {each.status_code for each in answers} == {200}, [each.text for each in answers]
        system.ready()
        for each in women:
            wanted = {getattr(each, who)}
            eventually(
                lambda each=each, wanted=wanted: each.named(ledger) == wanted,  # type: ignore[misc]  # defaults bind them now
                f"after {word} everything names record {who}",
                120,
            )
        in_order(ledger, women)
    for each in women:
        assert len(ledger.told(each.two, "person.merged")) == 1
        assert len(ledger.told(each.two, "person.unmerged")) == 1
        assert ledger.state("households", each.home)["taken_places"] == []
        assert ledger.state("enrolments", each.enrolment)["applicant"]["formerly"] == []


def test_two_of_everybody_at_once_while_the_registry_is_killed(
    system: System, ledger: Ledger, women: list[Twice]
) -> None:
    """Two reviewers to each pair, two clerks to each number; all repeat until they are answered."""
    numbers = [national_number() for _ in range(WOMEN)]
    killed = threading.Event()

    def review(woman: Twice, word: str) -> tuple[str, requests.Response]:
        return woman.pair, decided(woman, word)

    def register(number: str) -> tuple[str, requests.Response]:
        clerk = Visitor("clerk")
        return number, patiently(
            lambda key: clerk.post("/v1/persons", another_person(number), key=key)
        )

    def kill() -> None:
        for program in ("registry", "work-registry", "registry"):
            system.kill(program)
        killed.set()

    with ThreadPoolExecutor(4 * WOMEN + 1) as pool:
        reviews = [pool.submit(review, each, w) for each in women for w in ("merge", "reject")]
        clerks = [pool.submit(register, each) for each in numbers for _ in range(2)]
        pool.submit(kill)
        by_pair = grouped(each.result() for each in reviews)
        by_number = grouped(each.result() for each in clerks)
    assert killed.is_set()
    system.ready()
    for woman in women:
        statuses = sorted(each.status_code for each in by_pair[woman.pair])
        assert statuses in ([200, 412], [200, 409]), [each.text for each in by_pair[woman.pair]]
        status = ledger.state("duplicates", woman.pair.rpartition("/")[2])["status"]
        won = next(each.json() for each in by_pair[woman.pair] if each.status_code == 200)
        assert status == won["status"]
        wanted = {woman.one if status == "merged" else woman.two}
        eventually(
            lambda woman=woman, wanted=wanted: woman.named(ledger) == wanted,  # type: ignore[misc]  # defaults bind them now
            "everything names the record that stays",
            120,
        )
    for number in numbers:
        assert sorted(each.status_code for each in by_number[number]) == [201, 409]
        assert ledger.count("persons", national_number=number) == 1
    in_order(ledger, women)


def grouped(
    answers: Iterator[tuple[str, requests.Response]],
) -> dict[str, list[requests.Response]]:
    found: dict[str, list[requests.Response]] = {}
    for name, answer in answers:
        found.setdefault(name, []).append(answer)
    return found
