"""How a record came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.privacy.former import by_all_of
from services.registry.domain.privacy.protection import Protection


@dataclass(frozen=True)
class Origin:
    """Where, by whom and when a record was made, and the `protection` under which it was."""

    centre: str | None
    registered_by: str
    registered_on: date
    protection: Protection | None = None

    def is_told_under(self, now: Protection | None) -> bool:
        """Whether everybody for whom the record exists now might know then where it was made: who
        was born in a shelter is opened, and their mother lives there still."""
        return by_all_of(now)(self.protection)
