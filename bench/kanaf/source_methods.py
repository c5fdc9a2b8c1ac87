"""What the bench asks of the source."""

from __future__ import annotations

import time
from typing import Any

from bench.kanaf.probe import Probe
from chassis.identifiers import new_id
from chassis.rpc.server import Application, command


class Source:
    name = "bench_source"
    probes: Any = Application()

    @command
    def register_many(self, request: dict[str, Any]) -> dict[str, Any]:
        """Commit `count` changes one after another, `pause` seconds apart."""
        for number in range(request["first"], request["first"] + request["count"]):
            probe_id = new_id()
            self.probes.add(Probe(probe_id, f"burst-{number}", events=[probe_id]))
            time.sleep(request["pause"])
        return {"count": request["count"]}
