"""Payment lists: who is paid what for which month, once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Payments:
    """Everything the registry can be told and asked about this area."""
