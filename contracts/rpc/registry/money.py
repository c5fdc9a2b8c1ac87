"""Months, money and steps as payments and emergencies have them. Money in fils: 1,000 a dinar."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.digits import in_any_digits

MOST_FILS = 10**15


class ToldMonth(fields.Text):
    """A month, `yyyy-mm`, as we tell it: in Latin digits."""

    shortest = longest = 7
    pattern = "^20[0-9]{2}-(?:0[1-9]|1[0-2])$"
    problem = "malformed_month"
    sample = "2026-11"


class Month(ToldMonth):
    """A month as people give it: in Latin, Arabic or Persian digits; kept in Latin ones."""

    pattern = in_any_digits(ToldMonth.pattern)
    description = "A month, yyyy-mm; Arabic and Persian digits are understood."

    def understood(self, value: str) -> str:
        return fields.latin_digits(value)


class Code(fields.Text):
    """A word of a closed vocabulary that may grow."""

    longest = 60
    pattern = "^[a-z][a-z0-9_]*$"


class Fils(fields.Whole):
    """Money in fils."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(least=0, most=MOST_FILS, **rest)


class PaymentSumSchema(Strict):
    """How many payments, and how much in fils."""

    count = fields.Whole(required=True, least=0, most=10_000_000)
    total_fils = Fils(required=True)


class PaymentStepSchema(Strict):
    """Who did it, when and, where they said, why."""

    by = fields.Text(required=True, metadata={"example": "administrator-1"})
    on = fields.Day(required=True)
    reason = fields.Paragraph(required=True, allow_none=True)


class PaymentProgressSchema(Strict):
    """How far the work in the background is."""

    work = Code(required=True)
    state = fields.Choice(("waiting", "running", "done", "failed"), required=True)
    done = fields.Whole(
        required=True,
        allow_none=True,
        least=0,
        most=2**53,
        metadata={"description": "Null for who may not know how many are under protection."},
    )
    total = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    updated_at = fields.Moment(required=True)
