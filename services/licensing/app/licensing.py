"""All that licensing can be told and asked, in one place for its entrypoints."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.associations.area import AssociationArea
from services.licensing.app.elections.area import ElectionArea
from services.licensing.app.holidays import HolidayTable
from services.licensing.app.nurseries import Nurseries


@dataclass(frozen=True)
class Licensing:
    """Every area, as the bootstrap wired it."""

    holidays: HolidayTable
    nurseries: Nurseries
    associations: AssociationArea
    elections: ElectionArea
