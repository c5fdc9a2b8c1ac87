"""Writes dashboards/kanaf.json, Grafana's form of panels.yml. Run it after changing panels.yml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
DASHBOARD = HERE / "dashboards" / "kanaf.json"
_DATASOURCE = {"type": "prometheus", "uid": "prometheus"}
_WIDTH, _HEIGHT, _COLUMNS = 8, 8, 3  # Grafana's grid is 24 wide


def dashboard() -> dict[str, Any]:
    """The dashboard as Grafana's JSON model."""
    panels: list[dict[str, Any]] = []
    top = 0
    for row in yaml.safe_load((HERE / "panels.yml").read_text("utf-8")):
        grid = {"x": 0, "y": top, "w": 24, "h": 1}
        panels.append({"id": len(panels) + 1, "type": "row", "title": row["row"], "gridPos": grid})
        top += 1
        for place, panel in enumerate(row["panels"]):
            line, column = divmod(place, _COLUMNS)
            grid = {"x": column * _WIDTH, "y": top + line * _HEIGHT, "w": _WIDTH, "h": _HEIGHT}
            panels.append({"id": len(panels) + 1, "gridPos": grid, **_graph(panel)})
        top += -(-len(row["panels"]) // _COLUMNS) * _HEIGHT
    return {
        "uid": "kanaf",
        "title": "Kanaf",
        "schemaVersion": 39,
        "refresh": "10s",
        "time": {"from": "now-1h", "to": "now"},
        "panels": panels,
    }


def _graph(panel: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "timeseries",
        "title": panel["title"],
        "datasource": _DATASOURCE,
        "fieldConfig": {"defaults": {"unit": panel["unit"], "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + at), "expr": query, "legendFormat": legend}
            for at, (legend, query) in enumerate(panel["queries"].items())
        ],
    }


def rendered() -> str:
    """The contents of the dashboard's file."""
    return json.dumps(dashboard(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    DASHBOARD.write_text(rendered(), "utf-8")
