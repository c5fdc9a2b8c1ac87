"""How persons are kept: state, view, search keys, and the store that answers searches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from chassis.documents.kind import Criteria, Kind, State, Store, View
from chassis.errors import NotFound
from services.registry.adapters.persons.events import publish
from services.registry.app.persons import plain
from services.registry.domain.persons.person import Person


def _to_state(person: Person) -> State:
    return {
        "identity": asdict(person.identity),
        "name": plain.name_to(person.name),
        "birth_date": plain.birth_date_to(person.birth_date),
        "sex": person.sex,
        "contact": asdict(person.contact),
        "address": asdict(person.address),
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
        version=version,
    )


def _to_view(person: Person) -> View:
    state = _to_state(person)
    origin = state.pop("origin")
    return {
        "id": person.id,
        "version": person.version,
        **state,
        **origin,
        "warnings": list(person.warnings),
    }


def _keys(person: Person) -> dict[str, Any]:
    return {
        "national_number": person.identity.national_number,
        "governorate": person.address.governorate,
        "name_words": person.name.search_words,
        "match_key": person.name.match_key,
    }


PERSONS: Kind[Person] = Kind(
    service="registry",
    name="person",
    collection="persons",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=_keys,
    unique={"national_number": "national_number_taken"},
    indexes=(("governorate",), ("name_words",), ("match_key",)),
)


class KeptPersons:
    """Persons in a store of documents."""

    def __init__(self, store: Store[Person]) -> None:
        self._store = store
        self.get = store.get
        self.add = store.add
        self.save = store.save
        self.view = store.view

    def missing(self, person_ids: Collection[str]) -> list[str]:
        """Those of these ids that are no person of the registry."""
        return [each for each in person_ids if not self._is_there(each)]

    def _is_there(self, person_id: str) -> bool:
        try:
            self._store.load(person_id)
        except NotFound:
            return False
        return True

    def search(
        self,
        *,
        national_number: str | None,
        words: list[str],
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page of persons; see `app.ports.Persons`."""
        criteria = Criteria(
            equals={} if national_number is None else {"national_number": national_number},
            all_of={"name_words": words[:-1]} if words[:-1] else {},
            prefix={"name_words": words[-1]} if words else {},
            any_of={} if governorates is None else {"governorate": sorted(governorates)},
        )
        page = self._store.find(criteria, after, limit)
        return {"items": page.items, "next": page.next}
