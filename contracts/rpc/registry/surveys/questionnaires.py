"""Questionnaires: versioned data that devices ask by."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.devices import Number
from contracts.rpc.registry.surveys.values import Code, Scalar, WordingSchema

TYPES = ("whole", "decimal", "money", "yes_no", "choice", "choices", "text", "date")
TESTS = ("is", "is_not", "includes", "at_least", "at_most", "answered")


class ChoiceSchema(Strict):
    """One of the answers offered; `value` is what the indicator takes from it."""

    code = Code(required=True)
    label = fields.Nested(WordingSchema, required=True)
    value = Scalar()


class ConditionSchema(Strict):
    """Something about the answer to an earlier question."""

    question = Code(required=True)
    test = fields.Choice(TESTS, required=True)
    value = Scalar()


class BranchSchema(Strict):
    """When a question is asked: when all, or any, of the conditions hold."""

    match = fields.Choice(("all", "any"), required=True)
    conditions = fields.Several(fields.Nested(ConditionSchema), fewest=1, most=20, required=True)


class QuestionSchema(Strict):
    """One question. `least` and `most` bound a number, a text's length or how many choices."""

    code = Code(required=True)
    type = fields.Choice(
        TYPES,
        required=True,
        metadata={"description": "`money` is a whole number of fils, `date` is yyyy-mm-dd."},
    )
    label = fields.Nested(WordingSchema, required=True)
    required = fields.Flag(required=True)
    choices = fields.Several(fields.Nested(ChoiceSchema), most=100, load_default=list)
    when = fields.Nested(BranchSchema, load_default=None, allow_none=True)
    least = Number(load_default=None, allow_none=True)
    most = Number(load_default=None, allow_none=True)
    indicator = Code(
        load_default=None,
        allow_none=True,
        metadata={"description": "The fact about the household that the answer tells."},
    )


class DraftQuestionnaire(Request):
    """A questionnaire to be begun."""

    title = fields.Nested(WordingSchema, required=True)
    questions = fields.Several(fields.Nested(QuestionSchema), fewest=1, most=300, required=True)


class ReviseQuestionnaireBody(DraftQuestionnaire):
    """The draft, written anew; after a publication it begins the next version."""


class ReviseQuestionnaire(ReviseQuestionnaireBody):
    """The same, saying which questionnaire."""

    questionnaire_id = fields.Identifier(required=True)


class OfQuestionnaire(Request):
    """One questionnaire."""

    questionnaire_id = fields.Identifier(required=True)


class GetQuestionnaireVersion(OfQuestionnaire):
    """One published version of a questionnaire."""

    number = fields.Whole(required=True, least=1, most=100_000, from_text=True)


class FindQuestionnaires(PageRequest):
    """All questionnaires. Newest first."""


class PublishedSchema(Strict):
    """A published version."""

    number = fields.Whole(required=True, least=1, most=100_000)
    published_by = fields.Text(required=True)
    published_on = fields.Day(required=True)


class Questionnaire(Record):
    """A questionnaire: its published versions, and the draft of the next one."""

    title = fields.Nested(WordingSchema, required=True)
    drafted_by = fields.Text(required=True)
    draft = fields.Several(fields.Nested(QuestionSchema), most=300, required=True, allow_none=True)
    published = fields.Several(fields.Nested(PublishedSchema), most=100_000, required=True)


class QuestionnaireVersion(Record):
    """A published version as devices need it; `version` is its number. It never changes."""

    title = fields.Nested(WordingSchema, required=True)
    questions = fields.Several(fields.Nested(QuestionSchema), most=300, required=True)
    published_by = fields.Text(required=True)
    published_on = fields.Day(required=True)


class QuestionnairePage(PageAnswer):
    """One page of questionnaires."""

    items = fields.Several(fields.Nested(Questionnaire), required=True)


METHODS: Methods = {
    "draft_questionnaire": Method("command", DraftQuestionnaire, Questionnaire),
    "revise_questionnaire": Method("command", ReviseQuestionnaire, Questionnaire),
    "publish_questionnaire": Method("command", OfQuestionnaire, Questionnaire),
    "get_questionnaire": Method("query", OfQuestionnaire, Questionnaire),
    "get_questionnaire_version": Method("query", GetQuestionnaireVersion, QuestionnaireVersion),
    "find_questionnaires": Method("query", FindQuestionnaires, QuestionnairePage),
}
