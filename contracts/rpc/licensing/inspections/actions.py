"""Corrective actions: what must be put right, until when, and the proof of it."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.licensing.inspections.words import (
    SEVERITIES,
    YES,
    BothLanguagesSchema,
    Code,
    InspectedPlace,
    InspectedSchema,
    Login,
    documents,
)

ACTION_STATES = ("open", "proved", "refused", "accepted", "dropped")
MOST_DOCUMENTS = 20


class OneAction(Request):
    """One corrective action."""

    action_id = fields.Identifier(required=True)


class ProveActionBody(Request):
    """What was put right, and documents that show it."""

    text = fields.Paragraph(required=True, metadata={"example": "أُزيلت العوائق من المخرج."})
    documents = documents(MOST_DOCUMENTS, load_default=list)


class ProveAction(ProveActionBody):
    """The same, saying of which action."""

    action_id = fields.Identifier(required=True)


class JudgeProofBody(Request):
    """Whether the proof is enough; if it is not, why."""

    accept = fields.Flag(required=True)
    answer = fields.Paragraph(load_default=None, allow_none=True)


class JudgeProof(JudgeProofBody):
    """The same, saying of which action."""

    action_id = fields.Identifier(required=True)


class ExtendActionBody(Request):
    """A later day, once, and why."""

    due_on = fields.Day(required=True)
    reason = fields.Paragraph(required=True, longest=500)


class ExtendAction(ExtendActionBody):
    """The same, saying of which action."""

    action_id = fields.Identifier(required=True)


class FindCorrectiveActions(PageRequest):
    """Corrective actions that you may see; filters add up. Newest first."""

    state = fields.Choice(ACTION_STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    about_id = fields.Identifier(load_default=None, allow_none=True)
    inspection_id = fields.Identifier(load_default=None, allow_none=True)
    severity = fields.Choice(SEVERITIES, load_default=None, allow_none=True)
    escalated = fields.Choice(
        YES, load_default=None, allow_none=True, metadata={"description": "Those overdue."}
    )


class ActionProofSchema(Strict):
    """What the holder said and showed, and what was made of it."""

    by = Login(required=True, allow_none=True)
    at = fields.Moment(required=True)
    text = fields.Paragraph(required=True)
    documents = documents(MOST_DOCUMENTS, required=True)
    accepted = fields.Flag(required=True, allow_none=True)
    judged_by = Login(required=True, allow_none=True)
    judged_at = fields.Moment(required=True, allow_none=True)
    answer = fields.Paragraph(required=True, allow_none=True)


class ActionExtensionSchema(Strict):
    """More time."""

    by = Login(required=True, allow_none=True)
    on = fields.Day(required=True)
    before = fields.Day(required=True)
    reason = fields.Paragraph(required=True)


class CorrectiveAction(Record):
    """A corrective action as it stands; `overdue_on`: when supervisors were told."""

    about = fields.Nested(InspectedSchema, required=True)
    place = fields.Nested(InspectedPlace, required=True)
    inspection_id = fields.Identifier(required=True)
    item = Code(required=True)
    words = fields.Nested(BothLanguagesSchema, required=True)
    note = fields.Paragraph(required=True, allow_none=True)
    severity = fields.Choice(SEVERITIES, required=True)
    state = fields.Choice(ACTION_STATES, required=True)
    required_on = fields.Day(required=True)
    due_on = fields.Day(required=True)
    overdue_on = fields.Day(required=True, allow_none=True)
    proofs = fields.Several(fields.Nested(ActionProofSchema), most=10_000, required=True)
    extension = fields.Nested(ActionExtensionSchema, required=True, allow_none=True)


class CorrectiveActionPage(PageAnswer):
    """One page of corrective actions."""

    items = fields.Several(fields.Nested(CorrectiveAction), required=True)


METHODS: Methods = {
    "prove_corrective_action": Method("command", ProveAction, CorrectiveAction),
    "judge_corrective_action": Method("command", JudgeProof, CorrectiveAction),
    "extend_corrective_action": Method("command", ExtendAction, CorrectiveAction),
    "get_corrective_action": Method("query", OneAction, CorrectiveAction),
    "find_corrective_actions": Method("query", FindCorrectiveActions, CorrectiveActionPage),
}
