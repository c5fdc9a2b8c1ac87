"""How imports are kept and shown."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any

from chassis.documents.kind import Criteria, Kind, State, Store, Timer, View
from contracts.refusals import LANGUAGES, say
from services.registry.adapters.files.events import publish
from services.registry.domain.files.people_import import (
    CHECKING,
    LOADING,
    PeopleImport,
    Sender,
    SentFile,
    Tally,
    Unread,
)

_WORK = {CHECKING: ["check"], LOADING: ["load"]}


def _to_state(found: PeopleImport) -> State:
    sender = found.sender
    return {
        "file": asdict(found.file),
        "sender": {
            "subject": sender.subject,
            "centre": sender.centre,
            "governorates": sorted(sender.governorates),
            "on": sender.on.isoformat(),
        },
        "status": found.status,
        "checked": None if found.checked is None else asdict(found.checked),
        "loaded": None if found.loaded is None else asdict(found.loaded),
        "unreadable": None if found.unreadable is None else found.unreadable.code,
        "unread_for": {} if found.unreadable is None else dict(found.unreadable.params),
    }


def _from_state(import_id: str, version: int, state: State) -> PeopleImport:
    sender = state["sender"]
    return PeopleImport(
        id=import_id,
        file=SentFile(**state["file"]),
        sender=Sender(
            sender["subject"],
            sender["centre"],
            frozenset(sender["governorates"]),
            date.fromisoformat(sender["on"]),
        ),
        status=state["status"],
        checked=_tally(state["checked"]),
        loaded=_tally(state["loaded"]),
        unreadable=_unread(state),
        version=version,
    )


def _unread(state: State) -> Unread | None:
    code = state["unreadable"]
    return None if code is None else Unread(code, state.get("unread_for", {}))


def _said(reason: Unread | None) -> dict[str, dict[str, str]] | None:
    if reason is None:
        return None
    return {each: vars(say(reason.code, each, reason.params)).copy() for each in LANGUAGES}


def _tally(state: dict[str, Any] | None) -> Tally | None:
    return None if state is None else Tally(**state)


def _to_view(found: PeopleImport) -> View:
    state = _to_state(found)
    return {
        "id": found.id,
        "version": found.version,
        **state["file"],
        "status": found.status,
        "checked": state["checked"],
        "loaded": state["loaded"],
        "unreadable": state["unreadable"],
        "problem": _said(found.unreadable),
        "missing": [],
        "progress": None,
        "sent_by": found.sender.subject,
        "sent_on": state["sender"]["on"],
    }


def _timers(found: PeopleImport) -> list[Timer]:
    until = found.waits_until
    return [] if until is None else [Timer("expire", datetime.combine(until, time.min, UTC))]


IMPORTS: Kind[PeopleImport] = Kind(
    service="registry",
    name="import",
    collection="imports",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=lambda found: {"subject": found.sender.subject},
    timers=_timers,
    work=lambda found: _WORK.get(found.status, []),
    indexes=(("subject",),),
)


class KeptImports:
    """Imports in a store of documents."""

    def __init__(self, store: Store[PeopleImport]) -> None:
        self._store = store
        self.get = store.get
        self.load = store.load
        self.add = store.add
        self.save = store.save
        self.view = store.view

    def find(self, subject: str, after: str | None, limit: int) -> View:
        """A page of somebody's own imports."""
        page = self._store.find(Criteria(equals={"subject": subject}), after, limit)
        return {"items": page.items, "next": page.next}
