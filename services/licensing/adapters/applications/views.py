"""How applications are shown: to all who may see them, to staff, and as tasks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chassis.calendar import written
from chassis.plain import plain
from services.licensing.adapters.applications.timeline import line
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.course import StepState
from services.licensing.domain.applications.filing import Content
from services.licensing.domain.applications.record import (
    Comment,
    Contest,
    Decision,
    Return,
    Text,
)

View = dict[str, Any]


def show(application: Application) -> View:
    """The application as its applicant reads it: no name of anybody who deals with it."""
    content = application.content
    return {
        "id": application.id,
        "version": application.version,
        "service": application.service,
        "service_name": plain(application.service_words),
        "service_version": application.service_version,
        "variant": application.variant,
        "state": application.state.value,
        "applicant": plain(content.applicant),
        "delegate": None if content.delegate is None else plain(content.delegate),
        "answers": dict(content.answers),
        "papers": {code: list(ids) for code, ids in content.papers.items()},
        "place": _place(content),
        "licence_id": content.licence_id,
        "at_counter": application.filing.at_counter or application.handed_in is not None,
        "submitted_at": _written(application.submitted_at),
        "due_on": None if application.deadline is None else _day(application.deadline.due_on),
        "late": application.deadline is not None and application.deadline.missed_on is not None,
        "steps": [_step(each) for each in application.course],
        "returns": [_return(each) for each in application.returns],
        "decision": None if application.decision is None else _decision(application.decision),
        "appeal": None if application.contest is None else _appeal(application.contest),
        "comments": [_comment(each) for each in application.comments if not each.internal],
        "timeline": [line(each, application) for each in application.timeline],
    }


def summary(view: View) -> View:
    """What lists show."""
    shown = (
        *("id", "version", "service", "service_name", "variant", "state", "place"),
        *("submitted_at", "due_on", "late"),
    )
    return {name: view[name] for name in shown}


def show_handling(application: Application) -> View:
    """What only staff reads: who has what at hand, who found what, internal comments, and
    of which days the calendar has warned, or said that they passed."""
    decision = application.decision
    return {
        "id": application.id,
        "version": application.version,
        "filed_by": application.filing.by,
        "handed_in_by": None if application.handed_in is None else application.handed_in.by,
        "centre": application.filing.centre,
        "decided_by": None if decision is None else decision.by,
        "steps": [
            {
                **_step(each),
                "assignee": each.assignee,
                "by": each.by,
                "note": each.note,
                "roles": list(each.roles),
                "body": each.body,
            }
            for each in application.course
        ],
        "comments": [
            {**_comment(each), "by": each.by, "internal": each.internal}
            for each in application.comments
        ],
        "notices": [
            {
                "at": written(each.at),
                "what": each.what,
                "clock": each.clock,
                "due_on": each.due_on.isoformat(),
                "days": each.days,
            }
            for each in application.notices
        ],
    }


def show_tasks(application: Application) -> list[View]:
    """The steps that somebody can do now. Of the applicant they say nothing."""
    return [
        {
            "application_id": application.id,
            "version": application.version,
            "service": application.service,
            "service_name": plain(application.service_words),
            "place": {**plain(application.content.place), "details": None},
            "submitted_at": _written(application.submitted_at),
            "step": each.code,
            "step_name": plain(each.words),
            "kind": each.kind.value,
            "roles": list(each.roles),
            "assignee": each.assignee,
            "due_on": None if each.deadline is None else _day(each.deadline.due_on),
            "late": each.deadline is not None and each.deadline.missed_on is not None,
        }
        for each in application.course.open
        if each.is_at_counter
    ]


def _place(content: Content) -> View:
    """Where it is. Of a licence a delegate learns the governorate alone: the licence is not theirs,
    and may be of a place that nobody is to find. Who deals with it reads the licence."""
    whole: View = plain(content.place)
    if content.delegate is None or content.licence_id is None:
        return whole
    return {**whole, "district": None, "details": None}


def _step(step: StepState) -> View:
    deadline = step.deadline
    return {
        "code": step.code,
        "kind": step.kind.value,
        "name": plain(step.words),
        "progress": step.progress.value,
        "finding": None if step.finding is None else step.finding.value,
        "due_on": None if deadline is None else _day(deadline.due_on),
        "late": deadline is not None and deadline.missed_on is not None,
        "at": _written(step.at),
        "reference": step.reference,
    }


def _return(each: Return) -> View:
    return {
        "step": each.step,
        "at": written(each.at),
        "complete_by": _day(each.deadline.due_on),
        "answered_at": _written(each.answered_at),
        "asks": [{"pointer": ask.pointer, "text": _text(ask.text)} for ask in each.asks],
    }


def _decision(decision: Decision) -> View:
    return {
        "approved": decision.approved,
        "at": written(decision.at),
        "reason_code": decision.reason_code,
        "text": None if decision.text is None else _text(decision.text),
        "silent": decision.silent,
        "result_id": decision.result_id,
        "number": decision.number,
    }


def _appeal(contest: Contest) -> View:
    answer = contest.answer
    return {
        "at": written(contest.at),
        "text": contest.text,
        "against": _decision(contest.against),
        "answer_by": _day(contest.deadline.due_on),
        "answer": None
        if answer is None
        else {
            "at": written(answer.at),
            "overturned": answer.overturned,
            "text": _text(answer.text),
        },
    }


def _comment(comment: Comment) -> View:
    return {"at": written(comment.at), "text": comment.text}


def _text(text: Text) -> View:
    return {"ar": text.ar, "en": text.en}


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else written(moment)


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
