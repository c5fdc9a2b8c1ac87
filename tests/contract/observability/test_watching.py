"""Nothing is counted that nobody can see, and nobody is woken without knowing what to do."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from prometheus_client.metrics import MetricWrapperBase

from chassis import metrics

PROJECT = Path(__file__).resolve().parents[3]
PROMETHEUS = PROJECT / "deploy" / "prometheus"
GRAFANA = PROJECT / "deploy" / "grafana"

# What others count: Prometheus itself, its Python client, and RabbitMQ 3.10 and later.
FOREIGN = {
    "up",
    "process_cpu_seconds_total",
    "process_resident_memory_bytes",
    "rabbitmq_alarms_free_disk_space_watermark",
    "rabbitmq_alarms_memory_used_watermark",
    "rabbitmq_detailed_queue_messages",
}
SUFFIXES = {
    "counter": ("_total",),
    "gauge": ("",),
    "histogram": ("_bucket", "_sum", "_count"),
}


def ours() -> dict[str, tuple[str, set[str]]]:
    """Metric name → its type and labels."""
    return {
        metric._name: (str(metric._type), set(metric._labelnames))
        for metric in vars(metrics).values()
        if isinstance(metric, MetricWrapperBase)
    }


def series() -> set[str]:
    """Every name under which one of our metrics can be queried."""
    return {name + suffix for name, (kind, _) in ours().items() for suffix in SUFFIXES[kind]}


def named_in(expression: str) -> set[str]:
    """The metrics that a PromQL expression reads."""
    without_strings = re.sub(r"\"[^\"]*\"|'[^']*'", "", expression)
    return set(re.findall(r"\b(?:(?:kanaf|rabbitmq|process)_\w+|up\b)", without_strings))


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    rows = yaml.safe_load((GRAFANA / "panels.yml").read_text("utf-8"))
    return [panel for row in rows for panel in row["panels"]]


def generator() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate", GRAFANA / "generate.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_every_metric_of_ours_has_a_panel() -> None:
    shown = {
        name
        for panel in panels()
        for query in panel["queries"].values()
        for name in named_in(query)
    }
    unseen = {
        name
        for name, (kind, _) in ours().items()
        if not shown & {name + suffix for suffix in SUFFIXES[kind]}
    }
    assert not unseen


@pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel["title"])
def test_a_panel_reads_metrics_that_exist_by_labels_they_have(panel: dict[str, Any]) -> None:
    for legend, query in panel["queries"].items():
        assert named_in(query)
        assert named_in(query) <= series() | FOREIGN
        assert_labels_exist(query, by_legend=re.findall(r"{{(\w+)}}", legend))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_an_alert_reads_metrics_that_exist_by_labels_they_have(rule: dict[str, Any]) -> None:
    assert named_in(rule["expr"])
    assert named_in(rule["expr"]) <= series() | FOREIGN
    assert_labels_exist(rule["expr"])


def assert_labels_exist(query: str, by_legend: list[str] | None = None) -> None:
    """What a query groups and selects by is a label of the metrics it reads, or of the target."""
    of_target = {"process", "job", "instance", "le", "queue", "vhost"}
    labels = [known for name, (_, known) in ours().items() if name in query]
    asked = set(by_legend or [])
    for grouping in re.findall(r"\bby \(([^)]*)\)", query):
        asked |= {label.strip() for label in grouping.split(",")}
    asked |= set(re.findall(r"(\w+)(?:=~|!~|!=|=)[\"']", query))
    for known in labels or [set()]:
        assert asked <= known | of_target


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_an_alert_says_what_happened_how_bad_it_is_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["annotations"]["summary"]
    assert rule["labels"]["severity"] in {"critical", "warning"}
    page = PROJECT / rule["annotations"]["runbook"]
    assert "**Means:**" in page.read_text("utf-8")
    assert "**Do:**" in page.read_text("utf-8")


def test_every_runbook_is_in_the_table_and_belongs_to_an_alert() -> None:
    folder = PROJECT / "deploy" / "runbooks"
    pages = {page.name for page in folder.glob("*.md")} - {"README.md"}
    assert pages == {Path(rule["annotations"]["runbook"]).name for rule in rules()}
    assert pages == set(re.findall(r"\((\S+\.md)\)", (folder / "README.md").read_text("utf-8")))


def test_the_dashboard_is_what_its_panels_generate() -> None:
    stored = (GRAFANA / "dashboards" / "kanaf.json").read_text("utf-8")
    assert stored == generator().rendered(), "run: python deploy/grafana/generate.py"
    assert json.loads(stored)["title"] == "Kanaf"


@pytest.mark.parametrize("file", ["targets.yml", "targets.compose.yml"])
def test_every_process_is_scraped(file: str) -> None:
    services = ["registry", "licensing", "alternative_care", "notifications"]
    targets = yaml.safe_load((PROMETHEUS / file).read_text("utf-8"))
    assert {target["labels"]["process"] for target in targets} == {
        "gateway",
        "rabbitmq",
        *services,
        *(f"relay-{service}" for service in services),
        "work-registry",
        "work-licensing",
    }
    addresses = [address for target in targets for address in target["targets"]]
    assert len(set(addresses)) == len(targets)
