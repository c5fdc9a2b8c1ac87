"""What is asked and answered about calls for proposals, their budgets and their panels."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.licensing.grants import words
from contracts.rpc.licensing.words import WordsSchema

STATES = (
    "drafted",
    "published",
    "open",
    "closed",
    "reviewed",
    "decided",
    "ended",
    "cancelled",
)
OUTCOMES = ("award", "reserve", "decline")
_NONE_IS_ALL = {"description": "None: all of them."}


class CriterionSchema(Strict):
    """What reviewers score, and how much it weighs."""

    code = words.Code(required=True, metadata={"example": "impact"})
    words = fields.Nested(WordsSchema, required=True)
    weight = fields.Whole(required=True, least=1, most=100, metadata={"example": 60})


class GrantEligibilitySchema(Strict):
    """Who may apply; always in good standing as well."""

    governorates = fields.Several(
        fields.Governorate(), most=12, distinct=True, load_default=list, metadata=_NONE_IS_ALL
    )
    sectors = fields.Several(
        words.Code(), most=30, distinct=True, load_default=list, metadata=_NONE_IS_ALL
    )
    least_years = fields.Whole(least=0, most=100, load_default=0, metadata={"example": 2})


class PlannedInstalmentSchema(Strict):
    """A part of every grant, in hundredths; when its report is due, and whether it waits for
    those before it."""

    percent = fields.Whole(required=True, least=1, most=100, metadata={"example": 50})
    report_days = fields.Whole(required=True, least=1, most=1000, metadata={"example": 90})
    after_report = fields.Flag(load_default=False)


class TermsSchema(Strict):
    """Everything that a call fixes. All parts of the plan are together 100 hundredths."""

    title = fields.Nested(WordsSchema, required=True)
    text = fields.Nested(WordsSchema, required=True)
    goals = fields.Several(fields.Nested(WordsSchema), required=True, fewest=1, most=20)
    budget_fils = words.fils(100_000_000, required=True)
    least_fils = words.fils(5_000_000, required=True)
    most_fils = words.fils(40_000_000, required=True)
    opens_at = fields.AskedMoment(required=True)
    closes_at = fields.AskedMoment(required=True, metadata={"example": "2026-12-31T21:00:00.000Z"})
    eligibility = fields.Nested(GrantEligibilitySchema, required=True)
    criteria = fields.Several(fields.Nested(CriterionSchema), required=True, fewest=1, most=20)
    scale = fields.Whole(required=True, least=1, most=100, metadata={"example": 10})
    reviewers_each = fields.Whole(required=True, least=2, most=9, metadata={"example": 2})
    threshold = fields.Whole(required=True, least=0, most=100, metadata={"example": 60})
    keeps_distance = fields.Flag(load_default=True)
    instalments = fields.Several(
        fields.Nested(PlannedInstalmentSchema), required=True, fewest=1, most=12
    )


class DraftGrantCall(Request):
    """A call that staff alone see."""

    terms = fields.Nested(TermsSchema, required=True)


class NamesCall(Request):
    """Which call."""

    call_id = fields.Identifier(required=True)


class ReviseGrantCall(NamesCall):
    """Other terms, all of them, while it is drafted."""

    terms = fields.Nested(TermsSchema, required=True)


class CancelGrantCallBody(Request):
    """Why a call is given up."""

    reason = words.reason(required=True)


class CancelGrantCall(CancelGrantCallBody, NamesCall):
    """The same, saying which call."""


class RaiseGrantBudgetBody(Request):
    """The new sum; more than before."""

    budget_fils = words.fils(120_000_000, required=True)


class RaiseGrantBudget(RaiseGrantBudgetBody, NamesCall):
    """The same, saying of which call."""


class FindGrantCalls(PageRequest):
    """Calls that the caller may read; filters add up. Newest first."""

    state = fields.Choice(STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class GrantCall(Record):
    """A call as it stands."""

    state = fields.Choice(STATES, required=True, metadata={"example": "open"})
    terms = fields.Nested(TermsSchema, required=True)
    reason = words.reason(required=True, allow_none=True)


class GrantCallPage(PageAnswer):
    """One page of calls."""

    items = fields.Several(fields.Nested(GrantCall), required=True)


class PanelMemberSchema(Strict):
    """A reviewer, and what is too near to them."""

    reviewer = words.Login(required=True)
    governorates = fields.Several(fields.Governorate(), most=12, distinct=True, load_default=list)
    associations = fields.Several(fields.Identifier(), most=50, distinct=True, load_default=list)


class NameGrantPanelBody(Request):
    """Everybody who reviews."""

    members = fields.Several(fields.Nested(PanelMemberSchema), required=True, most=100)


class NameGrantPanel(NameGrantPanelBody, NamesCall):
    """The same, saying for which call."""


class MemberAtWorkSchema(PanelMemberSchema):
    """The same with how many reviews they have open, and were ever given."""

    open = fields.Whole(required=True, least=0, most=10_000)
    given = fields.Whole(required=True, least=0, most=10_000)


class GrantPanel(Record):
    """The panel of a call."""

    call_id = fields.Identifier(required=True)
    members = fields.Several(fields.Nested(MemberAtWorkSchema), required=True)


class BudgetEntrySchema(Strict):
    """Money that is a society's."""

    proposal_id = fields.Identifier(required=True)
    association_id = fields.Identifier(required=True)
    fils = words.fils(20_000_000, required=True)


