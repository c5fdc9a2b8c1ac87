"""What decisions about applications mean for the register of associations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from chassis.identifiers import derived_id
from services.licensing.app.applications.ports import Holdings
from services.licensing.app.associations.register import AssociationRegister
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.granting import licensed_of
from services.licensing.domain.applications.refusals import LicenceNotFit
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.parts import (
    SOCIETY,
    UNION,
    Article,
    Classification,
    Figures,
    Founder,
    Parent,
    Representative,
    Variant,
)
from services.licensing.domain.associations.registering import Registration
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.contact import Contact
from services.licensing.domain.licences.grant import Licensed
from services.licensing.domain.licences.licence import Licence

MINISTRY = "competent_ministry"
OWN_MINISTRY = "social_development"
"""Of unions, which the services do not ask for goals: they are the ministry's own to register."""
FOREIGN_BRANCH = "society.foreign_branch"

Answers = Mapping[str, Any]
AssociationOf = Callable[[str], str]
"""The association whose registration a licence is."""


def association_of(licence_id: str) -> str:
    """The association that is registered with a licence: one has one."""
    return derived_id("licensing", "association", licence_id)


@dataclass(frozen=True)
class AssociationsByLicence:
    """Whose registration a licence is: of who was registered with it, or else of one that was in
    the record before its licence."""

    associations: Store[Association]

    def __call__(self, licence_id: str) -> str:
        found = self.find(licence_id)
        return association_of(licence_id) if found is None else found.id

    def find(self, licence_id: str) -> Association | None:
        try:
            return self.associations.load(association_of(licence_id))
        except NotFound:
            found = self.associations.newest(Criteria(equals={"licence_id": licence_id}), 1)
            return found[0] if found else None


@dataclass(frozen=True)
class Registering:
    """See `app.applications.outcomes.Registering`: by what the service's outcome registers."""

    register: AssociationRegister
    holdings: Callable[[], Holdings]
    today: Callable[[], date]
    whose: AssociationOf
    kind: str

    def __call__(
        self, application: Application, service: ServiceVersion, licence: Licence | None
    ) -> None:
        effect = service.outcome.effect
        if effect is Effect.ISSUE and licence is not None:
            self.begin(application, service, licence.grant.licensed, licence.id, licence.number)
        elif effect is Effect.AMEND and service.place_field is not None:
            self.register.move(self._about(application), application.content.place, application.id)
        elif effect is Effect.AMEND:
            self._rename(application, service)
            self._amend(application)
        elif effect is Effect.ACCEPT:
            self._accept(application)

    def begin(
        self,
        application: Application,
        service: ServiceVersion,
        licensed: Licensed,
        licence_id: str,
        number: str,
    ) -> None:
        """It is registered with the licence that has this id and number."""
        answers = application.content.answers
        society = self.kind == SOCIETY
        branch = Variant.FOREIGN_BRANCH if service.code == FOREIGN_BRANCH else None
        registration = Registration(
            kind=self.kind,
            variant=(branch or application.variant) if society else None,
            number=number,
            name_ar=licensed.name_ar,
            name_en=licensed.name_en,
            place=licensed.place,
            competent_ministry=service.follows(MINISTRY, answers) or OWN_MINISTRY,
            goals=tuple(_goals(answers)),
            founders=tuple(
                Founder(each["name"], each.get("national_number"))
                for each in answers.get("founders", ())
            ),
            representatives=(_representative(application),),
            registered_on=self.today(),
            founder_societies=() if society else tuple(self._founders(answers)),
            application_id=application.id,
            licence_id=licence_id,
            contact=_contact(application),
            parent=_parent(application) if branch else None,
        )
        self.register.register(
            association_of(licence_id),
            registration,
            application.filing.by,
            _articles(answers),
            _bylaws(application),
        )

    def _rename(self, application: Application, service: ServiceVersion) -> None:
        """Where the amendment says another name."""
        name = application.content.answers.get(service.name_field or "")
        if name is not None:
            about = self._about(application)
            self.register.rename(about, name["ar"], name.get("en"), application.id)

    def _amend(self, application: Application) -> None:
        answers = application.content.answers
        effective_on = date.fromisoformat(answers["effective_on"])
        self.register.amend_bylaws(
            self._about(application),
            _bylaws(application),
            _articles(answers),
            application.id,
            max(effective_on, self.today()),
        )

    def _accept(self, application: Application) -> None:
        answers = application.content.answers
        foreign = answers.get("foreign_donations_fils", 0)
        self.register.accept_report(
            self._about(application),
            answers["year"],
            Figures(answers["income_fils"], answers["expenditure_fils"], foreign),
            Classification(**{name: answers[name] for name in Classification.__dataclass_fields__}),
            application.id,
        )

    def _founders(self, answers: Answers) -> Iterator[str]:
        """The societies that found a union, by the numbers of their registrations."""
        for at, each in enumerate(answers.get("founder_societies", ())):
            holding = self.holdings().by_number(each["registration_number"])
            if holding is None:
                pointer = f"/answers/founder_societies/{at}/registration_number"
                raise LicenceNotFit(pointer=pointer, fault="unknown")
            yield self.whose(holding.licence_id)

    def _about(self, application: Application) -> str:
        return self.whose(application.content.licence_id or "")


