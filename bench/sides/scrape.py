"""Reading our processes' own metrics."""

from __future__ import annotations

from collections import defaultdict

import requests
from prometheus_client.parser import text_string_to_metric_families


class Scrape:
    """The figures of one process at one moment."""

    def __init__(self, port: int) -> None:
        with requests.Session() as session:
            session.trust_env = False
            text = session.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
        self._samples = [
            sample for family in text_string_to_metric_families(text) for sample in family.samples
        ]

    def total(self, name: str, **labels: str) -> float:
        """The sum of all series of that name that have these labels."""
        return sum(
            each.value
            for each in self._samples
            if each.name == name and labels.items() <= each.labels.items()
        )

    def by(self, label: str, name: str) -> dict[str, float]:
        """The sums of that name's series by the value of a label."""
        counts: dict[str, float] = defaultdict(float)
        for each in self._samples:
            if each.name == name:
                counts[each.labels[label]] += each.value
        return dict(counts)

    def buckets(self, name: str, **labels: str) -> dict[float, float]:
        """A histogram's cumulative counts by upper bound."""
        counts: dict[float, float] = defaultdict(float)
        for each in self._samples:
            if each.name == f"{name}_bucket" and labels.items() <= each.labels.items():
                counts[float(each.labels["le"])] += each.value
        return dict(counts)
