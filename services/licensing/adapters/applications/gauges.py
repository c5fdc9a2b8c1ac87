"""The figures of applications as operators see them, under the names of `chassis.metrics`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from prometheus_client import Gauge

from chassis import metrics
from services.licensing.app.applications.overseeing import Figures, Labels


class Gauges:
    """Shows the figures as they are now.

    What was shown before and is there no longer is 0, or nothing where it was an average: a series
    that vanished would end an alert and begin another.
    """

    def __init__(self, figures: Callable[[], Figures]) -> None:
        self._figures = figures
        self._shown: dict[Gauge, set[Labels]] = {}

    def measure(self) -> None:
        now = self._figures()
        self._show(metrics.LICENSING_STEPS, now.steps, 0)
        self._show(metrics.LICENSING_SILENCE_NEAR, now.silences, 0)
        self._show(metrics.LICENSING_DECIDED, now.ended, 0)
        self._show(metrics.LICENSING_DECISION_DAYS, now.days, math.nan)

    def _show(self, gauge: Gauge, values: Mapping[Labels, float], gone: float) -> None:
        shown = self._shown.setdefault(gauge, set())
        shown.update(values)
        for labels in shown:
            gauge.labels(*labels).set(values.get(labels, gone))
