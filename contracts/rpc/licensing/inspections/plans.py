"""Plans of inspections by risk and area: previewed, and approved into inspections."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.licensing.inspections.words import Code, Login

MOST_INSPECTIONS = 100
LARGEST_SEED = 2**31
MOST = 1_000_000
PLAN_STATES = ("previewed", "approved", "withdrawn")


class PreviewInspectionPlan(Request):
    """So many inspections of a governorate within a period. With a `seed` a draw is repeated."""

    governorate = fields.Governorate(required=True)
    starts_on = fields.Day(required=True)
    ends_on = fields.Day(required=True)
    inspections = fields.Whole(
        required=True, least=1, most=MOST_INSPECTIONS, metadata={"example": 20}
    )
    seed = fields.Whole(least=0, most=LARGEST_SEED, load_default=None, allow_none=True)


class OnePlan(Request):
    """One plan."""

    plan_id = fields.Identifier(required=True)


class FindInspectionPlans(PageRequest):
    """Plans of your governorates. Newest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)
    state = fields.Choice(PLAN_STATES, load_default=None, allow_none=True)


class RiskPointsSchema(Strict):
    """What one criterion gave, and the number it looked at."""

    criterion = Code(required=True, metadata={"example": "never_inspected"})
    points = fields.Whole(required=True, least=0, most=MOST)
    looked_at = fields.Whole(required=True, least=0, most=MOST)


class ProposedInspectionSchema(Strict):
    """One inspection of a plan: why this place, who inspects, and when. `by_chance`: drawn."""

    licence_id = fields.Identifier(required=True)
    number = fields.Text(required=True, longest=60)
    district = fields.Text(required=True, allow_none=True, longest=60)
    risk = fields.Several(fields.Nested(RiskPointsSchema), required=True)
    points = fields.Whole(required=True, least=0, most=MOST)
    by_chance = fields.Flag(required=True)
    inspector = Login(required=True, allow_none=True)
    due_on = fields.Day(required=True)


class ListedInspectionPlan(Record):
    """A plan in a list. `left_out`: places that found no inspector."""

    state = fields.Choice(PLAN_STATES, required=True)
    governorate = fields.Governorate(required=True)
    starts_on = fields.Day(required=True)
    ends_on = fields.Day(required=True)
    inspections = fields.Whole(required=True, least=1, most=MOST_INSPECTIONS)
    seed = fields.Whole(required=True, least=0, most=LARGEST_SEED)
    places = fields.Whole(required=True, least=0, most=MOST)
    left_out = fields.Whole(required=True, least=0, most=MOST)
    rules_of = fields.Day(required=True)
    made_by = Login(required=True)
    made_on = fields.Day(required=True)
    decided_by = Login(required=True, allow_none=True)
    decided_on = fields.Day(required=True, allow_none=True)


class InspectionPlan(ListedInspectionPlan):
    """A plan with the inspections it proposes."""

    proposed = fields.Several(
        fields.Nested(ProposedInspectionSchema), most=MOST_INSPECTIONS, required=True
    )


class InspectionPlanPage(PageAnswer):
    """One page of plans."""

    items = fields.Several(fields.Nested(ListedInspectionPlan), required=True)


METHODS: Methods = {
    "preview_inspection_plan": Method("command", PreviewInspectionPlan, InspectionPlan),
    "approve_inspection_plan": Method("command", OnePlan, InspectionPlan),
    "withdraw_inspection_plan": Method("command", OnePlan, InspectionPlan),
    "get_inspection_plan": Method("query", OnePlan, InspectionPlan),
    "find_inspection_plans": Method("query", FindInspectionPlans, InspectionPlanPage),
}
