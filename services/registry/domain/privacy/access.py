"""Who may act for a person about their own data.

The person themselves; the guardian who acts for them (`acting_guardian`); staff of the governorate
for who came to the counter. A protected person exists for their knowers alone, whoever their
guardian.
"""

from __future__ import annotations

from services.registry.domain.access import (
    Actor,
    is_citizen_only,
    is_kept_unused,
    is_self,
    must_know_person,
    must_not_be_restricted,
    serves,
)
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.refusals import (
    CopyNotYours,
    OwnRequest,
    RequestNotYours,
    RestrictedNotUsed,
)
from services.registry.domain.privacy.requests import CORRECTION, DataRequest
from services.registry.domain.privacy.rules import PrivacyRules
from services.registry.domain.refusals import NotYours

_SUPERVISOR, _CASEWORKER, _AUDITOR = "supervisor", "caseworker", "auditor"


def may_act_for(actor: Actor, person: Person, *, guards: bool) -> None:
    """Raise `PersonUnknown` or `NotYours` unless the actor may act for this person.

    `guards`: whether they are the person's acting guardian.
    """
    must_know_person(actor, person)
    if _is_holder(actor, person) or (is_citizen_only(actor) and guards):
        return
    if not serves(actor, person.address.governorate):
        raise NotYours()


def may_see_dealings(actor: Actor, person: Person, *, guards: bool) -> None:
    """The same for looking, which auditors may too."""
    if _AUDITOR in actor.roles:
        must_know_person(actor, person)
        return
    may_act_for(actor, person, guards=guards)


def may_take_back(
    actor: Actor, person: Person, request: DataRequest, rules: PrivacyRules, *, guards: bool
) -> None:
    """The same for ending what was asked. Raises `OwnRequest` for a guardian where the person, of
    age, asked it from home themselves."""
    may_act_for(actor, person, guards=guards)
    as_guardian = is_citizen_only(actor) and not _is_holder(actor, person)
    filed = request.filed
    if as_guardian and filed.by_themselves and not rules.is_child(person.birth_date, filed.on):
        raise OwnRequest()


def may_have_copy(actor: Actor, person: Person, *, guards: bool) -> None:
    """The same for a copy of everything, with what is sensitive and what other bodies stated: at a
    counter those hand it out who read that, and of a restricted record as they read it. Raises
    `CopyNotYours` and `RestrictedNotUsed`."""
    may_act_for(actor, person, guards=guards)
    if is_citizen_only(actor):
        return
    if not {_SUPERVISOR, _CASEWORKER} & actor.roles:
        raise CopyNotYours()
    if is_kept_unused(actor, person):
        raise RestrictedNotUsed()


def may_decide(actor: Actor, person: Person, kind: str, *, overdue: bool) -> None:
    """Raise unless the actor decides on such requests: supervisors; corrections in time also
    caseworkers. A correction changes the record: of a restricted one it is a supervisor's
    (`RecordRestricted`)."""
    must_know_person(actor, person)
    deciding = {_SUPERVISOR, _CASEWORKER} if kind == CORRECTION and not overdue else {_SUPERVISOR}
    if not (deciding & actor.roles and person.address.governorate in actor.governorates):
        raise RequestNotYours()
    if kind == CORRECTION:
        must_not_be_restricted(actor, person)


def _is_holder(actor: Actor, person: Person) -> bool:
    """Whether the actor is the person, and the number by which they signed in is their own."""
    return is_self(actor, person.identity.national_number) and not person.number_claimed
