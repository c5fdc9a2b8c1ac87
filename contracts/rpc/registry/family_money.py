"""What a family reads of its own money: payments, and what is set off. 1,000 fils are a dinar."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record
from contracts.rpc.registry.money import Fils, ToldMonth
from contracts.rpc.registry.payments import PaymentSourceSchema
from contracts.rpc.registry.programmes.words import Because, Bilingual


class FindFamilyPayments(PageRequest):
    """What a household was paid, or is about to be. Newest first."""

    household_id = fields.Identifier(required=True)


class FindFamilyRecoveries(PageRequest):
    """What is set off from a household's payments. Newest first."""

    household_id = fields.Identifier(required=True)


class FamilyPayment(Record):
    """A payment, as the family it is for reads it."""

    source = fields.Nested(PaymentSourceSchema, required=True)
    name = fields.Nested(
        Bilingual,
        required=True,
        allow_none=True,
        metadata={"description": "What the programme or emergency is called."},
    )
    month = ToldMonth(required=True, metadata={"description": "The month it is the money of."})
    person_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "Whose own it is, when it is not the household's."},
    )
    whole_fils = Fils(
        required=True, allow_none=True, metadata={"description": "Before anything is set off."}
    )
    set_off_fils = Fils(required=True)
    amount_fils = Fils(
        required=True, allow_none=True, metadata={"description": "What is paid to the household."}
    )
    set_off_because = fields.Nested(Because, required=True, allow_none=True)
    recovery_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "For what it is set off: one of the household's recoveries."},
    )
    state = fields.Nested(
        Because,
        required=True,
        metadata={
            "description": "preparing, on_its_way, paid, returned, returned_for_good, held or "
            "withdrawn, in words."
        },
    )
    owed_because = fields.Several(
        fields.Nested(Because),
        required=True,
        metadata={"description": "Why it is owed beside the month's money of the list."},
    )
    settled_on = fields.Day(required=True, allow_none=True)


class FamilyPaymentPage(PageAnswer):
    """One page of a family's payments."""

    items = fields.Several(fields.Nested(FamilyPayment), required=True)


class FamilyRecovery(Record):
    """What is set off from a family's payments, why, and how much is still to be."""

    source = fields.Nested(PaymentSourceSchema, required=True)
    name = fields.Nested(Bilingual, required=True, allow_none=True)
    payment_id = fields.Identifier(
        required=True, metadata={"description": "The payment that the household received."}
    )
    amount_fils = Fils(required=True)
    because = fields.Nested(Because, required=True)
    percent = fields.Whole(
        required=True,
        least=0,
        most=100,
        metadata={"description": "So much of each later payment of a programme."},
    )
    set_off_fils = Fils(required=True)
    given_back_fils = Fils(required=True)
    left_fils = Fils(required=True, metadata={"description": "Still to be set off."})
    opened_on = fields.Day(required=True)
    state = fields.Nested(Because, required=True)


class FamilyRecoveryPage(PageAnswer):
    """One page of what is set off from a family's payments."""

    items = fields.Several(fields.Nested(FamilyRecovery), required=True)


METHODS: Methods = {
    "find_family_payments": Method("query", FindFamilyPayments, FamilyPaymentPage),
    "find_family_recoveries": Method("query", FindFamilyRecoveries, FamilyRecoveryPage),
}
