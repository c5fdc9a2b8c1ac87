"""Words and parts that all of inspections share."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.people import AddressSchema

ABOUT = ("application", "licence")
PURPOSES = (
    "first",
    "renewal",
    "periodic",
    "unannounced",
    "complaint",
    "incident",
    "follow_up",
)
STATES = ("planned", "assigned", "visited", "concluded", "cancelled")
OUTCOMES = ("passed", "failed")
RESULTS = ("met", "not_met", "not_applicable")
SIGNINGS = ("signed", "refused", "nobody_present")
SEVERITIES = ("critical", "major", "minor")
YES = ("yes",)


class Code(fields.Text):
    """A word by which data refers to something: Latin letters, digits and `_`."""

    longest = 80
    pattern = r"^[A-Za-z][A-Za-z0-9_.-]{0,79}$"
    problem = "malformed_code"
    sample = "emergency_exit"


class Login(fields.Text):
    """`sub` of somebody's token."""

    longest = 120
    sample = "inspector-3"


class Score(fields.Whole):
    """From 0 to 100."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(least=0, most=100, **rest)


class BothLanguagesSchema(Strict):
    """A text in both languages."""

    ar = fields.Paragraph(required=True, metadata={"example": "مخارج الطوارئ سالكة"})
    en = fields.Paragraph(required=True, metadata={"example": "Emergency exits are clear"})


class InspectedSchema(Strict):
    """What is inspected."""

    kind = fields.Choice(ABOUT, required=True, metadata={"example": "licence"})
    id = fields.Identifier(required=True)
    number = fields.Text(
        required=True, allow_none=True, longest=60, metadata={"example": "NUR-2026-000001"}
    )


class InspectedPlace(AddressSchema):
    """Where it is."""


class FlaggedSchema(Strict):
    """A code, and what it says in your language."""

    code = Code(required=True, metadata={"example": "report_clock_wrong"})
    detail = fields.Text(required=True, longest=500)


def documents(most: int, **rest: Any) -> fields.Several:
    """Identifiers of documents that were uploaded before."""
    return fields.Several(fields.Identifier(), most=most, distinct=True, **rest)
