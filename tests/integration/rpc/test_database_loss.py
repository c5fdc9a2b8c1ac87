"""The database goes away, hangs, and comes back; a service says so in time and recovers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from chassis.errors import Unavailable
from tests.support.calls import SAMPLE
from tests.support.processes import Running, running
from tests.support.proxy import Proxy, proxied
from tests.support.waiting import eventually

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def wire(sample_environment: dict[str, str]) -> Iterator[Proxy]:
    """The sample service's wire to its database, which the test may cut."""
    with proxied(sample_environment["KANAF_MONGO_URL"]) as (proxy, url):
        if "directConnection" not in url:
            url += ("&" if "?" in url else "?") + "directConnection=true"
        sample_environment["KANAF_MONGO_URL"] = url
        yield proxy


def test_a_database_that_hangs_is_reported_before_the_deadline(
    wire: Proxy, sample: Running, call: Call
) -> None:
    wire.freeze()
    with pytest.raises(Unavailable, match="database_unavailable"):  # and not that it took too long
        call("record", {"what": "x"}, seconds=2)
    assert call("echo", {"no": "database"}) == {"no": "database"}
    eventually(lambda: not sample.is_ready(), what="unreadiness")

    wire.restore()
    eventually(sample.is_ready, within=30, what="readiness")
    assert call("record", {"what": "y"}) == {"recorded": "y"}


def test_a_database_that_is_gone_makes_the_service_unavailable_until_it_returns(
    wire: Proxy, sample: Running, call: Call
) -> None:
    wire.cut()
    with pytest.raises(Unavailable, match="database_unavailable"):
        call("ping", seconds=2)
    assert not sample.is_ready()

    wire.restore()
    eventually(sample.is_ready, within=30, what="readiness")
    assert call("ping") == {"ok": True}


def test_a_service_that_starts_before_its_database_lives_and_waits(
    wire: Proxy, sample_environment: dict[str, str], tmp_path: Path, call: Call
) -> None:
    wire.cut()
    with running(SAMPLE, sample_environment, tmp_path / "sample.log") as process:
        eventually(lambda: "waiting for the database" in process.output, within=20)
        assert requests.get(f"{process.address}/health/live", timeout=5).status_code == 200
        assert not process.is_ready()
        wire.restore()
        process.wait_until_ready(within=30)
        assert call("ping") == {"ok": True}


def test_a_service_that_waits_for_its_database_stops_when_asked(
    wire: Proxy, sample_environment: dict[str, str], tmp_path: Path
) -> None:
    wire.cut()
    with running(SAMPLE, sample_environment, tmp_path / "sample.log") as process:
        eventually(lambda: "waiting for the database" in process.output, within=20)
        assert process.stop(within=15) == 0
