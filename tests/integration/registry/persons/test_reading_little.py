"""A search reads what it shows, and little beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build
from tests.support.registry import AUDITOR, CLERK, arabic, found, register

_BEARERS = 150
"""Of one name, four in each year from 1930 on."""


@pytest.fixture
def registry(database: Any, clock: FixedClock, settings: ProcessSettings) -> Registry:
    SERVICE.prepare(database)
    return build(database, clock, settings)


@contextmanager
def _profiled(database: Any) -> Iterator[list[dict[str, Any]]]:
    """What MongoDB writes down of every query of a person."""
    queries: list[dict[str, Any]] = []
    database.command("profile", 2)
    try:
        yield queries
    finally:
        database.command("profile", 0)
    queries += database["system.profile"].find(
        {"command.find": "persons", "command.limit": {"$gt": 1}}
    )
    database.drop_collection("system.profile")


@pytest.mark.parametrize("asked", ["محمد أحمد", "محمد احم", "Mohammad Ahmad", "محمد أحممد"])
def test_of_a_common_name_among_the_old_only_those_of_about_that_age_are_passed(
    registry: Registry, database: Any, asked: str
) -> None:
    for quarter in range(_BEARERS):
        born = f"{1930 + quarter // 4}-0{1 + quarter % 4}"
        register(registry, name=arabic("محمد", "أحمد", None, "خطيب"), birth_date=born)
    for actor in (CLERK, AUDITOR):
        with _profiled(database) as queries:
            assert len(found(registry, actor, name=asked, age_from=83, age_to=84)) == 8
        assert queries
        assert max(each["keysExamined"] for each in queries) < _BEARERS / 3
        assert not any(each.get("hasSortStage") for each in queries)
