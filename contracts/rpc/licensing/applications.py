"""What licensing is asked and answers about applications for its services."""

from __future__ import annotations

from marshmallow import fields as plain

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    Nothing,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.licensing.catalogue import STEP_KINDS
from contracts.rpc.licensing.words import WordsSchema, WrittenSchema, code, service_code
from contracts.rpc.people import AddressSchema, ContactSchema, WrittenName

STATES = (
    *("draft", "in_progress", "returned", "approved", "rejected", "appealed"),
    *("withdrawn", "abandoned"),
)
PROGRESS = ("waiting", "open", "done", "skipped")
FINDINGS = (
    *("complete", "paid", "given", "refused", "recommended", "advised_against"),
    *("passed", "failed"),
)
POINTER = r"^(?:/[a-z0-9_]{1,60}){1,4}$"
MOST_PAPERS = 20


class EntitySchema(Strict):
    """A legal entity that applies: its name, and the number under which it is registered."""

    name = fields.Text(required=True, longest=200)
    registration_number = fields.Text(required=True, longest=40)


class ApplicantSchema(Strict):
    """مقدم الطلب: who applies, with the name as written. `entity`: for whom they speak."""

    name = WrittenName(required=True)
    national_number = fields.NationalNumber(load_default=None, allow_none=True)
    contact = fields.Nested(ContactSchema, required=True)
    entity = fields.Nested(EntitySchema, load_default=None, allow_none=True)


class DelegateSchema(Strict):
    """المفوَّض: who completes the application for the applicant; the authorisation is on file."""

    name = WrittenName(required=True)
    national_number = fields.NationalNumber(required=True)
    document_id = fields.Identifier(required=True)


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


class AskSchema(Strict):
    """What is to be completed: a field (`/answers/place`) or document (`/papers/plan`), and why."""

    pointer = fields.Text(required=True, longest=250, pattern=POINTER)
    text = fields.Nested(WrittenSchema, required=True)


class ReturnBody(Request):
    """What is to be completed."""

    asks = fields.Several(fields.Nested(AskSchema), required=True, fewest=1, most=50)


class ReturnApplication(ReturnBody, OneStep):
    """The same, saying from which step it goes back."""


class AnswerBody(Request):
    """A body's answer, or a recommendation; a note that staff reads."""

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


class FindTasks(Request):
    """What waits for who asks."""

    limit = fields.Whole(least=1, most=100, from_text=True, load_default=20)


class ApplicationStepSchema(Strict):
    """How far a step is. `reference`: the bill or inspection that belongs to it."""

    code = code(required=True)
    kind = fields.Choice(STEP_KINDS, required=True)
    name = fields.Nested(WordsSchema, required=True)
    progress = fields.Choice(PROGRESS, required=True)
    finding = fields.Choice(FINDINGS, required=True, allow_none=True)
    due_on = fields.Day(required=True, allow_none=True)
    late = fields.Flag(required=True)
    at = fields.Moment(required=True, allow_none=True)
    reference = fields.Identifier(required=True, allow_none=True)


class ReturnSchema(Strict):
    """The application went back to be completed."""

    step = code(required=True)
    at = fields.Moment(required=True)
    complete_by = fields.Day(required=True, allow_none=True)
    answered_at = fields.Moment(required=True, allow_none=True)
    asks = fields.Several(fields.Nested(AskSchema), required=True)


class ApplicationDecisionSchema(Strict):
    """How it was decided. `silent`: nobody decided in time, and the law says what that means."""

    approved = fields.Flag(required=True)
    at = fields.Moment(required=True)
    reason_code = code(required=True, allow_none=True)
    text = fields.Nested(WrittenSchema, required=True, allow_none=True)
    silent = fields.Flag(required=True)
    result_id = fields.Identifier(required=True, allow_none=True)
    number = fields.Text(required=True, allow_none=True, longest=40)


class AppealAnswered(Strict):
    """What became of the appeal."""

    at = fields.Moment(required=True)
    overturned = fields.Flag(required=True)
    text = fields.Nested(WrittenSchema, required=True)


class AppealSchema(Strict):
    """The applicant contests the rejection."""

    at = fields.Moment(required=True)
    text = fields.Paragraph(required=True)
    against = fields.Nested(ApplicationDecisionSchema, required=True)
    answer_by = fields.Day(required=True, allow_none=True)
    answer = fields.Nested(AppealAnswered, required=True, allow_none=True)


