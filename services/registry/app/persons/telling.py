"""What a person's record tells of another one that not everybody may know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Protocol

from services.registry.app.persons import former
from services.registry.app.persons.former import Told
from services.registry.app.persons.plain import guardian_shown
from services.registry.app.persons.ports import Revision
from services.registry.app.ports import View, is_missing
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.persons.guardians import records_of
from services.registry.domain.persons.person import Person

TOLD_IN_PART = "told_in_part"
"""Of views that go through `as_told_to`, which takes it out."""


class Records(Protocol):
    """Where persons are kept."""

    def load(self, person_id: str) -> Person: ...


class Histories(Records, Protocol):
    """Where all is kept that was ever recorded of persons."""

    def history(self, person_id: str) -> Sequence[Revision]: ...


def exists_for(actor: Actor, persons: Records, person_id: str) -> bool:
    """Whether there is such a person for the actor: protected ones are for who needs to know."""
    try:
        access.must_know_person(actor, persons.load(person_id))
    except Exception as error:
        if not is_missing(error):
            raise
        return False
    return True


def told_in_part(person: Person) -> bool:
    """Whether there may be anybody who is told less than others; mostly there is nobody."""
    others = person.guardians or person.merged_into
    return person.told_in_part or bool(others) or person.protection is not None


def history_for(actor: Actor, persons: Histories, person_id: str) -> Iterator[Told]:
    """What was ever recorded of the person, as far as the actor may know it."""
    return former.told(
        persons.history(person_id),
        partial(access.knows_person, actor),
        partial(_is_hidden, actor, persons),
    )


def as_told_to(actor: Actor, persons: Histories, view: View) -> View:
    """Without guardians who do not exist for the actor, as if they had never been on record, and
    without a merge, undone since, into somebody who does not."""
    told = dict(view)
    if not told.pop(TOLD_IN_PART, False):
        return told
    told.pop("further_guardians", None)
    then = former.at_version(history_for(actor, persons, told["id"]), told["version"])
    if then is None:
        return {**told, "guardian": None}
    further = list(map(guardian_shown, then.person.further_guardians))
    return {
        **told,
        "version": then.person.version,
        "guardian": guardian_shown(then.person.guardian),
        "merged_into": then.person.merged_into,
        "status": then.person.status,
        **({"further_guardians": further} if further else {}),
    }


def version_told(actor: Actor, persons: Histories, person: Person) -> int:
    """How many changes of the record the actor is told of."""
    if not told_in_part(person):
        return person.version
    then = former.at_version(history_for(actor, persons, person.id), person.version)
    return person.version if then is None else then.person.version


def guardians_unseen(actor: Actor, persons: Records, *people: Person) -> frozenset[str]:
    """Of these people's guardians, those who are hidden from the actor. Who is nobody's record is
    hidden from nobody: they are not on record for anybody, and are written over."""
    named = {record for person in people for record in records_of(person.guardians)}
    return frozenset(each for each in named if _is_hidden(actor, persons, each))


def _is_hidden(actor: Actor, persons: Records, person_id: str) -> bool:
    try:
        person = persons.load(person_id)
    except Exception as error:
        if not is_missing(error):
            raise
        return False
    return not access.knows_person(actor, person)
