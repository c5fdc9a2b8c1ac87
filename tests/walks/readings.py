"""What operators read of applications: the figures of the process that counts them."""

from __future__ import annotations

import os

import requests
from prometheus_client.parser import text_string_to_metric_families

from tests.support.waiting import eventually

STEPS = "kanaf_licensing_steps"


def late_in_metrics(service: str, step: str) -> float:
    """How many applications for a service are late in a step; waits for one, as they are counted
    every few seconds."""
    return eventually(lambda: _reading(service, step), within=60, what=f"{service} {step} late")


def _reading(service: str, step: str) -> float:
    port = os.environ["KANAF_WORK_LICENSING_METRICS_PORT"]
    text = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=15).text
    wanted = {"service": service, "step": step, "state": "late"}
    return sum(
        each.value
        for family in text_string_to_metric_families(text)
        if family.name == STEPS
        for each in family.samples
        if each.labels == wanted
    )
