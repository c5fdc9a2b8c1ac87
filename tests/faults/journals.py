"""Whether every change of some collections stands in the journal, in sequence and once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tests.faults.system import System


def told_in_full(system: System, service: str, collections: Iterable[str]) -> None:
    """Each aggregate's journal holds 1, 2, 3 … up to its version."""
    database = system.mongo[f"kanaf_{service}"]
    told: dict[str, list[int]] = defaultdict(list)
    for entry in database["journal"].find({}, {"event.subject": 1, "event.sequence": 1}):
        told[entry["event"]["subject"]].append(int(entry["event"]["sequence"]))
    for collection in collections:
        for document in database[collection].find({}, {"version": 1}):
            expected = list(range(1, document["version"] + 1))
            assert sorted(told[document["_id"]]) == expected, (collection, document["_id"])
