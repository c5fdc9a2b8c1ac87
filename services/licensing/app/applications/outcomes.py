"""What approvals bring about: licences issued, renewed, replaced, amended; records begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from services.licensing.app.applications.ports import Holdings, Result
from services.licensing.app.licensed.issuing import Issuing
from services.licensing.app.ports import NewId
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.granting import (
    contact_of_new_holder,
    grant_of,
    licensed_of,
    new_holder_of,
    terms_of,
)
from services.licensing.domain.applications.holding import must_be_theirs
from services.licensing.domain.applications.refusals import LicenceNotFit
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.licences.checking import state_on
from services.licensing.domain.licences.course import ENDED
from services.licensing.domain.licences.grant import Grant, GrantKind
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.parting import has_passed_on

STILL_THEIRS = frozenset(
    {Effect.RENEW, Effect.SURRENDER, Effect.TRANSFER, Effect.REPLACE, Effect.AMEND}
)
"""What becomes of the licence itself. Of one that was passed on while they waited for it, nobody
is given any of these."""


class Registering(Protocol):
    """A record that begins or changes with a licence, in another area."""

    def __call__(
        self, application: Application, service: ServiceVersion, licence: Licence | None
    ) -> None: ...


@dataclass(frozen=True)
class Effects:
    """Carries out what an approval means. `registering`: by what the outcome registers; `further`:
    effects that belong to other areas altogether."""

    issuing: Issuing
    holdings: Holdings
    new_id: NewId
    registering: Mapping[str, Registering] = field(default_factory=dict)
    further: Mapping[Effect, Registering] = field(default_factory=dict)

    def bring_about(self, application: Application, service: ServiceVersion, by: str) -> Result:
        self._look_up(application, service)
        licence, changed = self._licence(application, service)
        registers = service.outcome.registers
        if registers is not None and registers in self.registering:
            self.registering[registers](application, service, licence)
        if service.outcome.effect in self.further:
            self.further[service.outcome.effect](application, service, licence)
        if licence is None:
            return Result(None, None)
        return Result(licence.id, licence.number, licence_changed=changed)

    def _look_up(self, application: Application, service: ServiceVersion) -> None:
        """The licence of somebody else, which nobody has looked up for who applies until now."""
        about, content = service.about, application.content
        if about is None or about.held_by is None:
            return
        said, today = content.answers, self.issuing.calendar.today()
        found = self.holdings.by_number(said[about.field])
        holding = must_be_theirs(about, found, said[about.held_by], application.governorate, today)
        application.content = replace(content, licence_id=holding.licence_id)

    def _licence(
        self, application: Application, service: ServiceVersion
    ) -> tuple[Licence | None, bool]:
        """The licence, and whether it is new or says something new to who applied: where it is
        passed on, that is told to others."""
        effect, about = service.outcome.effect, application.content.licence_id
        if effect not in STILL_THEIRS:
            self._must_not_have_ended(service, about, application)
        if effect is Effect.ISSUE:
            return self.issuing.issue(self.new_id(), self._grant(application, service)), True
        if about is None:
            raise LookupError(f"{application.id} names no licence to {effect}")
        if effect not in STILL_THEIRS:
            return None, False
        self._must_still_be_theirs(self.issuing.licences.get_companion(about), application)
        if effect is Effect.AMEND:
            return self._amended(about, application, service)
        return self._said_anew(about, application, service), effect is not Effect.TRANSFER

    def _grant(self, application: Application, service: ServiceVersion) -> Grant:
        """What is permitted under a registration is theirs who are registered, whoever applied."""
        grant = grant_of(application, service)
        if grant.under is None:
            return grant
        return replace(grant, holder=self.issuing.licences.get_companion(grant.under).grant.holder)

    def _said_anew(self, about: str, application: Application, service: ServiceVersion) -> Licence:
        """Renewed, given back, passed on or replaced."""
        effect, answers = service.outcome.effect, application.content.answers
        if effect is Effect.RENEW:
            terms = terms_of(service.outcome, answers)
            return self.issuing.renew(about, application.id, terms, application.submitted_on)
        if effect is Effect.SURRENDER:
            ends_on = date.fromisoformat(answers[service.outcome.ends_on or ""])
            return self.issuing.give_back(about, application.id, ends_on)
        if effect is Effect.TRANSFER:
            return self._passed_on(about, application, service)
        return self.issuing.replace(about, application.id)

    def _passed_on(self, about: str, application: Application, service: ServiceVersion) -> Licence:
        """Who holds it now hears of it from now on, beside who applied."""
        application.events.append(contact_of_new_holder(application, service))
        holder = new_holder_of(application, service)
        died = service.about is not None and service.about.held_by is not None
        return self.issuing.pass_on(about, application.id, holder, inherited=died)

    def _must_not_have_ended(
        self, service: ServiceVersion, about: str | None, application: Application
    ) -> None:
        """Raises `LicenceNotFit` where what it is about has ended meanwhile: whoever is dissolved
        collects no donations, and who is suspended is permitted nothing new. A complaint is about
        what has been."""
        asked = service.about
        if about is None or asked is None or not asked.holders_only:
            return
        licence = self.issuing.licences.get_companion(about)
        state = state_on(licence, self.issuing.calendar.today())
        barred = state in ENDED or service.outcome.effect is Effect.ISSUE
        if barred and state not in asked.states:
            raise LicenceNotFit(fault=f"state_{state.value}")
        if licence.grant.kind is GrantKind.REGISTRATION:
            self._must_still_be_theirs(licence, application)

    def _must_still_be_theirs(self, licence: Licence, application: Application) -> None:
        """Raises `LicenceNotFit` where somebody else has come to hold it meanwhile. For a body that
        is registered this holds of all that is done in its name."""
        since = application.submitted_on
        passed_on = since is not None and has_passed_on(licence, since)
        if passed_on and licence.owners.isdisjoint(application.owners):
            raise LicenceNotFit(fault="other_holder")

    def _amended(
        self, about: str, application: Application, service: ServiceVersion
    ) -> tuple[Licence, bool]:
        """Where nothing that the licence says has changed (new bylaws), it is left as it is."""
        licence = self.issuing.licences.get_companion(about)
        licensed = licensed_of(application, service, licence.grant.licensed)
        if licensed == licence.grant.licensed:
            return licence, False
        return self.issuing.amend(about, application.id, licensed=licensed), True
