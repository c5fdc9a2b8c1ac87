"""The child of a case: what is known of it, which for a foundling may be little."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BirthDate:
    """A birth date as far as it is known: `2024`, `2024-03` or `2024-03-17`.

    `estimated` says that it was not documented but judged, by a physician for example.
    """

    text: str
    estimated: bool

    @property
    def earliest(self) -> date:
        """The first day that it may have been."""
        year, month, day = self._parts()
        return date(year, month or 1, day or 1)

    @property
    def latest(self) -> date:
        """The last day that it may have been."""
        year, month, day = self._parts()
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])

    def _parts(self) -> tuple[int, int | None, int | None]:
        numbers: list[int | None] = [int(part) for part in self.text.split("-")]
        year, month, day = (*numbers, None, None)[:3]
        return year or 0, month, day


@dataclass(frozen=True)
class Identity:
    """A document and its number; `none` (a foundling's) has no number."""

    kind: str
    number: str | None


@dataclass(frozen=True)
class Child:
    """Name as written, if there is one; sex `female` or `male`."""

    name: str | None
    born: BirthDate
    sex: str
    identity: Identity

    @property
    def national_number(self) -> str | None:
        """The child's national number, when that is its document."""
        identity = self.identity
        return identity.number if identity.kind == "national_number" else None
