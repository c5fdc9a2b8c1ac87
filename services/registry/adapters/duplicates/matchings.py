"""How matchings are kept, shown and told of."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.documents.kind import Kind, Published, State
from contracts.events.base import Event, to_data
from contracts.events.registry import duplicates as contract
from services.registry.domain.duplicates.matching import Event as DomainEvent
from services.registry.domain.duplicates.matching import (
    Found,
    Matching,
    MatchingCancelled,
    MatchingFinished,
    MatchingStarted,
)

_PLAIN = ("model", "started_by", "status", "cancelled_by")


def _to_state(matching: Matching) -> State:
    return {
        **{name: getattr(matching, name) for name in _PLAIN},
        "governorates": list(matching.governorates),
        "started_on": matching.started_on.isoformat(),
        "found": None if matching.found is None else asdict(matching.found),
    }


def _from_state(matching_id: str, version: int, state: State) -> Matching:
    return Matching(
        id=matching_id,
        governorates=tuple(state["governorates"]),
        started_on=date.fromisoformat(state["started_on"]),
        found=None if state["found"] is None else Found(**state["found"]),
        version=version,
        **{name: state[name] for name in _PLAIN},
    )


def show(matching: Matching) -> dict[str, Any]:
    """The view; how far the background is, is added where it is known."""
    return {
        "id": matching.id,
        "version": matching.version,
        **_to_state(matching),
        "progress": None,
    }


def _tell(event: DomainEvent) -> Event:
    if isinstance(event, MatchingStarted):
        return contract.MatchingStarted(event.matching_id, event.governorates, event.model)
    if isinstance(event, MatchingCancelled):
        return contract.MatchingCancelled(event.matching_id)
    if isinstance(event, MatchingFinished):
        found = event.found
        return contract.MatchingFinished(
            event.matching_id, found.persons, found.suggested, found.large_blocks
        )
    raise TypeError(f"no contract event for {type(event).__name__}")


def _publish(event: DomainEvent) -> Published:
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


MATCHINGS: Kind[Matching] = Kind(
    service="registry",
    name="matching",
    collection="matchings",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=_publish,
    keys=lambda matching: {
        "status": matching.status,
        "governorate": list(matching.governorates),
    },
    work=lambda matching: matching.work,
    indexes=(("status",), ("governorate",)),
)
