"""How exports are kept and shown."""

from __future__ import annotations

from collections.abc import Iterator

from chassis.calendar import written
from chassis.documents.kind import Criteria, Kind, State, Store, Timer, View
from services.registry.adapters.files.events import publish
from services.registry.domain.files.export import Export, Reader
from services.registry.domain.files.kept import WRITING


def _to_state(found: Export) -> State:
    reader = found.reader
    return {
        "of": found.of,
        "format": found.format,
        "language": found.language,
        "subject": reader.subject,
        "governorates": None if reader.governorates is None else sorted(reader.governorates),
        "purpose": reader.purpose,
        "status": found.status,
        "rows": found.rows,
        "expires_at": found.expires_at,
        "outdated": found.outdated,
    }


def _from_state(export_id: str, version: int, state: State) -> Export:
    places = state["governorates"]
    return Export(
        id=export_id,
        of=state["of"],
        format=state["format"],
        language=state["language"],
        reader=Reader(
            state["subject"], None if places is None else frozenset(places), state["purpose"]
        ),
        status=state["status"],
        rows=state["rows"],
        expires_at=state["expires_at"],
        outdated=state.get("outdated", False),
        version=version,
    )


def _to_view(found: Export) -> View:
    state = _to_state(found)
    del state["outdated"]
    expires_at = found.expires_at
    return {
        "id": found.id,
        "version": found.version,
        **state,
        "expires_at": None if expires_at is None else written(expires_at),
        "progress": None,
    }


EXPORTS: Kind[Export] = Kind(
    service="registry",
    name="export",
    collection="exports",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=lambda found: {"subject": found.reader.subject},
    timers=lambda found: [] if found.expires_at is None else [Timer("expire", found.expires_at)],
    work=lambda found: ["write"] if found.status == WRITING else [],
    indexes=(("subject",),),
)


class KeptExports:
    """Exports in a store of documents."""

    def __init__(self, store: Store[Export]) -> None:
        self._store = store
        self.get = store.get
        self.load = store.load
        self.add = store.add
        self.save = store.save
        self.view = store.view

    def each(self) -> Iterator[Export]:
        """Everybody's, whatever became of them."""
        return self._store.each(Criteria())

    def find(self, subject: str, after: str | None, limit: int) -> View:
        """A page of somebody's own exports."""
        page = self._store.find(Criteria(equals={"subject": subject}), after, limit)
        return {"items": page.items, "next": page.next}
