"""Survey rounds: questionnaires, researchers, visits and what they found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Surveys:
    """Everything the registry can be told and asked about this area."""