class ReservePlaceSchema(BudgetEntrySchema):
    """An approved amount that waits for money, by its place in the ranking."""

    rank = fields.Whole(required=True, least=1, most=100_000)


class GrantBudget(Record):
    """The money of a call."""

    call_id = fields.Identifier(required=True)
    open = fields.Flag(required=True)
    total_fils = words.fils(100_000_000, required=True)
    taken_fils = words.fils(20_000_000, required=True)
    left_fils = words.fils(80_000_000, required=True)
    entries = fields.Several(fields.Nested(BudgetEntrySchema), required=True, most=100_000)
    reserve = fields.Several(fields.Nested(ReservePlaceSchema), required=True, most=100_000)


class RankedSchema(Strict):
    """A place in the ranking. `parted_by`: what put it behind the one before it: `mean`, the code
    of a criterion, `asked_fils`, `submitted_at` or `id`."""

    rank = fields.Whole(required=True, least=1, most=100_000)
    proposal_id = fields.Identifier(required=True)
    association_id = fields.Identifier(required=True)
    state = fields.Text(required=True, metadata={"example": "reviewed"})
    asked_fils = words.fils(20_000_000, required=True)
    mean = words.Mean(required=True, metadata={"example": 8750})
    parted_by = words.Code(required=True, allow_none=True, metadata={"example": "mean"})
    suggested = fields.Choice(OUTCOMES, required=True, metadata={"example": "award"})


class GrantRanking(Answer):
    """All reviewed proposals, the best first, and what would fit into what is left."""

    left_fils = words.fils(80_000_000, required=True)
    items = fields.Several(fields.Nested(RankedSchema), required=True, most=100_000)


METHODS: Methods = {
    "draft_grant_call": Method("command", DraftGrantCall, GrantCall),
    "revise_grant_call": Method("command", ReviseGrantCall, GrantCall),
    "publish_grant_call": Method("command", NamesCall, GrantCall),
    "cancel_grant_call": Method("command", CancelGrantCall, GrantCall),
    "raise_grant_budget": Method("command", RaiseGrantBudget, GrantCall),
    "complete_grant_review": Method("command", NamesCall, GrantCall),
    "decide_grant_call": Method("command", NamesCall, GrantCall),
    "end_grant_call": Method("command", NamesCall, GrantCall),
    "name_grant_panel": Method("command", NameGrantPanel, GrantPanel),
    "get_grant_call": Method("query", NamesCall, GrantCall),
    "find_grant_calls": Method("query", FindGrantCalls, GrantCallPage),
    "get_grant_panel": Method("query", NamesCall, GrantPanel),
    "get_grant_budget": Method("query", NamesCall, GrantBudget),
    "rank_grant_proposals": Method("query", NamesCall, GrantRanking),
}
