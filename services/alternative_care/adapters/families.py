"""How carer families are kept, found and shown."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.alternative_care.adapters.events import publish
from services.alternative_care.app.shapes import decision_from, decision_shape
from services.alternative_care.domain.events import Contact
from services.alternative_care.domain.family import Approval, CarerFamily, Place

State = dict[str, Any]


def _to_state(family: CarerFamily) -> State:
    return {
        "carers": list(family.carers),
        "contact": vars(family.contact).copy(),
        "place": vars(family.place).copy(),
        "capacity": family.capacity,
        "approval": decision_shape(family.approval.ministry),
        "court_approval": decision_shape(family.approval.court),
        "placements": list(family.placements),
    }


def _from_state(family_id: str, version: int, state: State) -> CarerFamily:
    return CarerFamily(
        id=family_id,
        version=version,
        carers=tuple(state["carers"]),
        contact=Contact(**state["contact"]),
        place=Place(**state["place"]),
        capacity=state["capacity"],
        approval=Approval(decision_from(state["approval"]), decision_from(state["court_approval"])),
        placements=list(state["placements"]),
    )


def show(family: CarerFamily) -> State:
    """The family as answers have it."""
    return {
        "id": family.id,
        "version": family.version,
        **_to_state(family),
        "free_places": family.free_places,
    }


FAMILIES: Kind[CarerFamily] = Kind(
    service="alternative_care",
    name="family",
    collection="families",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda family: {
        "governorate": family.governorate,
        "with_free_place": "yes" if family.free_places else "no",
    },
    indexes=(("governorate", "with_free_place"),),
)
