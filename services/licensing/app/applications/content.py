"""What a request says, checked against the service: answers, licence, place and documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.licensing.app.applications.commands import Filled
from services.licensing.app.applications.ports import Holdings, PaperFacts, Papers
from services.licensing.app.catalogue.ports import Forms
from services.licensing.domain.access import Actor, must_have_role, must_serve
from services.licensing.domain.applications.applicant import Applicant
from services.licensing.domain.applications.application import Application, Content
from services.licensing.domain.applications.holding import Holding, must_be_in_force, must_fit
from services.licensing.domain.applications.refusals import NotTheApplicant, PapersMissing
from services.licensing.domain.catalogue.service import Paper, ServiceVersion
from services.licensing.domain.places import Place
from services.licensing.domain.refusals import RefusedField

TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Contents:
    """Makes the content of an application of what somebody filled in."""

    forms: Forms
    holdings: Holdings
    papers: Papers

    def of(self, service: ServiceVersion, filled: Filled, actor: Actor, today: date) -> Content:
        """Nothing needs to be complete. Raises `AnswersWrong`, `LicenceNotFit`, and for who may
        not file this there or for them."""
        answers = self.forms.understood(service.form, filled.answers)
        holding = self._holding(service, answers, filled.applicant, actor, today)
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
        self._holding(service, content.answers, content.applicant, actor, today)
        self._must_name_licences(service, content.answers)

    def must_have_papers(
        self, application: Application, service: ServiceVersion, actor: Actor, today: date
    ) -> None:
        """Raises `PapersMissing` with every document that is missing or not what is wanted."""
        content = application.content
        delegate = content.delegate
        named = [each for ids in content.papers.values() for each in ids]
        authorisation = [] if delegate is None else [delegate.document_id]
        known = self.papers.usable([*named, *authorisation], application, actor)
        wanted = {each.code: each for each in service.papers_for(content.answers)}
        wrong = [
            *_missing(wanted, content.papers),
            *_unfit(wanted, content.papers, known, today),
            *(
                RefusedField("/delegate/document_id", "paper_not_usable")
                for each in authorisation
                if each not in known
            ),
        ]
        if wrong:
            raise PapersMissing(wrong)
        self.papers.attach([*named, *authorisation], application, actor)

    def _holding(
        self,
        service: ServiceVersion,
        answers: Mapping[str, Any],
        applicant: Applicant,
        actor: Actor,
        today: date,
    ) -> Holding | None:
        about = service.about
        if about is None or about.field not in answers:
            return None
        found = self.holdings.by_number(answers[about.field])
        at_counter = "citizen" not in actor.roles
        filed_for = applicant.national_number if at_counter else None
        return must_fit(about, found, actor, filed_for, today)

    def _must_name_licences(self, service: ServiceVersion, answers: Mapping[str, Any]) -> None:
        for each in service.form.licences(answers):
            must_be_in_force(self.holdings.by_number(each.number), each)


def _must_file(actor: Actor, filled: Filled, governorate: str) -> None:
    """Citizens file for themselves or as the delegate; clerks for whom they serve."""
    must_have_role(actor, "citizen", "clerk")
    if "citizen" not in actor.roles:
        must_serve(actor, governorate)
        return
    delegate = filled.delegate
    acting = filled.applicant.national_number if delegate is None else delegate.national_number
    if actor.national_number is not None and acting not in (None, actor.national_number):
        raise NotTheApplicant(pointer="/applicant/national_number")


def _place(
    service: ServiceVersion, answers: Mapping[str, Any], holding: Holding | None, governorate: str
) -> Place:
    given = answers.get(service.place_field or "")
    if given is not None:
        return Place(given["governorate"], given.get("district"), given.get("details"))
    return Place(governorate, None, None) if holding is None else holding.place


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
