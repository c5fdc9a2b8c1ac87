"""How cases are kept, found and shown, and when their reviews fall due."""

from __future__ import annotations

from datetime import date
from typing import Any

from chassis.calendar import start_of, written
from chassis.documents.kind import Kind, Timer
from services.alternative_care.adapters.events import publish
from services.alternative_care.app.shapes import (
    child_from,
    child_shape,
    decision_from,
    decision_shape,
)
from services.alternative_care.domain.case import Case, Opening, Placement, Risk

State = dict[str, Any]

REVIEW_DUE = "review_due"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _placement_state(placement: Placement) -> State:
    return {
        "id": placement.id,
        "family_id": placement.family_id,
        "court_decision": decision_shape(placement.court_decision),
        "started_on": placement.started_on.isoformat(),
        "next_review_on": _day(placement.next_review_on),
        "ended_on": _day(placement.ended_on),
        "reason_code": placement.reason_code,
    }


def _placement(state: State) -> Placement:
    return Placement(
        id=state["id"],
        family_id=state["family_id"],
        court_decision=decision_from(state["court_decision"]),
        started_on=date.fromisoformat(state["started_on"]),
        next_review_on=_date(state["next_review_on"]),
        ended_on=_date(state["ended_on"]),
        reason_code=state["reason_code"],
    )


def _to_state(case: Case) -> State:
    opening = case.opening
    return {
        "child": child_shape(opening.child),
        "legal_situation": opening.legal_situation,
        "risk_level": opening.risk_level.value,
        "governorate": opening.governorate,
        "centre": opening.centre,
        "caseworker": opening.caseworker,
        "opened_at": case.opened_at,
        "placements": [_placement_state(each) for each in case.placements],
    }


def _from_state(case_id: str, version: int, state: State) -> Case:
    return Case(
        id=case_id,
        version=version,
        opening=Opening(
            child=child_from(state["child"]),
            legal_situation=state["legal_situation"],
            risk_level=Risk(state["risk_level"]),
            governorate=state["governorate"],
            centre=state["centre"],
            caseworker=state["caseworker"],
        ),
        opened_at=state["opened_at"],
        placements=[_placement(each) for each in state["placements"]],
    )


def show(case: Case) -> State:
    """The whole case; queries leave out what the actor may not see."""
    return {
        "id": case.id,
        "version": case.version,
        **_to_state(case),
        "opened_at": written(case.opened_at),
        "placed": case.current_placement is not None,
    }


def _keys(case: Case) -> State:
    return {
        "governorate": case.governorate,
        "caseworker": case.caseworker,
        "risk_level": case.opening.risk_level.value,
        "placed": "yes" if case.current_placement else "no",
        "child_national_number": case.opening.child.national_number,
    }


def _timers(case: Case) -> list[Timer]:
    """The next review of the current placement, at the beginning of its day."""
    placement = case.current_placement
    if placement is None or placement.next_review_on is None:
        return []
    return [Timer(REVIEW_DUE, start_of(placement.next_review_on))]


CASES: Kind[Case] = Kind(
    service="alternative_care",
    name="case",
    collection="cases",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"child_national_number": "child_has_case"},
    timers=_timers,
    indexes=(("governorate", "placed"), ("caseworker",)),
)
