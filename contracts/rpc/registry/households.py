"""What the registry is asked and answers about households."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

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
from contracts.rpc.people import HomeSchema
from contracts.rpc.problems import Problem

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


class AmendHouseholdBody(Request):
    """Who joins, who leaves, where the household lives now."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 1}

    join = fields.Several(fields.Nested(MemberSchema), fewest=1, most=50)
    leave = fields.Several(fields.Identifier(), fewest=1, most=50, distinct=True)
    address = fields.Nested(HomeSchema)

    @validates_schema
    def _names_a_change(self, data: dict[str, Any], **_: Any) -> None:
        if not data.keys() - {"household_id"}:
            raise ValidationError(Problem("nothing_to_change"))


class AmendHousehold(AmendHouseholdBody):
    """The same, saying which household."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 2}

    household_id = fields.Identifier(required=True)


class GetHousehold(Request):
    """One household."""

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
    centre = fields.Text(required=True, allow_none=True, metadata={"example": "amman-1"})
    registered_by = fields.Text(required=True)
    registered_on = fields.Day(required=True)


class HouseholdPage(PageAnswer):
    """One page of households."""

    items = fields.Several(fields.Nested(Household), required=True)


METHODS: Methods = {
    "register_household": Method("command", RegisterHousehold, Household),
    "amend_household": Method("command", AmendHousehold, Household),
    "get_household": Method("query", GetHousehold, Household),
    "find_households": Method("query", FindHouseholds, HouseholdPage),
}