@dataclass(frozen=True)
class Joining:
    """A society joins the union that its application names."""

    register: AssociationRegister
    holdings: Callable[[], Holdings]
    today: Callable[[], date]
    whose: AssociationOf

    def __call__(
        self, application: Application, service: ServiceVersion, licence: Licence | None
    ) -> None:
        into = service.outcome.into or ""
        union = self.holdings().by_number(application.content.answers[into])
        if union is None:
            raise LicenceNotFit(pointer=f"/answers/{into}", fault="unknown")
        society = self.whose(application.content.licence_id or "")
        self.register.join(self.whose(union.licence_id), society, application.id, self.today())


@dataclass(frozen=True)
class ForeseenOfAssociations:
    """See `app.applications.ports.Foreseen`: what the register of associations will refuse."""

    registering: Mapping[str, Registering]
    joining: Joining

    def __call__(self, application: Application, service: ServiceVersion) -> None:
        outcome = service.outcome
        registering = self.registering.get(outcome.registers or "")
        if registering is not None and outcome.effect is Effect.ISSUE:
            licensed = licensed_of(application, service)
            registering.begin(application, service, licensed, application.id, "")
        elif registering is not None:
            registering(application, service, None)
        if outcome.effect is Effect.JOIN:
            self.joining(application, service, None)


def foreseen(
    tried: AssociationRegister,
    holdings: Callable[[], Holdings],
    today: Callable[[], date],
    whose: AssociationOf,
) -> ForeseenOfAssociations:
    """The same entries as an approval makes, in a register that keeps nothing."""
    return ForeseenOfAssociations(
        registering(tried, holdings, today, whose), Joining(tried, holdings, today, whose)
    )


def registering(
    register: AssociationRegister,
    holdings: Callable[[], Holdings],
    today: Callable[[], date],
    whose: AssociationOf,
) -> dict[str, Registering]:
    """By what is registered."""
    return {kind: Registering(register, holdings, today, whose, kind) for kind in (SOCIETY, UNION)}


def _goals(answers: Answers) -> Iterator[str]:
    yield from dict.fromkeys(
        each for each in (answers.get("main_goal"), *answers.get("further_goals", ())) if each
    )


def _articles(answers: Answers) -> tuple[Article, ...]:
    return tuple(
        Article(each["number"], each["heading"], each["text"])
        for each in answers.get("articles", ())
    )


def _parent(application: Application) -> Parent:
    """As the application names it, and its bylaws where they were handed in."""
    answers, papers = application.content.answers, application.content.papers
    return Parent(
        answers["parent_name"],
        answers["parent_country"],
        answers["parent_number"],
        date.fromisoformat(answers["parent_registered_on"]),
        next(iter(papers.get("parent_bylaws", ())), None),
    )


def _bylaws(application: Application) -> str | None:
    papers = application.content.papers.get("bylaws", ())
    return papers[0] if papers else None


def _representative(application: Application) -> Representative:
    """Who applied, from home by their login and anywhere by their national number."""
    return Representative(
        application.applicant_login, application.content.applicant.national_number
    )


def _contact(application: Application) -> Contact:
    """Who represents the founders, where the form asks for them; otherwise who applied."""
    answers, applicant = application.content.answers, application.content.applicant
    said = applicant.contact
    return Contact(
        answers.get("representative") or applicant.name,
        answers.get("representative_mobile") or said.mobile,
        said.email,
        said.language,
    )
