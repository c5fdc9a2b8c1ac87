"""What can be looked at of practitioners: by staff, by themselves, and of one by everybody."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from services.licensing.app.narrowing import wanted
from services.licensing.app.ports import View
from services.licensing.app.practitioners import shapes
from services.licensing.app.practitioners.ports import (
    ByCode,
    Lines,
    Log,
    Practitioners,
    Reads,
    Rules,
    Sought,
)
from services.licensing.app.practitioners.shapes import Held
from services.licensing.domain.access import Actor, must_see
from services.licensing.domain.licences.naming import words
from services.licensing.domain.practitioners.practitioner import Practitioner
from services.licensing.domain.practitioners.refusals import NameTooShort, NotInRegister
from services.licensing.domain.refusals import NotYours

_KIND = "practitioner"


@dataclass(frozen=True)
class Reading:
    """Queries of staff, auditors and of who is in it; each is in the audit log."""

    practitioners: Practitioners
    licences: Reads
    lines: Lines
    rules: Rules
    today: Callable[[], date]
    audit: Log

    def one(self, practitioner_id: str, actor: Actor) -> View:
        """The whole record, to who may see one of its licences. Raises `NotYours`."""
        made = self.practitioners.load(practitioner_id)
        held = _held(made, self.licences)
        _must_see_one(actor, held)
        self.audit.record("practitioner.read", _KIND, made.id)
        return shapes.record(made, held, self.rules(self.today()), self.today())

    def find(
        self,
        sought: Sought,
        governorate: str | None,
        after: str | None,
        limit: int,
        actor: Actor,
    ) -> View:
        """A page of lines, one for each class of a practitioner."""
        law = self.rules(self.today())
        narrowed = wanted({"governorate": governorate}, actor)
        page = self.lines.find(replace(sought, left=sorted(law.leaving)), narrowed, after, limit)
        of = {
            licence_id: made
            for made in self.practitioners.of_licences([each["id"] for each in page["items"]])
            for licence_id in made.licence_ids
        }
        if of:
            shown = sorted({each.id for each in of.values()})
            self.audit.record("practitioner.list", _KIND, shown)
        items = [shapes.line(of[each["id"]], each, law) for each in page["items"]]
        return {"items": items, "next": page["next"]}


@dataclass(frozen=True)
class PublicChecking:
    """What everybody may learn of one practitioner, without saying who they are."""

    practitioners: Practitioners
    licences: Reads
    by_code: ByCode
    rules: Rules
    today: Callable[[], date]

    def by_number(self, number: str, name: str | None) -> View:
        """Raises `NotInRegister`, also where the number is of somebody of another name; and
        `NameTooShort`."""
        law = self.rules(self.today())
        made = self.practitioners.of_number(number)
        if name is None:
            return self._told(made, law.public.number)
        said = words(name)
        if len(said) < law.public.words_of_name:
            raise NameTooShort(pointer="/name", least=law.public.words_of_name)
        if made is None or not self._is_called(made, said):
            raise NotInRegister()
        return self._told(made, law.public.number_and_name)

    def by_certificate(self, code: str) -> View:
        """Raises `NotInRegister` for what is no certificate of a practitioner."""
        licence = self.by_code(code)
        known = self.practitioners.of_licences([licence.id]) if licence is not None else ()
        shown = self.rules(self.today()).public.certificate
        return self._told(known[0] if known else None, shown)

    def _is_called(self, made: Practitioner, said: list[str]) -> bool:
        """Whether these are words of a name that one of their present licences has."""
        for each in made.present():
            licensed = self.licences.load(each.licence_id).grant.licensed
            if set(said) <= set(words(f"{licensed.name_ar} {licensed.name_en or ''}")):
                return True
        return False

    def _told(self, made: Practitioner | None, shown: frozenset[str]) -> View:
        if made is None:
            raise NotInRegister()
        today = self.today()
        held = _held(made, self.licences)
        return shapes.public(made, held, self.rules(today), shown, today)


def _held(made: Practitioner, licences: Reads) -> Held:
    return {each: licences.load(each) for each in made.licence_ids}


def _must_see_one(actor: Actor, held: Held) -> None:
    for each in held.values():
        with suppress(NotYours):
            must_see(actor, each)
            return
    raise NotYours()
