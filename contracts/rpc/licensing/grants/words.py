"""Words, money and codes as all of grants have them. Money in fils: 1,000 a dinar."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.registry.money import Fils

MOST_LINES = 50


class Code(fields.Text):
    """A short name by which something is known within a call or a budget."""

    longest = 40
    pattern = "^[a-z][a-z0-9_]*$"
    problem = "malformed_code"
    sample = "staff"


class Login(fields.Text):
    """Who somebody is, as their token says it."""

    sample = "reviewer-1"


class PaymentReference(fields.Text):
    """The number of a transfer, as the treasury wrote it."""

    longest = 60
    pattern = "^[A-Za-z0-9][A-Za-z0-9/._-]*$"
    sample = "TR-2026-00118"


class Mean(fields.Whole):
    """A mean in hundredths of a point, cut down: 87.5 is 8750."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(least=0, most=10_000, **rest)


def fils(example: int, **rest: Any) -> Fils:
    """An amount with an example; an amount that is given is at least one fils."""
    return Fils(metadata={"example": example}, **rest)


def reason(**rest: Any) -> fields.Paragraph:
    """Why, in the words of who decides."""
    return fields.Paragraph(metadata={"example": "الميزانية أعلى من الحاجة الموصوفة."}, **rest)


def documents(**rest: Any) -> fields.Several:
    """Documents that were uploaded before, by their identifiers."""
    return fields.Several(fields.Identifier(), most=50, distinct=True, **rest)


class BudgetLineSchema(Strict):
    """What money is for."""

    code = Code(required=True)
    what = fields.Text(required=True, longest=300, metadata={"example": "أجور المرافقات"})
    fils = fields.Whole(required=True, least=1, most=10**15, metadata={"example": 6_000_000})


def lines(**rest: Any) -> fields.Several:
    """The lines of a budget."""
    return fields.Several(fields.Nested(BudgetLineSchema), fewest=1, most=MOST_LINES, **rest)
