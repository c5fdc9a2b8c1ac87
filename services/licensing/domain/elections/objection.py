"""An objection to the lists, decided by two persons who have no part in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from services.licensing.domain.access import Actor
from services.licensing.domain.elections import refusals
from services.licensing.domain.elections.election import DECIDING, Election
from services.licensing.domain.elections.events import ObjectionAdvanced
from services.licensing.domain.elections.two_persons import CONFIRMED, Entry, TwoPersons

VOTER, CANDIDATE = "voter", "candidate"
INCLUDE = "include"


@dataclass
class Objection:
    """The aggregate. This constructor restores; `file` makes a new one.

    `claim`: that who it is about be on the list, or be taken off it.
    """

    id: str
    version: int
    election_id: str
    union_id: str
    governorate: str
    about: str
    about_id: str
    claim: str
    text: str
    filed_by: str
    filed_for: str | None
    filed_on: date
    partial: tuple[str, ...]
    ruling: TwoPersons[bool] = field(default_factory=TwoPersons)
    events: list[ObjectionAdvanced] = field(default_factory=list)

    @classmethod
    def file(
        cls,
        objection_id: str,
        election: Election,
        about: str,
        about_id: str,
        claim: str,
        text: str,
        by: Actor,
        filed_for: str | None,
        partial: Collection[str],
        today: date,
    ) -> Objection:
        """`partial`: who made the list, and therefore does not decide."""
        election.must_take_objections(about == VOTER, today)
        made = cls(
            id=objection_id,
            version=0,
            election_id=election.id,
            union_id=election.union_id,
            governorate=election.governorate,
            about=about,
            about_id=about_id,
            claim=claim,
            text=text,
            filed_by=by.subject,
            filed_for=filed_for,
            filed_on=today,
            partial=tuple(sorted({by.subject, election.announced_by, *partial})),
        )
        made._advance()
        return made

    @property
    def state(self) -> str:
        return self.ruling.state

    @property
    def matter(self) -> str:
        """Who objects wants one thing of one list once: what is open or was ruled stays so, and two
        rulings on the same never stand against each other."""
        who = self.filed_by if self.filed_for is None else self.filed_for
        return "/".join((self.election_id, self.about, self.about_id, self.claim, who))

    @property
    def upheld(self) -> bool | None:
        """Nothing before two persons have decided."""
        return self.ruling.value

    def decide(self, election: Election, entry: Entry[bool], *, settles: bool) -> bool:
        """One person's ruling; whether it is decided with it. Raises `PartialPerson`."""
        election.must_be(*DECIDING)
        if entry.by in self.partial:
            raise refusals.PartialPerson()
        self.ruling = self.ruling.settle(entry) if settles else self.ruling.enter(entry)
        self._advance()
        return self.state == CONFIRMED

    def _advance(self) -> None:
        of_voter = self.about == VOTER
        self.events.append(
            ObjectionAdvanced(
                self.id,
                self.election_id,
                self.state,
                self.filed_for,
                self.about_id if of_voter else None,
                None if of_voter else self.about_id,
            )
        )
