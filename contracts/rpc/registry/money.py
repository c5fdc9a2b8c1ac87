"""Months, money and steps as payments and emergencies have them. Money in fils: 1,000 a dinar."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Strict

MOST_FILS = 10**15


class Month(fields.Text):
    """A month, `yyyy-mm`."""

    shortest = longest = 7
    pattern = "^20[0-9]{2}-(?:0[1-9]|1[0-2])$"
    problem = "malformed_month"
    sample = "2026-11"


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
    done = fields.Whole(required=True, least=0, most=2**53)
    total = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    updated_at = fields.Moment(required=True)
