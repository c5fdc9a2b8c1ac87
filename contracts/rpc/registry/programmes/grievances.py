"""What the registry is asked and answers about grievances."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.registry.programmes import words

STANDING = ("open", "upheld", "dismissed", "withdrawn")


class FileGrievance(Request):
    """What the family objects to about an enrolment, in its own words.

    `step`: to which step of its course, the last where it is not said.
    """

    enrolment_id = fields.Identifier(required=True)
    text = fields.Paragraph(required=True)
    step = fields.Whole(least=1, most=1000, load_default=None, allow_none=True)


class OneGrievance(Request):
    """One grievance."""

    grievance_id = fields.Identifier(required=True)


class AnswerGrievanceBody(Request):
    """The answer to the family. `upheld`: it was right, and the decision is undone."""

    outcome = fields.Choice(("upheld", "dismissed"), required=True)
    answer = fields.Paragraph(required=True)


class AnswerGrievance(AnswerGrievanceBody):
    """The same, saying to which grievance."""

    grievance_id = fields.Identifier(required=True)


class FindGrievances(PageRequest):
    """Grievances, newest first. `escalated`: those whose answer is overdue."""

    enrolment_id = fields.Identifier(load_default=None, allow_none=True)
    household_id = fields.Identifier(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    status = fields.Choice(STANDING, load_default=None, allow_none=True)
    escalated = fields.Choice(("yes",), load_default=None, allow_none=True)


class ContestedSchema(Strict):
    """The step that the family objects to; `revision`: what it made of the amount."""

    step = fields.Choice(words.STATUSES, required=True)
    by = fields.Text(required=True)
    on = fields.Day(required=True)
    reason = fields.Nested(words.Because, required=True, allow_none=True)
    revision = fields.Nested(words.RevisionSchema, required=True, allow_none=True)


class ReplySchema(Strict):
    """What the family was answered, by whom, and what follows."""

    text = fields.Paragraph(required=True)
    by = fields.Text(required=True)
    on = fields.Day(required=True)
    remedy = fields.Choice(
        ("reopened", "resumed", "reinstated", "reviewed"), required=True, allow_none=True
    )


class GrievanceSummary(Record):
    """A grievance in a list: not what was said."""

    enrolment_id = fields.Identifier(required=True)
    programme_id = fields.Identifier(required=True)
    programme_name = fields.Nested(words.Bilingual, required=True)
    household_id = fields.Identifier(required=True)
    person_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "Whose own the enrolment is, when it is not the household's."},
    )
    governorate = fields.Governorate(required=True)
    status = fields.Choice(STANDING, required=True)
    filed_on = fields.Day(required=True)
    answer_by = fields.Day(required=True)
    handler = fields.Text(required=True, allow_none=True)
    escalated_on = fields.Day(required=True, allow_none=True)


class Grievance(GrievanceSummary):
    """A grievance, from its filing to its answer."""

    about = fields.Nested(ContestedSchema, required=True)
    text = fields.Paragraph(required=True)
    filed_by = fields.Text(required=True)
    by_family = fields.Flag(required=True)
    reply = fields.Nested(ReplySchema, required=True, allow_none=True)


class GrievancePage(PageAnswer):
    """One page of grievances."""

    items = fields.Several(fields.Nested(GrievanceSummary), required=True)


METHODS: Methods = {
    "file_grievance": Method("command", FileGrievance, Grievance),
    "take_grievance": Method("command", OneGrievance, Grievance),
    "answer_grievance": Method("command", AnswerGrievance, Grievance),
    "withdraw_grievance": Method("command", OneGrievance, Grievance),
    "get_grievance": Method("query", OneGrievance, Grievance),
    "find_grievances": Method("query", FindGrievances, GrievancePage),
}
