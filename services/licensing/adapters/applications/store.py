"""How applications are kept and found, and what falls due on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from chassis.calendar import start_of
from chassis.documents.kind import Kind, State, Timer
from chassis.plain import made, plain
from services.licensing.adapters.applications.clocks import (
    CLOCKS,
    ENDED,
    ended_text,
    running_text,
)
from services.licensing.adapters.applications.events import publish
from services.licensing.adapters.applications.views import show
from services.licensing.domain.applications import calendar
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.course import Course, StepState
from services.licensing.domain.applications.deadline import Deadline
from services.licensing.domain.applications.filing import Content, Filing
from services.licensing.domain.applications.record import (
    Comment,
    Contest,
    Decision,
    Entry,
    Notice,
    Return,
)
from services.licensing.domain.applications.record import State as Standing
from services.licensing.domain.applications.watching import concerns_of, silent_on
from services.licensing.domain.catalogue.steps import Silence
from services.licensing.domain.words import Words

DUE = "due:"
NEVER = "9999-12-31"


def _to_state(application: Application) -> State:
    return {
        "service": application.service,
        "service_version": application.service_version,
        "service_words": plain(application.service_words),
        "state": application.state.value,
        "content": plain(application.content),
        "filing": plain(application.filing),
        "draft_until": application.draft_until.isoformat(),
        "submitted_at": application.submitted_at,
        "submitted_on": None
        if application.submitted_on is None
        else plain(application.submitted_on),
        "course": plain(application.course),
        "deadline": None if application.deadline is None else plain(application.deadline),
        "returns": plain(application.returns),
        "decision": None if application.decision is None else plain(application.decision),
        "contest": None if application.contest is None else plain(application.contest),
        "comments": plain(application.comments),
        "timeline": plain(application.timeline),
        "variant": application.variant,
        "handed_in": None if application.handed_in is None else plain(application.handed_in),
        "named_by": dict(application.named_by),
        "contests_before": plain(application.contests_before),
        "authorised_until": None
        if application.authorised_until is None
        else plain(application.authorised_until),
        "delegation_over": application.delegation_over,
        "silence": application.silence.value,
        "notices": plain(application.notices),
        "draft_reminded_days": application.draft_reminded_days,
    }


def _from_state(application_id: str, version: int, state: State) -> Application:
    return Application(
        id=application_id,
        version=version,
        service=state["service"],
        service_version=state["service_version"],
        service_words=made(state["service_words"], Words),
        state=Standing(state["state"]),
        content=made(state["content"], Content),
        filing=_filing(state),
        draft_until=date.fromisoformat(state["draft_until"]),
        submitted_at=state["submitted_at"],
        submitted_on=_if_there(state["submitted_on"], date),
        course=made(state["course"], Course),
        deadline=_if_there(state["deadline"], Deadline),
        returns=made(state["returns"], list[Return]),
        decision=_if_there(state["decision"], Decision),
        contest=_if_there(state["contest"], Contest),
        comments=made(state["comments"], list[Comment]),
        timeline=made(state["timeline"], list[Entry]),
        variant=state["variant"],
        handed_in=_if_there(state.get("handed_in"), Filing),
        named_by=dict(state.get("named_by", {})),
        contests_before=made(state.get("contests_before", []), list[Contest]),
        authorised_until=_if_there(state.get("authorised_until"), date),
        delegation_over=state.get("delegation_over", False),
        silence=Silence(state.get("silence", Silence.NOTHING)),
        notices=made(state.get("notices", []), list[Notice]),
        draft_reminded_days=state.get("draft_reminded_days"),
    )


def _filing(state: State) -> Filing:
    """What was filed before it was written down who filed it for another tells it by its papers:
    a delegate names their authorisation themselves."""
    filing, delegate = made(state["filing"], Filing), state["content"].get("delegate")
    if filing.delegate is not None or filing.at_counter or delegate is None:
        return filing
    named = state.get("named_by", {}).get(delegate["document_id"])
    return replace(filing, delegate=delegate["national_number"]) if named == filing.by else filing


def _if_there(value: Any, kind: Any) -> Any:
    return None if value is None else made(value, kind)


def _keys(application: Application) -> State:
    under_way = _steps_at_hand(application)
    concerns = list(concerns_of(application))
    silent = silent_on(application)
    return {
        "service": application.service,
        "state": application.state.value,
        "governorate": application.governorate,
        "owners": sorted(application.owners),
        "submitted": "yes" if application.state is not Standing.DRAFT else None,
        "bodies": sorted(application.course.asked),
        "licence": application.content.licence_id,
        "queues": sorted(
            {
                f"{role}/{application.governorate}"
                for each in under_way
                if each.is_at_counter and each.assignee is None
                for role in each.roles
            }
        ),
        "takers": sorted({each.assignee for each in under_way if each.assignee is not None}),
        "due_on": _due_on(application),
        "late": "yes" if any(each.late for each in concerns) else None,
        "silent_on": None if silent is None else silent.isoformat(),
        "watched": application.governorate if concerns else None,
        "watched_on": min((each.due_on.isoformat() for each in concerns), default=None),
        "running": "yes" if under_way else None,
        CLOCKS: running_text(application),
        ENDED: ended_text(application),
    }


def _steps_at_hand(application: Application) -> list[StepState]:
    return application.course.open if application.state is Standing.IN_PROGRESS else []


def _due_on(application: Application) -> str | None:
    """The nearest day on which a step is due; of steps without a deadline the latest day."""
    at_hand = _steps_at_hand(application)
    days = [
        each.deadline.due_on.isoformat()
        for each in at_hand
        if each.deadline is not None and each.deadline.due_on is not None
    ]
    return min(days, default=NEVER) if at_hand else None


def _timers(application: Application) -> list[Timer]:
    return [
        Timer(f"{DUE}{each.name}", start_of(each.on) + timedelta(hours=each.hours))
        for each in calendar.dues(application)
    ]


APPLICATIONS: Kind[Application] = Kind(
    service="licensing",
    name="application",
    collection="applications",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    timers=_timers,
    indexes=(
        ("governorate", "state"),
        ("service", "state"),
        ("owners",),
        ("bodies",),
        ("queues", "due_on"),
        ("takers",),
        ("late",),
        ("silent_on",),
        ("watched", "watched_on"),
        ("running",),
        (CLOCKS,),
        (ENDED,),
        ("licence",),
    ),
    of_few=(
        *("queues", "takers", "late", "silent_on", "watched", "running"),
        *(CLOCKS, ENDED, "licence", "bodies"),
    ),
)
