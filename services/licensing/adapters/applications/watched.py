"""Applications as supervisors watch them: what is late, and what silence will mean and when."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chassis.calendar import written
from chassis.plain import plain
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.watching import Concern, concerns_of
from services.licensing.domain.words import Words

_FILE = Path(__file__).parent / "watched.yaml"


@cache
def texts() -> dict[str, Any]:
    """What is said of clocks, in both languages."""
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found


def show_watched(application: Application, today: date) -> dict[str, Any]:
    """One application that needs looking after. Of the applicant it says nothing."""
    return {
        "application_id": application.id,
        "version": application.version,
        "service": application.service,
        "service_name": plain(application.service_words),
        "place": {**plain(application.content.place), "details": None},
        "submitted_at": None
        if application.submitted_at is None
        else written(application.submitted_at),
        "concerns": [_concern(each, application, today) for each in concerns_of(application)],
    }


def _concern(concern: Concern, application: Application, today: date) -> dict[str, Any]:
    name = _name(concern.clock, application)
    said = texts()["late"] if concern.late else texts()["silence"][concern.means.value]
    day = concern.due_on.isoformat()
    return {
        "clock": concern.clock,
        "name": plain(name),
        "due_on": day,
        "days_left": None if concern.late else max(0, (concern.due_on - today).days),
        "late": concern.late,
        "means": concern.means.value,
        "words": {
            "ar": said["ar"].format(name=name.ar, day=day),
            "en": said["en"].format(name=name.en, day=day),
        },
    }


def _name(clock: str, application: Application) -> Words:
    said = texts()["clocks"].get(clock)
    return application.course.step(clock).words if said is None else Words(**said)
