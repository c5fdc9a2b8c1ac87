"""What the registry is asked and answers about households."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

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
from contracts.rpc.decisions import DatedDecisionSchema
from contracts.rpc.people import HomeSchema
from contracts.rpc.problems import Problem
from contracts.rpc.registry.persons import AsOf, ReasonSchema, must_say_why
from contracts.rpc.registry.protection import ProtectionSchema

DWELLINGS = ("apartment", "house", "villa", "rooms", "caravan", "tent", "shelter", "other")
TENURES = ("owned", "rented", "provided", "shared", "informal")
LIFE_EVENTS = ("split", "join", "move", "death", "marriage", "divorce", "birth")
RELATIONS = (
    "spouse",
    "child",
    "parent",
    "sibling",
    "grandchild",
    "grandparent",
    "foster_child",
    "other_relative",
    "unrelated",
)


class MemberSchema(Strict):
    """A member of a household and what they are to its head."""

    person_id = fields.Identifier(required=True)
    relation = fields.Choice(RELATIONS, required=True)


class DwellingSchema(Strict):
    """المسكن: what the household lives in, and by what right."""

    kind = fields.Choice(DWELLINGS, required=True)
    tenure = fields.Choice(TENURES, required=True)
    rooms = fields.Whole(least=1, most=50, load_default=None, allow_none=True)
    rent_fils = fields.Whole(
        least=0,
        most=10_000_000,
        load_default=None,
        allow_none=True,
        metadata={"description": "Rent by the month, in fils.", "example": 120_000},
    )


class SuccessionSchema(Strict):
    """Who heads those who stay, and what each of them is to the new head."""

    head_id = fields.Identifier(required=True)
    members = fields.Several(fields.Nested(MemberSchema), most=100, load_default=list)


class LifeEventSchema(Strict):
    """What happened last in the household."""

    kind = fields.Choice(LIFE_EVENTS, required=True)
    on = fields.Day(required=True)
    person_ids = fields.Several(fields.Identifier(), most=150, required=True)
    other_household_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "Where they went or came from, unless it is protected."},
    )
    note = fields.Text(required=True, allow_none=True, longest=300)
    court_permission = fields.Nested(
        DatedDecisionSchema, metadata={"description": "What the marriage of a minor rests on."}
    )


class RegisterHousehold(Request):
    """A household to be registered: persons of the registry who live together."""

    head_id = fields.Identifier(
        required=True, metadata={"description": "رب الأسرة, the head of the household."}
    )
    members = fields.Several(
        fields.Nested(MemberSchema),
        most=50,
        load_default=list,
        metadata={"description": "The others."},
    )
    address = fields.Nested(HomeSchema, required=True)
    dwelling = fields.Nested(DwellingSchema, load_default=None, allow_none=True)


_AMENDABLE = ("join", "leave", "address", "dwelling", "successor")


class AmendHouseholdBody(Request):
    """Who joins, who leaves, where the household lives now."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [{"required": [each]} for each in _AMENDABLE],
            "dependentRequired": {"successor": ["reason"]},
        }

    join = fields.Several(fields.Nested(MemberSchema), fewest=1, most=50)
    leave = fields.Several(
        fields.Identifier(),
        fewest=1,
        most=101,
        distinct=True,
        metadata={"description": "When all leave, the household is dissolved."},
    )
    address = fields.Nested(
        HomeSchema,
        metadata={
            "description": "Corrected for those of its persons, too, who had the former one."
        },
    )
    dwelling = fields.Nested(DwellingSchema)
    successor = fields.Nested(
        SuccessionSchema,
        metadata={"description": "Who heads the household from now on, with all who are in it."},
    )
    reason = fields.Nested(
        ReasonSchema, metadata={"description": "Required when somebody else heads it."}
    )

    @validates_schema
    def _names_a_change(self, data: dict[str, Any], **_: Any) -> None:
        if data.keys().isdisjoint(_AMENDABLE):
            raise ValidationError(Problem("nothing_to_change"))
        must_say_why(data, ["successor"])


class AmendHousehold(AmendHouseholdBody):
    """The same, saying which household."""

    household_id = fields.Identifier(required=True)


class GetHousehold(AsOf):
    """One household."""

    household_id = fields.Identifier(required=True)


class GetHouseholdHistory(Request):
    """Everything one household has been."""

    household_id = fields.Identifier(required=True)


class FindHouseholds(PageRequest):
    """Households of a governorate or of a person. Newest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)
    person_id = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "The household this person belongs to."},
    )


class Household(Record):
    """A household as registered."""

    head_id = fields.Identifier(required=True)
    members = fields.Several(fields.Nested(MemberSchema), required=True)
    address = fields.Nested(HomeSchema, required=True)
    dwelling = fields.Nested(DwellingSchema, required=True, allow_none=True)
    status = fields.Choice(("active", "dissolved"), required=True)
    last_event = fields.Nested(LifeEventSchema, required=True, allow_none=True)
    protection = fields.Nested(ProtectionSchema)
    centre = fields.Text(required=True, allow_none=True, metadata={"example": "amman-1"})
    registered_by = fields.Text(
        required=True,
        allow_none=True,
        metadata={
            "description": "Null, like `centre`, of a record that was made under protection when "
            "somebody may read it now who might not then."
        },
    )
    registered_on = fields.Day(required=True)


class HouseholdPage(PageAnswer):
    """One page of households."""

    items = fields.Several(fields.Nested(Household), required=True)


class HouseholdRevision(Answer):
    """A household as it was from a moment on, who made it so and why."""

    version = fields.Whole(required=True, least=1, most=2**53, metadata={"example": 3})
    at = fields.Moment(required=True)
    actor = fields.Text(required=True, metadata={"example": "clerk-17"})
    why = fields.Choice(
        (*LIFE_EVENTS, "correction", "change"),
        required=True,
        allow_none=True,
        metadata={"description": "The life event, or the kind of reason that was given."},
    )
    note = fields.Text(required=True, allow_none=True, longest=300)
    household = fields.Nested(Household, required=True)


class HouseholdHistory(Answer):
    """Every state of a household, the oldest first."""

    items = fields.Several(fields.Nested(HouseholdRevision), most=100_000, required=True)


METHODS: Methods = {
    "register_household": Method("command", RegisterHousehold, Household),
    "amend_household": Method("command", AmendHousehold, Household),
    "get_household": Method("query", GetHousehold, Household),
    "get_household_history": Method("query", GetHouseholdHistory, HouseholdHistory),
    "find_households": Method("query", FindHouseholds, HouseholdPage),
}
