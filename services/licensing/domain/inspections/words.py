"""Words that all of inspections use: what is inspected, why, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

APPLICATION = "application"
LICENCE = "licence"


@dataclass(frozen=True)
class About:
    """What is inspected: an application or a licence, by its kind, id and (of a licence) number.

    `holders`: whose it is, as `domain.access.owner_marks` writes them.
    """

    kind: str
    id: str
    number: str | None
    holders: tuple[str, ...] = ()

    @property
    def owners(self) -> frozenset[str]:
        return frozenset(self.holders)

    @property
    def is_licence(self) -> bool:
        return self.kind == LICENCE


class Purpose(StrEnum):
    """Why an inspection takes place."""

    FIRST = "first"
    RENEWAL = "renewal"
    PERIODIC = "periodic"
    UNANNOUNCED = "unannounced"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    FOLLOW_UP = "follow_up"

    @property
    def is_routine(self) -> bool:
        """Of these a place has one at a time."""
        return self in (Purpose.PERIODIC, Purpose.UNANNOUNCED)

    @property
    def is_confidential(self) -> bool:
        """Whoever knows it could guess who has complained or told."""
        return self in (Purpose.COMPLAINT, Purpose.INCIDENT)


class State(StrEnum):
    """Where an inspection stands."""

    PLANNED = "planned"
    ASSIGNED = "assigned"
    VISITED = "visited"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


OPEN = frozenset({State.PLANNED, State.ASSIGNED, State.VISITED})


class Outcome(StrEnum):
    """How an inspection ended."""

    PASSED = "passed"
    FAILED = "failed"


class Severity(StrEnum):
    """How much a finding weighs."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True)
class LicensedPlace:
    """A licensed place as inspections must know it. `children`: how many it may look after."""

    id: str
    number: str
    service: str
    governorate: str
    district: str | None
    owners: frozenset[str]
    state: str
    issued_on: str
    children: int | None = None
    details: str | None = None
