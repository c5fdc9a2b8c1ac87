"""What the registry can be told of probable duplicates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.domain.duplicates.survivorship import Choice
from services.registry.domain.households.life import Succession
from services.registry.domain.persons.facts import BirthDate, Name
from services.registry.domain.persons.identity import Identity


@dataclass(frozen=True)
class CheckDuplicates:
    """A person who may be registered already."""

    name: Name
    birth_date: BirthDate | None
    sex: str
    identity: Identity | None
    other_documents: tuple[Identity, ...]
    mobile: str | None
    governorate: str | None


@dataclass(frozen=True)
class MergeDuplicate:
    """The two are one: who stays, and whose fact of which field.

    `successor` heads the household of one of them, if that one headed it and the other's death is
    that of both.
    """

    duplicate_id: str
    survivor_id: str
    choices: Mapping[str, Choice]
    note: str | None
    successor: Succession | None = None


@dataclass(frozen=True)
class DecideDuplicate:
    """Reject a pair, or undo its merge."""

    duplicate_id: str
    note: str | None


@dataclass(frozen=True)
class FindDuplicates:
    """Pairs of the queue."""

    status: str | None
    person_id: str | None
    governorate: str | None
    after: str | None
    limit: int
    advice: str | None = None
    matching_id: str | None = None
