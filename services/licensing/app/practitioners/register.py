"""What decisions write into the register, inside the transaction of who decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.licensing.app.numbers import Numbers
from services.licensing.app.practitioners.ports import Lines, Practitioners, Rules
from services.licensing.domain.licences.grant import Holder, Series
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.practitioners.parts import (
    Answered,
    Course,
    PractitionerKind,
    Registration,
    Training,
)
from services.licensing.domain.practitioners.practitioner import Practitioner
from services.licensing.domain.practitioners.rules import PractitionerClass, PractitionerRules


@dataclass(frozen=True)
class Told:
    """What an application said: its answers, and those that can be read in words."""

    application_id: str
    answers: Mapping[str, Any]
    said: Mapping[str, Answered]


@dataclass(frozen=True)
class PractitionerRegister:
    """Nothing here asks who decided; the caller opens the transaction."""

    practitioners: Practitioners
    lines: Lines
    rules: Rules
    numbers: Numbers
    today: Callable[[], date]
    new_id: Callable[[str], str]
    """By the licence with which somebody comes into the register."""

    def licensed(self, licence: Licence, told: Told) -> None:
        """A licence was given: its holder stands by it from now on, in a record of their own that
        is begun where there is none. Raises `LookupError` for a service that is of no class."""
        law = self.rules(self.today())
        found = self._of(licence, law)
        made = self._begun(licence, law) if found is None else found
        self._enter(made, licence, law, told)
        self._train(made, licence, law, told)
        _ = self.practitioners.add(made) if found is None else self.practitioners.save(made)

    def renewed(self, licence: Licence, told: Told) -> None:
        """A licence was renewed, by training that was told of. Who was licensed before there was a
        register comes into it now."""
        known = self.practitioners.of_licences([licence.id])
        if not known:
            self.licensed(licence, told)
            return
        made = self.practitioners.get_companion(known[0].id)
        self._train(made, licence, self.rules(self.today()), told)
        self.practitioners.save(made)

    def _of(self, licence: Licence, law: PractitionerRules) -> Practitioner | None:
        identity = _identity(_class(licence, law).kind, licence.grant.holder)
        known = None if identity is None else self.practitioners.of_identity(identity)
        return None if known is None else self.practitioners.get_companion(known.id)

    def _begun(self, licence: Licence, law: PractitionerRules) -> Practitioner:
        today, kind = self.today(), _class(licence, law).kind
        series = Series(law.series, today.year)
        number = series.number(self.numbers.next(series.code))
        identity = _identity(kind, licence.grant.holder)
        return Practitioner.register(self.new_id(licence.id), number, kind, identity, today)

    def _enter(
        self, made: Practitioner, licence: Licence, law: PractitionerRules, told: Told
    ) -> None:
        of = _class(licence, law)
        for each in made.present():
            if each.class_code == of.code:
                self.lines.strike(each.licence_id)
        education = tuple(told.said[each] for each in of.education if each in told.said)
        made.enter(Registration(of.code, licence.id, told.application_id, self.today(), education))
        self.lines.put(licence.id, of.code, made.number)

    def _train(
        self, made: Practitioner, licence: Licence, law: PractitionerRules, told: Told
    ) -> None:
        """Where no hours are told, those of the courses count."""
        courses = tuple(_course(each) for each in told.answers.get(law.courses, ()))
        hours = told.answers.get(law.hours, sum(each.hours for each in courses))
        if hours or courses:
            today = self.today()
            made.train(Training(licence.id, told.application_id, today, hours, courses))


def _class(licence: Licence, law: PractitionerRules) -> PractitionerClass:
    found = law.class_of(licence.grant.service)
    if found is None:
        raise LookupError(f"{licence.grant.service} is of no class of practitioners")
    return found


def _identity(kind: PractitionerKind, holder: Holder) -> str | None:
    """Who they are. A person that heads an institution has a record of their own beside it; who
    gave no number cannot be told from others, and has a record for each licence."""
    institution = kind is PractitionerKind.INSTITUTION
    number = holder.registration_number if institution else None
    if number is not None:
        return f"{kind}:registration:{number}"
    of_person = holder.national_number
    return None if of_person is None else f"{kind}:national:{of_person}"


def _course(row: Mapping[str, Any]) -> Course:
    ended_on = row.get("ended_on")
    return Course(
        row.get("title", ""),
        row.get("hours", 0),
        None if ended_on is None else date.fromisoformat(ended_on),
    )
