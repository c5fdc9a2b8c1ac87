"""A recomputation of a programme for the whole registry, previewed and applied.

What years at counters leave behind (what is known of each household, and who is enrolled) is put
into the database directly, in the form in which the registry's own stores keep it. It has told no
event, so its version is 0: whoever follows expects what comes next to be the first.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from bench.registry.visitor import Visitor
from bench.registry.watching import Watch
from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.mongo import MongoStore
from chassis.identifiers import derived_id
from services.registry.adapters.eligibility.profiles import PROFILES
from services.registry.adapters.programmes.enrolments import ENROLMENTS
from services.registry.domain.eligibility.facts import Fact, Source
from services.registry.domain.eligibility.indicators import Value
from services.registry.domain.eligibility.profile import Profile
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Applicant, Application, ProgrammeRef, Step
from services.registry.domain.programmes.words import Status, Text

ENROLLED = 40
"""Of so many households one is enrolled."""

_KNOWN_SINCE = date(2025, 6, 1)
_AT_ONCE = 500
_NAME = {"ar": "معونة شهرية", "en": "Monthly aid"}
_AID = {
    "name": _NAME,
    "pillar": "karamah",
    "kind": "cash",
    "beneficiary": "household",
    "opens_on": "2026-01-01",
    "rules": "cash_support",
    "review_every_months": 12,
}


def recomputed(first: Visitor, second: Visitor, watch: Watch, seed: int) -> dict[str, Any]:
    """Seconds and memory of the preview and of what it changes, and what was found."""
    programme = first.ask("POST", "/v1/programmes", json=_AID)
    _furnish(watch, programme["id"], seed)
    asked = {"programme_id": programme["id"], "governorates": [], "note": "bench"}
    began = time.monotonic()
    with watch.peaks() as peaks:
        started = first.ask("POST", "/v1/recomputations", json=asked)
        path = f"/v1/recomputations/{started['id']}"
        seen = _until(first, path, "previewed")
        previewing = time.monotonic() - began
        peak = peaks()["work-registry"]
    began = time.monotonic()
    version = {"If-Match": f'"{seen["version"]}"'}
    with watch.peaks() as peaks:
        second.ask("POST", f"{path}/approval", headers=version)
        done = _until(first, path, "applied")
        applying = time.monotonic() - began
    return {
        "preview_seconds": round(previewing, 1),
        "preview_peak_mib": peak,
        "households": sum(each["households"] for each in seen["totals"]),
        "apply_seconds": round(applying, 1),
        "apply_peak_mib": peaks()["work-registry"],
        "changed": done.get("changed"),
    }


def _until(visitor: Visitor, path: str, status: str) -> dict[str, Any]:
    while (found := visitor.ask("GET", path))["status"] != status:
        time.sleep(0.5)
    return found


def _furnish(watch: Watch, programme_id: str, seed: int) -> None:
    """Facts of every household that has none yet, and enrolments of some, half of them with an
    amount that the rules will change."""
    database = watch.registry
    with use(Context(actor=Actor.system("bench"))):
        profiles = MongoStore(database, PROFILES, SystemClock())
        enrolments = MongoStore(database, ENROLMENTS, SystemClock())
        known = {each["_id"] for each in database["profiles"].find({}, {"_id": 1})}
        homes = database["households"].find({}, {"state.head_id": 1, "keys.governorate": 1})
        for batch in _batches(homes.sort("_id", 1)):
            profiles.add_many(_profile(each["_id"], seed) for each in batch
                              if each["_id"] not in known)  # fmt: skip
            enrolments.add_many(
                _enrolment(each, programme_id)
                for each in batch
                if random.Random(f"{seed}:{each['_id']}").random() < 1 / ENROLLED
            )


def _batches(found: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(found, _AT_ONCE)):
        yield batch


def _profile(household_id: str, seed: int) -> Profile:
    chance = random.Random(f"{seed}:facts:{household_id}")
    told: dict[str, Value] = {
        "earned_income_fils": chance.randrange(0, 700_000, 10_000),
        "dwelling_tenure": chance.choice(["rented", "owned"]),
        "owns_second_property": chance.random() < 0.1,
    }
    source = Source("declaration", household_id, _KNOWN_SINCE)
    return Profile(household_id, {name: (Fact.said(it, source),) for name, it in told.items()})


def _enrolment(home: dict[str, Any], programme_id: str) -> Enrolment:
    head, since = home["state"]["head_id"], datetime.now(UTC).date()
    applicant = Applicant(home["_id"], None, head, home["keys"]["governorate"])
    return Enrolment(
        id=derived_id("bench", programme_id, home["_id"]),
        programme=ProgrammeRef(programme_id, Text(**_NAME), "cash", True),
        applicant=applicant,
        application=Application("clerk-1", since, by_family=False, note=None),
        status=Status.ACTIVE,
        amount_fils=40_000,
        started_on=since,
        course=(Step(Status.ACTIVE, since, "clerk-1"),),
    )
