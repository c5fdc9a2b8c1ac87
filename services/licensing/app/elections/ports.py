"""What the handlers of elections need from the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.licensing.app.ports import Held, Keeping
from services.licensing.domain.elections.candidacy import Candidacy
from services.licensing.domain.elections.centre_count import CentreCount
from services.licensing.domain.elections.election import Election
from services.licensing.domain.elections.national_date import ElectionDate
from services.licensing.domain.elections.objection import Objection
from services.licensing.domain.elections.rules import ElectionRules
from services.licensing.domain.elections.voters import VoterList

Elections = Held[Election]
Rules = Callable[[date], ElectionRules]
"""The rules that are in force on a day."""
DerivedId = Callable[..., str]
"""The identifier of what belongs to something: the same parts, the same identifier."""


class Candidacies(Protocol):
    """Who stands in an election, and what is still undecided about it."""

    def of(self, election_id: str) -> Iterator[Candidacy]: ...

    def of_society(self, election_id: str, society_id: str) -> list[Candidacy]: ...

    def undecided(self, election_id: str) -> bool: ...


@dataclass(frozen=True)
class Shelves:
    """Where everything of an election is kept."""

    dates: Keeping[ElectionDate]
    elections: Elections
    lists: Keeping[VoterList]
    candidacies: Keeping[Candidacy]
    objections: Keeping[Objection]
    counts: Keeping[CentreCount]
    standing_in: Candidacies
    derived_id: DerivedId

    def list_of(self, election_id: str) -> VoterList:
        """The voters, to be relied on or changed. Raises for an election that has no list yet."""
        return self.lists.get_companion(self.list_id(election_id))

    def list_id(self, election_id: str) -> str:
        return self.derived_id("voter_list", election_id)

    def count_id(self, election_id: str, centre: str) -> str:
        return self.derived_id("centre_count", election_id, centre)
