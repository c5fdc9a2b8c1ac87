"""How viewings are kept, found and shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from chassis.calendar import day_of, start_of, written
from chassis.documents.kind import Criteria, Kind, Timer, View
from services.licensing.adapters.cameras.events import publish
from services.licensing.adapters.cameras.plain import (
    State,
    place_from,
    place_keys,
    place_shape,
    place_state,
)
from services.licensing.adapters.kept import Kept
from services.licensing.app.cameras.ports import Period
from services.licensing.app.ports import Wanted
from services.licensing.domain.cameras.viewing import Asked, End, Seen, Viewing, ViewingState

TIME_OVER, FORGOTTEN = "time_over", "forgotten"
_MOST_RUNNING = 1000
"""Viewings of one place or camera that can run at once: more than there are operators."""
_EVER = "9999"
"""After every time that is written."""


def _to_state(viewing: Viewing) -> State:
    return {
        "asked": vars(viewing.asked).copy(),
        "seen": {**vars(viewing.seen), "place": place_state(viewing.seen.place)},
        "state": viewing.state.value,
        "ends_at": viewing.ends_at,
        "forget_on": viewing.forget_on.isoformat(),
        "number": viewing.number,
        "refused_for": viewing.refused_for,
        "unusual": list(viewing.unusual),
        "end": None if viewing.end is None else vars(viewing.end).copy(),
    }


def _from_state(viewing_id: str, version: int, state: State) -> Viewing:
    return Viewing(
        viewing_id,
        version,
        Asked(**state["asked"]),
        Seen(**{**state["seen"], "place": place_from(state["seen"]["place"])}),
        ViewingState(state["state"]),
        state["ends_at"],
        date.fromisoformat(state["forget_on"]),
        state["number"],
        state["refused_for"],
        tuple(state["unusual"]),
        None if state["end"] is None else End(**state["end"]),
    )


def show(viewing: Viewing) -> State:
    """The viewing as its operator is told of it; others are told less."""
    running = viewing.state is ViewingState.OPEN
    return {
        "id": viewing.id,
        "version": viewing.version,
        "camera_id": viewing.seen.camera_id,
        "area": viewing.seen.area,
        **place_shape(viewing.seen.place),
        "operator": viewing.asked.operator,
        "number": viewing.number,
        "purpose": viewing.asked.purpose,
        "reason": viewing.asked.reason,
        "state": viewing.state.value,
        "asked_at": written(viewing.asked.at),
        "ends_at": written(viewing.ends_at),
        "ended_at": None if viewing.end is None else written(viewing.end.at),
        "ended_by": None if viewing.end is None else viewing.end.how,
        "refused_for": viewing.refused_for,
        "unusual": list(viewing.unusual),
        "stream_reference": viewing.seen.stream_reference if running else None,
    }


def _timers(viewing: Viewing) -> list[Timer]:
    over = [Timer(TIME_OVER, viewing.ends_at)] if viewing.state is ViewingState.OPEN else []
    known = viewing.asked.operator is not None
    return [*over, *([Timer(FORGOTTEN, start_of(viewing.forget_on))] if known else [])]


def _keys(viewing: Viewing) -> dict[str, Any]:
    return {
        **place_keys(viewing.seen.place),
        "camera_id": viewing.seen.camera_id,
        "operator": viewing.asked.operator,
        "purpose": viewing.asked.purpose,
        "state": viewing.state.value,
        "looked": None if viewing.state is ViewingState.REFUSED else "yes",
        "flagged": "yes" if viewing.unusual else None,
        "asked_on": day_of(viewing.asked.at).isoformat(),
        "asked_at": written(viewing.asked.at),
    }


VIEWINGS: Kind[Viewing] = Kind(
    service="licensing",
    name="camera_viewing",
    collection="camera_viewings",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    timers=_timers,
    indexes=(("governorate",), ("licence_id",), ("camera_id",), ("operator",), ("owners",)),
)


class KeptViewings(Kept[Viewing]):
    """The store of viewings, and what is asked of them beside."""

    def running(self, **of: str) -> list[Viewing]:
        criteria = Criteria(equals={**of, "state": ViewingState.OPEN.value})
        return self._store.newest(criteria, _MOST_RUNNING)

    def earlier(self, camera_id: str, operator: str, since: datetime) -> int:
        equals = {"camera_id": camera_id, "operator": operator, "looked": "yes"}
        between = {"asked_at": (written(since), _EVER)}
        return self._store.count(Criteria(equals=equals, between=between))

    def forget(self, viewing: Viewing) -> None:
        self._store.save(viewing)
        self._store.rewrite_history(viewing.id, lambda each: each)

    def list(self, wanted: Wanted, period: Period, after: str | None, limit: int) -> View:
        """Those that were asked for on these days, newest first."""
        days = (period.first.isoformat(), period.last.isoformat())
        criteria = Criteria(equals=wanted.equals, any_of=wanted.any_of, between={"asked_on": days})
        page = self._store.find(criteria, after, limit)
        return {"items": page.items, "next": page.next}
