"""How researchers are kept, found and shown."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Criteria, Kind, Store
from services.registry.adapters.surveys.events import publish
from services.registry.app.surveys.shapes import (
    area_from,
    area_shape,
    training_from,
    training_shape,
)
from services.registry.domain.surveys.researcher import Researcher

State = dict[str, Any]


def _to_state(researcher: Researcher) -> State:
    return {
        "subject": researcher.subject,
        "name": researcher.name,
        "areas": [area_shape(each) for each in researcher.areas],
        "active": researcher.active,
        "trainings": [training_shape(each) for each in researcher.trainings],
    }


def _from_state(researcher_id: str, version: int, state: State) -> Researcher:
    return Researcher(
        id=researcher_id,
        version=version,
        subject=state["subject"],
        name=state["name"],
        areas=tuple(area_from(each) for each in state["areas"]),
        active=state["active"],
        trainings=tuple(training_from(each) for each in state["trainings"]),
    )


def _keys(researcher: Researcher) -> State:
    return {
        "subject": researcher.subject,
        "governorate": list(researcher.governorates),
        "active": "yes" if researcher.active else "no",
    }


def show(researcher: Researcher) -> State:
    """The researcher, and until when they may be given visits (`null`: not trained)."""
    until = researcher.trained_until
    return {
        "id": researcher.id,
        "version": researcher.version,
        **_to_state(researcher),
        "trained_until": None if until is None else until.isoformat(),
    }


RESEARCHERS: Kind[Researcher] = Kind(
    service="registry",
    name="researcher",
    collection="researchers",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"subject": "researcher_listed_already"},
    indexes=(("governorate",), ("active",)),
)


class KeptResearchers:
    """Researchers in a store of documents."""

    def __init__(self, store: Store[Researcher]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.add = store.add
        self.save = store.save

    def of_subject(self, subject: str) -> Researcher | None:
        return next(self._store.each(Criteria(equals={"subject": subject})), None)

    def all_active(self) -> list[Researcher]:
        return list(self._store.each(Criteria(equals={"active": "yes"})))
