"""What licensing is asked and answers about societies in unions."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request
from contracts.rpc.licensing.association_parts import (
    ENDINGS,
    FILS,
    MembershipDueSchema,
    MembershipEndingSchema,
    Year,
)


class RecordMembership(Request):
    """A society that was in a union before there was this system."""

    union_id = fields.Identifier(required=True)
    society_id = fields.Identifier(required=True)
    joined_on = fields.Day(required=True)


class MembershipRef(Request):
    """One membership."""

    membership_id = fields.Identifier(required=True)


class FindMemberships(PageRequest):
    """Of a union or of a society; staff also find all of their governorates. Newest first."""

    union_id = fields.Identifier(load_default=None, allow_none=True)
    society_id = fields.Identifier(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    state = fields.Choice(("current", "ended"), load_default=None, allow_none=True)


class RecordDuesBody(Request):
    """The dues of a year, in fils, and when they were paid."""

    year = Year(required=True)
    amount_fils = fields.Whole(required=True, least=0, most=FILS, metadata={"example": 25_000})
    paid_on = fields.Day(required=True)


class RecordDues(RecordDuesBody):
    """The same, saying for which membership."""

    membership_id = fields.Identifier(required=True)


class WithdrawDuesBody(Request):
    """Which year's dues were recorded wrongly, and why."""

    year = Year(required=True)
    reason = fields.Paragraph(required=True, metadata={"example": "سُجّلت لجمعية أخرى."})


class WithdrawDues(WithdrawDuesBody):
    """The same, saying of which membership."""

    membership_id = fields.Identifier(required=True)


class EndMembershipBody(Request):
    """Whether the society left or was expelled, and why."""

    ending = fields.Choice(ENDINGS, required=True, metadata={"example": "left"})
    reason = fields.Paragraph(required=True, metadata={"example": "بطلب من الجمعية."})


class EndMembership(EndMembershipBody):
    """The same, saying which membership."""

    membership_id = fields.Identifier(required=True)


class Membership(Record):
    """A society in a union."""

    union_id = fields.Identifier(required=True)
    society_id = fields.Identifier(required=True)
    application_id = fields.Identifier(required=True, allow_none=True)
    joined_on = fields.Day(required=True)
    dues = fields.Several(fields.Nested(MembershipDueSchema), most=200, required=True)
    ending = fields.Nested(MembershipEndingSchema, required=True, allow_none=True)


class MembershipPage(PageAnswer):
    """One page of memberships."""

    items = fields.Several(fields.Nested(Membership), required=True)


METHODS: Methods = {
    "record_membership": Method("command", RecordMembership, Membership),
    "get_membership": Method("query", MembershipRef, Membership),
    "find_memberships": Method("query", FindMemberships, MembershipPage),
    "record_dues": Method("command", RecordDues, Membership),
    "withdraw_dues": Method("command", WithdrawDues, Membership),
    "end_membership": Method("command", EndMembership, Membership),
}
