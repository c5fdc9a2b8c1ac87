"""What a person's record tells of another one that not everybody may know."""

from __future__ import annotations

from services.registry.app.persons.ports import Persons
from services.registry.app.ports import View, is_missing
from services.registry.domain import access
from services.registry.domain.access import Actor


def exists_for(actor: Actor, persons: Persons, person_id: str) -> bool:
    """Whether there is such a person for the actor: protected ones are for who needs to know."""
    try:
        access.must_know_person(actor, persons.load(person_id))
    except Exception as error:
        if not is_missing(error):
            raise
        return False
    return True


def as_told_to(actor: Actor, persons: Persons, view: View) -> View:
    """Without a guardian who does not exist for the actor, as if none were on record."""
    guardian = view.get("guardian")
    if guardian is None or exists_for(actor, persons, guardian["person_id"]):
        return view
    return {**view, "guardian": None}
