"""What the rules say of paying fees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FeeRules:
    """`at_counter`: whether clerks may take money; `patience_hours`: how long after a bill's last
    day the notice of a payment that was made in time is waited for."""

    at_counter: bool
    patience_hours: int
