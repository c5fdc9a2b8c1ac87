"""What a counter asks of the registry, and how long it waits for the answers."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import requests

from bench.processes import processor_seconds
from bench.registry import population
from bench.registry.visitor import Visitor
from bench.registry.watching import Watch
from bench.system import System

Row = Sequence[str]
Ask = Callable[[Row], tuple[float, requests.Response]]

WARMING = 20
"""Requests of a kind before those that count."""

_LATIN = {"محمد": "Mohammad", "أحمد": "Ahmad", "خالد": "Khaled", "حداد": "Haddad",
          "خطيب": "Khatib", "عمري": "Omari", "فاطمة": "Fatima", "سارة": "Sara"}  # fmt: skip
_BEYOND = 10_000_000
"""Households from this number on are in no file: who lives there is new."""


class Counter:
    """A clerk with the whole country, and an auditor beside them."""

    def __init__(self, system: System, clerk: Visitor, auditor: Visitor, seed: int) -> None:
        self._system = system
        self._clerk = clerk
        self._auditor = auditor
        self._seed = seed
        # Nobody of a run before, who would be their duplicate.
        self._new = random.SystemRandom().randrange(10**9)

    def measured(self, households: int, asked: int) -> dict[str, Any]:
        """What `measures` found, one kind after the other."""
        return {name: measure() for name, measure in self.measures(households, asked).items()}

    def measures(self, households: int, asked: int) -> dict[str, Callable[[], dict[str, float]]]:
        """Of each kind of request what finds p50, p95 and p99 in ms, what it costs all processes,
        and how many are found."""
        chance = random.Random(f"{self._seed}:{households}")
        people = [self._somebody(chance, households) for _ in range(asked + WARMING)]
        return {name: partial(self._timed, ask, people) for name, ask in self._kinds().items()}

    @contextmanager
    def meanwhile(self, households: int, watch: Watch) -> Iterator[dict[str, Any]]:
        """Searches, registers and waits for the events of who was registered while something else
        happens; fills the dictionary when it is over."""
        over, figures = threading.Event(), dict[str, Any]()
        thread = threading.Thread(target=self._keep_asking, args=(households, watch, over, figures))
        thread.start()
        try:
            yield figures
        finally:
            over.set()
            thread.join()

    def _keep_asking(
        self, households: int, watch: Watch, over: threading.Event, figures: dict[str, Any]
    ) -> None:
        chance = random.Random(f"{self._seed}:{households}:meanwhile")
        kinds = self._kinds()
        took: dict[str, list[float]] = {"name": [], "number": [], "registration": [], "event": []}
        while not over.is_set():
            somebody = self._somebody(chance, households)
            for name in ("name", "number", "registration"):
                seconds, answer = kinds[name](somebody)
                answer.raise_for_status()
                took[name].append(seconds)
            took["event"].append(_until_heard(watch, answer.json()["id"]))
        figures |= {name: percentiles(each) for name, each in took.items() if each}

    def _kinds(self) -> Mapping[str, Ask]:
        return {
            "number": lambda row: self._find(national_number=row[3]),
            "record": self._record,
            "name": lambda row: self._find(name=f"{row[4]} {row[7]}", governorate=row[11]),
            "misspelt": lambda row: self._find(name=f"{row[4]} {row[7][:-2]}{row[7][-1]}"),
            "four_parts": lambda row: self._find(name=" ".join(row[4:8])),
            "latin": lambda row: self._find(name=_latin(row)),
            "common_name": lambda row: self._find(name="محمد أحمد", governorate=row[11]),
            "common_and_age": lambda row: self._find(name="محمد أحمد", age_from=83, age_to=84),
            "nobody_together": lambda row: self._find(name=f"{row[4]} {row[7]} ثائر قصي لؤي"),
            "two_letters": lambda row: self._find(name=row[7][:2]),
            "whole_country": lambda row: self._look(name=f"{row[4]} {row[7]}"),
            "district_and_sex": lambda row: self._find(district=row[12], sex=row[9]),
            "duplicate_check": self._check,
            "registration": self._register,
        }

    def _timed(self, ask: Ask, people: Sequence[Row]) -> dict[str, float]:
        """Raises `HTTPError` for a refusal."""
        seconds, found = [], []
        for number, row in enumerate(people):
            if number == WARMING:
                before = sum(processor_seconds(self._system.ids).values())
            took, answer = ask(row)
            answer.raise_for_status()
            seconds.append(took)
            found.append(len(answer.json().get("items", ())))
        spent = sum(processor_seconds(self._system.ids).values()) - before
        counted = seconds[WARMING:]
        return {
            **percentiles(counted),
            "cpu": round(1000 * spent / len(counted), 1),
            "found": round(statistics.mean(found[WARMING:]), 1),
        }

    def _find(self, **wanted: Any) -> tuple[float, requests.Response]:
        return self._clerk.timed("GET", "/v1/persons", params=wanted)

    def _look(self, **wanted: Any) -> tuple[float, requests.Response]:
        return self._auditor.timed("GET", "/v1/persons", params=wanted)

    def _record(self, row: Row) -> tuple[float, requests.Response]:
        (found,) = self._find(document=row[3])[1].json()["items"]
        return self._clerk.timed("GET", f"/v1/persons/{found['id']}")

    def _check(self, _: Row) -> tuple[float, requests.Response]:
        person = self._somebody_new()
        asked = {name: person[name] for name in ("name", "birth_date", "sex", "identity")}
        asked["governorate"] = person["address"]["governorate"]
        return self._clerk.timed("POST", "/v1/persons/duplicate-check", json=asked)

    def _register(self, _: Row) -> tuple[float, requests.Response]:
        return self._clerk.timed("POST", "/v1/persons", json=self._somebody_new())

    def _somebody(self, chance: random.Random, households: int) -> Row:
        return chance.choice(population.household(self._seed, chance.randrange(households)))

    def _somebody_new(self) -> dict[str, Any]:
        """Somebody as plausible as all others, with a name, a day of birth and a number of their
        own; another one each time, also when the bench goes on where it was left."""
        self._new += 1
        row = population.household(self._seed, _BEYOND + self._new)[0]
        number = f"8{random.SystemRandom().randrange(10**9):09d}"
        name = dict(zip(("first", "father", "grandfather", "family"), row[4:8], strict=True))
        return {
            "identity": {"kind": "national_number", "number": number},
            "name": {"arabic": name, "latin": None},
            "birth_date": row[8],
            "sex": row[9],
            "contact": {"mobile": row[10], "email": None, "language": "ar"},
            "address": {"governorate": row[11], "district": row[12], "details": None},
        }


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """In milliseconds."""
    if len(seconds) < 2:
        seconds = [*seconds, *seconds]
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return {f"p{at}": round(1000 * cuts[at - 1], 1) for at in (50, 95, 99)}


def _latin(row: Row) -> str:
    names = sorted(_LATIN.values())
    return f"{names[len(row[4]) % len(names)]} {names[int(row[3]) % len(names)]}"


def _until_heard(watch: Watch, person_id: str) -> float:
    began = time.monotonic()
    while not watch.has_heard(person_id) and time.monotonic() - began < _PATIENCE:
        time.sleep(0.05)
    return time.monotonic() - began


_PATIENCE = 120.0
