"""The rules of the camera room, read from a file like `rules/cameras.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Code, Each, Flag, Part, Several, Whole, entry, words
from services.licensing.domain.cameras.rules import (
    PARTIES,
    URGENCIES,
    Area,
    CameraRules,
    Consenting,
    Incidents,
    Unusual,
    Viewing,
)
from services.licensing.domain.words import Words

_HOURS_OF_A_YEAR = 24 * 366
_BY_URGENCY = {
    "decide_within_hours": Part({each: Whole(most=_HOURS_OF_A_YEAR) for each in URGENCIES}),
    "inspect_within_working_days": Part({each: Whole(least=0, most=366) for each in URGENCIES}),
}
_EXPECTED = {
    "areas": entry(
        allowed=Each(words(people=Flag())),
        forbidden=Each(words()),
    ),
    "consents": entry(
        by_service=Each(Choice(PARTIES)),
        otherwise=Choice(PARTIES),
        longest_days=Whole(most=3660),
    ),
    "viewings": entry(
        purposes=Each(words()),
        minutes=Whole(most=24 * 60),
        at_once=Whole(most=100),
        licence_states=Several(Code()),
    ),
    "unusual_viewings": entry(
        same_camera=Whole(least=2, most=10_000),
        within_hours=Whole(most=_HOURS_OF_A_YEAR),
        night_from_hour=Whole(least=0, most=23),
        night_until_hour=Whole(least=0, most=23),
    ),
    "records_of_viewings": entry(kept_days=Whole(most=36_600)),
    "incidents": entry(
        kinds=Each(words()),
        longest_hours=Whole(most=24 * 31),
        most_linked=Whole(most=1000),
        **_BY_URGENCY,
    ),
}


def load(path: Path) -> rules.DatedRules[CameraRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> CameraRules:
    areas, consents = entries["areas"], entries["consents"]
    if both := areas["allowed"].keys() & areas["forbidden"].keys():
        raise rules.Wrong(f"allows and forbids {', '.join(sorted(both))}", "areas", "allowed")
    return CameraRules(
        areas={code: Area(_words(each), each["people"]) for code, each in areas["allowed"].items()},
        forbidden_areas={code: _words(each) for code, each in areas["forbidden"].items()},
        consenting=Consenting(
            consents["by_service"], consents["otherwise"], consents["longest_days"]
        ),
        viewing=_viewing(entries),
        incidents=_incidents(entries["incidents"]),
    )


def _viewing(entries: rules.Entries) -> Viewing:
    viewings, unusual = entries["viewings"], entries["unusual_viewings"]
    return Viewing(
        purposes=_all_words(viewings["purposes"]),
        minutes=viewings["minutes"],
        at_once=viewings["at_once"],
        licence_states=frozenset(viewings["licence_states"]),
        kept_days=entries["records_of_viewings"]["kept_days"],
        unusual=Unusual(
            unusual["same_camera"],
            unusual["within_hours"],
            unusual["night_from_hour"],
            unusual["night_until_hour"],
        ),
    )


def _incidents(entry: Mapping[str, Any]) -> Incidents:
    return Incidents(
        kinds=_all_words(entry["kinds"]),
        decide_within_hours=entry["decide_within_hours"],
        inspect_within_working_days=entry["inspect_within_working_days"],
        longest_hours=entry["longest_hours"],
        most_linked=entry["most_linked"],
    )


def _words(texts: Mapping[str, Any]) -> Words:
    return Words(texts["ar"], texts["en"])


def _all_words(texts: Mapping[str, Mapping[str, Any]]) -> dict[str, Words]:
    return {code: _words(each) for code, each in texts.items()}


def show(law: CameraRules) -> dict[str, Any]:
    """What may be chosen, with its words."""
    return {
        "areas": [
            *(_choice(code, area.words, allowed=True) for code, area in law.areas.items()),
            *(_choice(code, each, allowed=False) for code, each in law.forbidden_areas.items()),
        ],
        "purposes": [_choice(code, each) for code, each in law.viewing.purposes.items()],
        "incident_kinds": [_choice(code, each) for code, each in law.incidents.kinds.items()],
        "viewing_minutes": law.viewing.minutes,
        "viewings_at_once": law.viewing.at_once,
        "consent_longest_days": law.consenting.longest_days,
    }


def _choice(code: str, called: Words, **more: bool) -> dict[str, Any]:
    return {"code": code, "ar": called.ar, "en": called.en, **more}
