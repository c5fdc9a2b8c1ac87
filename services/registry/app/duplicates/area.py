"""Records that may be one person: found, reviewed, merged, taken apart again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Duplicates:
    """Everything the registry can be told and asked about this area."""
