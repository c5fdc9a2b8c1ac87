"""How copies of what is held about a person are kept and shown."""

from __future__ import annotations

from collections.abc import Iterator

from chassis.calendar import written
from chassis.documents.kind import Criteria, Kind, State, Store, Timer, View
from services.registry.adapters.privacy.events import publish
from services.registry.domain.files.kept import WRITING
from services.registry.domain.privacy.data_copy import DataCopy


def _to_state(made: DataCopy) -> State:
    return {
        name: value for name, value in vars(made).items() if name not in ("id", "version", "events")
    }


def _from_state(copy_id: str, version: int, state: State) -> DataCopy:
    return DataCopy(id=copy_id, version=version, **state)


def _to_view(made: DataCopy) -> View:
    expires_at = made.expires_at
    state = _to_state(made)
    del state["outdated"]
    return {
        "id": made.id,
        "version": made.version,
        **state,
        "expires_at": None if expires_at is None else written(expires_at),
    }


COPIES: Kind[DataCopy] = Kind(
    service="registry",
    name="data_copy",
    collection="data_copies",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=lambda made: {"person": made.person_id},
    timers=lambda made: [] if made.expires_at is None else [Timer("expire", made.expires_at)],
    work=lambda made: ["write"] if made.status == WRITING else [],
    indexes=(("person",),),
)


class KeptCopies:
    """See `app.privacy.ports.Copies`."""

    def __init__(self, store: Store[DataCopy]) -> None:
        self._store = store
        self.get = store.get
        self.load = store.load
        self.add = store.add
        self.view = store.view

    def save(self, made: DataCopy) -> View:
        return self._store.save(made)

    def of(self, person_id: str) -> Iterator[DataCopy]:
        return self._store.each(Criteria(equals={"person": person_id}))
