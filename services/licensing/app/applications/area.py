"""Applications for all services of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.applications.deciding import DecidingDesk
from services.licensing.app.applications.drafting import DraftingDesk
from services.licensing.app.applications.handling import HandlingDesk
from services.licensing.app.applications.overseeing import Overseeing
from services.licensing.app.applications.ports import Holdings
from services.licensing.app.applications.queries import ApplicationQueries
from services.licensing.app.applications.recounting import Recounting
from services.licensing.app.catalogue.ports import Services
from services.licensing.app.catalogue.queries import CatalogueQueries


@dataclass(frozen=True)
class ApplicationsArea:
    """The desks that answer commands, and the reading rooms."""

    catalogue: CatalogueQueries
    drafting: DraftingDesk
    handling: HandlingDesk
    deciding: DecidingDesk
    recounting: Recounting
    queries: ApplicationQueries
    overseeing: Overseeing
    services: Services
    holdings: Holdings
