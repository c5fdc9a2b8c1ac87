"""The part of alternative care's contract that is about carer families."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import PageAnswer, PageRequest, Record, Request
from contracts.rpc.decisions import DatedDecisionSchema
from contracts.rpc.people import AddressSchema, ContactSchema, WrittenName

CAPACITY_AT_MOST = 100


class CarerName(WrittenName):
    """The name of a carer, as written."""

    sample = "آمال عبد الله الخطيب"


_CARERS: dict[str, Any] = {
    "fewest": 1,
    "most": 2,
    "metadata": {"description": "One or two; the first is written to."},
}


class RegisterFamily(Request):
    """الأسرة الراعية: a family that ministry and juvenile court have approved."""

    carers = fields.Several(CarerName(), required=True, **_CARERS)
    contact = fields.Nested(ContactSchema, required=True)
    place = fields.Nested(AddressSchema, required=True)
    capacity = fields.Whole(
        required=True,
        least=1,
        most=CAPACITY_AT_MOST,
        metadata={"description": "Children at one time.", "example": 2},
    )
    approval = fields.Nested(DatedDecisionSchema, required=True)
    court_approval = fields.Nested(DatedDecisionSchema, required=True)


class GetFamily(Request):
    """One family."""

    family_id = fields.Identifier(required=True)


class FindFamilies(PageRequest):
    """Families that the caller may see; filters add up. Newest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)
    with_free_place = fields.Choice(
        ("yes", "no"),
        load_default=None,
        allow_none=True,
        metadata={"description": "Only those with (or without) a free place."},
    )


class Family(Record):
    """A carer family, and who occupies its places."""

    carers = fields.Several(CarerName(), required=True, **_CARERS)
    contact = fields.Nested(ContactSchema, required=True)
    place = fields.Nested(AddressSchema, required=True)
    capacity = fields.Whole(required=True, least=1, most=CAPACITY_AT_MOST, metadata={"example": 2})
    free_places = fields.Whole(
        required=True, least=0, most=CAPACITY_AT_MOST, metadata={"example": 1}
    )
    approval = fields.Nested(DatedDecisionSchema, required=True)
    court_approval = fields.Nested(DatedDecisionSchema, required=True)
    placements = fields.Several(
        fields.Identifier(),
        required=True,
        metadata={"description": "The placements that occupy its places now."},
    )


class FamilyPage(PageAnswer):
    """One page of families."""

    items = fields.Several(fields.Nested(Family), required=True)
