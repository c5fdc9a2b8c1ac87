"""What approvals bring about: licences issued, renewed, replaced, amended; records begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from services.licensing.app.applications.ports import Result
from services.licensing.app.licensed.issuing import Issuing
from services.licensing.app.ports import NewId
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.granting import grant_of, licensed_of, terms_of
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.licences.licence import Licence


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
    new_id: NewId
    registering: Mapping[str, Registering] = field(default_factory=dict)
    further: Mapping[Effect, Registering] = field(default_factory=dict)

    def bring_about(self, application: Application, service: ServiceVersion, by: str) -> Result:
        licence = self._licence(application, service)
        registers = service.outcome.registers
        if registers is not None and registers in self.registering:
            self.registering[registers](application, service, licence)
        if service.outcome.effect in self.further:
            self.further[service.outcome.effect](application, service, licence)
        return Result(None, None) if licence is None else Result(licence.id, licence.number)

    def _licence(self, application: Application, service: ServiceVersion) -> Licence | None:
        effect, about = service.outcome.effect, application.content.licence_id
        if effect is Effect.ISSUE:
            return self.issuing.issue(self.new_id(), grant_of(application, service))
        if about is None:
            raise LookupError(f"{application.id} names no licence to {effect}")
        if effect is Effect.RENEW:
            terms = terms_of(service.outcome, application.content.answers)
            return self.issuing.renew(about, application.id, terms, application.submitted_on)
        if effect is Effect.REPLACE:
            return self.issuing.replace(about, application.id)
        return self._amended(about, application, service) if effect is Effect.AMEND else None

    def _amended(
        self, about: str, application: Application, service: ServiceVersion
    ) -> Licence | None:
        """None where nothing that the licence says has changed (new bylaws): it is left as it is,
        and does not tell its holder that it was amended."""
        licence = self.issuing.licences.get_companion(about)
        licensed = licensed_of(application, service, licence.grant.licensed)
        if licensed == licence.grant.licensed:
            return None
        return self.issuing.amend(about, application.id, licensed=licensed)
