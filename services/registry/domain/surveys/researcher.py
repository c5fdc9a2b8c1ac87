"""A researcher (باحث ميداني): where they work, and whether they are trained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from services.registry.domain.surveys.events import (
    Event,
    ResearcherAmended,
    ResearcherEnlisted,
    ResearcherTrained,
)
from services.registry.domain.surveys.refusals import NotTrained, OutsideArea


@dataclass(frozen=True)
class Area:
    """A governorate, or one of its districts."""

    governorate: str
    district: str | None = None

    def covers(self, place: Area) -> bool:
        """Whether the place lies in it."""
        same = self.governorate == place.governorate
        return same and self.district in (None, place.district)


@dataclass(frozen=True)
class Training:
    """A training that was passed, and how long it held by the rules of the day."""

    course: str
    passed_on: date
    valid_until: date


@dataclass
class Researcher:
    """The aggregate. `subject` is who they are when they sign in."""

    id: str
    subject: str
    name: str
    areas: tuple[Area, ...]
    active: bool = True
    trainings: tuple[Training, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def enlist(
        cls, researcher_id: str, subject: str, name: str, areas: Sequence[Area]
    ) -> Researcher:
        """Put somebody on the list. They get visits once they are trained."""
        researcher = cls(researcher_id, subject, name, tuple(areas))
        researcher.events.append(ResearcherEnlisted(researcher_id, researcher.governorates))
        return researcher

    @property
    def governorates(self) -> tuple[str, ...]:
        """Where they work."""
        return tuple(sorted({each.governorate for each in self.areas}))

    def amend(self, areas: Sequence[Area] | None, active: bool | None) -> None:
        """Give them other areas, or let them stop or begin again."""
        before = (self.areas, self.active)
        self.areas = self.areas if areas is None else tuple(areas)
        self.active = self.active if active is None else active
        if (self.areas, self.active) != before:
            self.events.append(ResearcherAmended(self.id, self.governorates, self.active))

    def train(self, training: Training) -> None:
        """They passed a training."""
        if training not in self.trainings:
            self.trainings = (*self.trainings, training)
            self.events.append(ResearcherTrained(self.id, training.passed_on.isoformat()))

    @property
    def trained_until(self) -> date | None:
        """The last day on which one of their trainings is valid."""
        return max((each.valid_until for each in self.trainings), default=None)

    def is_ready(self, today: date) -> bool:
        """Whether they may be given visits."""
        until = self.trained_until
        return self.active and until is not None and today <= until

    def covers(self, place: Area) -> bool:
        """Whether they work at this place."""
        return any(each.covers(place) for each in self.areas)

    def must_take(self, place: Area, today: date) -> None:
        """Raise `NotTrained` or `OutsideArea` unless a visit there may be given to them."""
        if not self.is_ready(today):
            raise NotTrained()
        if not self.covers(place):
            raise OutsideArea()
