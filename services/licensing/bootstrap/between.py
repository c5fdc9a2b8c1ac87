"""Wires the areas to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from chassis.documents.attempts import undisturbed
from services.licensing.adapters.applications.holdings import (
    LicenceHoldings,
    applications_about,
)
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.adapters.associations.store import ASSOCIATIONS, KeptUnions
from services.licensing.adapters.between.applications import (
    BillsOfFees,
    InspectionsOfPlanning,
    PapersOfDocuments,
    copy_of,
)
from services.licensing.adapters.between.associations import (
    AssociationsByLicence,
    Joining,
    foreseen,
    registering,
)
from services.licensing.adapters.between.cameras import (
    CameraPlaces,
    IncidentInspections,
    place_of,
)
from services.licensing.adapters.between.documents import JudgedApplications, ShownToHolders
from services.licensing.adapters.between.grants import DocumentsOfSocieties, StandingsOfAssociations
from services.licensing.adapters.between.inspections import (
    HeldByMeasures,
    PhotographsOfDocuments,
    PlacesOfLicences,
)
from services.licensing.adapters.between.practitioners import EnteringPractitioners
from services.licensing.adapters.between.registrations import (
    LedByAssociations,
    LicencesOfAssociations,
)
from services.licensing.adapters.inspections.kinds import OVERSIGHTS
from services.licensing.adapters.inspections.stores import KeptOversights
from services.licensing.adapters.inspections.work import identify
from services.licensing.adapters.licensed.licences import LICENCES
from services.licensing.app.applications.foreseeing import ForeseenOfLicences, foreseen_by
from services.licensing.app.applications.ports import Holdings
from services.licensing.app.associations.area import AssociationArea
from services.licensing.app.associations.ports import Follower
from services.licensing.app.documents.area import DocumentArea
from services.licensing.app.inspections.parting import GIVEN_BACK
from services.licensing.app.licensed.area import Licences
from services.licensing.app.licensed.ports import Led, WhenMoved, WhenParted, WhenPassedOn
from services.licensing.app.licensing import Licensing
from services.licensing.app.practitioners.area import PractitionerArea
from services.licensing.bootstrap import applications, inspections
from services.licensing.bootstrap.house import House
from services.licensing.domain.applications.application import Application
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.words import (
    APPLICATION,
    LICENCE,
    About,
    Outcome,
    Purpose,
)
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.practitioners.rules import PRACTITIONER

Whole = Callable[[], Licensing]
PARTED = {
    LicenceState.SURRENDERED: GIVEN_BACK,
    LicenceState.LAPSED: "licence_lapsed",
    LicenceState.REVOKED: "licence_revoked",
}
"""Why nobody goes there any more, by how the licence has ended."""
COMPLAINT_DAYS = 14
"""By when a place is visited about which somebody complained: a bound until its service says."""


def for_applications(
    house: House,
    licences: Licences,
    shelf: DocumentArea,
    associations: AssociationArea,
    practitioners: PractitionerArea,
    whole: Whole,
) -> applications.Neighbours:
    """What applications need of the other areas."""
    store, today = house.store(LICENCES), house.calendar.today

    def holdings() -> Holdings:
        return whole().applications.holdings

    register, whose = associations.register, AssociationsByLicence(house.store(ASSOCIATIONS))
    return applications.Neighbours(
        issuing=licences.issuing,
        renewing=licences.renewing,
        holdings=LicenceHoldings(store, today),
        papers=PapersOfDocuments(shelf.shelf),
        bills=BillsOfFees(lambda: whole().fees.billing, identify),
        inspections=InspectionsOfPlanning(
            lambda: whole().inspections.opening,
            lambda: whole().inspections.parting,
            licences.issuing.holders,
            today,
            house.holidays.working_days_after,
        ),
        registering={
            **registering(register, holdings, today, whose),
            PRACTITIONER: EnteringPractitioners(practitioners.register),
        },
        further={
            Effect.INSPECT: Complaints(house, whole),
            Effect.JOIN: Joining(register, holdings, today, whose),
        },
        foreseen=foreseen_by(
            ForeseenOfLicences(licences.issuing.licences, today),
            foreseen(associations.tried, holdings, today, whose),
        ),
        undisturbed=undisturbed,
    )


def when_parted(whole: Whole) -> WhenParted:
    """What stops when a licence ends for good: at its holder's wish, not renewed, or revoked."""

    def stop(licence: Licence) -> None:
        whole().inspections.parting.stop(licence.id, PARTED[licence.standing])

    return stop


