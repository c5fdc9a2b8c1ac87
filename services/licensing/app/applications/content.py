"""What a request says, checked against the service: answers, licence, place and documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.licensing.app.applications.commands import Filled
from services.licensing.app.applications.ports import Holdings, PaperFacts, Papers
from services.licensing.app.catalogue.ports import Forms
from services.licensing.domain.access import Actor, must_have_role, must_serve, owner_marks
from services.licensing.domain.applications.applicant import Applicant, Delegate
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.delegation import authorise
from services.licensing.domain.applications.filing import Content
from services.licensing.domain.applications.holding import (
    NOT_ACTED_FOR,
    Holding,
    must_be_in_force,
    must_fit,
)
from services.licensing.domain.applications.refusals import LicenceNotFit, NotTheApplicant
from services.licensing.domain.catalogue.service import Paper, ServiceVersion
from services.licensing.domain.documents.rules import AUTHORISATION
from services.licensing.domain.places import Place
from services.licensing.domain.refusals import RefusedField

TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Claimant:
    """Who says that a licence is theirs: the applicant, perhaps through a delegate."""

    applicant: Applicant
    delegate: Delegate | None
    application: Application | None

    @property
    def principal(self) -> frozenset[str]:
        return owner_marks(None, self.applicant.national_number)

    @property
    def known_at_counter(self) -> frozenset[str]:
        """Who stands there, and whose draft it is that they filed themselves."""
        login = None if self.application is None else self.application.applicant_login
        return self.principal | owner_marks(login, None)

    def is_applicant(self, actor: Actor) -> bool:
        number = actor.national_number
        return number is not None and number == self.applicant.national_number


@dataclass(frozen=True)
class Contents:
    """Makes the content of an application of what somebody filled in."""

    forms: Forms
    holdings: Holdings
    papers: Papers

    def of(
        self,
        service: ServiceVersion,
        filled: Filled,
        actor: Actor,
        today: date,
        application: Application | None = None,
    ) -> Content:
        """Nothing needs to be complete. Raises `AnswersWrong`, `LicenceNotFit`, and for who may
        not file this there or for them. `application`: the one that is filled in anew."""
        answers = self.forms.understood(service.form, filled.answers)
        who = Claimant(filled.applicant, filled.delegate, application)
        holding = self._holding(service, answers, who, actor, today)
        self._must_act_for_entity(who, actor, today)
        if service.about is not None and service.about.variant and holding and holding.variant:
            known = {service.about.variant: holding.variant}
            answers = self.forms.understood(service.form, {**filled.answers, **known})
        self._must_name_licences(service, answers)
        place = _place(service, answers, holding, filled.governorate)
        _must_file(actor, filled, place.governorate)
        return Content(
            applicant=filled.applicant,
            delegate=filled.delegate,
            answers=answers,
            papers=filled.papers,
            place=place,
            licence_id=None if holding is None else holding.licence_id,
        )

    def must_still_fit(
        self, application: Application, service: ServiceVersion, actor: Actor, today: date
    ) -> None:
        """Raises `LicenceNotFit` for licences that meanwhile are not what a draft took them for."""
        content = application.content
        who = Claimant(content.applicant, content.delegate, application)
        self._holding(service, content.answers, who, actor, today)
        self._must_act_for_entity(who, actor, today)
        self._must_name_licences(service, content.answers)

    def wrong_papers(
        self, application: Application, service: ServiceVersion, actor: Actor, today: date
    ) -> list[RefusedField]:
        """Every document that is missing or not what is wanted."""
        content = application.content
        known = self.papers.usable(content.documents, application, actor)
        wanted = {each.code: each for each in service.papers_for(content.answers)}
        return [
            *_missing(wanted, content.papers),
            *_unfit(wanted, content.papers, known, today),
            *_unauthorised(content.delegate, known, today),
        ]

    def attach(self, application: Application, actor: Actor) -> None:
        """Its papers belong to it from now on, and its delegate acts as long as they may."""
        delegate = application.content.delegate
        if delegate is not None:
            known = self.papers.usable([delegate.document_id], application, actor)
            authorise(application, known[delegate.document_id].expires_on)
        self.papers.attach(application.content.documents, application, actor)

    def _holding(
        self,
        service: ServiceVersion,
        answers: Mapping[str, Any],
        who: Claimant,
        actor: Actor,
        today: date,
    ) -> Holding | None:
        about = service.about
        if about is None or about.held_by is not None or about.field not in answers:
            return None
        found = self.holdings.by_number(answers[about.field])
        return must_fit(about, found, self._marks(who, actor, today), today)

    def _must_act_for_entity(self, who: Claimant, actor: Actor, today: date) -> None:
        """Nobody applies in the name of a society or union that we registered, unless they act for
        it. Of other numbers nothing is told: the place may be one that nobody is to find."""
        entity = who.applicant.entity
        known = None if entity is None else self.holdings.by_number(entity.registration_number)
        if known is None or not known.registers:
            return
        if known.owners.isdisjoint(self._marks(who, actor, today)):
            pointer = "/applicant/entity/registration_number"
            raise LicenceNotFit(pointer=pointer, fault=NOT_ACTED_FOR)

    def _marks(self, who: Claimant, actor: Actor, today: date) -> frozenset[str]:
        """By which marks of an owner a licence must be theirs: of who applies, and of nobody who
        acts for them."""
        if "citizen" not in actor.roles:
            return who.known_at_counter
        if who.delegate is None or who.is_applicant(actor):
            return owner_marks(actor.subject, actor.national_number)
        return who.principal if self._is_delegated(who, actor, today) else frozenset()

    def _is_delegated(self, who: Claimant, actor: Actor, today: date) -> bool:
        """Whether the actor is the delegate, with an authorisation that is on file and not over."""
        delegate = who.delegate
        if delegate is None or actor.national_number != delegate.national_number:
            return False
        known = self.papers.usable([delegate.document_id], who.application, actor)
        return not list(_unauthorised(delegate, known, today))

    def _must_name_licences(self, service: ServiceVersion, answers: Mapping[str, Any]) -> None:
        for each in service.form.licences(answers):
            must_be_in_force(self.holdings.by_number(each.number), each)


def _must_file(actor: Actor, filled: Filled, governorate: str) -> None:
    """Citizens file for themselves or as the delegate, by the number that they signed in with; who
    has none files for themselves and names none. Clerks file for whom they serve."""
    must_have_role(actor, "citizen", "clerk")
    if "citizen" not in actor.roles:
        must_serve(actor, governorate)
        return
    delegate = filled.delegate
    acting = filled.applicant.national_number if delegate is None else delegate.national_number
    if acting not in (None, actor.national_number):
        raise NotTheApplicant(pointer="/applicant/national_number")


def _place(
    service: ServiceVersion, answers: Mapping[str, Any], holding: Holding | None, governorate: str
) -> Place:
    given = answers.get(service.place_field or "")
    if given is not None:
        return Place(given["governorate"], given.get("district"), given.get("details"))
    if holding is None:
        return Place(governorate, None, None)
    # Whoever names a number learns no address by it: the place may be one that nobody is to find.
    theirs = service.about is not None and service.about.holders_only
    return holding.place if theirs else Place(holding.place.governorate, None, None)


def _unauthorised(
    delegate: Delegate | None, known: Mapping[str, PaperFacts], today: date
) -> Iterator[RefusedField]:
    """What is wrong with the authorisation of a delegate."""
    if delegate is None:
        return
    facts = known.get(delegate.document_id)
    if facts is None:
        yield RefusedField("/delegate/document_id", "paper_not_usable")
    elif facts.kind != AUTHORISATION:
        yield RefusedField("/delegate/document_id", "paper_of_other_kind")
    elif facts.expires_on is not None and facts.expires_on < today:
        yield RefusedField("/delegate/document_id", "paper_expired")


def _missing(
    wanted: Mapping[str, Paper], papers: Mapping[str, tuple[str, ...]]
) -> Iterator[RefusedField]:
    for paper in wanted.values():
        if paper.required and not papers.get(paper.code):
            yield RefusedField(f"/papers/{paper.code}", "required")


def _unfit(
    wanted: Mapping[str, Paper],
    papers: Mapping[str, tuple[str, ...]],
    known: Mapping[str, PaperFacts],
    today: date,
) -> Iterator[RefusedField]:
    for code, ids in papers.items():
        if code not in wanted:
            yield RefusedField(f"/papers/{code}", "paper_not_wanted")
            continue
        for at, each in enumerate(ids):
            where, paper, facts = f"/papers/{code}/{at}", wanted[code], known.get(each)
            if (wrong := _wrong(paper, facts, today)) is not None:
                yield RefusedField(where, wrong)
            elif facts is not None and paper.kinds and facts.kind not in paper.kinds:
                words = {"ar": paper.words.ar, "en": paper.words.en}
                yield RefusedField(where, "paper_of_other_kind", {"paper": words})


def _wrong(paper: Paper, facts: PaperFacts | None, today: date) -> str | None:
    if facts is None:
        return "paper_not_usable"
    if facts.media_type not in {TYPES[each] for each in paper.types}:
        return "paper_of_other_type"
    if facts.size > paper.most_bytes:
        return "paper_too_large"
    if paper.must_be_valid and facts.expires_on is not None and facts.expires_on < today:
        return "paper_expired"
    return None
