"""What the rules of a day say of emergencies; amounts in fils."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.domain.programmes.words import Reason


@dataclass(frozen=True)
class Bounds:
    """From how much to how much."""

    least_fils: int
    most_fils: int


@dataclass(frozen=True)
class EmergencyRules:
    """One version of the rules. `bounds`: of an amount per `household` and per `person`.

    `most_of_one_fils`: no household receives more, however many live in it.
    """

    version: str
    bounds: Mapping[str, Bounds]
    most_of_one_fils: int
    reasons: Mapping[str, Reason]
    recovery_percent: int = 0
    """How much of each later payment is set off against what was paid before a cancellation."""
    approval_days: int = 0
    """For how many days after it was written a target list can be approved."""