def when_passed_on(house: House, whole: Whole) -> WhenPassedOn:
    """What follows when a licence has another holder."""
    store = house.store(APPLICATIONS)

    def pass_on(licence: Licence) -> None:
        licensing = whole()
        for each in (licence.id, *applications_about(licence, store)):
            licensing.inspections.parting.pass_on(each, licence.owners)
        licensing.cameras.passing.pass_on(place_of(licence, house.calendar.today()))

    return pass_on


def when_moved(house: House, whole: Whole) -> WhenMoved:
    """What follows when what is licensed has another address."""

    def move(licence: Licence) -> None:
        licensing = whole()
        licensing.inspections.parting.move(licence.id, licence.grant.licensed.place)
        licensing.cameras.passing.move(place_of(licence, house.calendar.today()))

    return move


def registrations(house: House, licences: Licences, whole: Whole) -> LicencesOfAssociations:
    """What becomes of the licence with which an association was registered."""
    return LicencesOfAssociations(
        house.store(LICENCES),
        licences.issuing,
        licences.oversight,
        lambda: whole().inspections.parting,
        lambda: whole().applications.services,
        house.calendar.today,
    )


def led(house: House) -> LedByAssociations:
    """Whose record decides what a licence is."""
    return LedByAssociations(house.store(ASSOCIATIONS))


def led_or_held(house: House) -> Led:
    """The same for who decides on the licence itself: there also measures that hold stand."""
    by_association = led(house)
    by_measures = HeldByMeasures(
        KeptOversights(house.store(OVERSIGHTS), partial(identify, "oversight"))
    )

    def must_be_free(licence: Licence, wanted: LicenceState) -> None:
        by_association(licence, wanted)
        by_measures(licence, wanted)

    return must_be_free


def for_documents(whole: Whole) -> tuple[JudgedApplications, ShownToHolders]:
    """What documents need of the other areas."""
    return (
        JudgedApplications(lambda: whole().applications),
        ShownToHolders(lambda: whole().inspections),
    )


def for_inspections(
    house: House, licences: Licences, shelf: DocumentArea, whole: Whole
) -> inspections.Neighbours:
    """What inspections need of the other areas."""
    places = PlacesOfLicences(
        house.store(LICENCES),
        licences.oversight,
        lambda: whole().applications.services,
        house.calendar.today,
        led(house),
    )

    def concluded(inspection: Inspection) -> None:
        conclusion = inspection.conclusion
        if inspection.about.kind != APPLICATION or conclusion is None:
            return
        passed = conclusion.outcome is Outcome.PASSED
        handling = whole().applications.handling
        handling.inspected(inspection.about.id, inspection.id, passed, conclusion.by)

    return inspections.Neighbours(
        places, places, places, PhotographsOfDocuments(shelf.shelf), concluded
    )


def for_cameras(house: House, whole: Whole) -> tuple[CameraPlaces, IncidentInspections]:
    """What the camera room needs of the other areas."""
    return (
        CameraPlaces(house.store(LICENCES), house.calendar.today),
        IncidentInspections(lambda: whole().inspections.opening, lambda: whole().inspections.desk),
    )


def followers(whole: Whole) -> Callable[[], Sequence[Follower]]:
    """The areas that follow what becomes of an association."""
    return lambda: (whole().elections.follower, whole().grants.follower)


def for_grants(
    house: House, associations: AssociationArea, shelf: DocumentArea
) -> tuple[StandingsOfAssociations, DocumentsOfSocieties]:
    """What grants need of the other areas."""
    unions = KeptUnions(house.store(ASSOCIATIONS))
    return StandingsOfAssociations(associations, unions), DocumentsOfSocieties(shelf.shelf)


@dataclass(frozen=True)
class OnPaid:
    """See `app.fees.ports.OnPaid`: the application goes on."""

    whole: Whole

    def paid(self, bill: Bill) -> None:
        self.whole().applications.handling.paid(bill.about.id, bill.id)


@dataclass(frozen=True)
class Complaints:
    """A place is visited because somebody complained; who it was stays in the complaint."""

    house: House
    whole: Whole

    def __call__(
        self, application: Application, service: ServiceVersion, licence: Licence | None
    ) -> None:
        licensing = self.whole()
        holding = licensing.applications.holdings.by_id(application.content.licence_id or "")
        checklist = service.checklist(application.content.answers)
        if holding is None or checklist is None:
            raise LookupError(f"{application.id} complains about nothing that can be visited")
        licensing.inspections.opening.open(
            About(LICENCE, holding.licence_id, holding.number, tuple(sorted(holding.owners))),
            copy_of(service, checklist),
            Purpose.COMPLAINT,
            holding.place,
            self.house.calendar.today() + timedelta(days=COMPLAINT_DAYS),
            f"complaint/{application.id}",
            by="system:complaints",
        )
