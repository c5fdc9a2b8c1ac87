"""P1, P8: an import whose worker is killed registers everybody, nobody twice, no family in part."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.registry import population
from bench.registry.visitor import Visitor
from tests.faults.system import System, eventually

PERSONS = 3000

pytestmark = pytest.mark.timeout(400)


@pytest.mark.long
@pytest.mark.parametrize("during", ["checking", "loading"])
def test_a_worker_killed_in_the_middle_of_an_import_is_followed_by_another(
    system: System, tmp_path: Path, during: str
) -> None:
    seed_of_numbers = 200_000 if during == "checking" else 210_000
    file = tmp_path / "population.csv"
    households = population.write(file, PERSONS, first_household=seed_of_numbers)
    token = system.token("supervisor", f"supervisor-{during}")
    visitor = Visitor(system.gateway, lambda: token)
    path = f"/v1/imports/{visitor.send(file)['id']}"

    def advance(word: str, status: str, until: str) -> None:
        version = visitor.ask("GET", path)["version"]
        visitor.ask("POST", f"{path}/{word}", headers={"If-Match": f'"{version}"'})
        if status == during:
            eventually(lambda: _is_under_way(visitor, path), f"{word} is under way", 60)
            system.kill("work-registry")
        eventually(lambda: visitor.ask("GET", path)["status"] == until, until, 180)

    advance("check", "checking", "checked")
    advance("load", "loading", "loaded")
    found = visitor.ask("GET", path)
    rows = sum(len(population.household(7, seed_of_numbers + each)) for each in range(households))
    assert found["loaded"] == {
        "rows": rows,
        "refused_rows": 0,
        "persons": rows,
        "households": households,
    }
    registry = system.mongo["kanaf_registry"]
    mine = {"state.origin.registered_by": f"supervisor-{during}"}
    assert registry["persons"].count_documents(mine) == rows
    assert registry["households"].count_documents(mine) == households


def _is_under_way(visitor: Visitor, path: str) -> bool:
    progress = visitor.ask("GET", path)["progress"]
    return progress is not None and progress["done"] > 0
