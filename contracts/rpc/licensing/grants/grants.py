"""What is asked and answered about grants: agreements, payments, reports, what comes back."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.licensing.grants import words
from contracts.rpc.licensing.words import WordsSchema

STATES = ("awarded", "signed", "ended", "settled", "declined", "cancelled")
INSTALMENT_STATES = ("planned", "held", "paid")
REPORT_STATES = ("due", "submitted", "accepted", "returned", "refused")
NUMBER = r"^GRA-20[0-9]{2}-[0-9]{6}$"


class NamesGrant(Request):
    """Which grant."""

    grant_id = fields.Identifier(required=True)


class SignGrantBody(Request):
    """When the agreement was signed. `lines`: the budget for what was awarded, where that is less
    than was asked; null: the lines of the proposal."""

    signed_on = fields.Day(required=True)
    lines = words.lines(load_default=None, allow_none=True)


class SignGrant(SignGrantBody, NamesGrant):
    """The same, saying of which grant."""


class GiveUpGrantBody(Request):
    """Why a grant is declined, cancelled or ended."""

    reason = words.reason(required=True)


class GiveUpGrant(GiveUpGrantBody, NamesGrant):
    """The same, saying which grant."""


class PayGrantInstalmentBody(Request):
    """The reference under which an instalment was transferred."""

    reference = words.PaymentReference(required=True)


class PayGrantInstalment(PayGrantInstalmentBody, NamesGrant):
    """The same, saying which instalment."""

    number = fields.Whole(required=True, least=1, most=12, from_text=True)


class ExpenseSchema(Strict):
    """What was spent on a line of the budget."""

    line = words.Code(required=True)
    fils = words.fils(5_000_000, required=True)


class ReportOnGrantBody(Request):
    """What was done with an instalment, with documents for what was spent."""

    text = fields.Paragraph(
        required=True, longest=20_000, metadata={"example": "افتتح المركز في موعده."}
    )
    expenses = fields.Several(fields.Nested(ExpenseSchema), required=True, most=words.MOST_LINES)
    documents = fields.Several(fields.Identifier(), required=True, fewest=1, most=50, distinct=True)


class ReportOnGrant(ReportOnGrantBody, NamesGrant):
    """The same, saying on which instalment."""

    number = fields.Whole(required=True, least=1, most=12, from_text=True)


class JudgeGrantReportBody(Request):
    """Whether a report is accepted; returned or refused, why."""

    outcome = fields.Choice(
        ("accepted", "returned", "refused"), required=True, metadata={"example": "accepted"}
    )
    reason = words.reason(load_default=None, allow_none=True)


class JudgeGrantReport(JudgeGrantReportBody, NamesGrant):
    """The same, saying which report."""

    number = fields.Whole(required=True, least=1, most=12, from_text=True)


class AskGrantChangeBody(Request):
    """Other lines for the same money."""

    lines = words.lines(required=True)
    reason = words.reason(required=True)


class AskGrantChange(AskGrantChangeBody, NamesGrant):
    """The same, saying of which grant."""


class DecideGrantChangeBody(Request):
    """Whether the lines may be changed; refused, why: the society reads it."""

    approved = fields.Flag(required=True)
    reason = words.reason(load_default=None, allow_none=True)


class DecideGrantChange(DecideGrantChangeBody, NamesGrant):
    """The same, saying of which grant."""


class RecordGrantRecoveryBody(Request):
    """Unspent money that came back, under its reference."""

    fils = fields.Whole(required=True, least=1, most=10**15, metadata={"example": 1_000_000})
    reference = words.PaymentReference(required=True)


class RecordGrantRecovery(RecordGrantRecoveryBody, NamesGrant):
    """The same, saying of which grant."""


class FindGrants(PageRequest):
    """Grants that the caller may see; filters add up. Representatives name their society."""

    call_id = fields.Identifier(load_default=None, allow_none=True)
    association_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    overdue = fields.Choice(("yes", "no"), load_default=None, allow_none=True)


class InstalmentSchema(Strict):
    """A part of the money: planned, held while the society has lost its standing, or paid."""

    number = fields.Whole(required=True, least=1, most=12)
    fils = words.fils(10_000_000, required=True)
    report_days = fields.Whole(required=True, least=1, most=1000)
    after_report = fields.Flag(required=True)
    state = fields.Choice(INSTALMENT_STATES, required=True, metadata={"example": "paid"})
    held_because = fields.Several(fields.Nested(WordsSchema), required=True)
    reference = words.PaymentReference(required=True, allow_none=True)
    paid_on = fields.Day(required=True, allow_none=True)
    cash_line = fields.Whole(required=True, allow_none=True, least=1, most=2**53)


class GrantReportSchema(Strict):
    """The report on one instalment. `late_told`: how often it was told to be late."""

    number = fields.Whole(required=True, least=1, most=12)
    due_on = fields.Day(required=True)
    state = fields.Choice(REPORT_STATES, required=True, metadata={"example": "accepted"})
    text = fields.Paragraph(required=True, allow_none=True, longest=20_000)
    expenses = fields.Several(fields.Nested(ExpenseSchema), required=True)
    documents = fields.Several(fields.Identifier(), required=True)
    reason = words.reason(required=True, allow_none=True)
    late_told = fields.Whole(required=True, least=0, most=1000)


class GrantChangeSchema(Strict):
    """Other lines that were asked for."""

    lines = words.lines(required=True)
    reason = words.reason(required=True)


class DecidedGrantChangeSchema(GrantChangeSchema):
    """What became of the change that was asked for last; `answer` says why it was refused."""

    approved = fields.Flag(required=True)
    answer = words.reason(required=True, allow_none=True)
    decided_on = fields.Day(required=True)


class GrantRecoverySchema(Strict):
    """Money that came back."""

    fils = words.fils(1_000_000, required=True)
    reference = words.PaymentReference(required=True)
    received_on = fields.Day(required=True)
    cash_line = fields.Whole(required=True, least=1, most=2**53)


class Grant(Record):
    """A grant as it stands. `due_fils`: paid, not spent, and not come back."""

    call_id = fields.Identifier(required=True)
    proposal_id = fields.Identifier(required=True)
    association_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    fils = words.fils(20_000_000, required=True)
    awarded_on = fields.Day(required=True)
    state = fields.Choice(STATES, required=True, metadata={"example": "signed"})
    lines = words.lines(required=True)
    instalments = fields.Several(fields.Nested(InstalmentSchema), required=True)
    number = fields.Text(
        required=True, allow_none=True, pattern=NUMBER, metadata={"example": "GRA-2026-000001"}
    )
    signed_on = fields.Day(required=True, allow_none=True)
    reports = fields.Several(fields.Nested(GrantReportSchema), required=True)
    change = fields.Nested(GrantChangeSchema, required=True, allow_none=True)
    decided_change = fields.Nested(DecidedGrantChangeSchema, required=True, allow_none=True)
    recoveries = fields.Several(fields.Nested(GrantRecoverySchema), required=True, most=1000)
    reason = words.reason(required=True, allow_none=True)
    paid_fils = words.fils(10_000_000, required=True)
    due_fils = words.fils(5_000_000, required=True)


class GrantPage(PageAnswer):
    """One page of grants."""

    items = fields.Several(fields.Nested(Grant), required=True)


METHODS: Methods = {
    "sign_grant": Method("command", SignGrant, Grant),
    "decline_grant": Method("command", GiveUpGrant, Grant),
    "cancel_grant": Method("command", GiveUpGrant, Grant),
    "pay_grant_instalment": Method("command", PayGrantInstalment, Grant),
    "report_on_grant": Method("command", ReportOnGrant, Grant),
    "judge_grant_report": Method("command", JudgeGrantReport, Grant),
    "ask_grant_change": Method("command", AskGrantChange, Grant),
    "decide_grant_change": Method("command", DecideGrantChange, Grant),
    "end_grant": Method("command", GiveUpGrant, Grant),
    "record_grant_recovery": Method("command", RecordGrantRecovery, Grant),
    "get_grant": Method("query", NamesGrant, Grant),
    "find_grants": Method("query", FindGrants, GrantPage),
}
