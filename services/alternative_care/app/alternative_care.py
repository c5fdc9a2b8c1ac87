"""All that alternative care can be asked, in one place for its entrypoints."""

from __future__ import annotations

from dataclasses import dataclass

from services.alternative_care.app.cases import CaseDesk
from services.alternative_care.app.families import FamilyDesk
from services.alternative_care.app.placements import PlacementDesk
from services.alternative_care.app.queries import Reading


@dataclass(frozen=True)
class AlternativeCare:
    """The desks that answer commands, and the reading room."""

    families: FamilyDesk
    cases: CaseDesk
    placements: PlacementDesk
    reading: Reading
