"""The figures as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bench import figures

_MILLISECONDS = 1000.0
_NOTHING = 0.1
"""Milliseconds or operations per registration that are not worth a line."""

_ROWS = (
    ("registrations", "registrations, 16 connections", "rate", "/s", True),
    ("registrations", "  answer p50", "latency.p50", "ms", False),
    ("registrations", "  answer p95", "latency.p95", "ms", False),
    ("registrations", "  answer p99", "latency.p99", "ms", False),
    ("registrations", "  with all their events handled", "rate_with_events", "/s", True),
    ("registrations", "  commit to handled meanwhile p50", "lag.p50", "ms", False),
    ("registrations", "  commit to handled meanwhile p95", "lag.p95", "ms", False),
    ("registrations", "  all handled after the last answer", "caught_up_after", "ms", False),
    ("registrations", "  not answered 2xx", "failed", "", None),
    ("events", "events, commit to consumer, full speed", "rate", "/s", True),
    ("events", "  commits alone", "commit_rate", "/s", True),
    ("events", "  commit to handled p50", "lag.p50", "ms", False),
    ("paced", "events at leisure, commit to handled p50", "lag.p50", "ms", False),
    ("paced", "  p95", "lag.p95", "ms", False),
    ("paced", "  p99", "lag.p99", "ms", False),
)
"""Measurement, what it says, figure, unit, and whether more is better."""


def text(result: Mapping[str, Any]) -> str:
    """Table, ratios and where the time goes."""
    middle = {
        (part, side): figures.medians(result[part][side])
        for part in ("registrations", "events", "paced")
        for side in ("kanaf", "peer")
    }
    rounds, processors = result["plan"]["rounds"], result["machine"]["processors"]
    lines = [
        f"medians of {rounds} rounds each, in turns, on {processors} processors",
        *_doubts(result["machine"]["load_before"], processors),
        f"{'':44}{'kanaf':>10}{'peer':>10}     {'kanaf is':<10}",
        *(_row(middle, *row) for row in _ROWS),
        "",
        *_wall_clock(result["stages"], middle["registrations", "kanaf"]),
        "",
        "processor time (ms) per registration, until its last event was handled",
        *_shares(middle, "registrations", "cpu.", _MILLISECONDS),
        "",
        "database operations per registration, until its last event was handled",
        *_shares(middle, "registrations", "database.", 1),
        "",
        "processor time (ms) per event at full speed",
        *_shares(middle, "events", "cpu.", _MILLISECONDS),
    ]
    return "\n".join(lines)


def _doubts(load: float, processors: int) -> list[str]:
    """What to think of figures from a machine that has other work."""
    if load < processors / 4:
        return []
    return [f"! the machine was busy before (load {load:.1f}): ratios say something, times little"]


def _row(
    middle: Mapping[tuple[str, str], Mapping[str, float]],
    part: str,
    title: str,
    figure: str,
    unit: str,
    more_is_better: bool | None,
) -> str:
    kanaf, peer = middle[part, "kanaf"].get(figure), middle[part, "peer"].get(figure)
    cells = "".join(f"{_number(value, unit):>10}" for value in (kanaf, peer))
    verdict = ""
    if kanaf and peer and more_is_better is not None:
        times = kanaf / peer if more_is_better else peer / kanaf
        verdict = f"{times:.2f} × as good"
    return f"{title:<44}{cells} {unit:<3} {verdict}"


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value * _MILLISECONDS:.1f}" if unit == "ms" else f"{value:.0f}"


def _wall_clock(stages: Mapping[str, float], kanaf: Mapping[str, float]) -> list[str]:
    """The mean registration in Kanaf, stage by stage."""
    http = stages["http_seconds"] / max(stages["http_count"], 1)
    rpc = stages["rpc_seconds"] / max(stages["rpc_count"], 1)
    parts = {
        "waiting for a thread of the gateway, network": kanaf["latency.mean"] - http,
        "gateway, broker both ways, waiting for the service": http - rpc,
        "service: domain, store (one write), reply": rpc,
    }
    lines = ["where the time of Kanaf's mean registration goes"]
    for name, seconds in parts.items():
        share = seconds / kanaf["latency.mean"]
        lines.append(f"  {name:<52}{seconds * _MILLISECONDS:8.1f} ms {share:5.0%}")
    return lines


def _shares(
    middle: Mapping[tuple[str, str], Mapping[str, float]], part: str, prefix: str, scale: float
) -> list[str]:
    """What one registration or event takes in all, and by whom; largest first."""
    lines = []
    for side in ("kanaf", "peer"):
        taken = {
            name.removeprefix(prefix): amount * scale
            for name, amount in middle[part, side].items()
            if name.startswith(prefix)
        }
        lines.append(f"  {side:<52}{sum(taken.values()):8.2f}")
        for name, amount in sorted(taken.items(), key=lambda item: -item[1]):
            if amount >= _NOTHING:
                lines.append(f"    {name:<50}{amount:8.2f}")
    return lines
