"""How persons are kept: state, view, and the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict

from chassis.documents.kind import Added, Kind, State, Store, View
from chassis.errors import NotFound
from services.registry.adapters.persons.events import publish
from services.registry.adapters.persons.keys import keys
from services.registry.adapters.persons.vocabulary import Vocabulary
from services.registry.app.persons import plain
from services.registry.app.privacy.plain import protection_from, protection_to
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection

_SENSITIVE = ("disabilities",)
"""Shown only where it is asked for, and written down who asked (Law 24/2023: health)."""


def _to_state(person: Person) -> State:
    return {
        "identity": asdict(person.identity),
        "other_documents": [asdict(each) for each in person.other_documents],
        "name": plain.name_to(person.name),
        "birth_date": plain.birth_date_to(person.birth_date),
        "sex": person.sex,
        "contact": asdict(person.contact),
        "address": asdict(person.address),
        "disabilities": [asdict(each) for each in person.disabilities],
        "guardian": None if person.guardian is None else asdict(person.guardian),
        "died_on": None if person.died_on is None else person.died_on.isoformat(),
        "merged_into": person.merged_into,
        "protection": protection_to(person.protection),
        "origin": plain.origin_to(person.origin),
    }


def _from_state(person_id: str, version: int, state: State) -> Person:
    return Person(
        id=person_id,
        identity=plain.identity_from(state["identity"]),
        name=plain.name_from(state["name"]),
        birth_date=plain.birth_date_from(state["birth_date"]),
        sex=state["sex"],
        contact=plain.contact_from(state["contact"]),
        address=plain.address_from(state["address"]),
        origin=plain.origin_from(state["origin"]),
        # Records from before these facts were asked for have none of them.
        other_documents=plain.documents_from(state.get("other_documents", ())),
        disabilities=plain.disabilities_from(state.get("disabilities", ())),
        guardian=plain.guardian_from(state.get("guardian")),
        died_on=plain.day_from(state.get("died_on")),
        merged_into=state.get("merged_into"),
        protection=protection_from(state.get("protection")),
        version=version,
    )


def to_view(person: Person) -> View:
    """A person as shown: nothing sensitive."""
    state = _to_state(person)
    origin = state.pop("origin")
    for each in _SENSITIVE:
        del state[each]
    if person.protection is None:
        del state["protection"]
    return {
        "id": person.id,
        "version": person.version,
        **state,
        **origin,
        "status": person.status,
        "warnings": list(person.warnings),
    }


PERSONS: Kind[Person] = Kind(
    service="registry",
    name="person",
    collection="persons",
    to_state=_to_state,
    from_state=_from_state,
    to_view=to_view,
    publish=publish,
    keys=keys,
    unique={"national_number": "national_number_taken"},
    indexes=(
        ("governorate",),
        ("places",),
        ("name_places", "governorate"),
        ("documents",),
        ("mobile",),
        ("blocks",),
    ),
    looked_at={"name_places": ("birth_year",)},
    history=True,
)


class KeptPersons:
    """Persons in a store of documents. The vocabulary knows a name before the store does."""

    def __init__(self, store: Store[Person], vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.as_of = store.as_of
        self.history = store.history
        self.show = to_view

    def add(self, person: Person) -> View:
        self._vocabulary.learn(person.name.terms)
        return self._store.add(person)

    def add_many(self, persons: Collection[Person]) -> list[Added]:
        self._vocabulary.learn(_terms(persons))
        return self._store.add_many(persons)

    def save(self, person: Person, why: str | None = None) -> View:
        self._vocabulary.learn(person.name.terms)
        return self._store.save(person, why)

    def missing(
        self,
        person_ids: Collection[str],
        known: Callable[[Protection | None], bool] | None = None,
    ) -> list[str]:
        """See `app.persons.ports.Persons`."""
        return [each for each in person_ids if not self._is_there(each, known)]

    def _is_there(self, person_id: str, known: Callable[[Protection | None], bool] | None) -> bool:
        try:
            person = self._store.load(person_id)
        except NotFound:
            return False
        return known is None or known(person.protection)


def _terms(persons: Iterable[Person]) -> set[str]:
    return {term for person in persons for term in person.name.terms}
