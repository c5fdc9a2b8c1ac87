"""The columns of an export of persons: those of an import, so that they come in again, and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts import reference
from services.registry.adapters.files.columns import columns
from services.registry.adapters.files.pseudonyms import Called, by_identifier
from services.registry.app.payments.issuing import jod
from services.registry.domain.files.rows import HEAD
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person


@dataclass(frozen=True)
class Told:
    """One person, with what stands beside the record: their home, and a number of their guardian.

    Either is nothing where the reader may not have it. `in_latin`: whether names in Latin letters
    have columns of their own. `called`: what the file calls records.
    """

    person: Person
    home: Household | None = None
    guardian_number: str | None = None
    in_latin: bool = False
    called: Called = by_identifier

    @property
    def heads(self) -> bool:
        return self.home is not None and self.home.head_id == self.person.id


@dataclass(frozen=True)
class Shown:
    """One column: how it is headed, to which category of the law it belongs, what it tells."""

    said: Mapping[str, str]
    category: str | None
    of: Callable[[Told, str], Any]


def _as_imported(name: str, category: str | None, of: Callable[[Told], Any]) -> Shown:
    """A column that an import has, too; words are those that it understands."""
    column = columns()[name]
    return Shown(column.said, category, lambda told, language: column.word(of(told), language))


def _name(script: str, part: str) -> Callable[[Told], str | None]:
    def of(told: Told) -> str | None:
        found = getattr(told.person.name, script)
        value: str | None = None if found is None else getattr(found, part)
        return value

    return of


def _arabic(part: str) -> Callable[[Told], str | None]:
    """Somebody without an Arabic name is called by their Latin one, if that stands nowhere else."""
    arabic, latin = _name("arabic", part), _name("latin", part)

    def of(told: Told) -> str | None:
        called = told.person.name.arabic is not None or told.in_latin
        return (arabic if called else latin)(told)

    return of


def _latin_name(told: Told) -> str | None:
    latin = told.person.name.latin
    return None if latin is None else " ".join(filter(None, vars(latin).values()))


def _document(place: int, part: str) -> Callable[[Told], str | None]:
    """`kind` or `number` of the further document at this place."""

    def of(told: Told) -> str | None:
        documents = told.person.other_documents
        value: str | None = getattr(documents[place], part) if place < len(documents) else None
        return value

    return of


def _disabilities(told: Told, language: str) -> str | None:
    column = columns()["disabilities"]
    words = [
        column.word(each.kind, language) or ""
        if each.degree is None
        else f"{column.word(each.kind, language)} ({column.degree(each.degree, language)})"
        for each in told.person.disabilities
    ]
    return ("؛ " if language == "ar" else "; ").join(words) or None


def _home(told: Told) -> str | None:
    return None if told.home is None else told.called(told.home.id)


def _relation(told: Told) -> str | None:
    if told.home is None:
        return None
    relations = {each.person_id: each.relation for each in told.home.members}
    return HEAD if told.heads else relations.get(told.person.id)


def _dwelling(part: str) -> Callable[[Told], Any]:
    """The household's, on the row of its head."""
    return lambda told: (
        getattr(told.home.dwelling, part, None) if told.heads and told.home else None
    )


def _rent(told: Told) -> str | None:
    fils = _dwelling("rent_fils")(told)
    return None if fils is None else jod(fils)


def _guardian_relation(told: Told) -> str | None:
    guardian = told.person.guardian
    return None if guardian is None or told.guardian_number is None else guardian.relation


def _as_dialled(told: Told) -> str | None:
    """A number of the country as people dial it: with a plus it would look like a formula."""
    mobile = told.person.contact.mobile
    return mobile if mobile is None else mobile.replace("+962", "0", 1)


def _governorate(told: Told, language: str) -> str:
    return reference.governorates()[told.person.address.governorate][language]


def _plain(ar: str, en: str, category: str | None, of: Callable[[Told], Any]) -> Shown:
    return Shown({"ar": ar, "en": en}, category, lambda told, _: of(told))


def _text(birth_or_death: Any) -> str | None:
    return None if birth_or_death is None else birth_or_death.isoformat()


PERSON_COLUMNS: tuple[Shown, ...] = (
    _plain("المعرّف", "id", None, lambda it: it.called(it.person.id)),
    _as_imported("identity_kind", "identity", lambda it: it.person.identity.kind),
    _as_imported("identity_number", "identity", lambda it: it.person.identity.number),
    _as_imported("first", "name", _arabic("first")),
    _as_imported("father", "name", _arabic("father")),
    _as_imported("grandfather", "name", _arabic("grandfather")),
    _as_imported("family", "name", _arabic("family")),
    _plain("الاسم بالإنجليزية", "latin name", "latin_name", _latin_name),
    _as_imported("birth_date", "birth_and_sex",
                 lambda it: None if it.person.birth_date is None else it.person.birth_date.text),
    _as_imported("sex", "birth_and_sex", lambda it: it.person.sex),
    _as_imported("mobile", "contact", _as_dialled),
    _as_imported("email", "contact", lambda it: it.person.contact.email),
    Shown(columns()["governorate"].said, "place", _governorate),
    _as_imported("district", "place", lambda it: it.person.address.district),
    _as_imported("details", "address_details", lambda it: it.person.address.details),
    _plain("تاريخ التسجيل", "registered", "identity",
           lambda it: _text(it.person.origin.registered_on)),
    _as_imported("subdistrict", "place", lambda it: it.person.address.subdistrict),
    _as_imported("died", "birth_and_sex", lambda it: _text(it.person.died_on)),
    *(_as_imported(f"latin_{part}", "latin_name", _name("latin", part))
      for part in ("first", "father", "grandfather", "family")),
    _as_imported("language", "contact", lambda it: it.person.contact.language),
    *(_as_imported(f"{ordinal}_document_{part}", "identity", _document(place, part))
      for place, ordinal in enumerate(("second", "third", "fourth"))
      for part in ("kind", "number")),
    _as_imported("guardian_number", "identity", lambda it: it.guardian_number),
    _as_imported("guardian_relation", "identity", _guardian_relation),
    Shown(columns()["disabilities"].said, "disabilities", _disabilities),
    _as_imported("household", "household", _home),
    _as_imported("relation", "household", _relation),
    _as_imported("dwelling_kind", "household", _dwelling("kind")),
    _as_imported("dwelling_tenure", "household", _dwelling("tenure")),
    _as_imported("rooms", "household", _dwelling("rooms")),
    _as_imported("rent", "household", _rent),
)  # fmt: skip
"""A column of a category that the purpose does not have stays empty."""
