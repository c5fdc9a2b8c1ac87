"""What the registry can be asked about persons. Nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.persons.ports import Persons
from services.registry.app.ports import NOBODY, View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.persons import arabic_names
from services.registry.domain.persons.identity import NATIONAL_NUMBER


@dataclass(frozen=True)
class FindPersons:
    """Persons by national number, by name and by governorate; what is given must all hold."""

    national_number: str | None = None
    name: str | None = None
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


class PersonQueries:
    """Reading persons, each within the reach of who asks."""

    def __init__(self, persons: Persons) -> None:
        self._persons = persons

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
                return NOBODY
            number = actor.national_number
            governorates = None if query.governorate is None else frozenset({query.governorate})
        else:
            governorates = access.governorates_to_search(actor, query.governorate)
        words = arabic_names.words(query.name or "")
        if query.name and not words:
            return NOBODY
        return self._persons.search(
            national_number=number,
            words=words,
            governorates=governorates,
            after=query.after,
            limit=query.limit,
        )

    def own_id(self, actor: Actor) -> str | None:
        """The record of who asks, recognised by their national number."""
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
