"""Who may see and do what in elections."""

from __future__ import annotations

from collections.abc import Iterable

from services.licensing.domain.access import (
    LICENSING_STAFF,
    Actor,
    must_have_role,
    must_serve,
    owner_marks,
)
from services.licensing.domain.associations.access import SEES_ALL, acts_for
from services.licensing.domain.associations.association import Association
from services.licensing.domain.elections.candidacy import (
    EVERYBODY,
    Candidacy,
    office_mark,
    society_mark,
)
from services.licensing.domain.elections.centre_count import CentreCount
from services.licensing.domain.refusals import NotYours, RoleMayNot


def may_know(actor: Actor) -> None:
    """Dates, phases, results and the names of who agreed to stand concern everybody who is signed
    in here."""
    if actor.roles.isdisjoint({*SEES_ALL, *LICENSING_STAFF, "citizen"}):
        raise RoleMayNot(roles=sorted({*SEES_ALL, *LICENSING_STAFF, "citizen"}))


def serves(actor: Actor, governorate: str) -> bool:
    """Auditors and administrators see all, staff what is of their governorates."""
    staff = not actor.roles.isdisjoint(LICENSING_STAFF) and governorate in actor.governorates
    return staff or not actor.roles.isdisjoint(SEES_ALL)


def may_nominate(actor: Actor, society: Association) -> None:
    """Who acts for the society; clerks for one that came to the counter."""
    if not acts_for(actor, society):
        must_have_role(actor, "clerk")
        must_serve(actor, society.governorate)


def may_withdraw(actor: Actor, made: Candidacy, acts_for_society: bool) -> None:
    """The person, or who acts for the society that nominated them; clerks on their behalf."""
    if not (made.is_of(actor) or acts_for_society):
        must_have_role(actor, "clerk")
        must_serve(actor, made.governorate)


def marks_among_readers(actor: Actor, acted_for: Iterable[str]) -> frozenset[str] | None:
    """How the actor is written among who may know a candidacy; `None`: they may know all.
    `acted_for`: the associations that the actor represents."""
    if not actor.roles.isdisjoint(SEES_ALL):
        return None
    marks = {EVERYBODY}
    if not actor.roles.isdisjoint(LICENSING_STAFF):
        marks |= {office_mark(each) for each in actor.governorates}
    if "citizen" in actor.roles:
        marks |= owner_marks(None, actor.national_number)
        marks |= {society_mark(each) for each in acted_for}
    return frozenset(marks)


def may_know_number(actor: Actor, made: Candidacy, acts_for_society: bool) -> bool:
    """Whether the national number of a candidate is shown."""
    return acts_for_society or made.is_of(actor) or serves(actor, made.governorate)


def may_decide(actor: Actor, governorate: str) -> None:
    """Supervisors of the union's governorate are its election committee."""
    must_have_role(actor, "supervisor")
    must_serve(actor, governorate)


def may_conclude(actor: Actor, governorate: str) -> None:
    """Its committee, or an administrator."""
    if "administrator" not in actor.roles:
        may_decide(actor, governorate)


def may_count(actor: Actor, made: CentreCount, *, settles: bool) -> None:
    """Staff of the centre's governorate; where two have differed, its supervisors."""
    must_have_role(actor, *(("supervisor",) if settles else ("clerk", "supervisor")))
    must_serve(actor, made.governorate)


def may_see_count(actor: Actor, made: CentreCount) -> None:
    """Until it stands, a count is for those who serve the centre or see all."""
    if not serves(actor, made.governorate):
        raise NotYours()


def marks_of(actor: Actor) -> frozenset[str]:
    """How the actor is written among who acts for an association; nobody, who is no citizen."""
    if "citizen" not in actor.roles:
        return frozenset()
    return owner_marks(actor.subject, actor.national_number)


def reach(actor: Actor) -> list[str] | None:
    """The governorates whose objections and counts the actor lists; `None` means all.

    Raises `RoleMayNot` for who lists none.
    """
    if not actor.roles.isdisjoint(SEES_ALL):
        return None
    must_have_role(actor, *LICENSING_STAFF)
    return sorted(actor.governorates)
