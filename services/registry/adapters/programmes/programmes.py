"""How programmes and their places are kept and shown, and when something falls due on them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from chassis.calendar import start_of
from chassis.documents.kind import Kind, State, Timer, View
from chassis.identifiers import derived_id
from services.registry.adapters.programmes.events import publish
from services.registry.domain.programmes.places import Places
from services.registry.domain.programmes.programme import Programme, Terms
from services.registry.domain.programmes.words import Opening, Pillar, ProgrammeKind, Text

DATES, LINE = "dates", "line"
"""Timers: of a programme, that a date has come; of places, that somebody waits for a free one."""


def places_id(programme_id: str) -> str:
    """The identifier of a programme's places."""
    return derived_id("registry", "places", programme_id)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _terms_state(terms: Terms) -> State:
    return {
        **asdict(terms),
        "pillar": terms.pillar.value,
        "kind": terms.kind.value,
        "opens_on": terms.opens_on.isoformat(),
        "closes_on": terms.closes_on.isoformat() if terms.closes_on else None,
        "governorates": list(terms.governorates),
    }


def terms_from(state: State) -> Terms:
    """The terms from storage or from a request."""
    return Terms(
        **{
            **state,
            "name": Text(**state["name"]),
            "pillar": Pillar(state["pillar"]),
            "kind": ProgrammeKind(state["kind"]),
            "opens_on": date.fromisoformat(state["opens_on"]),
            "closes_on": _day(state["closes_on"]),
            "governorates": tuple(state["governorates"]),
        }
    )


def _to_state(programme: Programme) -> State:
    return {
        "terms": _terms_state(programme.terms),
        "opening": programme.opening.value,
        "made_by": programme.made_by,
        "made_on": programme.made_on.isoformat(),
    }


def _from_state(programme_id: str, version: int, state: State) -> Programme:
    return Programme(
        programme_id,
        terms_from(state["terms"]),
        Opening(state["opening"]),
        state["made_by"],
        date.fromisoformat(state["made_on"]),
        version,
    )


def _to_view(programme: Programme) -> View:
    return {
        "id": programme.id,
        "version": programme.version,
        **_terms_state(programme.terms),
        "status": programme.opening.value,
        "made_by": programme.made_by,
        "made_on": programme.made_on.isoformat(),
    }


def _timers(programme: Programme) -> list[Timer]:
    terms = programme.terms
    if programme.opening is Opening.ANNOUNCED:
        return [Timer(DATES, start_of(terms.opens_on))]
    if programme.opening is Opening.OPEN and terms.closes_on is not None:
        return [Timer(DATES, start_of(terms.closes_on + timedelta(days=1)))]
    return []


PROGRAMMES: Kind[Programme] = Kind(
    service="registry",
    name="programme",
    collection="programmes",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=lambda programme: {
        "pillar": programme.terms.pillar.value,
        "kind": programme.terms.kind.value,
        "status": programme.opening.value,
        "governorate": list(programme.terms.governorates) or ["*"],
    },
    timers=_timers,
    history=True,
)


def _places_state(places: Places) -> State:
    kept: dict[str, Any] = {
        name: value
        for name, value in vars(places).items()
        if name not in ("id", "version", "events")
    }
    return kept


def _places_view(places: Places) -> View:
    """Without the version: nothing is based on it, and it counts the places that were given."""
    return {
        "id": places.id,
        "programme_id": places.programme_id,
        "quota": places.quota,
        "has_room": places.has_room,
        "taken": places.taken,
        "free": places.free,
        "waiting": places.waiting,
    }


CALLING, FULL = "calling", "full"
"""People wait though there is a free place, for a moment; people wait, and every one is taken."""


def _standing(places: Places) -> str | None:
    if not places.waiting:
        return None
    return CALLING if places.free > 0 else FULL


PLACES: Kind[Places] = Kind(
    service="registry",
    name="places",
    collection="programme_places",
    to_state=_places_state,
    from_state=lambda places_id, version, state: Places(places_id, version=version, **state),
    to_view=_places_view,
    publish=publish,
    keys=lambda places: {"standing": _standing(places)},
    timers=lambda places: [Timer(LINE, places.moved_at)] if places.line_moves else [],
    indexes=(("standing",),),
    watched={"standing": (CALLING, FULL)},
)
