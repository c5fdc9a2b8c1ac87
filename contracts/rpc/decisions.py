"""Decisions of courts and committees, as every contract names them."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Strict


class Reference(fields.Text):
    """The number of a decision or letter, as written on it."""

    longest = 60
    sample = "2026/118"


class DatedDecisionSchema(Strict):
    """قرار: a decision by its number and date."""

    number = Reference(required=True)
    date = fields.Day(required=True)
