"""What applications and licences mean for the register of practitioners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chassis.documents.kind import Criteria, Store
from services.licensing.adapters.licensed.licences import PRACTITIONER_CLASS, PRACTITIONER_NUMBER
from services.licensing.app.ports import View, Wanted
from services.licensing.app.practitioners.ports import Sought
from services.licensing.app.practitioners.register import PractitionerRegister, Told
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.granting import said
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.licences.checking import GIVEN_BACK
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.naming import words
from services.licensing.domain.practitioners.parts import Answered
from services.licensing.domain.practitioners.standing import Standing, states_of

ANY = "any"
"""Of whatever class. No code of a class: those are words of the ministry's."""


@dataclass(frozen=True)
class EnteringPractitioners:
    """See `app.applications.outcomes.Registering`: a licence given or renewed."""

    register: PractitionerRegister

    def __call__(
        self, application: Application, service: ServiceVersion, licence: Licence | None
    ) -> None:
        if licence is None:
            return
        told = Told(
            application.id, application.content.answers, dict(_answered(application, service))
        )
        if service.outcome.effect is Effect.ISSUE:
            self.register.licensed(licence, told)
        elif service.outcome.effect is Effect.RENEW:
            self.register.renewed(licence, told)


@dataclass(frozen=True)
class LinesOfLicences:
    """See `app.practitioners.ports.Lines`: labels beside licences, which are searched then."""

    licences: Store[Licence]

    def put(self, licence_id: str, class_code: str, number: str) -> None:
        self.licences.label(PRACTITIONER_CLASS, {licence_id: [ANY, f"class:{class_code}"]})
        self.licences.label(PRACTITIONER_NUMBER, {licence_id: [number]})

    def strike(self, licence_id: str) -> None:
        for each in (PRACTITIONER_CLASS, PRACTITIONER_NUMBER):
            self.licences.label(each, {licence_id: []})

    def find(self, sought: Sought, wanted: Wanted, after: str | None, limit: int) -> View:
        """The last word of a name may be its beginning alone."""
        named = None if sought.name is None else words(sought.name)
        if named == []:
            return {"items": [], "next": None}
        of_class = ANY if sought.class_code is None else f"class:{sought.class_code}"
        by_number = {} if sought.number is None else {PRACTITIONER_NUMBER: sought.number}
        left = [GIVEN_BACK, *sought.left]
        criteria = Criteria(
            equals=wanted.equals,
            any_of={
                **wanted.any_of,
                **_of_standing(sought.standing),
                **({"ended_because": left} if sought.standing is Standing.LEFT else {}),
            },
            all_of={"name_words": named[:-1]} if named else {},
            prefix={"name_words": named[-1]} if named else {},
            labelled={PRACTITIONER_CLASS: of_class, **by_number},
            but_not=[Criteria(any_of={"ended_because": left})]
            if sought.standing is Standing.STRUCK_OFF
            else (),
        )
        page = self.licences.find(criteria, after, limit)
        return {"items": page.items, "next": page.next}


def _of_standing(standing: Standing | None) -> Mapping[str, list[str]]:
    return {} if standing is None else {"state": [each.value for each in states_of(standing)]}


def _answered(application: Application, service: ServiceVersion) -> Iterator[tuple[str, Answered]]:
    """What was answered, in words."""
    answers = application.content.answers
    for each in service.form.fields:
        if each.code in answers and not each.columns:
            yield each.code, Answered(each.code, each.label, said(each, answers[each.code]))
