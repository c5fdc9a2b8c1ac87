"""How persons are kept: state, view, and the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial

from chassis.context import current
from chassis.documents.kind import Added, Criteria, Kind, State, Store, View, anybody
from chassis.errors import Conflict, NotFound
from services.registry.adapters.persons.enrolled import PROGRAMMES
from services.registry.adapters.persons.events import publish
from services.registry.adapters.persons.keys import MERGED, keys, merged_place, number_key
from services.registry.adapters.persons.vocabulary import Vocabulary
from services.registry.adapters.privacy.repeated import told_again
from services.registry.app.persons import plain
from services.registry.app.persons.ports import Known
from services.registry.app.persons.telling import (
    TOLD_IN_PART,
    as_told_to,
    told_in_part,
    version_told,
)
from services.registry.app.privacy.plain import (
    protection_from,
    protection_to,
    restriction_from,
    restriction_to,
)
from services.registry.domain.access import Actor
from services.registry.domain.persons.facts import NameParts
from services.registry.domain.persons.person import Person, blanked

NUMBER_TAKEN = "national_number_taken"
_BEARERS = 10
"""So many who bear a number are looked at: one is enough to warn of."""

_SENSITIVE = ("disabilities",)
"""Shown only where it is asked for, and written down who asked (Law 24/2023: health)."""
_HIDDEN = (*_SENSITIVE, "number_claimed", TOLD_IN_PART)
"""That a number is somebody else's would tell of that somebody."""


def _to_state(person: Person) -> State:
    return {
        "identity": plain.flat(person.identity),
        "other_documents": [plain.flat(each) for each in person.other_documents],
        "name": plain.name_to(person.name),
        "birth_date": plain.birth_date_to(person.birth_date),
        "sex": person.sex,
        "contact": plain.flat(person.contact),
        "address": plain.flat(person.address),
        "disabilities": [plain.flat(each) for each in person.disabilities],
        "guardian": plain.guardian_to(person.guardian),
        "died_on": None if person.died_on is None else person.died_on.isoformat(),
        "merged_into": person.merged_into,
        "protection": protection_to(person.protection),
        "restriction": restriction_to(person.restriction),
        "number_claimed": person.number_claimed,
        "former_documents": [plain.flat(each) for each in person.former_documents],
        "origin": plain.origin_to(person.origin),
        TOLD_IN_PART: told_in_part(person),
        # Few records have any.
        **(
            {"further_guardians": list(map(plain.guardian_to, person.further_guardians))}
            if person.further_guardians
            else {}
        ),
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
        restriction=restriction_from(state.get("restriction")),
        former_documents=plain.documents_from(state.get("former_documents", ())),
        number_claimed=state.get("number_claimed", False),
        further_guardians=plain.guardians_from(state.get("further_guardians", ())),
        # Of what was changed before it was written down, nobody knows; a registration has two
        # events at most, and what it has shows.
        told_in_part=state.get(TOLD_IN_PART, version > 2),
        version=version,
    )


def _to_kept_view(person: Person) -> View:
    """As it is shown once `as_told_to` has seen to whom."""
    return {**to_view(person), **({TOLD_IN_PART: True} if told_in_part(person) else {})}


def to_view(person: Person) -> View:
    """A person as shown: nothing sensitive."""
    # Also with each guardian once, and no number both as theirs and as one of before.
    person = replace(person.as_told(()), former_documents=person.known_by_before)
    state = _to_state(person)
    del state["origin"]
    for each in _HIDDEN:
        del state[each]
    for each in ("protection", "restriction", "former_documents"):
        if not state[each]:
            del state[each]
    if person.further_guardians:
        state["further_guardians"] = list(map(plain.guardian_shown, person.further_guardians))
    return {
        "id": person.id,
        "version": person.version,
        **state,
        "guardian": plain.guardian_shown(person.guardian),
        **plain.origin_shown(person.origin, person.protection),
        "status": person.status,
        "warnings": list(person.warnings),
    }


PERSONS: Kind[Person] = Kind(
    service="registry",
    name="person",
    collection="persons",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_kept_view,
    publish=publish,
    keys=keys,
    unique={"national_number": NUMBER_TAKEN},
    labels={PROGRAMMES: ("governorate",)},
    indexes=(
        ("governorate",),
        ("places",),
        ("name_places", "governorate"),
        ("name_cohorts",),
        ("documents",),
        ("mobile",),
        ("blocks",),
    ),
    looked_at={"name_places": ("birth_year",), "name_cohorts": ("governorate", "birth_year")},
    of_few=("name_cohorts",),
    history=True,
)


