"""How inspections and what follows from them are kept, found, and when something falls due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from chassis.calendar import start_of
from chassis.documents.kind import Kind, Timer, View
from services.licensing.adapters.inspections import shown
from services.licensing.adapters.inspections.events import publish
from services.licensing.adapters.inspections.keeping import aggregate_of, state_of
from services.licensing.domain.inspections.corrective import AWAITS_HOLDER, CorrectiveAction
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.inspector import Inspector
from services.licensing.domain.inspections.measures import MeasureState
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.plan import InspectionPlan
from services.licensing.domain.inspections.report import Report
from services.licensing.domain.inspections.upload import Upload
from services.licensing.domain.inspections.words import State

A = TypeVar("A", bound=Any)
Keys = dict[str, Any]
YES = "yes"
ASSIGNMENT, VISIT = "assignment", "visit"
OVERDUE, REMINDER = "overdue", "reminder"
PROVISIONAL, OBJECTION = "provisional_", "objection_"
WATCHED = "watched"
"""The key of what operators see counted: a few records, in an index of their own."""


def _kind(
    name: str, collection: str, aggregate: type[A], show: Callable[[A], View], **more: Any
) -> Kind[A]:
    more.setdefault("from_state", partial(aggregate_of, aggregate))
    return Kind(
        service="licensing",
        name=name,
        collection=collection,
        to_state=state_of,
        to_view=show,
        publish=publish,
        **more,
    )


def _yes(said: object) -> str | None:
    return YES if said else None


def _after(day: date) -> Any:
    """The moment at which a day is over."""
    return start_of(day + timedelta(days=1))


def _inspection_keys(known: Inspection) -> Keys:
    late = known.assignment_escalated_on or known.visit_escalated_on
    routine = known.is_open and known.purpose.is_routine
    return {
        "state": known.state.value,
        "governorate": known.governorate,
        "owners": sorted(known.owners),
        "about_id": known.about.id,
        "inspector": known.inspector,
        "purpose": known.purpose.value,
        "open": _yes(known.is_open),
        "waiting": _yes(known.entries.waiting),
        "escalated": _yes(late and known.is_open),
        WATCHED: "overdue" if late and known.is_open else None,
        "routine": known.about.id if routine else None,
    }


def _inspection_timers(known: Inspection) -> list[Timer]:
    timers: list[Timer] = []
    if known.stands:
        return timers
    if known.state is State.PLANNED and known.assignment_escalated_on is None:
        timers.append(Timer(ASSIGNMENT, _after(known.assign_by)))
    to_visit = known.state in (State.PLANNED, State.ASSIGNED)
    if to_visit and known.visit_escalated_on is None:
        timers.append(Timer(VISIT, _after(known.due_on)))
    return timers


INSPECTIONS: Kind[Inspection] = _kind(
    "inspection",
    "inspections",
    Inspection,
    shown.inspection,
    keys=_inspection_keys,
    timers=_inspection_timers,
    unique={"routine": "inspection_open_already"},
    indexes=(
        ("governorate", "state"),
        ("owners",),
        ("about_id",),
        ("inspector", "state"),
        (WATCHED,),
    ),
    of_few=(WATCHED,),
    watched={WATCHED: ("overdue",)},
)
REPORTS: Kind[Report] = _kind(
    "inspection_report",
    "inspection_reports",
    Report,
    shown.report,
    keys=lambda known: {"inspection_id": known.inspection_id, "by": known.by},
    indexes=(("inspection_id",),),
)
INSPECTORS: Kind[Inspector] = _kind(
    "inspector",
    "inspectors",
    Inspector,
    shown.inspector,
    keys=lambda known: {
        "subject": known.subject,
        "governorate": list(known.governorates),
        "active": _yes(known.active),
    },
    unique={"subject": "inspector_listed_already"},
    indexes=(("governorate",),),
)


def _action_keys(known: CorrectiveAction) -> Keys:
    overdue = known.overdue_on is not None and not known.is_closed
    return {
        "state": known.state.value,
        "governorate": known.governorate,
        "owners": sorted(known.owners),
        "about_id": known.about.id,
        "inspection_id": known.inspection_id,
        "severity": known.severity.value,
        "escalated": _yes(overdue),
        WATCHED: "overdue" if overdue else None,
        "open_at": None if known.is_closed else known.about.id,
    }


def _action_timers(known: CorrectiveAction) -> list[Timer]:
    if known.state not in AWAITS_HOLDER or known.overdue_on is not None:
        return []
    reminder = [] if known.remind_on is None else [Timer(REMINDER, start_of(known.remind_on))]
    return [*reminder, Timer(OVERDUE, _after(known.due_on))]


ACTIONS: Kind[CorrectiveAction] = _kind(
    "corrective_action",
    "corrective_actions",
    CorrectiveAction,
    shown.action,
    keys=_action_keys,
    timers=_action_timers,
    indexes=(("governorate", "state"), ("owners",), ("about_id",), ("open_at",), (WATCHED,)),
    of_few=("open_at", WATCHED),
    watched={WATCHED: ("overdue",)},
)


def _oversight_keys(known: Oversight) -> Keys:
    waiting = [each.open_objection for each in known.measures if each.open_objection]
    provisional = any(each.state is MeasureState.PROVISIONAL for each in known.measures)
    return {
        "governorate": known.governorate,
        "owners": sorted(known.owners),
        "standing": known.standing.value,
        "provisional": _yes(provisional),
        WATCHED: "provisional" if provisional else None,
        "objected": _yes(waiting),
        "escalated": _yes(any(each.escalated_on for each in waiting)),
    }


def _oversight_timers(known: Oversight) -> list[Timer]:
    provisional = [
        Timer(f"{PROVISIONAL}{each.id}", _after(each.confirm_by))
        for each in known.measures
        if each.state is MeasureState.PROVISIONAL and each.confirm_by is not None
    ]
    objections = [
        Timer(f"{OBJECTION}{each.id}", _after(each.open_objection.answer_by))
        for each in known.measures
        if each.open_objection and each.open_objection.escalated_on is None
    ]
    return [*provisional, *objections]


def _oversight(aggregate_id: str, version: int, state: Mapping[str, Any]) -> Oversight:
    """Of failed visits the days alone were kept once: each goes by its day."""
    facts = state["facts"]
    failures = [
        {"id": each, "on": each} if isinstance(each, str) else each for each in facts["failures"]
    ]
    now = {**state, "facts": {**facts, "failures": failures}}
    return aggregate_of(Oversight, aggregate_id, version, now)


OVERSIGHTS: Kind[Oversight] = _kind(
    "oversight",
    "oversights",
    Oversight,
    shown.oversight,
    from_state=_oversight,
    keys=_oversight_keys,
    timers=_oversight_timers,
    indexes=(("governorate", "standing"), ("owners",), (WATCHED,)),
    of_few=(WATCHED,),
    watched={WATCHED: ("provisional",)},
)
PLANS: Kind[InspectionPlan] = _kind(
    "inspection_plan",
    "inspection_plans",
    InspectionPlan,
    shown.plan,
    keys=lambda known: {"governorate": known.governorate, "state": known.state.value},
    indexes=(("governorate", "state"),),
)
UPLOADS: Kind[Upload] = _kind("inspection_upload", "inspection_uploads", Upload, shown.upload)
EVERY: tuple[Kind[Any], ...] = (
    INSPECTIONS,
    REPORTS,
    INSPECTORS,
    ACTIONS,
    OVERSIGHTS,
    PLANS,
    UPLOADS,
)
