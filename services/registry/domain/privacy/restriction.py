"""A restricted record: it is kept, and not used, until the restriction is lifted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Restriction:
    """By which request, and since when."""

    request_id: str
    since: date
