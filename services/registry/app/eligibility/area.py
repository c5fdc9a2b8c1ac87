"""What a household is entitled to by the rules of a day, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Eligibility:
    """Everything the registry can be told and asked about this area."""