class KeptPersons:
    """Persons in a store of documents. The vocabulary knows a name before the store does."""

    def __init__(self, store: Store[Person], vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self.get_companion = store.get_companion
        self.load = store.load
        self.hold = store.hold
        self.as_of = store.as_of
        self.history = store.history
        self.show = _to_kept_view

    def get(self, person_id: str, admit: Callable[[Person], None] = anybody) -> Person:
        with told_again(self._as_told):
            return self._store.get(person_id, admit, self._version_told)

    def _as_told(self, view: View, actor: Actor) -> View:
        # An answer of before does not say whether it tells all.
        return as_told_to(actor, self, {**view, TOLD_IN_PART: True})

    def _version_told(self, person: Person) -> int:
        return version_told(current().actor, self, person)

    def add(self, person: Person, known: Known | None = None) -> View:
        self._vocabulary.learn(person.name.terms)
        return self._claiming(self._store.add, person, known)

    def add_many(self, persons: Collection[Person]) -> list[Added]:
        self._vocabulary.learn(_terms(persons))
        return self._store.add_many(persons)

    def save(self, person: Person, why: str | None = None, *, known: Known | None = None) -> View:
        self._vocabulary.learn(person.name.terms)
        return self._claiming(partial(self._store.save, why=why), person, known)

    def absorbed(self, person_id: str) -> list[str]:
        records = [person_id]
        for each in records:
            records += [ended.id for ended in self._store.each(_merged_into(each))]
        return records[1:]

    def holder_of(self, national_number: str) -> Person | None:
        """See `app.privacy.ports.Persons`."""
        found = self._store.find(Criteria(equals={"national_number": national_number}), None, 1)
        return self._store.load(found.items[0]["id"]) if found.items else None

    def shares_number(self, person: Person, known: Known) -> bool:
        """See `app.persons.ports.Persons`."""
        numbers = [number_key(each.number) for each in person.documents if each.number]
        if not numbers:
            return False
        bearers = self._store.newest(who_bear(numbers), _BEARERS)
        return any(each.id != person.id and known(each.protection) for each in bearers)

    def claim_if_hidden(self, person: Person, known: Known) -> None:
        """See `app.privacy.ports.Persons`."""
        if self._is_hidden(person, known):
            person.claim_number()

    def forget_former(
        self, person_id: str, categories: Collection[str], known_as: NameParts | None
    ) -> None:
        """See `app.privacy.ports.Persons`."""
        borne = _terms(each.aggregate for each in self._store.history(person_id))
        self._store.rewrite_history(person_id, lambda former: blanked(former, categories, known_as))
        left = _terms(each.aggregate for each in self._store.history(person_id))
        self._vocabulary.forget(borne - left)

    def _claiming(
        self, write: Callable[[Person], View], person: Person, known: Known | None
    ) -> View:
        """Write; where the number is that of somebody who does not exist for who asks, let it be
        claimed. They get the answer that they would get if nobody had it."""
        again = replace(person, events=[*person.events])
        try:
            with told_again(self._as_told):
                return write(person)
        except Conflict as error:
            if error.code != NUMBER_TAKEN or known is None or not self._is_hidden(again, known):
                raise
        again.claim_number()
        return write(again)

    def _is_hidden(self, person: Person, known: Known) -> bool:
        number = person.identity.national_number
        holder = None if number is None else self.holder_of(number)
        return holder is not None and holder.id != person.id and not known(holder.protection)

    def missing(self, person_ids: Collection[str], known: Known | None = None) -> list[str]:
        """See `app.persons.ports.Persons`."""
        return [each for each in person_ids if not self._is_there(each, known)]

    def _is_there(self, person_id: str, known: Known | None) -> bool:
        try:
            person = self._store.load(person_id)
        except NotFound:
            return False
        return known is None or known(person.protection)


def who_bear(numbers: Sequence[str]) -> Criteria:
    """Who bears one of these numbers, or was known by it before a merge: not the record that ended,
    but the one that stays."""
    ended = Criteria(equals={"status": MERGED})
    return Criteria(any_of={"documents": numbers}, but_not=[ended])


def _merged_into(person_id: str) -> Criteria:
    return Criteria(equals={"places": merged_place(person_id)})


def _terms(persons: Iterable[Person]) -> set[str]:
    return {term for person in persons for term in person.name.terms}
