"""Who may act for a person about their own data.

The person themselves; the guardian on record for somebody who cannot; staff of the governorate for
who came to the counter. A protected person exists for their knowers alone, whoever their guardian.
"""

from __future__ import annotations

from services.registry.domain.access import (
    Actor,
    is_citizen_only,
    is_self,
    must_know_person,
    serves,
)
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.refusals import RequestNotYours
from services.registry.domain.refusals import NotYours

_SUPERVISOR, _CASEWORKER, _AUDITOR = "supervisor", "caseworker", "auditor"


def is_guardian(person: Person, own_id: str | None) -> bool:
    """Whether the citizen with this record is the guardian on record."""
    return (
        own_id is not None and person.guardian is not None and (person.guardian.person_id == own_id)
    )


def may_act_for(actor: Actor, person: Person, own_id: str | None) -> None:
    """Raise `PersonUnknown` or `NotYours` unless the actor may act for this person."""
    must_know_person(actor, person)
    themselves = is_self(actor, person.identity.national_number) and not person.number_claimed
    if themselves or (is_citizen_only(actor) and is_guardian(person, own_id)):
        return
    if not serves(actor, person.address.governorate):
        raise NotYours()


def may_see_dealings(actor: Actor, person: Person, own_id: str | None) -> None:
    """The same for looking, which auditors may too."""
    if _AUDITOR in actor.roles:
        must_know_person(actor, person)
        return
    may_act_for(actor, person, own_id)


def may_decide(actor: Actor, person: Person, kind: str, *, overdue: bool) -> None:
    """Raise unless the actor decides on such requests: supervisors; corrections in time also
    caseworkers."""
    must_know_person(actor, person)
    deciding = {_SUPERVISOR, _CASEWORKER} if kind == "correction" and not overdue else {_SUPERVISOR}
    if not (deciding & actor.roles and person.address.governorate in actor.governorates):
        raise RequestNotYours()
