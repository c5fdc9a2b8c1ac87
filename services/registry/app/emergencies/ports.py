"""What the handlers and the work of emergencies need from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.registry.app.ports import View
from services.registry.domain.emergencies.emergency import Emergency, Group, Place
from services.registry.domain.emergencies.rules import EmergencyRules


@dataclass(frozen=True)
class Target:
    """A household on a target list. `person_ids` are named where the amount is one per person."""

    household_id: str
    governorate: str
    persons: int
    amount_fils: int
    protected: bool
    person_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """A household that an emergency might concern; `fits`: the group's conditions hold."""

    household_id: str
    governorate: str
    person_ids: tuple[str, ...]
    protected: bool
    fits: bool


class Emergencies(Protocol):
    """Where emergencies are kept."""

    def get(self, emergency_id: str, admit: Callable[[Emergency], None]) -> Emergency: ...

    def get_companion(self, emergency_id: str) -> Emergency: ...

    def load(self, emergency_id: str) -> Emergency: ...

    def add(self, emergency: Emergency) -> View: ...

    def save(self, emergency: Emergency) -> View: ...

    def told(self, emergency: Emergency, all_of_it: bool) -> View: ...

    def find(
        self, status: str | None, governorates: Sequence[str] | None, after: str | None, limit: int
    ) -> View: ...


class Targets(Protocol):
    """Where target lists are kept, in sheets of some hundreds, by household id."""

    def write(self, emergency_id: str, sheet: int, targets: Sequence[Target]) -> None:
        """Keep a sheet; again, it takes its place."""
        ...

    def cut(self, emergency_id: str, sheets: int) -> None:
        """Only the first so many stay."""
        ...

    def after(self, emergency_id: str, household_id: str | None) -> Iterator[Target]:
        """All targets from after this household on."""
        ...


class Choosing(Protocol):
    """Finds whom an emergency might concern."""

    def check(self, group: Group) -> None:
        """Raise for an expression that is none, and for a programme that there is not."""
        ...

    def households(self, places: Sequence[Place], group: Group) -> Iterator[Found]:
        """By household id: those that fit, and those under protection in these places."""
        ...


class Grouping(Protocol):
    """Area eligibility's choice of households by what is known of them."""

    def check(self, expression: str) -> None:
        """Raise for what is no condition over indicators."""
        ...

    def households(
        self,
        places: Sequence[Place],
        expression: str | None,
        programme: str | None,
        *,
        with_protected: bool,
    ) -> Iterator[str]:
        """Those at these places that fit, by id; those under protection too, where asked for."""
        ...


class Rules(Protocol):
    """The rules of a day."""

    def __call__(self, day: date, /) -> EmergencyRules: ...
