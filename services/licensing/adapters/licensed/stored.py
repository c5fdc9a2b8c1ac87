"""Licences as they are stored, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from services.licensing.domain.licences.certificate import Certificate, Edition
from services.licensing.domain.licences.course import (
    LicenceState,
    Reason,
    Step,
    Surrender,
    Suspension,
)
from services.licensing.domain.licences.grant import (
    Fact,
    Grant,
    GrantKind,
    Holder,
    HolderKind,
    Licensed,
    Represented,
)
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.renewal import Meanwhile, Renewal, Stage
from services.licensing.domain.licences.term import Term, Terms
from services.licensing.domain.places import Place
from services.licensing.domain.words import Words

State = dict[str, Any]


def to_state(licence: Licence) -> State:
    whole = asdict(licence)
    return {
        name: plain(value)
        for name, value in whole.items()
        if name not in ("id", "version", "events")
    }


def plain(value: Any) -> Any:
    """Dates as texts, sets and tuples as lists, words of a vocabulary as what they are."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def from_state(licence_id: str, version: int, state: State) -> Licence:
    suspension, surrender = state["suspension"], state.get("surrender")
    return Licence(
        id=licence_id,
        version=version,
        number=state["number"],
        grant=_grant(state["grant"]),
        issued_on=date.fromisoformat(state["issued_on"]),
        term=_term(state["term"]),
        standing=LicenceState(state["standing"]),
        suspension=None if suspension is None else _suspension(suspension),
        certificates=[_certificate(each) for each in state["certificates"]],
        course=[_step(each) for each in state["course"]],
        renewals=tuple(_renewal(each) for each in state.get("renewals", ())),
        surrender=None if surrender is None else _surrender(surrender),
    )


def _grant(state: State) -> Grant:
    return Grant(
        **{
            **state,
            "kind": GrantKind(state["kind"]),
            "title": Words(**state["title"]),
            "holder": _holder(state["holder"]),
            "licensed": _licensed(state["licensed"]),
            "terms": _terms(state["terms"]),
        }
    )


def _holder(state: State) -> Holder:
    kind, logins = HolderKind(state["kind"]), frozenset(state["logins"])
    numbers = frozenset(state.get("national_numbers", ()))
    named = state.get("represented")
    return Holder(
        **{
            **state,
            "kind": kind,
            "logins": logins,
            "national_numbers": numbers,
            "represented": None if named is None else Represented(**named),
        }
    )


def _licensed(state: State) -> Licensed:
    facts = tuple(_fact(each) for each in state["facts"])
    return Licensed(**{**state, "place": Place(**state["place"]), "facts": facts})


def _fact(state: State) -> Fact:
    label, value = Words(**state["label"]), Words(**state["value"])
    return Fact(**{**state, "label": label, "value": value})


def _terms(state: State) -> Terms:
    return Terms(**{**state, "reminder_days": tuple(state["reminder_days"])})


def _term(state: State) -> Term:
    days = {name: _day(state[name]) for name in ("expires_on", "renewal_opens_on", "lapses_on")}
    valid_from = date.fromisoformat(state["valid_from"])
    return Term(**days, valid_from=valid_from, reminders=tuple(state["reminders"]))


def _suspension(state: State) -> Suspension:
    return Suspension(
        reason=Reason(**state["reason"]),
        by=state["by"],
        since=date.fromisoformat(state["since"]),
        until=_day(state["until"]),
    )


def _renewal(state: State) -> Renewal:
    days = {name: _day(state[name]) for name in ("decided_on", "contest_until", "over_on")}
    return Renewal(
        application_id=state["application_id"],
        since=date.fromisoformat(state["since"]),
        meanwhile=Meanwhile(state["meanwhile"]),
        stage=Stage(state["stage"]),
        **days,
    )


def _surrender(state: State) -> Surrender:
    days = {name: date.fromisoformat(state[name]) for name in ("ends_on", "accepted_on")}
    return Surrender(application_id=state["application_id"], **days)


def _certificate(state: State) -> Certificate:
    return Certificate(
        edition=state["edition"],
        code=state["code"],
        issued_on=date.fromisoformat(state["issued_on"]),
        because=Edition(state["because"]),
        ended_on=_day(state["ended_on"]),
    )


def _step(state: State) -> Step:
    reason = None if state["reason"] is None else Reason(**state["reason"])
    return Step(**{**state, "on": date.fromisoformat(state["on"]), "reason": reason})


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
