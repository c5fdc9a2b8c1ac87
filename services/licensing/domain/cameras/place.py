"""A licensed place, as far as the camera room must know it."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.places import Place


@dataclass(frozen=True)
class LicensedPlace:
    """`id` and `number` are the licence's; `owners` are marked as in `domain.access`."""

    id: str
    number: str
    service: str
    governorate: str
    district: str | None
    owners: frozenset[str]
    state: str

    @property
    def where(self) -> Place:
        """The place as others are told of it: without its address."""
        return Place(self.governorate, self.district, None)
