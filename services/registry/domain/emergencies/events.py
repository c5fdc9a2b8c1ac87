"""What happens to emergencies, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Declared:
    """An emergency was declared; whom it concerns is being worked out."""

    emergency_id: str
    reason_code: str
    governorates: tuple[str, ...]


@dataclass(frozen=True)
class Targeted:
    """Whom it concerns is known; counted are those whom everybody may see."""

    emergency_id: str
    households: int
    persons: int
    total_fils: int


@dataclass(frozen=True)
class Approved:
    """A second person approved it: the top-ups are on a payment list of its own."""

    emergency_id: str
    list_id: str


@dataclass(frozen=True)
class PaidAgain:
    """A further payment list is for those whose money came back, or who were held back."""

    emergency_id: str
    list_id: str


@dataclass(frozen=True)
class Cancelled:
    """It was called off."""

    emergency_id: str


Event = Declared | Targeted | Approved | PaidAgain | Cancelled
