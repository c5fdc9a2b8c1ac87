"""`python -m bench.registry`: how the registry grows from 10,000 to 1,000,000 persons."""

from __future__ import annotations

import json
import os
import random
import statistics
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import requests

from bench.processes import PROJECT
from bench.registry import population
from bench.registry.visitor import Visitor
from bench.system import System

_ASKED = 300
_REGISTERED = 200
_CHECKED = 100


@click.command()
@click.option("--sizes", default="10000,100000,1000000", show_default=True, help="Persons.")
@click.option("--seed", default=7, show_default=True, help="Of the population.")
@click.option("--keep", is_flag=True, help="Leave the bench's own system running, with its data.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path))
def main(sizes: str, seed: int, keep: bool, file: Path | None) -> None:
    """Import persons up to each size, and measure at each: import, memory, search, registration."""
    system = System(Path(os.environ.get("KANAF_HOME") or PROJECT / ".local" / "bench-registry"))
    os.environ.setdefault("KANAF_RATE_LIMIT", "100000/10")
    found: list[dict[str, Any]] = []
    try:
        system.start()
        there = households = 0
        for size in map(int, sizes.split(",")):
            figures, more = _grown(system, size - there, seed, households)
            there, households = size, households + more
            found.append({"persons": size, "households": households, **figures})
            click.echo(json.dumps(found[-1], ensure_ascii=False))
    finally:
        if not keep:
            system.drop()
    target = file or PROJECT / ".local" / f"bench-registry-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=1, ensure_ascii=False), "utf-8")
    click.echo(_table(found))
    click.echo(f"\nAll figures: {target}")


def _grown(system: System, persons: int, seed: int, households: int) -> tuple[dict[str, Any], int]:
    """Import so many more persons and measure; answers the figures and how many households."""
    gateway = system.variables["KANAF_GATEWAY_URL"]
    supervisor = Visitor(gateway, system._kanaf("token", "--role", "supervisor").strip())
    clerk = Visitor(gateway, system.token("clerk-1"))
    csv_file = system.home / "population.csv"
    more = population.write(csv_file, persons, seed=seed, first_household=households)
    _forget_peak(system.ids["work-registry"])
    begun = supervisor.send(csv_file)
    csv_file.unlink()
    checking, checked = supervisor.step(begun, "check", "checking")
    loading, loaded = supervisor.step(begun, "load", "loading")
    if loaded["status"] != "loaded":
        raise click.ClickException(f"the import ended as {loaded['status']}: {checked}")
    rows = loaded["loaded"]["rows"]
    figures = {
        "imported": loaded["loaded"],
        "check_rows_per_second": round(rows / checking),
        "load_persons_per_second": round(loaded["loaded"]["persons"] / loading),
        "work_peak_mib": _peak_mib(system.ids["work-registry"]),
        "load_average": os.getloadavg()[0],
    }
    click.echo(json.dumps(figures), err=True)
    return {**figures, **_asked(clerk, seed, households + more)}, more


def _asked(clerk: Visitor, seed: int, households: int) -> dict[str, Any]:
    """Milliseconds at p50, p95 and p99 of what the counter asks, one request at a time."""
    # By size too: who is registered at one size is not registered again at the next.
    chance = random.Random(f"{seed}:{households}")
    people = [
        chance.choice(population.household(seed, chance.randrange(households)))
        for _ in range(_ASKED)
    ]

    def by_number(person: Sequence[str]) -> tuple[float, requests.Response]:
        return clerk.timed("GET", "/v1/persons", params={"national_number": person[3]})

    def by_name(person: Sequence[str]) -> tuple[float, requests.Response]:
        name = f"{person[4]} {person[7]}"
        return clerk.timed("GET", "/v1/persons", params={"name": name, "governorate": person[11]})

    def by_misspelt_name(person: Sequence[str]) -> tuple[float, requests.Response]:
        name = f"{person[4]} {person[5]} {person[7].replace('ا', '', 1)}"
        return clerk.timed("GET", "/v1/persons", params={"name": name})

    def register(person: Sequence[str]) -> tuple[float, requests.Response]:
        return clerk.timed("POST", "/v1/persons", json=_new(chance, person))

    def look_for_duplicates(person: Sequence[str]) -> tuple[float, requests.Response]:
        new = _new(chance, person)
        asked = {name: new[name] for name in ("name", "birth_date", "sex", "identity")}
        asked["governorate"] = person[11]
        return clerk.timed("POST", "/v1/persons/duplicate-check", json=asked)

    return {
        "search_by_number_ms": _percentiles(by_number, people),
        "search_by_name_ms": _percentiles(by_name, people),
        "search_misspelt_ms": _percentiles(by_misspelt_name, people),
        "registration_ms": _percentiles(register, people[:_REGISTERED]),
        "duplicate_check_ms": _percentiles(look_for_duplicates, people[:_CHECKED]),
    }


def _new(chance: random.Random, person: Sequence[str]) -> dict[str, Any]:
    """Somebody named like this person, with a number of their own."""
    return {
        "identity": {"kind": "national_number", "number": f"8{chance.randrange(10**9):09d}"},
        "name": {
            "arabic": {
                "first": person[4],
                "father": person[5],
                "grandfather": person[6],
                "family": person[7],
            },
            "latin": None,
        },
        "birth_date": person[8],
        "sex": person[9],
        "address": {"governorate": person[11], "district": person[12], "details": None},
    }


def _percentiles(
    ask: Callable[[Sequence[str]], tuple[float, requests.Response]],
    people: Sequence[Sequence[str]],
) -> dict[str, float] | None:
    """`None` when the gateway has no such address. Raises `HTTPError` for any other refusal."""
    seconds = []
    for person in people:
        took, answer = ask(person)
        if answer.status_code == 404:
            return None
        answer.raise_for_status()
        seconds.append(took)
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return {name: round(1000 * cuts[at - 1], 1) for name, at in _CUTS}


_CUTS = (("p50", 50), ("p95", 95), ("p99", 99))


def _forget_peak(pid: int) -> None:
    """Let the kernel count the largest memory of this process anew."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", "ascii")


def _peak_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)


def _table(found: Sequence[dict[str, Any]]) -> str:
    names = [name for name in found[0] if name not in ("imported", "persons")]
    lines = [f"{'persons':28}" + "".join(f"{each['persons']:>26,}" for each in found)]
    for name in names:
        cells = (_cell(each[name]) for each in found)
        lines.append(f"{name:28}" + "".join(f"{cell:>26}" for cell in cells))
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return " / ".join(str(each) for each in value.values())
    return "-" if value is None else str(value)


if __name__ == "__main__":
    main()
