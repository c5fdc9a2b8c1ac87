"""Where something is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A governorate by its ISO 3166-2 code, one of its districts, and the address as written."""

    governorate: str
    district: str | None
    details: str | None
