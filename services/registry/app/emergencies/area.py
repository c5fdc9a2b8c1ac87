"""Shocks: emergencies declared for places and groups, and their top-ups."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Emergencies:
    """Everything the registry can be told and asked about this area."""
