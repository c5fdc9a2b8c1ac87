"""The licensing process itself: what falls due while it is down is told once when it is back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import SystemClock
from chassis.documents.indexes import ensure_indexes
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import SERVICE, build
from services.licensing.entrypoints.service import LicensingService
from tests.support.broker import free_port
from tests.support.calling import Caller
from tests.support.nurseries import licensed
from tests.support.processes import running
from tests.support.waiting import eventually

LICENSING = ["-m", "services.licensing", "serve"]


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


@pytest.fixture
def without_broker(environment: Mapping[str, str], clock_file: Path) -> dict[str, str]:
    """Timers need no broker; one that is away at start must not keep them from firing."""
    return {
        **environment,
        "KANAF_AMQP_URL": f"amqp://guest:guest@127.0.0.1:{free_port()}/",
        "KANAF_CLOCK_FILE": str(clock_file),
    }


def advance(clock_file: Path, by: timedelta) -> None:
    clock_file.write_text(json.dumps({"offset_seconds": by.total_seconds()}), "utf-8")


def test_a_licence_ends_in_order_although_the_process_was_killed_meanwhile(
    without_broker: dict[str, str], database: Any, clock_file: Path, tmp_path: Path
) -> None:
    ensure_indexes(database, SERVICE.kinds)
    call = Caller(LicensingService, build(database, SystemClock()), METHODS)
    licence_id = licensed(call)["id"]

    def told() -> list[tuple[str, str]]:
        pending = database["licences"].find_one({"_id": licence_id})["pending"]
        return [(event["type"].split(".")[3], event["sequence"]) for event in pending]

    advance(clock_file, timedelta(days=310))
    with running(LICENSING, without_broker, tmp_path / "first.log") as process:
        eventually(lambda: len(told()) == 2, within=30, what="the first reminder")
        process.kill()
    advance(clock_file, timedelta(days=400))
    with running(LICENSING, without_broker, tmp_path / "second.log") as process:
        eventually(lambda: len(told()) == 5, within=30, what="the end")
        assert process.stop() == 0
    assert told() == [
        ("issued", "1"),
        ("renewal_due", "2"),
        ("renewal_due", "3"),
        ("renewal_due", "4"),
        ("expired", "5"),
    ]