class CommentSchema(Strict):
    """A remark."""

    at = fields.Moment(required=True)
    text = fields.Paragraph(required=True)


class TimelineSchema(Strict):
    """What happened, in words; `until`: the day that counts from then on."""

    at = fields.Moment(required=True)
    what = code(required=True)
    step = code(required=True, allow_none=True)
    until = fields.Day(required=True, allow_none=True)
    words = fields.Nested(WordsSchema, required=True)


class ApplicationSummary(Record):
    """An application in a list: nobody is named."""

    service = service_code(required=True)
    service_name = fields.Nested(WordsSchema, required=True)
    variant = code(required=True, allow_none=True)
    state = fields.Choice(STATES, required=True)
    place = fields.Nested(AddressSchema, required=True)
    submitted_at = fields.Moment(required=True, allow_none=True)
    due_on = fields.Day(required=True, allow_none=True)
    late = fields.Flag(required=True)


class Application(ApplicationSummary):
    """An application as its applicant reads it: no name of anybody who deals with it."""

    service_version = fields.Text(
        required=True, longest=64, metadata={"description": "Of the data it began under."}
    )
    applicant = fields.Nested(ApplicantSchema, required=True)
    delegate = fields.Nested(DelegateSchema, required=True, allow_none=True)
    answers = plain.Dict(keys=code(), required=True)
    papers = plain.Dict(
        keys=code(), values=fields.Several(fields.Identifier(), most=MOST_PAPERS), required=True
    )
    licence_id = fields.Identifier(required=True, allow_none=True)
    at_counter = fields.Flag(required=True)
    steps = fields.Several(fields.Nested(ApplicationStepSchema), required=True)
    returns = fields.Several(fields.Nested(ReturnSchema), required=True)
    decision = fields.Nested(ApplicationDecisionSchema, required=True, allow_none=True)
    appeal = fields.Nested(AppealSchema, required=True, allow_none=True)
    comments = fields.Several(fields.Nested(CommentSchema), required=True, most=10_000)
    timeline = fields.Several(fields.Nested(TimelineSchema), required=True, most=10_000)


class HandledStep(ApplicationStepSchema):
    """A step as staff sees it: who has it at hand, who found what."""

    assignee = fields.Text(required=True, allow_none=True)
    by = fields.Text(required=True, allow_none=True)
    note = fields.Paragraph(required=True, allow_none=True)
    roles = fields.Several(code(), required=True)
    body = code(required=True, allow_none=True)


class HandledComment(CommentSchema):
    """A remark, with who made it."""

    by = fields.Text(required=True)
    internal = fields.Flag(required=True)


class Handling(Record):
    """What only staff reads of an application."""

    filed_by = fields.Text(required=True)
    centre = fields.Text(required=True, allow_none=True)
    decided_by = fields.Text(required=True, allow_none=True)
    steps = fields.Several(fields.Nested(HandledStep), required=True)
    comments = fields.Several(fields.Nested(HandledComment), required=True, most=10_000)


class TaskSchema(Strict):
    """A step that somebody can do now. Of the applicant it says nothing."""

    application_id = fields.Identifier(required=True)
    version = fields.Whole(required=True, least=1, most=2**53)
    service = service_code(required=True)
    service_name = fields.Nested(WordsSchema, required=True)
    place = fields.Nested(AddressSchema, required=True)
    submitted_at = fields.Moment(required=True, allow_none=True)
    step = code(required=True)
    step_name = fields.Nested(WordsSchema, required=True)
    kind = fields.Choice(STEP_KINDS, required=True)
    roles = fields.Several(code(), required=True)
    assignee = fields.Text(required=True, allow_none=True)
    due_on = fields.Day(required=True, allow_none=True)
    late = fields.Flag(required=True)


class Tasks(Answer):
    """What somebody has at hand, and what waits for them; the one due first before others."""

    mine = fields.Several(fields.Nested(TaskSchema), required=True, most=1000)
    waiting = fields.Several(fields.Nested(TaskSchema), required=True)


class ApplicationPage(PageAnswer):
    """One page of applications."""

    items = fields.Several(fields.Nested(ApplicationSummary), required=True)


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
