"""A delegate acts as long as the authorisation that was handed in."""

from __future__ import annotations

from datetime import date

from services.licensing.domain.applications.application import Application, Moment
from services.licensing.domain.applications.events import DelegationEnded
from services.licensing.domain.applications.record import UNDER_WAY, Entry


def authorise(application: Application, until: date | None) -> None:
    """Its delegate acts by an authorisation that is on file and ends with this day, if ever."""
    application.authorised_until, application.delegation_over = until, False


def end(application: Application, moment: Moment) -> None:
    """Who acted by an authorisation that is over is a stranger to it from now on."""
    until = application.authorised_until
    if until is None or application.delegation_over or moment.today <= until:
        return
    application.delegation_over = True
    if application.state in UNDER_WAY:
        application.note(Entry(moment.at, "delegation_over"))
    application.events.append(DelegationEnded(application.whose))
