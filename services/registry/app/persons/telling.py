"""What a person's record tells of another one that not everybody may know."""

from __future__ import annotations

from typing import Protocol

from services.registry.app.ports import View, is_missing
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.persons.person import Person


class Records(Protocol):
    """Where persons are kept."""

    def load(self, person_id: str) -> Person: ...


def exists_for(actor: Actor, persons: Records, person_id: str) -> bool:
    """Whether there is such a person for the actor: protected ones are for who needs to know."""
    try:
        access.must_know_person(actor, persons.load(person_id))
    except Exception as error:
        if not is_missing(error):
            raise
        return False
    return True


def as_told_to(actor: Actor, persons: Records, view: View) -> View:
    """Without guardians who do not exist for the actor, as if they were not on record."""
    if view.get("guardian") is None:
        return view
    told = dict(view)
    on_record = [told.pop("guardian"), *told.pop("further_guardians", ())]
    known = [each for each in on_record if exists_for(actor, persons, each["person_id"])]
    further = {"further_guardians": known[1:]} if known[1:] else {}
    return {**told, "guardian": known[0] if known else None, **further}


def guardians_unseen(actor: Actor, persons: Records, *people: Person) -> frozenset[str]:
    """Of these people's guardians, those who are hidden from the actor. Who is nobody's record is
    hidden from nobody: they are not on record for anybody, and are written over."""
    named = {each.person_id for person in people for each in person.guardians}
    return frozenset(each for each in named if _is_hidden(actor, persons, each))


def _is_hidden(actor: Actor, persons: Records, person_id: str) -> bool:
    try:
        person = persons.load(person_id)
    except Exception as error:
        if not is_missing(error):
            raise
        return False
    return not access.knows_person(actor, person)
