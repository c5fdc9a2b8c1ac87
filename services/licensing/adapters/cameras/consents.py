"""How a place's consents are kept, found and shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis.calendar import written
from chassis.documents.kind import Criteria, Kind
from chassis.identifiers import derived_id
from services.licensing.adapters.cameras.events import publish
from services.licensing.adapters.cameras.plain import (
    State,
    place_from,
    place_keys,
    place_shape,
    place_state,
)
from services.licensing.adapters.kept import Kept
from services.licensing.adapters.looking import as_read
from services.licensing.domain.cameras.consents import Consent, Ended, PlaceConsents, Terms


def consents_id(licence_id: str) -> str:
    """The consents of a place, named by its licence."""
    return derived_id("licensing", "camera_consents", licence_id)


def _to_state(kept: PlaceConsents) -> State:
    return {"place": place_state(kept.place), "consents": [_state(each) for each in kept.consents]}


def _state(consent: Consent) -> State:
    terms = consent.terms
    return {
        "id": consent.id,
        **vars(terms),
        "purposes": list(terms.purposes),
        "given_on": terms.given_on.isoformat(),
        "until": terms.until.isoformat(),
        "recorded_by": consent.recorded_by,
        "ended": None if consent.ended is None else vars(consent.ended).copy(),
    }


def _from_state(kept_id: str, version: int, state: State) -> PlaceConsents:
    consents = [_consent(each) for each in state["consents"]]
    return PlaceConsents(kept_id, version, place_from(state["place"]), consents)


def _consent(state: Mapping[str, Any]) -> Consent:
    terms = Terms(
        party=state["party"],
        file=state["file"],
        paper=state["paper"],
        purposes=tuple(state["purposes"]),
        given_on=date.fromisoformat(state["given_on"]),
        until=date.fromisoformat(state["until"]),
    )
    ended = None if state["ended"] is None else Ended(**state["ended"])
    return Consent(state["id"], terms, state["recorded_by"], ended)


def show(kept: PlaceConsents) -> State:
    """A place's consents as answers have them."""
    shown = {
        "id": kept.id,
        "version": kept.version,
        **place_shape(kept.place),
        "consents": [_shape(each) for each in kept.consents],
    }
    return as_read(shown, kept.governorate)


def _shape(consent: Consent) -> State:
    ended = consent.ended
    shown = None if ended is None else {**vars(ended), "at": written(ended.at)}
    return {**_state(consent), "ended": shown}


CONSENTS: Kind[PlaceConsents] = Kind(
    service="licensing",
    name="camera_consents",
    collection="camera_consents",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda kept: place_keys(kept.place),
    indexes=(("licence_id",),),
)


class KeptConsents(Kept[PlaceConsents]):
    """The store of consents, which also finds those of a place."""

    def of(self, licence_id: str) -> PlaceConsents | None:
        found = self._store.newest(Criteria(equals={"licence_id": licence_id}), 1)
        return found[0] if found else None
