"""How records are shown: in full to who works on them, and to the holder what is theirs to know."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chassis.calendar import written
from chassis.context import current_or_none
from chassis.documents.kind import View
from chassis.plain import plain
from contracts.refusals import say
from services.licensing.app.logins import without_logins
from services.licensing.domain.inspections.access import sees_all
from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.corrective import CorrectiveAction
from services.licensing.domain.inspections.entries import Entry
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.inspector import Inspector
from services.licensing.domain.inspections.ladder import Proposal
from services.licensing.domain.inspections.measures import Measure
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.plan import InspectionPlan
from services.licensing.domain.inspections.report import Report
from services.licensing.domain.inspections.upload import Receipt, Upload

LEFT_OUT_OF_LISTS = ("checklist", "reports", "proposed")
OF_SUPERVISORS = frozenset({"supervisor", "auditor"})


def is_shown_all(governorate: str) -> bool:
    """Whether whoever looks works on it. Work of ours looks at nothing: it is shown all."""
    looking = current_or_none()
    if looking is None or "system" in looking.actor.roles:
        return True
    return sees_all(looking.actor, governorate)


def said(code: str, params: dict[str, object] | None = None) -> View:
    """A code with its words, in the language of who asks."""
    looking = current_or_none()
    language = "ar" if looking is None else looking.language
    return {"code": code, "detail": say(code, language, params or {}).detail}


def json(value: Any) -> Any:
    """Plain data whose moments are texts."""
    return _texts(plain(value))


def _texts(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _texts(each) for name, each in data.items()}
    if isinstance(data, list):
        return [_texts(each) for each in data]
    return written(data) if isinstance(data, datetime) else data


def checklist(copy: ChecklistCopy) -> View:
    return {
        "code": copy.code,
        "version": copy.version,
        "pass_mark": copy.checklist.pass_mark,
        "items": json(copy.checklist.items),
    }


def inspection(known: Inspection) -> View:
    """The inspection as whoever looks may know it."""
    everything = is_shown_all(known.governorate)
    about, conclusion, why = known.about, known.conclusion, known.why
    hidden = known.purpose.is_confidential and not everything
    cancelled = known.cancellation if everything else None
    return {
        "id": known.id,
        "version": known.version,
        "about": {"kind": about.kind, "id": about.id, "number": about.number},
        "place": json(known.place),
        "purpose": None if hidden else known.purpose.value,
        "announced": known.announced,
        "state": known.state.value,
        "due_on": known.due_on.isoformat(),
        "planned_at": written(known.planned_at) if everything else None,
        "inspector": known.inspector if everything else None,
        "because": why.because if _supervises() else None,
        "follows": why.follows if everything else None,
        "plan_id": why.plan_id if everything else None,
        "checklist": checklist(known.checklist),
        "reports": [_entry(known, each) for each in known.reports] if everything else [],
        "conclusion": _without(json(conclusion), everything, "by") if conclusion else None,
        "cancellation": json(cancelled) if cancelled else None,
        "assignment_escalated_on": _day(known.assignment_escalated_on, everything),
        "visit_escalated_on": _day(known.visit_escalated_on, everything),
    }


def report(known: Report) -> View:
    """What was found. The holder reads neither internal notes nor whose login it was."""
    everything = is_shown_all(known.governorate)
    content = json(known.content)
    for finding in content["findings"]:
        if finding["internal"] and not everything:
            finding.update(note=None, photographs=[])
    return {
        "id": known.id,
        "version": known.version,
        "report_id": known.report_id,
        "inspection_id": known.inspection_id,
        "by": known.by if everything else None,
        "device_id": known.device_id if everything else None,
        "received_at": written(known.received_at),
        "clock_off_seconds": known.clock_off_seconds if everything else None,
        **content,
        "note": content["note"] if everything else None,
        "location": content["location"] if everything else None,
    }


def action(known: CorrectiveAction) -> View:
    everything = is_shown_all(known.governorate)
    about = known.about
    return {
        "id": known.id,
        "version": known.version,
        "about": {"kind": about.kind, "id": about.id, "number": about.number},
        "place": json(known.place),
        "inspection_id": known.inspection_id,
        "item": known.wrong.item,
        "words": json(known.wrong.words),
        "note": known.wrong.note,
        "severity": known.severity.value,
        "state": known.state.value,
        "required_on": known.required_on.isoformat(),
        "due_on": known.due_on.isoformat(),
        "overdue_on": _day(known.overdue_on, True),
        "proofs": [_read(json(each), everything) for each in known.proofs],
        "extension": _read(json(known.extension), everything) if known.extension else None,
    }


def inspector(known: Inspector) -> View:
    return {
        "id": known.id,
        "version": known.version,
        "subject": known.subject,
        "governorates": list(known.governorates),
        "active": known.active,
        "conflicts": json(known.conflicts),
        "open": list(known.open),
        "given_at": written(known.given_at) if known.given_at else None,
    }


def oversight(known: Oversight) -> View:
    """The holder sees the measures and why; the rest is the ministry's."""
    everything = is_shown_all(known.governorate)
    facts = known.facts
    return {
        "id": known.id,
        "version": known.version,
        "licence_id": known.licence_id,
        "number": known.number,
        "service": known.service,
        "place": json(known.place),
        "standing": known.standing.value,
        "measures": [_measure(each, everything) for each in known.measures],
        "last_inspected_on": _day(facts.last_inspected_on, True),
        "last_score": facts.last_score,
        "open_actions": len(facts.actions),
        "overdue_actions": facts.overdue,
        "complaints": len(facts.complaints) if everything else None,
        "incidents": len(facts.incidents) if everything else None,
    }


