"""What documents need of applications and inspections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chassis.errors import NotFound
from services.licensing.adapters.between.applications import KIND
from services.licensing.app.applications.area import ApplicationsArea
from services.licensing.app.inspections.area import Inspecting
from services.licensing.domain.access import Actor
from services.licensing.domain.applications.access import judged_by


@dataclass(frozen=True)
class JudgedApplications:
    """See `app.documents.ports.Judging`: bodies that approve judge applications."""

    area: Callable[[], ApplicationsArea]

    def papers(self, record_key: str, actor: Actor) -> frozenset[str]:
        kind, _, application_id = record_key.partition("/")
        if kind != KIND:
            return frozenset()
        area = self.area()
        try:
            application = area.queries.applications.load(application_id)
        except NotFound:
            return frozenset()
        service = area.services.version(application.service, application.service_version)
        return judged_by(actor, application, service)


@dataclass(frozen=True)
class ShownToHolders:
    """See `app.documents.ports.Showing`: holders see what was found at their places."""

    area: Callable[[], Inspecting]

    def shown(self, record_key: str, actor: Actor) -> frozenset[str]:
        kind, _, record_id = record_key.partition("/")
        try:
            return self.area().evidence.shown(kind, record_id, actor)
        except NotFound:
            return frozenset()
