"""What the licence that an application is about will refuse is refused when it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.licensing.app.applications.ports import Foreseen
from services.licensing.app.licensed.ports import Licences
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.granting import new_holder_of
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.licences import parting

NOWHERE = ""
"""Stands for the code of a certificate that is never printed."""


@dataclass(frozen=True)
class ForeseenOfLicences:
    """See `ports.Foreseen`: the same as an approval does, tried on the licence and not kept. Of a
    renewal its licence is told when it is handed in, and refuses it by itself."""

    licences: Licences
    today: Callable[[], date]

    def __call__(self, application: Application, service: ServiceVersion) -> None:
        about, outcome = application.content.licence_id, service.outcome
        if about is None or outcome.effect not in (Effect.SURRENDER, Effect.TRANSFER):
            return
        licence, today = self.licences.load(about), self.today()
        if outcome.effect is Effect.SURRENDER:
            ends_on = date.fromisoformat(application.content.answers[outcome.ends_on or ""])
            parting.give_back(licence, application.id, ends_on, today)
        else:
            holder = new_holder_of(application, service)
            parting.pass_on(licence, application.id, holder, NOWHERE, today)


def foreseen_by(*areas: Foreseen) -> Foreseen:
    """What any of these will refuse."""

    def foresee(application: Application, service: ServiceVersion) -> None:
        for each in areas:
            each(application, service)

    return foresee
