"""What the registry can be told of households."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.households.life import CourtPermission, Dwelling, Member, Succession
from services.registry.domain.persons.facts import Address, Guardian, Name
from services.registry.domain.persons.identity import Identity


@dataclass(frozen=True)
class RegisterHousehold:
    """Register persons as one household."""

    head_id: str
    members: tuple[Member, ...]
    address: Address
    dwelling: Dwelling | None = None


@dataclass(frozen=True)
class AmendHousehold:
    """Let members leave and join a household, or correct where and how it lives."""

    household_id: str
    join: tuple[Member, ...] = ()
    leave: tuple[str, ...] = ()
    address: Address | None = None
    dwelling: Dwelling | None = None
    successor: Succession | None = None
    reason: str | None = None


@dataclass(frozen=True)
class LifeCommand:
    """Something happened in a household, on a day."""

    household_id: str
    on: date
    note: str | None


@dataclass(frozen=True)
class Split(LifeCommand):
    """Some members leave and are a household of their own."""

    head_id: str
    members: tuple[Member, ...]
    address: Address
    dwelling: Dwelling | None
    successor: Succession | None


@dataclass(frozen=True)
class Divorce(Split):
    """A spouse leaves, with or without children; `spouse_id` is the one who stays."""

    spouse_id: str


@dataclass(frozen=True)
class Join(LifeCommand):
    """All of another household comes to live here; that one is dissolved."""

    other_household_id: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Move(LifeCommand):
    """The household lives elsewhere now."""

    address: Address
    dwelling: Dwelling | None


@dataclass(frozen=True)
class Death(LifeCommand):
    """A person of the household died."""

    person_id: str
    successor: Succession | None


@dataclass(frozen=True)
class Marriage(LifeCommand):
    """Somebody of the household married, and the spouse comes to live here.

    `relation` is what the spouse is to the head, where another one of the household married.
    `successor` heads the spouse's former household if they headed it.
    """

    person_id: str
    spouse_id: str
    relation: str | None
    court_permission: CourtPermission | None
    successor: Succession | None


@dataclass(frozen=True)
class Newborn:
    """A child who becomes known by being born."""

    name: Name
    sex: str
    identity: Identity
    guardian: Guardian | None


@dataclass(frozen=True)
class Birth(LifeCommand):
    """Children were born into the household: new ones, or one registered as a person before."""

    relation: str
    children: tuple[Newborn, ...] = ()
    person_id: str | None = None
