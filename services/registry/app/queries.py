"""What the registry can be asked. Nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.ports import Households, Persons, View
from services.registry.domain import access, arabic_names
from services.registry.domain.access import Actor
from services.registry.domain.identity import NATIONAL_NUMBER

_NOBODY: View = {"items": [], "next": None}


@dataclass(frozen=True)
class FindPersons:
    """Persons by national number, by name and by governorate; what is given must all hold."""

    national_number: str | None = None
    name: str | None = None
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


@dataclass(frozen=True)
class FindHouseholds:
    """Households by one of their persons and by governorate; what is given must all hold."""

    person_id: str | None = None
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


class Queries:
    """Reading persons and households, each within the reach of who asks."""

    def __init__(self, persons: Persons, households: Households) -> None:
        self._persons = persons
        self._households = households

    def person(self, person_id: str, actor: Actor) -> View:
        """One person."""
        view = self._persons.view(person_id)
        access.may_see_person(actor, view["address"]["governorate"], _national_number(view))
        return view

    def find_persons(self, query: FindPersons, actor: Actor) -> View:
        """A page of persons; a citizen finds nobody but themselves."""
        number = query.national_number
        if access.is_citizen_only(actor):
            if actor.national_number is None or number not in (None, actor.national_number):
                return _NOBODY
            number = actor.national_number
            governorates = None if query.governorate is None else frozenset({query.governorate})
        else:
            governorates = access.governorates_to_search(actor, query.governorate)
        words = arabic_names.words(query.name or "")
        if query.name and not words:
            return _NOBODY
        return self._persons.search(
            national_number=number,
            words=words,
            governorates=governorates,
            after=query.after,
            limit=query.limit,
        )

    def household(self, household_id: str, actor: Actor) -> View:
        """One household; a citizen sees the one they belong to."""
        view = self._households.view(household_id)
        if not (access.is_citizen_only(actor) and self._belongs(actor, view)):
            access.may_see_household(actor, view["address"]["governorate"])
        return view

    def find_households(self, query: FindHouseholds, actor: Actor) -> View:
        """A page of households; a citizen finds none but their own."""
        if access.is_citizen_only(actor):
            return self._own_household(query, actor)
        return self._households.search(
            person_id=query.person_id,
            governorates=access.governorates_to_search(actor, query.governorate),
            after=query.after,
            limit=query.limit,
        )

    def _own_household(self, query: FindHouseholds, actor: Actor) -> View:
        own = self._own_person_id(actor)
        if own is None or query.person_id not in (None, own):
            return _NOBODY
        governorates = None if query.governorate is None else frozenset({query.governorate})
        return self._households.search(
            person_id=own, governorates=governorates, after=query.after, limit=query.limit
        )

    def _belongs(self, actor: Actor, household: View) -> bool:
        own = self._own_person_id(actor)
        members = (each["person_id"] for each in household["members"])
        return own is not None and own in (household["head_id"], *members)

    def _own_person_id(self, actor: Actor) -> str | None:
        if actor.national_number is None:
            return None
        found = self._persons.search(
            national_number=actor.national_number,
            words=[],
            governorates=None,
            after=None,
            limit=1,
        )
        return next((str(each["id"]) for each in found["items"]), None)


def _national_number(view: View) -> str | None:
    identity = view["identity"]
    return identity["number"] if identity["kind"] == NATIONAL_NUMBER else None
