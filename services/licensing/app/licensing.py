"""All that licensing can be told and asked, in one place for its entrypoints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.applications.area import ApplicationsArea
from services.licensing.app.associations.area import AssociationArea
from services.licensing.app.cameras.area import CameraRoom
from services.licensing.app.documents.area import DocumentArea
from services.licensing.app.elections.area import ElectionArea
from services.licensing.app.fees.area import Fees
from services.licensing.app.grants.grants import Grants
from services.licensing.app.holidays import HolidayTable
from services.licensing.app.inspections.area import Inspecting
from services.licensing.app.licensed.area import Licences
from services.licensing.app.ports import Run
from services.licensing.app.practitioners.area import PractitionerArea

Work = Callable[[str, Run], None]


@dataclass(frozen=True)
class Licensing:
    """Every area, as the bootstrap wired it."""

    holidays: HolidayTable
    applications: ApplicationsArea
    licences: Licences
    documents: DocumentArea
    fees: Fees
    inspections: Inspecting
    cameras: CameraRoom
    associations: AssociationArea
    practitioners: PractitionerArea
    elections: ElectionArea
    grants: Grants

    @property
    def work(self) -> Mapping[str, Work]:
        """What is done in the background, by `<kind>.<work>`."""
        return {**self.documents.work, **self.elections.work}
