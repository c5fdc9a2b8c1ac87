"""How requests about one's own data are kept, found and shown, and when they are overdue."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from chassis.calendar import start_of
from chassis.documents.kind import Criteria, Kind, State, Store, Timer, View, anybody
from chassis.errors import NotFound
from services.registry.adapters.privacy.events import publish
from services.registry.adapters.privacy.repeated import told_again
from services.registry.app.persons import plain
from services.registry.domain.access import Actor
from services.registry.domain.privacy.requests import (
    OBJECTION,
    OPEN,
    RECORD,
    RESTRICTION,
    Asked,
    DataRequest,
    Decision,
    Filed,
)
from services.registry.domain.programmes.words import Reason, Text

ANSWER = "privacy_answer"
"""Also the label of the metric by which overdue requests are watched."""
FORGET = "forget"
RETENTION = "retention"


_NOT_LISTED = frozenset(
    {"text", "changes", "about", "claimant_id", "decision", "filed_by", "lifted_by"}
    | {"erased_later", "look_again_on"}
)


def _to_state(request: DataRequest) -> State:
    asked, decision = request.asked, request.decision
    changes = None if asked.changes is None else plain.changes_to(asked.changes)
    return {
        "person_id": request.person_id,
        "governorate": request.governorate,
        "asked": {
            "kind": asked.kind,
            "text": asked.text,
            "changes": changes,
            "purpose": asked.purpose,
            "claimant_id": asked.claimant_id,
            "about": asked.about,
        },
        "filed": {**asdict(request.filed), "on": request.filed.on.isoformat()},
        "rules_of": request.rules_of.isoformat(),
        "answer_by": request.answer_by.isoformat(),
        "status": request.status,
        "escalated_on": None if request.escalated_on is None else request.escalated_on.isoformat(),
        "decision": None if decision is None else _decision_to(decision),
        "lifted_by": request.lifted_by,
        "lifted_on": None if request.lifted_on is None else request.lifted_on.isoformat(),
        "lifted_from_home": request.lifted_from_home,
        "traces_left": request.traces_left,
        "retained": list(request.retained),
        "look_again_on": None
        if request.look_again_on is None
        else request.look_again_on.isoformat(),
        "erased_later": [asdict(each) for each in request.erased_later],
    }


def _decision_to(decision: Decision) -> State:
    return {
        "outcome": decision.outcome,
        "reason": decision.reason,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "answer": asdict(decision.answer),
        "erased": [asdict(each) for each in decision.erased],
        "kept": [asdict(each) for each in decision.kept],
    }


def _from_state(request_id: str, version: int, state: State) -> DataRequest:
    asked, filed, decision = state["asked"], state["filed"], state["decision"]
    changes = asked["changes"]
    return DataRequest(
        id=request_id,
        version=version,
        person_id=state["person_id"],
        governorate=state["governorate"],
        asked=Asked(
            **{**asked, "changes": None if changes is None else plain.changes_from(changes)}
        ),
        filed=Filed(**{**filed, "on": date.fromisoformat(filed["on"])}),
        rules_of=date.fromisoformat(state["rules_of"]),
        answer_by=date.fromisoformat(state["answer_by"]),
        status=state["status"],
        escalated_on=plain.day_from(state["escalated_on"]),
        decision=None if decision is None else _decision_from(decision),
        lifted_by=state["lifted_by"],
        # Of what was lifted before it is not known: those accounts are told to nobody else.
        lifted_on=plain.day_from(state.get("lifted_on")),
        lifted_from_home=state.get("lifted_from_home", True),
        traces_left=state["traces_left"],
        # Erasures of before kept what they kept without an end.
        retained=tuple(state.get("retained", ())),
        look_again_on=plain.day_from(state.get("look_again_on")),
        erased_later=tuple(Reason(**each) for each in state.get("erased_later", ())),
    )


def _decision_from(state: State) -> Decision:
    return Decision(
        outcome=state["outcome"],
        reason=state["reason"],
        by=state["by"],
        on=date.fromisoformat(state["on"]),
        answer=Text(**state["answer"]),
        erased=tuple(Reason(**each) for each in state["erased"]),
        kept=tuple(Reason(**each) for each in state["kept"]),
    )


def show(request: DataRequest) -> View:
    """The whole request."""
    state = _to_state(request)
    asked, filed = state["asked"], state["filed"]
    return {
        "id": request.id,
        "version": request.version,
        "person_id": request.person_id,
        "governorate": request.governorate,
        "kind": asked["kind"],
        "text": asked["text"],
        "changes": _changes_shown(request),
        "purpose": asked["purpose"],
        "claimant_id": asked["claimant_id"],
        "about": asked["about"],
        "status": request.status,
        "in_force": request.in_force,
        "filed_by": filed["by"],
        "filed_on": filed["on"],
        "by_person": filed["by_person"],
        "answer_by": state["answer_by"],
        "escalated_on": state["escalated_on"],
        "decision": state["decision"],
        "erased_later": state["erased_later"],
        "look_again_on": state["look_again_on"],
        "lifted_by": request.lifted_by,
    }


def _changes_shown(request: DataRequest) -> View | None:
    changes = request.asked.changes
    if changes is None:
        return None
    shown = plain.changes_to(changes)
    if "guardian" in changes:
        shown["guardian"] = plain.guardian_shown(changes["guardian"])
    return shown


def _keys(request: DataRequest) -> dict[str, Any]:
    asked, kind = request.asked, request.kind
    lasts = request.in_force
    return {
        "person": request.person_id,
        "governorate": request.governorate,
        "kind": kind,
        "status": request.status,
        "overdue": "yes" if request.escalated_on and request.status == OPEN else None,
        "objects": asked.purpose if lasts and kind == OBJECTION else None,
        "restricts": "yes" if lasts and kind == RESTRICTION else None,
        "open": f"{request.person_id}/{_subject(asked)}" if request.status == OPEN else None,
    }


def _subject(asked: Asked) -> str:
    """Of what a person has one open request at a time."""
    about = None if asked.about == RECORD else asked.about
    return "/".join(filter(None, (asked.kind, asked.purpose, asked.claimant_id, about)))


def _timers(request: DataRequest) -> list[Timer]:
    """The answer that is overdue; and what had to stay after an erasure, when that may be over."""
    if request.status == OPEN and request.escalated_on is None:
        return [Timer(ANSWER, start_of(request.answer_by + timedelta(days=1)))]
    again = request.look_again_on
    return [] if again is None else [Timer(RETENTION, start_of(again))]


DATA_REQUESTS: Kind[DataRequest] = Kind(
    service="registry",
    name="privacy_request",
    collection="privacy_requests",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"open": "privacy_request_open_already"},
    timers=_timers,
    work=lambda it: [FORGET] if it.traces_left else [],
    indexes=(("person",), ("governorate", "status"), ("objects",), ("restricts",)),
)


class KeptRequests:
    """See `app.privacy.ports.DataRequests`."""

    def __init__(
        self, store: Store[DataRequest], tell: Callable[[DataRequest, View, Actor], View]
    ) -> None:
        self._store = store
        self._tell = tell
        self.load = store.load
        self.add = store.add
        self.show = show

    def get(self, request_id: str, admit: Callable[[DataRequest], None] = anybody) -> DataRequest:
        with told_again(self._as_told):
            return self._store.get(request_id, admit)

    def _as_told(self, view: View, actor: Actor) -> View:
        return self._tell(self.load(view["id"]), view, actor)

    def save(self, request: DataRequest) -> View:
        return self._store.save(request)

    def summary(self, view: View) -> View:
        """What lists show: neither what was asked nor what was answered."""
        return {name: value for name, value in view.items() if name not in _NOT_LISTED}

    def knows(self, request_id: str) -> bool:
        try:
            self._store.load(request_id)
        except NotFound:
            return False
        return True

    def find(
        self,
        wanted: Mapping[str, str],
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        places = {} if governorates is None else {"governorate": sorted(governorates)}
        page = self._store.find(Criteria(equals=wanted, any_of=places), after, limit)
        return {"items": page.items, "next": page.next}

    def objecting(self, purpose: str) -> set[str]:
        return {each.person_id for each in self._store.each(Criteria(equals={"objects": purpose}))}

    def of(self, person_id: str) -> Iterator[DataRequest]:
        return self._store.each(Criteria(equals={"person": person_id}))

    def forget_answers(self, request_id: str) -> None:
        self._store.rewrite_history(request_id, lambda former: former)

    def restricted(self) -> set[str]:
        return {each.person_id for each in self._store.each(Criteria(equals={"restricts": "yes"}))}
