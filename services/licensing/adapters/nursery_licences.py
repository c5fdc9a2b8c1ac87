"""How licences are kept, found and shown, and what falls due on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chassis.calendar import start_of
from chassis.documents.kind import Kind, Timer
from services.licensing.adapters.events import publish
from services.licensing.app.shapes import nursery_from, nursery_shape
from services.licensing.domain.licence import Holder, Licence, LicenceState

State = dict[str, Any]

RENEWAL_DUE = "renewal_due_"
EXPIRED = "expired"


def _to_state(licence: Licence) -> State:
    return {
        "number": licence.number,
        "application_id": licence.application_id,
        "nursery": nursery_shape(licence.nursery),
        "holder": vars(licence.holder).copy(),
        "valid_from": licence.valid_from.isoformat(),
        "expires_on": licence.expires_on.isoformat(),
        "state": licence.state.value,
        "reminders_left": licence.reminders_left,
    }


def _from_state(licence_id: str, version: int, state: State) -> Licence:
    return Licence(
        id=licence_id,
        version=version,
        number=state["number"],
        application_id=state["application_id"],
        nursery=nursery_from(state["nursery"]),
        holder=Holder(**state["holder"]),
        valid_from=date.fromisoformat(state["valid_from"]),
        expires_on=date.fromisoformat(state["expires_on"]),
        state=LicenceState(state["state"]),
        reminders_left=list(state["reminders_left"]),
    )


def show(licence: Licence) -> State:
    """The licence as answers have it."""
    return {
        "id": licence.id,
        "version": licence.version,
        "number": licence.number,
        "state": licence.state.value,
        "application_id": licence.application_id,
        "nursery": nursery_shape(licence.nursery),
        "holder": {
            "name": licence.holder.name,
            "national_number": licence.holder.national_number,
        },
        "valid_from": licence.valid_from.isoformat(),
        "expires_on": licence.expires_on.isoformat(),
    }


def _timers(licence: Licence) -> list[Timer]:
    """A timer for each reminder not yet given and one for the expiry, at the day's beginning."""
    if licence.state is LicenceState.EXPIRED:
        return []
    reminders = [
        Timer(f"{RENEWAL_DUE}{days}", start_of(licence.expires_on - timedelta(days=days)))
        for days in licence.reminders_left
    ]
    return [*reminders, Timer(EXPIRED, start_of(licence.expires_on))]


LICENCES: Kind[Licence] = Kind(
    service="licensing",
    name="licence",
    collection="licences",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda licence: {
        "number": licence.number,
        "state": licence.state.value,
        "governorate": licence.governorate,
        "owners": sorted(licence.owners),
    },
    unique={"number": "licence_number_taken"},
    timers=_timers,
    indexes=(("governorate", "state"), ("owners",)),
)
