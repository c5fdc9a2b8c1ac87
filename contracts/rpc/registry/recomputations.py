"""What the registry is asked and answers about recomputing benefits."""

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
)
from contracts.rpc.registry.eligibility import EligibilityReason

OUTCOMES = ("loses", "raised", "lowered", "unchanged", "could_gain")
STATUSES = ("previewing", "previewed", "approved", "applied", "cancelled")
MOST_FILS = 10**15


class StartRecomputation(Request):
    """Compute a programme's benefits anew, first to be seen."""

    programme_id = fields.Identifier(required=True)
    governorates = fields.Several(
        fields.Governorate(),
        most=12,
        distinct=True,
        load_default=list,
        metadata={"description": "Everywhere when empty, which administrators alone may."},
    )
    on = fields.Day(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "By the rules and facts of this day; today unless said. Of another day "
            "it looks ahead or back alone: it cannot be approved."
        },
    )
    note = fields.Paragraph(required=True, metadata={"description": "Why."})


class OneRecomputation(Request):
    """One recomputation."""

    recomputation_id = fields.Identifier(required=True)


class FindRecomputations(PageRequest):
    """Recomputations within the caller's reach. Newest first."""

    programme_id = fields.Identifier(load_default=None, allow_none=True)


class FindRecomputedHouseholdsQuery(PageRequest):
    """The households of one outcome, or of all."""

    outcome = fields.Choice(OUTCOMES, load_default=None, allow_none=True)


class FindRecomputedHouseholds(FindRecomputedHouseholdsQuery):
    """The same, saying of which recomputation."""

    recomputation_id = fields.Identifier(required=True)


class OutcomeTotal(Answer):
    """How many households (or persons, where these are judged) have an outcome.

    Amounts are fils a month, of all of them.
    """

    outcome = fields.Choice(OUTCOMES, required=True)
    households = fields.Whole(required=True, least=0, most=2**53)
    before_fils = fields.Whole(required=True, least=0, most=MOST_FILS)
    after_fils = fields.Whole(required=True, least=0, most=MOST_FILS)


class GovernorateTotal(OutcomeTotal):
    """The same, in one governorate."""

    governorate = fields.Governorate(required=True)


class RecomputedHousehold(Answer):
    """What would become of one household, or of one person of it where the rules judge persons:
    `could_gain` ones are not enrolled, and have to apply."""

    household_id = fields.Identifier(required=True)
    person_id = fields.Identifier(required=True, allow_none=True)
    governorate = fields.Governorate(required=True)
    outcome = fields.Choice(OUTCOMES, required=True)
    before_fils = fields.Whole(required=True, allow_none=True, least=0, most=MOST_FILS)
    after_fils = fields.Whole(required=True, allow_none=True, least=0, most=MOST_FILS)


class ExplainedHousehold(RecomputedHousehold):
    """The same, with the reasons."""

    reasons = fields.Several(fields.Nested(EligibilityReason), required=True)


class RecomputationProgress(Answer):
    """How far the background is."""

    work = fields.Text(required=True)
    state = fields.Choice(("waiting", "running", "done", "failed"), required=True)
    done = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    total = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    updated_at = fields.Moment(required=True)


class Recomputation(Record):
    """A recomputation, with its preview when that is made.

    Totals with households under protection, how many changes were made, and how far the work is,
    are for administrators who read one: for others, and in lists and answers to changes, totals
    are without such households and the rest is null. Examples come with one that is read.
    """

    programme_id = fields.Identifier(required=True)
    rules_version = fields.Text(
        required=True,
        metadata={
            "example": "cash_support/2025-05-10",
            "description": "The version of the rules; `fixed_amount/…` and how many fils where "
            "there are none, but an amount in the programme's terms.",
        },
    )
    on = fields.Day(required=True)
    governorates = fields.Several(fields.Governorate(), required=True)
    note = fields.Paragraph(required=True)
    status = fields.Choice(STATUSES, required=True)
    started_by = fields.Text(required=True)
    started_on = fields.Day(required=True)
    approvable_until = fields.Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The last day on which it can be approved, as long as the rules in "
            "force and the amount of the terms are those that were previewed; `null` when it "
            "looks at another day than the one on which it was started, and never is."
        },
    )
    approved_by = fields.Text(required=True, allow_none=True)
    cancelled_by = fields.Text(required=True, allow_none=True)
    changed = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    skipped = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    totals = fields.Several(fields.Nested(OutcomeTotal), required=True)
    by_governorate = fields.Several(fields.Nested(GovernorateTotal), required=True)
    examples = fields.Several(fields.Nested(ExplainedHousehold), required=True)
    progress = fields.Nested(RecomputationProgress, required=True, allow_none=True)


class RecomputationPage(PageAnswer):
    """One page of recomputations."""

    items = fields.Several(fields.Nested(Recomputation), required=True)


class RecomputedHouseholdPage(PageAnswer):
    """One page of households."""

    items = fields.Several(fields.Nested(RecomputedHousehold), required=True)


METHODS: Methods = {
    "start_recomputation": Method("command", StartRecomputation, Recomputation),
    "approve_recomputation": Method("command", OneRecomputation, Recomputation),
    "cancel_recomputation": Method("command", OneRecomputation, Recomputation),
    "get_recomputation": Method("query", OneRecomputation, Recomputation),
    "find_recomputations": Method("query", FindRecomputations, RecomputationPage),
    "find_recomputed_households": Method(
        "query", FindRecomputedHouseholds, RecomputedHouseholdPage
    ),
}
