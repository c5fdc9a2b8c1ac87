"""Money of cancelled emergencies that households received, and what became of it."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.registry.money import Fils, PaymentStepSchema
from contracts.rpc.registry.payments import PaymentSourceSchema

RECOVERY_STATUSES = ("open", "recovered", "waived", "came_back")


class RecoveryPolicySchema(Strict):
    """By which version of the rules, and how much of each later payment is set off."""

    version = fields.Day(required=True)
    percent = fields.Whole(required=True, least=0, most=100)


class RecoveryOffsetSchema(Strict):
    """A part: set off from this payment; `taken` once that is in a file, `owed` when it was not to
    be and is given back."""

    payment_id = fields.Identifier(required=True)
    fils = Fils(required=True)
    taken = fields.Flag(required=True)
    owed = fields.Flag(required=True)


class Recovery(Record):
    """Money of a cancelled emergency that a household received, and what became of it."""

    payment_id = fields.Identifier(required=True)
    household_id = fields.Identifier(required=True)
    source = fields.Nested(PaymentSourceSchema, required=True)
    amount_fils = Fils(required=True)
    taken_fils = Fils(required=True)
    owed_fils = Fils(
        required=True,
        metadata={"description": "Taken and not to be: given back with the next list, or already."},
    )
    left_fils = Fils(required=True, metadata={"description": "Neither taken nor planned."})
    policy = fields.Nested(RecoveryPolicySchema, required=True)
    opened_on = fields.Day(required=True)
    status = fields.Choice(RECOVERY_STATUSES, required=True)
    offsets = fields.Several(fields.Nested(RecoveryOffsetSchema), required=True, most=10_000)
    waiver = fields.Nested(PaymentStepSchema, required=True, allow_none=True)


class RecoveryRef(Request):
    """One recovery."""

    recovery_id = fields.Identifier(required=True)


class WaiveRecoveryBody(Request):
    """Why the household keeps what is left."""

    reason = fields.Paragraph(required=True)


class WaiveRecovery(WaiveRecoveryBody):
    """The same, saying which recovery."""

    recovery_id = fields.Identifier(required=True)


class FindRecoveries(PageRequest):
    """Of a household, of an emergency, in a status. Newest first."""

    household_id = fields.Identifier(load_default=None, allow_none=True)
    emergency_id = fields.Identifier(load_default=None, allow_none=True)
    status = fields.Choice(RECOVERY_STATUSES, load_default=None, allow_none=True)


class RecoveryPage(PageAnswer):
    """One page of recoveries."""

    items = fields.Several(fields.Nested(Recovery), required=True)


METHODS: Methods = {
    "get_recovery": Method("query", RecoveryRef, Recovery),
    "find_recoveries": Method("query", FindRecoveries, RecoveryPage),
    "waive_recovery": Method("command", WaiveRecovery, Recovery),
}
