"""What is committed and told: as small as the peer's person, kept and published the usual way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chassis.documents.kind import Kind, Published
from contracts.events.registry.persons import PersonRegistered


@dataclass
class Probe:
    """An aggregate with one key that must be unique."""

    id: str
    national_number: str
    version: int = 0
    events: list[Any] = field(default_factory=list)


def _publish(event: Any) -> Published:
    """A real event type: what is published must be in the catalogue."""
    return Published(
        PersonRegistered.TYPE,
        {
            "person_id": event,
            "place": {"governorate": "JO-AM", "district": None},
            "identity_kind": "national_number",
            "birth_year": None,
            "registered_on": "2026-01-01",
        },
    )


PROBE: Kind[Probe] = Kind(
    service="bench",
    name="probe",
    collection="probes",
    to_state=lambda probe: {"national_number": probe.national_number, "governorate": "JO-AM"},
    from_state=lambda probe_id, version, state: Probe(probe_id, state["national_number"], version),
    to_view=lambda probe: {
        "id": probe.id,
        "version": probe.version,
        "national_number": probe.national_number,
    },
    publish=_publish,
    keys=lambda probe: {"national_number": probe.national_number},
    unique={"national_number": "national_number_taken"},
)


@dataclass
class Heard:
    """The effect of one event at the listener."""

    id: str
    version: int = 0
    events: list[Any] = field(default_factory=list)


HEARD: Kind[Heard] = Kind(
    service="bench",
    name="heard",
    collection="heard",
    to_state=lambda heard: {},
    from_state=lambda heard_id, version, state: Heard(heard_id, version),
    to_view=lambda heard: {"id": heard.id},
    publish=_publish,
)