def proposal(known: Proposal) -> View:
    return dict(json(known))


def plan(known: InspectionPlan) -> View:
    return {
        "id": known.id,
        "version": known.version,
        "state": known.state.value,
        **json(known.asked),
        "places": known.places,
        "left_out": known.left_out,
        "rules_of": known.rules_of.isoformat(),
        "made_by": known.made_by,
        "made_on": known.made_on.isoformat(),
        "decided_by": known.decided_by,
        "decided_on": _day(known.decided_on, True),
        "proposed": json(known.proposed),
    }


def upload(known: Upload) -> View:
    return {"results": [_receipt(each) for each in known.receipts]}


def in_list(view: View) -> View:
    """A record in a list: not what it consists of."""
    return {name: value for name, value in view.items() if name not in LEFT_OUT_OF_LISTS}


def inspection_in_list(known: Inspection) -> View:
    return in_list(inspection(known))


def _entry(known: Inspection, entry: Entry) -> View:
    entries = known.entries
    shown = dict(json(entry))
    del shown["clashes"], shown["clock_wrong"]
    flags = [said(f"report_{each}") for each in entries.flags(entry)]
    return {**shown, "standing": entries.standing(entry), "flags": flags}


def _measure(known: Measure, everything: bool) -> View:
    shown = dict(json(known))
    grounds = shown.pop("grounds")
    del shown["causes"]
    objection = shown["objection"]
    if objection is not None and not everything:
        objection["escalated_on"] = None
    if objection is not None and objection["closed"] is not None:
        objection["closed"]["detail"] = said("objection_closed")["detail"]
    return {**_read(shown, everything), **grounds}


def _receipt(known: Receipt) -> View:
    code = known.code
    return {
        "report_id": known.report_id,
        "became": known.became.value,
        "inspection_id": known.inspection_id,
        "code": code,
        "detail": None if code is None else said(code, known.params)["detail"],
        "flags": [said(f"report_{each}") for each in known.flags],
        "errors": [
            {"pointer": each.pointer, **said(each.code, each.params)} for each in known.errors
        ],
    }


def _supervises() -> bool:
    looking = current_or_none()
    return looking is not None and not looking.actor.roles.isdisjoint(OF_SUPERVISORS)


def _read(view: View, everything: bool) -> View:
    """Who holds a place now is told as little of who held it before as of the staff."""
    looking = current_or_none()
    return view if everything or looking is None else without_logins(view, looking.actor.subject)


def _without(view: View, everything: bool, *names: str) -> View:
    return view if everything else {**view, **dict.fromkeys(names)}


def _day(day: Any, everything: bool) -> str | None:
    return day.isoformat() if day is not None and everything else None
