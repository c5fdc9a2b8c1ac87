"""How emergencies are kept, found and shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chassis.documents.kind import Criteria, Kind, State, Store, View
from services.registry.adapters.emergencies.events import publish
from services.registry.adapters.payments.plain import plain, step
from services.registry.domain.emergencies.emergency import (
    Amount,
    Concerned,
    Emergency,
    Group,
    Place,
)
from services.registry.domain.payments.facts import Sum


def _to_state(made: Emergency) -> State:
    return {
        name: plain(value)
        for name, value in vars(made).items()
        if name not in ("id", "version", "events")
    }


def _from_state(emergency_id: str, version: int, state: State) -> Emergency:
    until = state.get("approvable_until")
    return Emergency(
        **{
            **state,
            "id": emergency_id,
            "version": version,
            "places": tuple(Place(**each) for each in state["places"]),
            "group": Group(**state["group"]),
            "amount": Amount(**state["amount"]),
            "declared": step(state["declared"]),
            "concerned": _concerned(state["concerned"]),
            "approvable_until": until and date.fromisoformat(until),
            "further_list_ids": tuple(state.get("further_list_ids", ())),
            "approval": state["approval"] and step(state["approval"]),
            "cancellation": state["cancellation"] and step(state["cancellation"]),
        }
    )


def _concerned(state: State | None) -> Concerned | None:
    if state is None:
        return None
    places = {place: Sum(**each) for place, each in state["governorates"].items()}
    return Concerned(**{**state, "governorates": places})


def _to_view(made: Emergency) -> View:
    """As everybody may see it: nothing tells how many are under protection."""
    concerned = None if made.concerned is None else _open(made.concerned)
    return {"id": made.id, "version": made.version, **_to_state(made), "concerned": concerned}


def _open(concerned: Concerned) -> State:
    seen = concerned.open_total
    return {
        "households": seen.count,
        "persons": concerned.open_persons,
        "total_fils": seen.total_fils,
        "governorates": plain(concerned.governorates),
        "protected": None,
        "protected_listed": None,
    }


def _whole(concerned: Concerned) -> View:
    """Whom it concerns, for those who may know how many are under protection."""
    whole: View = plain(concerned)
    del whole["open_persons"]
    return whole


def _keys(made: Emergency) -> dict[str, Any]:
    return {"status": made.status, "governorate": list(made.governorates)}


EMERGENCIES: Kind[Emergency] = Kind(
    service="registry",
    name="emergency",
    collection="emergencies",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=_keys,
    work=lambda made: made.work,
    indexes=(("status",), ("governorate",)),
    watched={"status": ("targeting", "targeted")},
)


class KeptEmergencies:
    """Emergencies in a store of documents."""

    def __init__(self, store: Store[Emergency]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.add = store.add
        self.save = store.save

    def told(self, made: Emergency, all_of_it: bool) -> View:
        """The emergency; with how many are under protection for those who may know it."""
        view = _to_view(made)
        if all_of_it and made.concerned is not None:
            view["concerned"] = _whole(made.concerned)
        return view

    def find(
        self, status: str | None, governorates: Sequence[str] | None, after: str | None, limit: int
    ) -> View:
        criteria = Criteria(
            equals={} if status is None else {"status": status},
            any_of={} if governorates is None else {"governorate": governorates},
        )
        page = self._store.find(criteria, after, limit)
        items = [{**each, "top_ups": None, "progress": None} for each in page.items]
        return {"items": items, "next": page.next}
