"""What the registry is asked and answers about emergencies. Money in fils: 1,000 a dinar."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.people import PlaceSchema
from contracts.rpc.registry.money import (
    Code,
    Fils,
    PaymentProgressSchema,
    PaymentStepSchema,
    PaymentSumSchema,
)

STATUSES = ("targeting", "targeted", "approved", "cancelled")
_MOST = 10_000_000


class EmergencyPlaceSchema(PlaceSchema):
    """A governorate, one of its districts (لواء), or a sub-district (قضاء)."""

    subdistrict = fields.Text(
        load_default=None,
        allow_none=True,
        longest=60,
        metadata={"description": "قضاء, in any spelling, with or without that word."},
    )


class EmergencyGroupSchema(Strict):
    """Of the households there: whom a condition over indicators fits, who is enrolled."""

    expression = fields.Text(
        load_default=None, allow_none=True, longest=2000, metadata={"example": "size >= 5"}
    )
    programme_id = fields.Identifier(load_default=None, allow_none=True)


class EmergencyAmountSchema(Strict):
    """How much, for each household or each person."""

    per = fields.Choice(("household", "person"), required=True)
    fils = Fils(required=True, metadata={"example": 50000})


class EmergencyConcernedSchema(Strict):
    """What is on the target list.

    `protected` households live there under protection; `protected_listed` of them are on the list.
    Administrators who read one emergency alone may know that: for others, and in lists and answers
    to changes, these are null and the totals are without such households.
    """

    households = fields.Whole(required=True, least=0, most=_MOST)
    persons = fields.Whole(
        required=True,
        allow_none=True,
        least=0,
        most=100 * _MOST,
        metadata={"description": "Null where only the total with such households is known."},
    )
    total_fils = Fils(required=True)
    governorates = fields.Dict(
        keys=fields.Governorate(),
        values=fields.Nested(PaymentSumSchema),
        required=True,
        metadata={"description": "By governorate, without households under protection."},
    )
    protected = fields.Whole(required=True, allow_none=True, least=0, most=_MOST)
    protected_listed = fields.Whole(required=True, allow_none=True, least=0, most=_MOST)


class EmergencyTopUpsSchema(Strict):
    """How far the top-ups are: the emergency's payment list in short.

    For who may not know households under protection, `listed` is without them, and other sums are
    null.
    """

    list_id = fields.Identifier(required=True)
    status = fields.Choice(
        ("preparing", "prepared", "approved", "issued", "withdrawing", "cancelled"), required=True
    )
    listed = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    held = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    issued = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    withdrawn = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    to_follow_up = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    progress = fields.Nested(PaymentProgressSchema, required=True, allow_none=True)


class DeclareEmergency(Request):
    """An emergency to be declared."""

    title = fields.Text(required=True, longest=120, metadata={"example": "سيول لواء ماركا"})
    reason_code = Code(required=True, metadata={"example": "flood"})
    places = fields.Several(fields.Nested(EmergencyPlaceSchema), required=True, fewest=1, most=50)
    group = fields.Nested(EmergencyGroupSchema, load_default=None, allow_none=True)
    amount = fields.Nested(EmergencyAmountSchema, required=True)


class EmergencyRef(Request):
    """One emergency."""

    emergency_id = fields.Identifier(required=True)


class CancelEmergencyBody(Request):
    """Why it is called off."""

    reason = fields.Paragraph(required=True)


class CancelEmergency(CancelEmergencyBody):
    """The same, saying which."""

    emergency_id = fields.Identifier(required=True)


class FindEmergencies(PageRequest):
    """Emergencies in a status, of a governorate. Newest first."""

    status = fields.Choice(STATUSES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class ListEmergencyTargetsFilters(PageRequest):
    """Households of a target list, in a governorate. By household id."""

    governorate = fields.Governorate(load_default=None, allow_none=True)


class ListEmergencyTargets(ListEmergencyTargetsFilters):
    """The same, saying of which emergency."""

    emergency_id = fields.Identifier(required=True)


class Emergency(Record):
    """An emergency, whom it concerns and how far its top-ups are."""

    title = fields.Text(required=True, longest=120)
    reason_code = Code(required=True)
    places = fields.Several(fields.Nested(EmergencyPlaceSchema), required=True)
    group = fields.Nested(EmergencyGroupSchema, required=True)
    amount = fields.Nested(EmergencyAmountSchema, required=True)
    most_of_one_fils = Fils(required=True, metadata={"description": "No household receives more."})
    rules = fields.Day(required=True, metadata={"description": "The version of the rules used."})
    status = fields.Choice(STATUSES, required=True)
    declared = fields.Nested(PaymentStepSchema, required=True)
    concerned = fields.Nested(EmergencyConcernedSchema, required=True, allow_none=True)
    approvable_until = fields.Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The last day on which its target list can be approved; `null` until "
            "that is written. Later it is cancelled, and declared anew."
        },
    )
    approval = fields.Nested(PaymentStepSchema, required=True, allow_none=True)
    cancellation = fields.Nested(PaymentStepSchema, required=True, allow_none=True)
    list_id = fields.Identifier(required=True, allow_none=True)
    further_list_ids = fields.Several(
        fields.Identifier(),
        required=True,
        metadata={"description": "Payment lists for money that came back, or was held at first."},
    )
    top_ups = fields.Nested(EmergencyTopUpsSchema, allow_none=True)
    progress = fields.Nested(PaymentProgressSchema, allow_none=True)


class EmergencyPage(PageAnswer):
    """One page of emergencies."""

    items = fields.Several(fields.Nested(Emergency), required=True)


class EmergencyTarget(Strict):
    """A household on a target list, and what it would receive."""

    household_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    persons = fields.Whole(required=True, least=1, most=1000)
    amount_fils = Fils(required=True)
    protected = fields.Flag(required=True)


class EmergencyTargetPage(PageAnswer):
    """One page of a target list."""

    items = fields.Several(fields.Nested(EmergencyTarget), required=True)


METHODS: Methods = {
    "declare_emergency": Method("command", DeclareEmergency, Emergency),
    "approve_emergency": Method("command", EmergencyRef, Emergency),
    "pay_emergency_again": Method("command", EmergencyRef, Emergency),
    "cancel_emergency": Method("command", CancelEmergency, Emergency),
    "get_emergency": Method("query", EmergencyRef, Emergency),
    "find_emergencies": Method("query", FindEmergencies, EmergencyPage),
    "list_emergency_targets": Method("query", ListEmergencyTargets, EmergencyTargetPage),
}
