"""What can be asked about fees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PayAtCounter:
    """A clerk took this sum; `channel` says how: in cash, by card."""

    bill_id: str
    amount_fils: int
    channel: str


@dataclass(frozen=True)
class AskRefund:
    payment_id: str
    reason: str
