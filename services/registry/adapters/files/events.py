"""Facts about imports and exports as the events that the contracts know."""

from __future__ import annotations

from chassis.documents.kind import Published
from contracts.events.base import to_data
from contracts.events.registry import files as contract
from services.registry.domain.files import events


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact."""
    if isinstance(event, events.ImportAdvanced):
        return Published(
            contract.ImportAdvanced.TYPE,
            to_data(contract.ImportAdvanced(event.import_id, event.status)),
        )
    return Published(
        contract.ExportAdvanced.TYPE,
        to_data(contract.ExportAdvanced(event.export_id, event.status)),
    )
