"""A licence knows where the renewal that was asked of it stands."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.licensed.renewing import Renewing
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.deciding import appeal_by
from services.licensing.domain.applications.record import ENDED, State
from services.licensing.domain.catalogue.service import Effect, ServiceVersion


@dataclass(frozen=True)
class Renewals:
    """Tells the licence, in the transaction at hand, what has become of the application."""

    renewing: Renewing

    def begin(self, application: Application, service: ServiceVersion) -> None:
        """It was handed in. Raises what the licence refuses it for."""
        licence_id = _renews(application, service)
        if licence_id is not None:
            self.renewing.begin(licence_id, application.id, service.outcome.while_decided)

    def follow(self, application: Application, service: ServiceVersion) -> None:
        """It was rejected, contested, answered, withdrawn or left; an approval renews by itself."""
        licence_id = _renews(application, service)
        if licence_id is None or application.state is State.APPROVED:
            return
        if application.state is State.APPEALED:
            self.renewing.contest(licence_id, application.id)
        elif application.state in ENDED:
            self.renewing.end(licence_id, application.id)
        elif application.state is State.REJECTED:
            self._rejected(licence_id, application, service)

    def _rejected(self, licence_id: str, application: Application, service: ServiceVersion) -> None:
        """It is final once it was contested, or where it cannot be."""
        until = appeal_by(application, service)
        if until is None or application.is_final:
            self.renewing.end(licence_id, application.id)
        else:
            self.renewing.refuse(licence_id, application.id, until)


def _renews(application: Application, service: ServiceVersion) -> str | None:
    """The licence that is to be renewed; of a draft nobody has heard."""
    asked = service.outcome.effect is Effect.RENEW and application.submitted_on is not None
    return application.content.licence_id if asked else None
