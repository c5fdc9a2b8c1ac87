"""Registrations of associations: what the association is, its licence is.

The association's record leads. A society is stopped and dissolved by the grounds of its law, never
by a licence that is taken from it; so nobody else stops, resumes or ends this licence. What it was
permitted under its registration, such as to collect donations, is never in force when it is not;
a counter may stop and end that by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from services.licensing.adapters.between.associations import (
    FOREIGN_BRANCH,
    AssociationsByLicence,
)
from services.licensing.app.associations.ports import Registered
from services.licensing.app.catalogue.ports import Services
from services.licensing.app.inspections.parting import Parting
from services.licensing.app.licensed.issuing import Issuing, Oversight
from services.licensing.domain.applications.granting import terms_of
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.parts import UNION, AssociationState, Variant
from services.licensing.domain.licences.course import LicenceState, Reason
from services.licensing.domain.licences.grant import Grant, GrantKind, Holder, HolderKind, Licensed
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.recording import is_ours
from services.licensing.domain.licences.refusals import FollowsAssociation

DISSOLVED = Reason(
    "association_dissolved",
    "حُلّت الجمعية أو الاتحاد، وتفصيل القرار في سجلّه.",
    "The society or union is dissolved; its record has the decision.",
)
SUSPENDED = Reason(
    "association_suspended",
    "أُوقف عمل الجمعية أو الاتحاد، وتفصيل القرار في سجلّه.",
    "The society or union is suspended; its record has the decision.",
)
RESUMED = Reason(
    "association_resumed",
    "استأنفت الجمعية أو الاتحاد العمل، وتفصيل القرار في سجلّه.",
    "The society or union goes on; its record has the decision.",
)
MOST_PERMITS = 1000
"""More than any society is ever given."""
_AS = {
    AssociationState.ACTIVE: LicenceState.VALID,
    AssociationState.SUSPENDED: LicenceState.SUSPENDED,
    AssociationState.DISSOLVED: LicenceState.REVOKED,
}
"""What its licence is, as an association stands."""


@dataclass(frozen=True)
class LicencesOfAssociations:
    """See `app.associations.ports.Registrations`."""

    licences: Store[Licence]
    issuing: Issuing
    oversight: Oversight
    parting: Callable[[], Parting]
    services: Callable[[], Services]
    today: Callable[[], date]

    def begin(self, association_id: str, registered: Registered, by: str) -> None:
        code, variant = _service_of(registered)
        outcome = self.services().on(code, self.today()).outcome
        grant = Grant(
            application_id=registered.licence_id or "",
            service=code,
            kind=GrantKind.REGISTRATION,
            series=outcome.series,
            title=outcome.title,
            variant=variant,
            holder=held_by(registered),
            licensed=Licensed(registered.name_ar, registered.name_en, registered.place),
            terms=terms_of(outcome, {}),
        )
        number, given_on = registered.number, registered.registered_on
        self.issuing.record(number, grant, association_id, given_on, by)

    def lacks(self, association: Association) -> bool:
        if association.licence_id is not None or association.dissolution is not None:
            return False
        if is_ours(association.number, self.today()):
            return False
        return not self.licences.newest(Criteria(equals={"number": association.number}), 1)

    def follow(self, association: Association) -> None:
        by = _decided_by(association)
        for licence in self._held(association):
            if association.state is AssociationState.DISSOLVED:
                self.oversight.revoke(licence.id, DISSOLVED, by)
                self.parting().stop(licence.id, DISSOLVED.code)
            elif association.state is AssociationState.SUSPENDED:
                self._stop(licence, by)
            elif association.state is AssociationState.ACTIVE and _goes_on(licence):
                self.oversight.reinstate(licence.id, RESUMED, by)

    def _stop(self, licence: Licence, by: str) -> None:
        """Also what a counter had stopped for some days does not go on in the meantime."""
        if licence.suspension is None:
            self.oversight.suspend(licence.id, SUSPENDED, by)
        elif licence.suspension.until is not None:
            self.oversight.keep_suspended(licence.id, SUSPENDED, by)

    def be_acted_for(self, association: Association, by: str) -> None:
        for licence in self._held(association):
            self.issuing.name_holder(licence.id, association.id, held_by(association), by)

    def _held(self, association: Association) -> list[Licence]:
        """Its registration and what it was permitted under it, as far as they are in force."""
        registration = self._of(association)
        if registration is None:
            return []
        permits = self.licences.newest(Criteria(equals={"under": registration.id}), MOST_PERMITS)
        today, found = self.today(), (registration, *permits)
        for each in found:
            each.fall_due(today)
        return [each for each in found if each.standing is LicenceState.VALID]

    def _of(self, association: Association) -> Licence | None:
        """One that was brought in from the register before this may name none, or none of ours."""
        if association.licence_id is None:
            return None
        try:
            licence = self.licences.load(association.licence_id)
        except NotFound:
            return None
        return licence if licence.grant.kind is GrantKind.REGISTRATION else None


def held_by(association: Registered) -> Holder:
    """The association itself, for which its representatives act."""
    named = association.representatives
    return Holder(
        name=association.name_ar,
        kind=HolderKind.ENTITY,
        national_number=None,
        registration_number=association.number,
        logins=frozenset(each.subject for each in named if each.subject),
        national_numbers=frozenset(each.national_number for each in named if each.national_number),
    )


@dataclass(frozen=True)
class LedByAssociations:
    """See `app.licensed.ports.Led`: a registration becomes no other than its association is, and
    nothing that was permitted under it is in force while it is not."""

    associations: Store[Association]

    def __call__(self, licence: Licence, wanted: LicenceState) -> None:
        registration = licence.grant.kind is GrantKind.REGISTRATION
        led = licence.id if registration else licence.grant.under
        if led is None or not (registration or wanted is LicenceState.VALID):
            return
        association = AssociationsByLicence(self.associations).find(led)
        if association is not None and _AS[association.state] is not wanted:
            raise FollowsAssociation(state=association.state.value)


def _goes_on(licence: Licence) -> bool:
    """Not what a counter stopped of what was permitted, for reasons of its own."""
    stopped, registration = licence.suspension, licence.grant.kind is GrantKind.REGISTRATION
    return stopped is not None and (registration or stopped.reason.code == SUSPENDED.code)


def _decided_by(association: Association) -> str:
    if association.dissolution is not None:
        return association.dissolution.by
    return association.measures[-1].by


def _service_of(registered: Registered) -> tuple[str, str | None]:
    """By which service it would be registered today, and as which variant of it."""
    if registered.kind == UNION:
        return "union.registration", None
    if registered.variant == Variant.FOREIGN_BRANCH:
        return FOREIGN_BRANCH, None
    return "society.registration", registered.variant
