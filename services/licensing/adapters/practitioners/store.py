"""How records of practitioners are kept and found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import Criteria, Kind, Store, View
from chassis.errors import Conflict
from chassis.plain import aggregate_of, state_of
from services.licensing.adapters.practitioners.events import publish
from services.licensing.domain.practitioners.practitioner import Practitioner


def _keys(made: Practitioner) -> dict[str, Any]:
    return {
        "number": made.number,
        "identity": made.identity,
        "licences": list(made.licence_ids),
    }


PRACTITIONERS: Kind[Practitioner] = Kind(
    service="licensing",
    name="practitioner",
    collection="practitioners",
    to_state=state_of,
    from_state=partial(aggregate_of, Practitioner),
    to_view=lambda made: {"id": made.id, "version": made.version},
    publish=publish,
    keys=_keys,
    unique={
        "number": "practitioner_number_taken",
        "identity": "practitioner_registered_already",
        "licences": "practitioner_registered_already",
    },
)


class KeptPractitioners:
    """See `services.licensing.app.practitioners.ports.Practitioners`."""

    def __init__(self, store: Store[Practitioner]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.save = store.save

    def add(self, aggregate: Practitioner) -> View:
        """Raises `ConcurrentChange` when somebody registered them at this moment: the decision is
        made again, and finds the record."""
        try:
            return self._store.add(aggregate)
        except Conflict as conflict:
            raise ConcurrentChange(f"practitioner {aggregate.id}") from conflict

    def of_identity(self, identity: str) -> Practitioner | None:
        return self._one(Criteria(equals={"identity": identity}))

    def of_number(self, number: str) -> Practitioner | None:
        return self._one(Criteria(equals={"number": number}))

    def of_licences(self, licence_ids: Sequence[str]) -> Sequence[Practitioner]:
        wanted = Criteria(any_of={"licences": list(licence_ids)})
        return self._store.newest(wanted, len(licence_ids)) if licence_ids else []

    def _one(self, criteria: Criteria) -> Practitioner | None:
        return next(iter(self._store.newest(criteria, 1)), None)
