"""What was disregarded for a time, and counts once the time is over: earnings, for a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.registry.app.eligibility.assessing import Dated
from services.registry.app.eligibility.recomputing import Together
from services.registry.app.ports import View
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.profile import Profile


class KeptProfiles(Protocol):
    """Where profiles are kept."""

    def get(self, aggregate_id: str) -> Profile: ...

    def save(self, aggregate: Profile) -> View: ...


@dataclass(frozen=True)
class Disregard:
    """Ends what was disregarded of a household, and has its benefits computed anew with it."""

    profiles: KeptProfiles
    indicators: Dated[Indicators]
    reassess_household: Callable[[str, date], None]
    together: Together
    today: Callable[[], date]

    def end(self, household_id: str) -> None:
        """Once: the household is told of what changes by that, and of nothing else."""
        with self.together():
            profile = self.profiles.get(household_id)
            day = profile.disregard_is_over(self.today(), self.indicators.on(date.max))
            if day is not None:
                self.reassess_household(household_id, day)
                self.profiles.save(profile)
