"""What the registry is asked about enrolments."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageRequest, Request
from contracts.rpc.registry.programmes import words
from contracts.rpc.registry.programmes.applications import OneEnrolment
from contracts.rpc.registry.programmes.enrolment import (
    Enrolment,
    EnrolmentPage,
    Explanation,
    RankingPage,
)


class SuspendBody(Request):
    """A benefit stands still; without `until` as long as the reason allows."""

    reason_code = words.code(required=True, metadata={"example": "documents_expired"})
    until = fields.Day(load_default=None, allow_none=True)
    note = fields.Paragraph(load_default=None, allow_none=True)


class Suspend(SuspendBody):
    """The same, saying which."""

    enrolment_id = fields.Identifier(required=True)


class ResumeBody(Request):
    """A suspended benefit goes on."""

    note = fields.Paragraph(load_default=None, allow_none=True)


class Resume(ResumeBody):
    """The same, saying which."""

    enrolment_id = fields.Identifier(required=True)


class EndBody(Request):
    """An exit or a graduation, for a reason of the list."""

    outcome = fields.Choice(("exited", "graduated"), required=True)
    reason_code = words.code(required=True, metadata={"example": "self_reliant"})
    note = fields.Paragraph(load_default=None, allow_none=True)


class End(EndBody):
    """The same, saying of which."""

    enrolment_id = fields.Identifier(required=True)


class FindEnrolments(PageRequest):
    """Enrolments by programme, household, person, status and place. Newest first."""

    programme_id = fields.Identifier(load_default=None, allow_none=True)
    household_id = fields.Identifier(load_default=None, allow_none=True)
    person_id = fields.Identifier(load_default=None, allow_none=True)
    status = fields.Choice(words.STATUSES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    review = fields.Choice(
        ("due",),
        load_default=None,
        allow_none=True,
        metadata={"description": "`due`: whose review is called for."},
    )


class RankApplicationsOf(PageRequest):
    """The assessed applications of a programme, the neediest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)


class RankApplications(RankApplicationsOf):
    """The same, saying of which programme."""

    programme_id = fields.Identifier(required=True)


METHODS: Methods = {
    "get_enrolment": Method("query", OneEnrolment, Enrolment),
    "find_enrolments": Method("query", FindEnrolments, EnrolmentPage),
    "rank_applications": Method("query", RankApplications, RankingPage),
    "explain_enrolment": Method("query", OneEnrolment, Explanation),
    "reassess_enrolment": Method("command", OneEnrolment, Enrolment),
    "suspend_enrolment": Method("command", Suspend, Enrolment),
    "resume_enrolment": Method("command", Resume, Enrolment),
    "end_enrolment": Method("command", End, Enrolment),
}
