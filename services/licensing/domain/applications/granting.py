"""What an approved application is about, as the licence that comes of it says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.licensing.domain.applications.applicant import Contact
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.events import ContactRecorded, Reached
from services.licensing.domain.applications.refusals import NotInThisState
from services.licensing.domain.catalogue.conditions import Answers, hold
from services.licensing.domain.catalogue.fields import Field, FieldType
from services.licensing.domain.catalogue.service import Outcome, ServiceVersion
from services.licensing.domain.licences.grant import (
    Fact,
    Grant,
    GrantKind,
    Holder,
    HolderKind,
    Licensed,
)
from services.licensing.domain.licences.term import Terms
from services.licensing.domain.words import Words

FILS = 1000
"""In a dinar."""
YES, NO = Words("نعم", "Yes"), Words("لا", "No")


def grant_of(application: Application, service: ServiceVersion) -> Grant:
    """The licence that the application asks for."""
    outcome, answers = service.outcome, application.content.answers
    return Grant(
        application_id=application.id,
        service=service.code,
        kind=GrantKind(outcome.kind),
        series=outcome.series,
        title=outcome.title,
        variant=application.variant,
        holder=holder_of(application),
        licensed=licensed_of(application, service),
        terms=terms_of(outcome, answers),
        listed=not any(hold(each, answers) for each in outcome.unlisted),
        under=application.content.licence_id,
    )


def terms_of(outcome: Outcome, answers: Answers) -> Terms:
    """For how long: as the service says, or as it was answered."""
    return Terms(
        outcome.years,
        outcome.renewal_opens_days,
        outcome.lapses_after_months,
        outcome.reminder_days,
        outcome.months or answers.get(outcome.months_from or "", 0),
    )


def holder_of(application: Application) -> Holder:
    """Whose it will be: of the entity, where somebody applied for one; never of a delegate."""
    applicant, login = application.content.applicant, application.applicant_login
    entity = applicant.entity
    return Holder(
        name=applicant.name if entity is None else entity.name,
        kind=HolderKind.PERSON if entity is None else HolderKind.ENTITY,
        national_number=applicant.national_number,
        registration_number=None if entity is None else entity.registration_number,
        logins=frozenset() if login is None else frozenset({login}),
    )


def new_holder_of(application: Application, service: ServiceVersion) -> Holder:
    """Who is to hold what is passed on: known by their national number, by no login yet."""
    asked, answers = service.outcome.holder, application.content.answers
    if asked is None:
        raise LookupError(f"{service.code} does not say who is to hold it")
    entity = answers.get(asked.entity or "")
    return Holder(
        name=entity or answers[asked.name],
        kind=HolderKind.PERSON if entity is None else HolderKind.ENTITY,
        national_number=answers[asked.national_number],
        registration_number=answers.get(asked.registration_number or ""),
        logins=frozenset(),
    )


def contact_of_new_holder(application: Application, service: ServiceVersion) -> ContactRecorded:
    """The name and contact by which they hear of what is theirs from now on; whoever applied goes
    on hearing of the application."""
    asked, answers = service.outcome.holder, application.content.answers
    if asked is None:
        raise LookupError(f"{service.code} does not say who is to hold it")
    language = application.content.applicant.contact.language
    email = answers.get(asked.email or "")
    contact = Contact(answers[asked.mobile], email, language)
    return ContactRecorded(application.id, answers[asked.name], contact, Reached.HOLDER)


def licensed_of(
    application: Application, service: ServiceVersion, former: Licensed | None = None
) -> Licensed:
    """The place or body, with the answers that the register or the certificate shows.

    `former`: how it stood before an amendment; what is not told anew stays.
    """
    name = application.content.answers.get(service.name_field or "")
    place = application.content.place
    facts = {each.code: each for each in _facts(application, service)}
    if former is not None:
        facts = {each.code: each for each in former.facts} | facts
        name = name or {"ar": former.name_ar, "en": former.name_en}
        place = place if service.place_field else former.place
    if name is None:
        raise NotInThisState(state=application.state.value)
    written = name if isinstance(name, dict) else {"ar": name}
    return Licensed(
        name_ar=written["ar"],
        name_en=written.get("en"),
        place=place,
        facts=tuple(facts.values()),
    )


def _facts(application: Application, service: ServiceVersion) -> Iterator[Fact]:
    answers = application.content.answers
    told_elsewhere = {service.name_field, service.place_field}
    for each in service.form.fields:
        shown = (each.public or each.printed) and each.code not in told_elsewhere
        if shown and each.code in answers:
            value = said(each, answers[each.code])
            yield Fact(each.code, each.label, value, each.public, each.printed)
    for derived in service.derived:
        known = derived.value(answers)
        if known is not None and (derived.public or derived.printed):
            yield Fact(derived.code, derived.label, known.words, derived.public, derived.printed)


def said(field: Field, value: Any) -> Words:
    """An answer in words."""
    if field.type is FieldType.FLAG:
        return YES if value else NO
    if field.choices:
        chosen = value if isinstance(value, list) else [value]
        known = [words for each in chosen if (words := field.words_of(each)) is not None]
        return Words("، ".join(each.ar for each in known), ", ".join(each.en for each in known))
    if field.type is FieldType.TABLE:
        return Words(str(len(value)), str(len(value)))
    if field.type is FieldType.MONEY:
        dinars = f"{value // FILS:,}.{value % FILS:03}"
        return Words(f"{dinars} دينار", f"JOD {dinars}")
    if field.type is FieldType.NAME:
        return Words(value["ar"], value.get("en") or value["ar"])
    return Words(str(value), str(value))
