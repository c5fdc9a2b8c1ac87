"""Applications as they are shown: to who applies, to staff, and as tasks."""

from __future__ import annotations

from marshmallow import fields as plain

from contracts.rpc import fields
from contracts.rpc.base import Answer, PageAnswer, Record, Strict
from contracts.rpc.licensing.catalogue import SILENCES, STEP_KINDS
from contracts.rpc.licensing.words import WordsSchema, WrittenSchema, code, service_code
from contracts.rpc.people import AddressSchema, ContactSchema, WrittenName

STATES = (
    *("draft", "in_progress", "returned", "approved", "rejected", "appealed"),
    *("withdrawn", "abandoned"),
)
PROGRESS = ("waiting", "open", "done", "skipped", "cancelled")
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
    """المفوَّض: who completes the application for the applicant; the authorisation is on file.
    `contact`: where they are told what happens, as the applicant is."""

    name = WrittenName(required=True)
    national_number = fields.NationalNumber(required=True)
    document_id = fields.Identifier(required=True)
    contact = fields.Nested(ContactSchema, load_default=None, allow_none=True)


class AskSchema(Strict):
    """What is to be completed: a field (`/answers/place`) or document (`/papers/plan`), and why."""

    pointer = fields.Text(required=True, longest=250, pattern=POINTER)
    text = fields.Nested(WrittenSchema, required=True)


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


class NoticeSchema(Strict):
    """What the calendar told, each once: `warned`, so many days before, or `escalated`, after the
    day had passed. `clock`: a step, or `whole`, `completion`, `appeal`."""

    at = fields.Moment(required=True)
    what = fields.Choice(("warned", "escalated"), required=True)
    clock = code(required=True)
    due_on = fields.Day(required=True)
    days = fields.Whole(required=True, allow_none=True, least=0, most=1000)


class Handling(Record):
    """What only staff reads of an application."""

    filed_by = fields.Text(required=True)
    handed_in_by = fields.Text(required=True, allow_none=True)
    centre = fields.Text(required=True, allow_none=True)
    decided_by = fields.Text(required=True, allow_none=True)
    steps = fields.Several(fields.Nested(HandledStep), required=True)
    comments = fields.Several(fields.Nested(HandledComment), required=True, most=10_000)
    notices = fields.Several(fields.Nested(NoticeSchema), required=True, most=10_000)


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


class ConcernSchema(Strict):
    """A clock that is late, or at whose end silence decides. `clock`: a step, `whole` or `appeal`;
    `days_left`: of the calendar, none where it is late; `means`: what silence means then."""

    clock = code(required=True)
    name = fields.Nested(WordsSchema, required=True)
    due_on = fields.Day(required=True)
    days_left = fields.Whole(required=True, allow_none=True, least=0, most=10_000)
    late = fields.Flag(required=True)
    means = fields.Choice(SILENCES, required=True)
    words = fields.Nested(WordsSchema, required=True)


class WatchedSchema(Strict):
    """An application that needs a supervisor's eye. Of the applicant it says nothing."""

    application_id = fields.Identifier(required=True)
    version = fields.Whole(required=True, least=1, most=2**53)
    service = service_code(required=True)
    service_name = fields.Nested(WordsSchema, required=True)
    place = fields.Nested(AddressSchema, required=True)
    submitted_at = fields.Moment(required=True, allow_none=True)
    concerns = fields.Several(fields.Nested(ConcernSchema), required=True)


class Tasks(Answer):
    """What somebody has at hand, and what waits for them; the one due first before others.
    `watched`: for supervisors, what is late in their governorates, and what silence will decide,
    from the first warning of its service on."""

    mine = fields.Several(fields.Nested(TaskSchema), required=True, most=1000)
    waiting = fields.Several(fields.Nested(TaskSchema), required=True)
    watched = fields.Several(fields.Nested(WatchedSchema), required=True)


class ApplicationPage(PageAnswer):
    """One page of applications."""

    items = fields.Several(fields.Nested(ApplicationSummary), required=True)
