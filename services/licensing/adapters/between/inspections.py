"""What inspections need of licences, services and documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chassis.documents.kind import Criteria, Store
from services.licensing.adapters.between.applications import copy_of
from services.licensing.app.catalogue.ports import Services
from services.licensing.app.documents.attaching import Documents
from services.licensing.app.inspections.ports import Oversights
from services.licensing.app.licensed.issuing import Oversight
from services.licensing.app.licensed.ports import Led
from services.licensing.domain.access import Actor
from services.licensing.domain.catalogue.refusals import ServiceUnknown
from services.licensing.domain.documents.facts import RecordRef
from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.measures import Standing
from services.licensing.domain.inspections.words import LicensedPlace
from services.licensing.domain.licences.checking import state_on
from services.licensing.domain.licences.course import ENDED, LicenceState, Reason
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.refusals import HeldByMeasure, LicenceEnded
from services.licensing.domain.words import Written

NOT_OVER = tuple(
    each.value for each in (LicenceState.VALID, LicenceState.SUSPENDED, LicenceState.EXPIRED)
)
PLACES_FOR_CHILDREN = ("places_under_two", "places_two_to_four", "capacity")
"""Facts of a licence that say how many people a place looks after."""


@dataclass(frozen=True)
class PlacesOfLicences:
    """See `app.inspections.ports`: `Licences`, `Places` and `Checklists`."""

    store: Store[Licence]
    oversight: Oversight
    services: Callable[[], Services]
    today: Callable[[], date]
    led: Led

    def known(self, licence_id: str) -> LicensedPlace:
        return self._place(self.store.get_companion(licence_id))

    def to_inspect(self, governorate: str) -> Iterator[LicensedPlace]:
        wanted = Criteria(equals={"governorate": governorate}, any_of={"state": NOT_OVER})
        for licence in self.store.each(wanted):
            if self._checklist(licence) is not None:
                yield self._place(licence)

    def of(self, place: LicensedPlace) -> ChecklistCopy | None:
        return self._checklist(self.store.load(place.id))

    def must_not_have_ended(self, licence_id: str) -> None:
        if state_on(self.store.get_companion(licence_id), self.today()) in ENDED:
            raise LicenceEnded()

    def suspend(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None:
        self._must_be_led_to(licence_id, LicenceState.SUSPENDED)
        self.oversight.suspend(licence_id, _reason(reason_code, reason), actor.subject)

    def reinstate(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None:
        self._must_be_led_to(licence_id, LicenceState.VALID)
        self.oversight.reinstate(licence_id, _reason(reason_code, reason), actor.subject)

    def revoke(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None:
        self._must_be_led_to(licence_id, LicenceState.REVOKED)
        self.oversight.revoke(licence_id, _reason(reason_code, reason), actor.subject)

    def _must_be_led_to(self, licence_id: str, wanted: LicenceState) -> None:
        self.led(self.store.get_companion(licence_id), wanted)

    def _checklist(self, licence: Licence) -> ChecklistCopy | None:
        """That of its service today, for its variant."""
        try:
            service = self.services().on(licence.grant.service, self.today())
        except ServiceUnknown:
            return None
        variant = service.variant_field
        answers = {} if variant is None else {variant: licence.grant.variant}
        checklist = service.checklist(answers)
        return None if checklist is None else copy_of(service, checklist)

    def _place(self, licence: Licence) -> LicensedPlace:
        place = licence.grant.licensed.place
        return LicensedPlace(
            id=licence.id,
            number=licence.number,
            service=licence.grant.service,
            governorate=place.governorate,
            district=place.district,
            owners=licence.owners,
            state=state_on(licence, self.today()).value,
            issued_on=licence.issued_on.isoformat(),
            children=_children(licence),
            details=place.details,
        )


@dataclass(frozen=True)
class HeldByMeasures:
    """See `app.licensed.ports.Led`: what a measure has stopped goes on when the measure is lifted,
    and not through the licence, past it. To end it for good nothing stands in the way."""

    oversights: Oversights

    def __call__(self, licence: Licence, wanted: LicenceState) -> None:
        known = self.oversights.find(licence.id)
        held = known is not None and known.standing is not Standing.OPEN
        if held and wanted is LicenceState.VALID:
            raise HeldByMeasure()


@dataclass(frozen=True)
class PhotographsOfDocuments:
    """See `app.inspections.ports.Photographs`."""

    documents: Documents

    def must_be_usable(self, named: Mapping[str, str], record: str, actor: Actor) -> None:
        self.documents.must_be_usable(named, actor, record_key=record, named_at=named)

    def attach(
        self, document_ids: Iterable[str], record: str, governorate: str, actor: Actor
    ) -> None:
        kind, _, record_id = record.partition("/")
        for each in dict.fromkeys(document_ids):
            ref = RecordRef(kind, record_id, governorate, frozenset())
            self.documents.attach(each, ref, actor)

    def move(self, record: str, governorate: str) -> None:
        kind, _, record_id = record.partition("/")
        self.documents.reattach(RecordRef(kind, record_id, governorate, frozenset()))


def _children(licence: Licence) -> int | None:
    said = [
        int(each.value.en)
        for each in licence.grant.licensed.facts
        if each.code in PLACES_FOR_CHILDREN and each.value.en.isascii() and each.value.en.isdigit()
    ]
    return sum(said) if said else None


def _reason(code: str, words: Written) -> Reason:
    return Reason(code, words.ar, words.en)
