"""Who may do what in surveys.

Supervisors plan and decide within the governorates they serve; researchers (caseworkers on the
list) see and bring their own visits; auditors see that there are visits, not what was answered.
"""

from __future__ import annotations

from collections.abc import Collection

from services.registry.domain.access import Actor
from services.registry.domain.surveys.refusals import SurveyNotYours

SUPERVISOR = "supervisor"
RESEARCHER = "caseworker"
AUDITOR = "auditor"


def must_manage(actor: Actor, governorates: Collection[str] = ()) -> None:
    """Raise `SurveyNotYours` unless a supervisor who serves all of these governorates."""
    if SUPERVISOR not in actor.roles or not set(governorates) <= actor.governorates:
        raise SurveyNotYours()


def must_read(actor: Actor) -> None:
    """Raise `SurveyNotYours` unless the actor has to do with surveys at all."""
    if not actor.roles & {SUPERVISOR, RESEARCHER, AUDITOR}:
        raise SurveyNotYours()


def must_see_round(actor: Actor, governorates: Collection[str]) -> None:
    """Raise `SurveyNotYours` unless the actor audits, or serves one of the governorates."""
    must_read(actor)
    if AUDITOR not in actor.roles and not actor.governorates & set(governorates):
        raise SurveyNotYours()


def reach(actor: Actor) -> frozenset[str] | None:
    """The governorates whose visits the actor sees as supervisor or auditor; `None` is all.

    Raises `SurveyNotYours` for others: a researcher's reach is their own visits.
    """
    if AUDITOR in actor.roles:
        return None
    must_manage(actor)
    return actor.governorates
