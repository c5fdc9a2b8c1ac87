"""The timeline of an application in words of both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chassis.calendar import written
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.record import Entry

_FILE = Path(__file__).parent / "timeline.yaml"


@cache
def texts() -> dict[str, dict[str, str]]:
    """What happened → what is said of it, by language."""
    found: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found


def line(entry: Entry, application: Application) -> dict[str, Any]:
    """One line of the timeline."""
    step = None if entry.step is None else application.course.step(entry.step).words
    said = texts()[entry.what]
    return {
        "at": written(entry.at),
        "what": entry.what,
        "step": entry.step,
        "until": None if entry.until is None else entry.until.isoformat(),
        "words": {
            "ar": said["ar"].format(step="" if step is None else step.ar),
            "en": said["en"].format(step="" if step is None else step.en),
        },
    }
