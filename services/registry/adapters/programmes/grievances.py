"""How grievances are kept, found and shown, and when their answer is overdue."""

from __future__ import annotations

from datetime import date, timedelta

from chassis.calendar import start_of
from chassis.documents.kind import Kind, State, Timer, View
from services.registry.adapters.programmes import plain, remedies
from services.registry.adapters.programmes.events import publish
from services.registry.domain.programmes.events import Whose
from services.registry.domain.programmes.grievance import (
    Contested,
    Filing,
    Grievance,
    Grieved,
    Reply,
)
from services.registry.domain.programmes.words import Status, Text

ANSWER = "answer"


def _to_state(grievance: Grievance) -> State:
    kept: State = {
        name: plain.plain(value)
        for name, value in vars(grievance).items()
        if name not in ("id", "version", "events")
    }
    kept["contested"]["prepared_by"] = sorted(grievance.contested.prepared_by)
    return kept


def _from_state(grievance_id: str, version: int, state: State) -> Grievance:
    whose, contested, filing = state["whose"], state["contested"], state["filing"]
    reply = state["reply"]
    return Grievance(
        id=grievance_id,
        version=version,
        whose=Whose(**{**whose, "programme": Text(**whose["programme"])}),
        contested=Contested(
            step=Status(contested["step"]),
            by=contested["by"],
            on=date.fromisoformat(contested["on"]),
            reason=plain.reason(contested["reason"]),
            prepared_by=frozenset(contested["prepared_by"]),
            revision=plain.revision(contested.get("revision")),
            number=contested.get("number"),
        ),
        filing=Filing(**{**filing, "filed_on": date.fromisoformat(filing["filed_on"])}),
        answer_by=date.fromisoformat(state["answer_by"]),
        status=Grieved(state["status"]),
        handler=state["handler"],
        escalated_on=plain.day(state["escalated_on"]),
        reply=None if reply is None else Reply(**{**reply, "on": date.fromisoformat(reply["on"])}),
    )


def show(grievance: Grievance) -> View:
    """The whole grievance."""
    state = _to_state(grievance)
    whose, contested = state["whose"], state["contested"]
    return {
        "id": grievance.id,
        "version": grievance.version,
        "enrolment_id": whose["enrolment_id"],
        "programme_id": whose["programme_id"],
        "programme_name": whose["programme"],
        "household_id": whose["household_id"],
        "person_id": whose["person_id"],
        "governorate": whose["governorate"],
        "about": {
            name: contested[name] for name in ("step", "by", "on", "reason", "revision", "number")
        },
        **state["filing"],
        **{each: state[each] for each in ("status", "answer_by", "handler", "escalated_on")},
        "reply": _told(state["reply"]),
    }


def _told(reply: State | None) -> View | None:
    """The answer, with what was done in words: also of those given before it had any."""
    if reply is None:
        return None
    remedy = reply["remedy"]
    return {**reply, "what_follows": None if remedy is None else remedies.say(remedy)}


def summary(view: View) -> View:
    """What lists show: neither what the family said nor what it was answered."""
    hidden = ("text", "reply", "about", "filed_by", "by_family")
    return {name: value for name, value in view.items() if name not in hidden}


def _open_key(grievance: Grievance) -> str:
    """One at a time about each step."""
    number, enrolment_id = grievance.contested.number, grievance.whose.enrolment_id
    return enrolment_id if number is None else f"{enrolment_id}/{number}"


def _timers(grievance: Grievance) -> list[Timer]:
    if grievance.status is not Grieved.OPEN or grievance.escalated_on is not None:
        return []
    return [Timer(ANSWER, start_of(grievance.answer_by + timedelta(days=1)))]


GRIEVANCES: Kind[Grievance] = Kind(
    service="registry",
    name="grievance",
    collection="grievances",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda it: {
        "enrolment": it.whose.enrolment_id,
        "household": it.whose.household_id,
        "governorate": it.governorate,
        "status": it.status.value,
        "handler": it.handler,
        "escalated": "yes" if it.escalated_on and it.status is Grieved.OPEN else None,
        "standing": "overdue" if it.escalated_on and it.status is Grieved.OPEN else None,
        "open": _open_key(it) if it.status is Grieved.OPEN else None,
    },
    unique={"open": "grievance_open_already"},
    timers=_timers,
    indexes=(
        ("governorate", "status"),
        ("status",),
        ("household",),
        ("enrolment",),
        ("standing",),
    ),
    watched={"standing": ("overdue",)},
)
