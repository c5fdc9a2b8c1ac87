"""P1, P2: a matching whose worker is killed puts every pair into the queue, none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.registry import population
from bench.registry.visitor import Visitor
from tests.faults.system import System, eventually

PERSONS = 6000

pytestmark = pytest.mark.timeout(600)


@pytest.mark.long
def test_a_worker_killed_in_the_middle_of_a_matching_is_followed_by_another(
    system: System, tmp_path: Path
) -> None:
    registry = system.mongo["kanaf_registry"]
    visitor = Visitor(system.gateway, lambda: system.token("supervisor", "supervisor-matching"))
    file = tmp_path / "population.csv"
    population.write(file, PERSONS, first_household=220_000)
    _load(visitor, file)
    token = system.token("administrator", "administrator-m")
    administrator = Visitor(system.gateway, lambda: token)
    path = f"/v1/matchings/{administrator.ask('POST', '/v1/matchings', json={})['id']}"
    for _ in range(2):
        eventually(lambda: _is_under_way(administrator, path), "it is under way", 120)
        system.kill("work-registry")
    eventually(lambda: administrator.ask("GET", path)["status"] == "finished", "it ends", 300)
    found = administrator.ask("GET", path)
    pairs = list(registry["duplicates"].find({}, {"state.person_ids": 1, "keys.found_by": 1}))
    told = [tuple(sorted(each["state"]["person_ids"])) for each in pairs]
    assert len(told) == len(set(told)), "a pair is in the queue twice"
    mine = [each for each in pairs if each["keys"].get("found_by") == found["id"]]
    assert found["found"]["suggested"] == len(mine)
    again = administrator.ask("POST", "/v1/matchings", json={})
    path = f"/v1/matchings/{again['id']}"
    eventually(lambda: administrator.ask("GET", path)["status"] == "finished", "it ends", 300)
    second = administrator.ask("GET", path)["found"]
    assert second["suggested"] == 0, "the killed run left pairs out"
    assert second["probable"] == found["found"]["probable"]


def _load(visitor: Visitor, file: Path) -> None:
    path = f"/v1/imports/{visitor.send(file)['id']}"
    for word, until in (("check", "checked"), ("load", "loaded")):
        version = visitor.ask("GET", path)["version"]
        visitor.ask("POST", f"{path}/{word}", headers={"If-Match": f'"{version}"'})
        eventually(lambda: visitor.ask("GET", path)["status"] == until, until, 240)  # noqa: B023


def _is_under_way(visitor: Visitor, path: str) -> bool:
    found = visitor.ask("GET", path)
    progress = found["progress"]
    return found["status"] == "finished" or (progress is not None and progress["done"] > 0)
