"""What licensing is asked and answers about applications for its services."""

from __future__ import annotations

from marshmallow import fields as plain

from contracts.rpc import fields
from contracts.rpc.base import (
    Method,
    Methods,
    Nothing,
    PageRequest,
    Request,
)
from contracts.rpc.licensing.applications_shown import (
    MOST_PAPERS,
    STATES,
    ApplicantSchema,
    Application,
    ApplicationPage,
    AskSchema,
    DelegateSchema,
    Handling,
    Tasks,
)
from contracts.rpc.licensing.inspections.words import YES
from contracts.rpc.licensing.words import WrittenSchema, code, service_code


class FilledSchema(Request):
    """What the applicant says. Answers fit the service's form; papers are documents by code."""

    applicant = fields.Nested(ApplicantSchema, required=True)
    delegate = fields.Nested(DelegateSchema, load_default=None, allow_none=True)
    answers = plain.Dict(
        keys=code(),
        required=True,
        metadata={"description": "By the fields of the service's form; drafts may lack some."},
    )
    papers = plain.Dict(
        keys=code(),
        values=fields.Several(fields.Identifier(), most=MOST_PAPERS, distinct=True),
        load_default=dict,
        metadata={"description": "Documents by the codes that the service names."},
    )
    governorate = fields.Governorate(
        required=True,
        metadata={"description": "Whose office deals with it, until the form says where."},
    )


class DraftApplication(FilledSchema):
    """Begin an application for a service."""

    service = service_code(required=True)


class OneApplication(Request):
    """One application."""

    application_id = fields.Identifier(required=True)


class FillApplicationBody(FilledSchema):
    """Write a draft anew, or complete what came back."""


class FillApplication(FillApplicationBody):
    """The same, saying which application."""

    application_id = fields.Identifier(required=True)


class CommentBody(Request):
    """A remark. `internal`: for staff alone; of a citizen it never is."""

    text = fields.Paragraph(required=True)
    internal = fields.Flag(load_default=False)


class CommentOnApplication(CommentBody):
    """The same, saying on which application."""

    application_id = fields.Identifier(required=True)


class OneStep(Request):
    """A step of an application."""

    application_id = fields.Identifier(required=True)
    step = code(required=True)


class AssignBody(Request):
    """To whom a step is given: their login."""

    to = fields.Text(required=True, longest=120)


class AssignStep(AssignBody, OneStep):
    """The same, saying which step."""


class ReturnBody(Request):
    """What is to be completed."""

    asks = fields.Several(fields.Nested(AskSchema), required=True, fewest=1, most=50)


class ReturnApplication(ReturnBody, OneStep):
    """The same, saying from which step it goes back."""


class AnswerBody(Request):
    """A body's answer, or a recommendation; a note that staff reads. A no says why."""

    positive = fields.Flag(required=True)
    note = fields.Paragraph(load_default=None, allow_none=True)


class AnswerStep(AnswerBody, OneStep):
    """The same, saying to which step."""


class RejectApplicationBody(Request):
    """Why it is rejected: a code of the service's list, and a text."""

    reason_code = code(required=True)
    text = fields.Nested(WrittenSchema, required=True)


class RejectApplication(RejectApplicationBody):
    """The same, saying which application."""

    application_id = fields.Identifier(required=True)


class AppealBody(Request):
    """Why the decision is contested, in the applicant's words."""

    text = fields.Paragraph(required=True)


class AppealDecision(AppealBody):
    """The same, saying of which application."""

    application_id = fields.Identifier(required=True)


class AnswerAppealBody(Request):
    """What becomes of an appeal: `overturned`, the applicant was right."""

    overturned = fields.Flag(required=True)
    text = fields.Nested(WrittenSchema, required=True)


class AnswerAppeal(AnswerAppealBody):
    """The same, saying of which application."""

    application_id = fields.Identifier(required=True)


class FindApplications(PageRequest):
    """Applications, newest first."""

    service = service_code(load_default=None, allow_none=True)
    state = fields.Choice(STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    late = fields.Choice(
        YES,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Those of which the office is late with something at hand: the whole, "
            "a step, or the answer to an appeal."
        },
    )
    silent_within_days = fields.Whole(
        least=0,
        most=366,
        from_text=True,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Those that will be decided by silence if nobody decides them within "
            "so many days of the calendar; `due_on` is the last of them."
        },
    )


class FindTasks(Request):
    """What waits for who asks."""

    limit = fields.Whole(least=1, most=100, from_text=True, load_default=20)


METHODS: Methods = {
    "draft_application": Method("command", DraftApplication, Application),
    "fill_application": Method("command", FillApplication, Application),
    "submit_application": Method("command", OneApplication, Application),
    "resubmit_application": Method("command", OneApplication, Application),
    "withdraw_application": Method("command", OneApplication, Application),
    "comment_on_application": Method("command", CommentOnApplication, Application),
    "take_step": Method("command", OneStep, Application),
    "release_step": Method("command", OneStep, Application),
    "assign_step": Method("command", AssignStep, Application),
    "take_next_step": Method("command", Nothing, Application),
    "find_complete": Method("command", OneStep, Application),
    "return_application": Method("command", ReturnApplication, Application),
    "answer_for_body": Method("command", AnswerStep, Application),
    "review_application": Method("command", AnswerStep, Application),
    "reopen_step": Method("command", OneStep, Application),
    "approve_application": Method("command", OneApplication, Application),
    "reject_application": Method("command", RejectApplication, Application),
    "appeal_decision": Method("command", AppealDecision, Application),
    "answer_appeal": Method("command", AnswerAppeal, Application),
    "get_application": Method("query", OneApplication, Application),
    "get_application_handling": Method("query", OneApplication, Handling),
    "find_applications": Method("query", FindApplications, ApplicationPage),
    "find_tasks": Method("query", FindTasks, Tasks),
}
