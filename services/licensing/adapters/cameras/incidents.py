"""How incidents are kept, found and shown."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from chassis.calendar import written
from chassis.documents.kind import Kind, Timer
from chassis.errors import NotFound
from services.licensing.adapters.cameras.events import publish
from services.licensing.adapters.cameras.plain import (
    State,
    place_from,
    place_keys,
    place_shape,
    place_state,
    steps_from,
    steps_shape,
    steps_state,
)
from services.licensing.adapters.kept import Kept
from services.licensing.domain.cameras.incident import (
    Incident,
    IncidentState,
    Report,
    Span,
    TimeMark,
)

UNDECIDED = "undecided"


def _to_state(incident: Incident) -> State:
    report = incident.report
    return {
        "camera_id": incident.camera_id,
        "place": place_state(incident.place),
        "report": {
            **vars(report),
            "span": vars(report.span).copy(),
            "marks": _marks(report),
        },
        "flagged_by": incident.flagged_by,
        "decide_by": incident.decide_by,
        "state": incident.state.value,
        "course": steps_state(incident.course),
        "inspection_id": incident.inspection_id,
        "escalated": incident.escalated,
        "linked": list(incident.linked),
    }


def _from_state(incident_id: str, version: int, state: State) -> Incident:
    return Incident(
        incident_id,
        version,
        state["camera_id"],
        place_from(state["place"]),
        _report(state["report"]),
        state["flagged_by"],
        state["decide_by"],
        IncidentState(state["state"]),
        steps_from(state["course"]),
        state["inspection_id"],
        state["escalated"],
        tuple(state["linked"]),
    )


def _report(state: Mapping[str, Any]) -> Report:
    marks = tuple(TimeMark(**each) for each in state["marks"])
    return Report(**{**state, "span": Span(**state["span"]), "marks": marks})


def _marks(report: Report) -> list[State]:
    return [vars(mark).copy() for mark in report.marks]


def show(incident: Incident) -> State:
    """The incident with everything that was said in it."""
    report = incident.report
    return {
        "id": incident.id,
        "version": incident.version,
        "camera_id": incident.camera_id,
        **place_shape(incident.place),
        "kind": report.kind,
        "urgency": report.urgency,
        "begins_at": written(report.span.begins_at),
        "ends_at": written(report.span.ends_at),
        "viewing_id": report.viewing_id,
        "state": incident.state.value,
        "flagged_by": incident.flagged_by,
        "decide_by": written(incident.decide_by),
        "escalated": incident.escalated,
        "inspection_id": incident.inspection_id,
        "linked": list(incident.linked),
        "text": report.text,
        "marks": _marks(report),
        "course": steps_shape(incident.course),
    }


def _timers(incident: Incident) -> list[Timer]:
    waiting = incident.state is IncidentState.FLAGGED and not incident.escalated
    return [Timer(UNDECIDED, incident.decide_by)] if waiting else []


INCIDENTS: Kind[Incident] = Kind(
    service="licensing",
    name="camera_incident",
    collection="camera_incidents",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda incident: {
        **place_keys(incident.place),
        "camera_id": incident.camera_id,
        "state": incident.state.value,
        "kind": incident.report.kind,
        "urgency": incident.report.urgency,
        "escalated": "yes" if incident.escalated else None,
    },
    timers=_timers,
    indexes=(("governorate", "state"), ("licence_id",), ("camera_id",)),
)


class KeptIncidents(Kept[Incident]):
    """The store of incidents, which also knows a repeated report before anything is done for it."""

    def must_be_new(self, incident_id: str) -> None:
        with suppress(NotFound):
            self.get(incident_id)
