"""How imports are kept and shown."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any

from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import Criteria, Kind, State, Store, Timer, View
from chassis.errors import Conflict, NotFound
from contracts.refusals import LANGUAGES, say
from services.registry.adapters.files.columns import columns
from services.registry.adapters.files.events import publish
from services.registry.domain.files.headings import Heading, ignored
from services.registry.domain.files.people_import import (
    CHECKING,
    LOADED,
    LOADING,
    PeopleImport,
    Sender,
    SentFile,
    Tally,
    Unread,
)
from services.registry.domain.files.refusals import SentBefore

Words = dict[str, dict[str, str]]
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
        "again": found.again,
        "status": found.status,
        "checked": None if found.checked is None else asdict(found.checked),
        "loaded": None if found.loaded is None else asdict(found.loaded),
        "unreadable": None if found.unreadable is None else found.unreadable.code,
        "unread_for": {} if found.unreadable is None else dict(found.unreadable.params),
        "headings": [asdict(each) for each in found.headings],
        "reasons": dict(found.reasons),
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
        # Imports from before a content came in once do not say.
        again=state.get("again", False),
        # Nor do those from before the preview named what is not read, and why rows are refused.
        headings=tuple(Heading(**each) for each in state.get("headings", ())),
        reasons=state.get("reasons", {}),
        version=version,
    )


def _unread(state: State) -> Unread | None:
    code = state["unreadable"]
    return None if code is None else Unread(code, state.get("unread_for", {}))


def _problem(found: PeopleImport) -> Words | None:
    reason = found.unreadable
    return None if reason is None else _said(reason.code, reason.params)


def _advice(found: PeopleImport) -> Words | None:
    """What is left to the sender at the end: who came with a file was not compared one by one."""
    return _said("import_loaded", {}) if found.status == LOADED and found.counts else None


def _ignored(heading: Heading) -> View:
    """A heading whose column is not read, and which one was probably meant, in both languages."""
    params, code = {"heading": heading.text}, "import_column_ignored"
    if heading.meant is not None:
        code, params["column"] = "import_column_misspelled", columns()[heading.meant].title
    return {"heading": heading.text, "meant": heading.meant, **_said(code, params)}


def _reason(code: str, rows: int) -> View:
    return {"code": code, "rows": rows,
            **{each: say(code, each).title for each in LANGUAGES}}  # fmt: skip


def _said(code: str, params: Mapping[str, Any]) -> Words:
    return {each: say(code, each, params).shown for each in LANGUAGES}


def _tally(state: dict[str, Any] | None) -> Tally | None:
    return None if state is None else Tally(**state)


def _to_view(found: PeopleImport) -> View:
    state = _to_state(found)
    return {
        "id": found.id,
        "version": found.version,
        **state["file"],
        "again": found.again,
        "status": found.status,
        "checked": state["checked"],
        "loaded": state["loaded"],
        "ignored_columns": [_ignored(each) for each in ignored(found.headings)],
        "reasons": [_reason(code, rows) for code, rows in sorted(found.reasons.items())],
        "unreadable": state["unreadable"],
        "problem": _problem(found),
        "advice": _advice(found),
        "missing": [],
        "progress": None,
        "sent_by": found.sender.subject,
        "sent_on": state["sender"]["on"],
    }


def _keys(found: PeopleImport) -> dict[str, Any]:
    content = found.file.sha256 if found.counts else None
    return {
        "subject": found.sender.subject,
        "content": content,
        "content_once": None if found.again else content,
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
    keys=_keys,
    unique={"content_once": "import_sent_before"},
    timers=_timers,
    work=lambda found: _WORK.get(found.status, []),
    indexes=(("subject",), ("content",)),
)


class KeptImports:
    """Imports in a store of documents."""

    def __init__(self, store: Store[PeopleImport]) -> None:
        self._store = store
        self.get = store.get
        self.load = store.load
        self.add = store.add
        self.view = store.view

    def save(self, changed: PeopleImport) -> View:
        """Keep it, if no other import came first with the same content: see `must_be_new`."""
        try:
            return self._store.save(changed)
        except Conflict as conflict:
            if conflict.code != SentBefore.code:
                raise
            self.must_be_new(changed)
            # The other one was given up meanwhile: the command is tried again.
            raise ConcurrentChange(f"import {changed.id}") from conflict

    def must_be_new(self, wanted: PeopleImport) -> None:
        """See `services.registry.app.files.import_ports.Imports`."""
        same = self._store.newest(Criteria(equals={"content": wanted.file.sha256}), 2)
        others = [each for each in same if each.id != wanted.id]
        if not others or wanted.again:
            return
        with suppress(NotFound):
            self._store.get(wanted.id)  # what was announced before is answered as it was then
        raise SentBefore(import_id=others[0].id, on=others[0].sender.on.isoformat())

    def find(self, subject: str, after: str | None, limit: int) -> View:
        """A page of somebody's own imports."""
        page = self._store.find(Criteria(equals={"subject": subject}), after, limit)
        return {"items": page.items, "next": page.next}
