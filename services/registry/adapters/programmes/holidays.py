"""How tables of holidays are kept, and what was known of a year before anybody recorded it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chassis.documents.kind import Criteria, Kind, Published, State, Store, View
from chassis.identifiers import derived_id
from contracts import reference
from contracts.events.base import to_data
from contracts.events.registry.holidays import HolidaysRecorded
from services.registry.domain.programmes import events
from services.registry.domain.programmes.holidays import Holiday, Holidays
from services.registry.domain.programmes.words import Text


def days_from(plain: Sequence[Mapping[str, str]]) -> tuple[Holiday, ...]:
    """Holidays from storage, a request or the reference data."""
    return tuple(
        Holiday(date.fromisoformat(each["day"]), Text(each["ar"], each["en"])) for each in plain
    )


def _to_state(table: Holidays) -> State:
    return {
        "year": table.year,
        "days": [
            {"day": each.day.isoformat(), "ar": each.name.ar, "en": each.name.en}
            for each in table.days
        ],
    }


def show(table: Holidays) -> View:
    """The table as answers have it."""
    return {"id": table.id, "version": table.version, **_to_state(table)}


def _publish(event: Any) -> Published:
    if not isinstance(event, events.HolidaysRecorded):
        raise TypeError(f"the registry has no contract event for {type(event).__name__}")
    dates = tuple(each.isoformat() for each in event.days)
    told = HolidaysRecorded(event.year, len(dates), dates)
    return Published(told.TYPE, to_data(told))


HOLIDAYS: Kind[Holidays] = Kind(
    service="registry",
    name="holidays",
    collection="holidays",
    to_state=_to_state,
    from_state=lambda table_id, version, state: Holidays(
        table_id, state["year"], days_from(state["days"]), version
    ),
    to_view=show,
    publish=_publish,
    keys=lambda table: {"year": table.year},
    history=True,
)


def known_before(year: int) -> Holidays:
    """The table of a year that nobody has recorded yet, as its first version."""
    table_id = derived_id("registry", "holidays", str(year))
    return Holidays(table_id, year, days_from(reference.holidays(year)), 1)


class Recorded:
    """Tables that were recorded, by their year."""

    def __init__(self, store: Store[Holidays]) -> None:
        self._store = store

    def __call__(self, year: int) -> Holidays | None:
        table_id = known_before(year).id
        found = self._store.find(Criteria(equals={"year": year}), None, 1)
        return self._store.load(table_id) if found.items else None
