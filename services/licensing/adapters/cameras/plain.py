"""Values that several records of the camera room share, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.calendar import written
from services.licensing.domain.cameras.camera import Step
from services.licensing.domain.cameras.place import LicensedPlace

State = dict[str, Any]


def place_state(place: LicensedPlace) -> State:
    return {**vars(place), "owners": sorted(place.owners)}


def place_from(state: Mapping[str, Any]) -> LicensedPlace:
    return LicensedPlace(**{**state, "owners": frozenset(state["owners"])})


def place_shape(place: LicensedPlace) -> State:
    """The place as answers have it: the licence, and where; not whose it is."""
    return {
        "licence_id": place.id,
        "licence_number": place.number,
        "place": {"governorate": place.governorate, "district": place.district},
    }


def place_keys(place: LicensedPlace) -> State:
    return {
        "licence_id": place.id,
        "governorate": place.governorate,
        "owners": sorted(place.owners),
    }


def steps_state(course: Sequence[Step]) -> list[State]:
    return [vars(step).copy() for step in course]


def steps_from(state: Sequence[Mapping[str, Any]]) -> list[Step]:
    return [Step(**step) for step in state]


def steps_shape(course: Sequence[Step]) -> list[State]:
    return [{**vars(step), "at": written(step.at)} for step in course]
