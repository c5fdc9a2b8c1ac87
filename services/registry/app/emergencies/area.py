"""Shocks: emergencies declared for places and groups, and their top-ups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.registry.app.emergencies.handlers import EmergencyHandlers
from services.registry.app.emergencies.queries import EmergencyQueries
from services.registry.app.ports import Run


@dataclass(frozen=True)
class Emergencies:
    """Everything the registry can be told and asked about this area."""

    handlers: EmergencyHandlers
    queries: EmergencyQueries
    work: Mapping[str, Callable[[str, Run], None]]
