"""How households are kept: state, view, search keys, and the store that answers searches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from chassis.documents.kind import Criteria, Kind, State, Store, View, anybody
from services.registry.adapters.households.events import publish
from services.registry.adapters.privacy.repeated import told_again
from services.registry.app.households.telling import as_told_to
from services.registry.app.persons import plain
from services.registry.app.ports import written
from services.registry.app.privacy.plain import protection_from, protection_to
from services.registry.domain.households.events import HouseholdAmended
from services.registry.domain.households.household import ACTIVE, Household
from services.registry.domain.households.life import (
    CORRECTION,
    CourtPermission,
    Dwelling,
    LifeEvent,
    Member,
    TakenPlace,
)
from services.registry.domain.privacy.protection import marks


def _to_state(household: Household) -> State:
    return {
        "head_id": household.head_id,
        "members": [plain.flat(each) for each in household.members],
        "address": plain.flat(household.address),
        "dwelling": None if household.dwelling is None else plain.flat(household.dwelling),
        "status": household.status,
        "last_event": _event_to(household.last_event),
        "protection": protection_to(household.protection),
        "taken_places": [plain.flat(each) for each in household.taken_places],
        "origin": plain.origin_to(household.origin),
    }


def _from_state(household_id: str, version: int, state: State) -> Household:
    return Household(
        id=household_id,
        head_id=state["head_id"],
        members=tuple(Member(**each) for each in state["members"]),
        address=plain.address_from(state["address"]),
        origin=plain.origin_from(state["origin"]),
        dwelling=None if (dwelling := state.get("dwelling")) is None else Dwelling(**dwelling),
        protection=protection_from(state.get("protection")),
        last_event=_event_from(state.get("last_event")),
        status=state.get("status", ACTIVE),
        taken_places=tuple(TakenPlace(**each) for each in state.get("taken_places", ())),
        version=version,
    )


def _event_to(happened: LifeEvent | None) -> State | None:
    if happened is None:
        return None
    state = plain.flat(happened)
    permission, protection = state.pop("court_permission"), state.pop("protection")
    if protection is not None:
        state["protection"] = protection_to(protection)
    if permission is not None:
        state["court_permission"] = {
            "number": permission.number,
            "date": permission.date.isoformat(),
        }
    return {**state, "on": happened.on.isoformat(), "person_ids": list(happened.person_ids)}


def _event_from(state: State | None) -> LifeEvent | None:
    if state is None:
        return None
    return LifeEvent(
        **{
            **state,
            "on": date.fromisoformat(state["on"]),
            "person_ids": tuple(state["person_ids"]),
            "court_permission": _permission_from(state.get("court_permission")),
            # Of events from before it was kept, none is known.
            "protection": protection_from(state.get("protection")),
        }
    )


def _permission_from(state: State | None) -> CourtPermission | None:
    if state is None:
        return None
    return CourtPermission(state["number"], date.fromisoformat(state["date"]))


def _reason(why: str | None, happened: LifeEvent | None) -> dict[str, str | None]:
    """What was said: with the change itself, or with the life event that it was."""
    kind, _, note = (why or "").partition(": ")
    if happened is not None and happened.kind == kind:
        return {"why": kind, "note": happened.note}
    return {"why": kind or None, "note": note or None}


def _to_view(household: Household) -> View:
    state = _to_state(household)
    for each in ("origin", "taken_places"):
        del state[each]
    happened = state["last_event"] if household.tells_what_happened else None
    if happened is not None:
        happened.pop("protection", None)
    if state["protection"] is None:
        del state["protection"]
    origin = plain.origin_shown(household.origin, household.protection)
    told = {**state, "last_event": happened, **origin}
    return {"id": household.id, "version": household.version, **told}


def _keys(household: Household) -> dict[str, Any]:
    return {
        "person": list(household.person_ids),
        "governorate": household.address.governorate,
        "protected": marks(household.protection),
    }


HOUSEHOLDS: Kind[Household] = Kind(
    service="registry",
    name="household",
    collection="households",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=_keys,
    unique={"person": "person_in_other_household"},
    indexes=(("governorate",),),
    history=True,
)


FamilyChanged = Callable[[str, str, Collection[str], Collection[str]], None]
"""In this household this happened, by which these came to live there and those left."""


class KeptHouseholds:
    """Households in a store of documents."""

    def __init__(
        self,
        store: Store[Household],
        family_changed: FamilyChanged = lambda household_id, happened, came, left: None,
    ) -> None:
        """`family_changed` follows, within the same change, when persons came or left.

        Not when their records are merged: nobody comes or goes by that.
        """
        self._store = store
        self._family_changed = family_changed
        self.get_companion = store.get_companion
        self.add = store.add
        self.hold = store.hold
        self.view = store.view

    def get(self, household_id: str, admit: Callable[[Household], None] = anybody) -> Household:
        with told_again(lambda view, actor: as_told_to(actor, self, view)):
            return self._store.get(household_id, admit)

    def save(self, household: Household, why: str | None = None) -> View:
        told = [each for each in household.events if isinstance(each, HouseholdAmended)]
        view = self._store.save(household, why)
        happened = household.last_event
        of_life = happened is not None and happened.kind == why
        for each in told:
            if each.joined or each.left:
                kind = happened.kind if happened is not None and of_life else CORRECTION
                self._family_changed(household.id, kind, each.joined, each.left)
        return view

    def view_at(self, household_id: str, moment: datetime) -> View:
        return _to_view(self._store.as_of(household_id, moment))

    def history(self, household_id: str) -> list[View]:
        return [
            {
                "version": each.version,
                "at": written(each.at),
                "actor": each.actor,
                **_reason(each.why, each.aggregate.last_event),
                "household": _to_view(each.aggregate),
            }
            for each in self._store.history(household_id)
        ]

    def states(self, household_id: str) -> list[Household]:
        """See `app.households.ports.Households`."""
        return [each.aggregate for each in self._store.history(household_id)]

    def forget_former(self, household_id: str) -> None:
        """See `app.privacy.ports.Homes`."""
        self._store.rewrite_history(household_id, Household.without_details)

    def home_of(self, person_id: str) -> str | None:
        found = self._store.find(Criteria(equals={"person": person_id}), None, 1).items
        return str(found[0]["id"]) if found else None

    def search(
        self,
        *,
        person_id: str | None,
        governorates: Collection[str] | None,
        known_to: Sequence[str | None] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page of households; see `app.ports.Households`."""
        criteria = Criteria(
            equals={} if person_id is None else {"person": person_id},
            any_of={
                **({} if governorates is None else {"governorate": sorted(governorates)}),
                **({} if known_to is None else {"protected": known_to}),
            },
        )
        page = self._store.find(criteria, after, limit)
        return {"items": page.items, "next": page.next}
