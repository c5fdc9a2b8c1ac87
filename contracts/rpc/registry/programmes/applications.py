"""What the registry is asked about applications, until they are decided."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, Request
from contracts.rpc.registry.programmes import words
from contracts.rpc.registry.programmes.enrolment import Enrolment


class Apply(Request):
    """An application for a programme: of a household, or of one person of it."""

    programme_id = fields.Identifier(required=True)
    household_id = fields.Identifier(required=True)
    person_id = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "For programmes whose beneficiary is a person."},
    )
    note = fields.Paragraph(load_default=None, allow_none=True)


class RecordCrossCheckBody(Request):
    """What another body says of the household."""

    body = words.code(required=True, metadata={"example": "social_security"})
    facts = fields.Several(
        fields.Nested(words.FactSchema), fewest=1, most=50, distinct=True, required=True
    )
    reference = fields.Text(load_default=None, allow_none=True)
    stated_on = fields.Day(required=True)


class RecordCrossCheck(RecordCrossCheckBody):
    """The same, saying for which application, or enrolment that lives."""

    enrolment_id = fields.Identifier(required=True)


class RecordVisitBody(Request):
    """A visit to the home of the household."""

    visited_on = fields.Day(required=True)
    findings = fields.Paragraph(required=True)
    survey_visit_id = fields.Identifier(load_default=None, allow_none=True)


class RecordVisit(RecordVisitBody):
    """The same, saying for which application."""

    enrolment_id = fields.Identifier(required=True)


class OneEnrolment(Request):
    """One enrolment."""

    enrolment_id = fields.Identifier(required=True)


class ApproveBody(Request):
    """Approval of an application."""

    note = fields.Paragraph(load_default=None, allow_none=True)


class Approve(ApproveBody):
    """The same, saying of which."""

    enrolment_id = fields.Identifier(required=True)


class RejectBody(Request):
    """Rejection of an application, for a reason of the list."""

    reason_code = words.code(required=True, metadata={"example": "not_entitled"})
    note = fields.Paragraph(load_default=None, allow_none=True)


class Reject(RejectBody):
    """The same, saying of which."""

    enrolment_id = fields.Identifier(required=True)


METHODS: Methods = {
    "apply_for_programme": Method("command", Apply, Enrolment),
    "record_cross_check": Method("command", RecordCrossCheck, Enrolment),
    "record_application_visit": Method("command", RecordVisit, Enrolment),
    "assess_enrolment": Method("command", OneEnrolment, Enrolment),
    "approve_enrolment": Method("command", Approve, Enrolment),
    "reject_enrolment": Method("command", Reject, Enrolment),
    "withdraw_enrolment": Method("command", OneEnrolment, Enrolment),
}
