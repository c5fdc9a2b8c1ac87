"""Inspections, corrective actions, oversight and plans, in one place for the entrypoints."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.inspections.assigning import InspectorDesk
from services.licensing.app.inspections.concluding import Concluding
from services.licensing.app.inspections.correcting import Correcting
from services.licensing.app.inspections.evidence import Evidence
from services.licensing.app.inspections.overseeing import Overseeing
from services.licensing.app.inspections.parting import Parting
from services.licensing.app.inspections.planning import InspectionDesk, Planning
from services.licensing.app.inspections.reading import Reading
from services.licensing.app.inspections.receiving import Receiving
from services.licensing.app.inspections.risk_planning import RiskPlanning


@dataclass(frozen=True)
class Inspecting:
    """The desks that answer commands, and the reading room. `opening`, `parting` and
    `evidence` are for other areas."""

    opening: Planning
    parting: Parting
    inspectors: InspectorDesk
    desk: InspectionDesk
    receiving: Receiving
    concluding: Concluding
    correcting: Correcting
    overseeing: Overseeing
    plans: RiskPlanning
    reading: Reading
    evidence: Evidence
