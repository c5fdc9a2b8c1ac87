"""What a polling centre counted for one union, entered twice by different persons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from services.licensing.domain.elections import refusals
from services.licensing.domain.elections.events import CountAdvanced
from services.licensing.domain.elections.two_persons import CONFIRMED, Entry, TwoPersons


@dataclass(frozen=True)
class CandidateVotes:
    """Ballots for one candidate."""

    candidacy_id: str
    votes: int


@dataclass(frozen=True)
class Count:
    """How many delegates registered and came, how many ballots were spoiled, and the votes."""

    registered: int
    came: int
    spoiled: int
    votes: tuple[CandidateVotes, ...]


@dataclass
class CentreCount:
    """The aggregate: one for each union and centre; begun when the lists are final."""

    id: str
    version: int
    election_id: str
    union_id: str
    centre: str
    governorate: str
    voters: int
    candidates: tuple[str, ...]
    votes_per_voter: int
    entries: TwoPersons[Count] = field(default_factory=TwoPersons)
    events: list[CountAdvanced] = field(default_factory=list)

    def begin(self) -> CentreCount:
        """Ready to be entered."""
        self._tell()
        return self

    @property
    def state(self) -> str:
        return self.entries.state

    @property
    def counted(self) -> Count | None:
        """What counts; nothing before two persons agree."""
        return self.entries.value

    def enter(self, entry: Entry[Count], *, settles: bool) -> bool:
        """One person's numbers; whether the count stands with them."""
        self._must_add_up(entry.value)
        entry = replace(entry, value=_ordered(entry.value))
        self.entries = self.entries.settle(entry) if settles else self.entries.enter(entry)
        self._tell()
        return self.state == CONFIRMED

    def _must_add_up(self, count: Count) -> None:
        """Raises `CountDoesNotAddUp` naming what is wrong, `CandidatesDiffer`."""
        if sorted(each.candidacy_id for each in count.votes) != sorted(self.candidates):
            raise refusals.CandidatesDiffer()
        valid, cast = count.came - count.spoiled, sum(each.votes for each in count.votes)
        wrong = {
            "registered": count.registered > self.voters,
            "came": count.came > count.registered,
            "spoiled": valid < 0,
            "votes": not valid <= cast <= valid * self.votes_per_voter,
            "candidate": any(each.votes > valid for each in count.votes),
        }
        for problem, found in wrong.items():
            if found:
                raise refusals.CountDoesNotAddUp(problem=problem)

    def _tell(self) -> None:
        self.events.append(CountAdvanced(self.id, self.election_id, self.centre, self.state))


def _ordered(count: Count) -> Count:
    """The same numbers in one order, whatever the order they were entered in."""
    votes = sorted(count.votes, key=lambda each: each.candidacy_id)
    return Count(count.registered, count.came, count.spoiled, tuple(votes))
