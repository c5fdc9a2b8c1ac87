"""Two records that may be of one person, and what a person has decided about them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date

from services.registry.domain.duplicates.deaths import HouseholdDeath
from services.registry.domain.duplicates.model import Score
from services.registry.domain.duplicates.places import Place
from services.registry.domain.duplicates.refusals import (
    DuplicateDecided,
    NoLongerAlike,
    NotMerged,
    NotOfThisPair,
    RecordMergedElsewhere,
)
from services.registry.domain.persons.changes import Changes

OPEN, MERGED, REJECTED = "open", "merged", "rejected"
SUPERSEDED = "superseded"
"""A merge with a third has answered the question: one of the two has ended in it, or who they are
now was told apart before."""
NO_LONGER_ALIKE = "no_longer_alike"
"""What the two say of themselves now makes them no pair; found again when it does."""
_PAIRS = uuid.UUID("8c1a2f1e-5b7f-5d0e-9d3c-6f1f0d6f7a52")


@dataclass(frozen=True)
class DuplicateSuggested:
    """Two records look like one person."""

    duplicate_id: str
    person_ids: tuple[str, str]


@dataclass(frozen=True)
class PairDecided:
    """A person has merged or rejected a pair, or has undone a merge (`open` again); or a merge of
    one of the two with a third has `superseded` the question, or does so no longer; or the two are
    `no_longer_alike`, or `open` because they are again."""

    duplicate_id: str
    status: str


@dataclass(frozen=True)
class PairMoved:
    """One of the two lives in another governorate now, so that others review the pair."""

    duplicate_id: str


@dataclass(frozen=True)
class PairWeighed:
    """What speaks for one person is other than it was: one of the two was amended."""

    duplicate_id: str
    advice: str


Event = DuplicateSuggested | PairDecided | PairMoved | PairWeighed


@dataclass(frozen=True)
class Grounds:
    """How alike two records are by these weights, and what is advised because of it."""

    score: Score
    model: str
    advice: str


@dataclass(frozen=True)
class Decision:
    """Who decided, when, and why as far as they said; `grounds` where the pair's are newer ones."""

    by: str
    on: date
    note: str | None
    grounds: Grounds | None = None


@dataclass(frozen=True)
class Merge:
    """What a merge did to the survivor, and the `death` that it recorded in a household, so that it
    can be undone exactly."""

    survivor_id: str
    merged_id: str
    before: Changes
    after: Changes
    place: Place | None = None
    death: HouseholdDeath | None = None


def pair_id(one: str, two: str) -> str:
    """The id of the pair of these two, whichever is named first: a pair is there once."""
    return str(uuid.uuid5(_PAIRS, "|".join(sorted((one, two)))))


@dataclass
class Duplicate:
    """A probable duplicate. This constructor restores; `suggest` makes a new one."""

    id: str
    person_ids: tuple[str, str]
    governorates: tuple[str, ...]
    score: Score
    model: str
    advice: str
    status: str = OPEN
    found_on: date | None = None
    decision: Decision | None = None
    merge: Merge | None = None
    found_by: str | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def suggest(
        cls,
        person_ids: tuple[str, str],
        *,
        governorates: tuple[str, ...],
        grounds: Grounds,
        today: date,
        found_by: str | None = None,
    ) -> Duplicate:
        """Put a pair into the queue; `found_by` is the matching that found it, if one did."""
        one, two = sorted(person_ids)
        seen = (grounds.score, grounds.model, grounds.advice)
        made = cls(pair_id(one, two), (one, two), governorates, *seen, OPEN, today)
        made.found_by = found_by
        made.events.append(DuplicateSuggested(made.id, made.person_ids))
        return made

    @property
    def living_ids(self) -> tuple[str, ...]:
        """Whose place says who reviews the pair: once merged, a person lives where the survivor's
        record says, and the record that ended stays behind."""
        if self.status == MERGED and self.merge is not None:
            return (self.merge.survivor_id,)
        return self.person_ids

    def live_in(self, *governorates: str) -> None:
        """Where they live now."""
        now = tuple(sorted(set(governorates)))
        if now != self.governorates:
            self.governorates = now
            self.events.append(PairMoved(self.id))

    def other_than(self, survivor_id: str) -> str:
        """The record that ends when this one stays. Raises `NotOfThisPair`."""
        if survivor_id not in self.person_ids:
            raise NotOfThisPair()
        return next(each for each in self.person_ids if each != survivor_id)

    def record_merge(self, merge: Merge, decision: Decision) -> None:
        """A person has merged the two. Raises `DuplicateDecided`."""
        self._undecided()
        self.merge = merge
        self._decide(MERGED, decision)

    def reject(self, decision: Decision) -> None:
        """They are two persons, and nobody will be asked again. Raises `DuplicateDecided`."""
        self._undecided()
        self._decide(REJECTED, decision)

    def record_undo(self, decision: Decision) -> Merge:
        """The merge was a mistake: the pair is open again. Raises `NotMerged`."""
        if self.merge is None or self.status != MERGED:
            raise NotMerged()
        # It stays known: what follows a merge is told of its end later than this.
        self._decide(OPEN, decision)
        return self.merge

    def stand(self, *, asked: bool) -> None:
        """Nobody is asked about a record that has ended, or what was answered of records that ended
        in these; and again when that merge is undone."""
        if self.status == OPEN and not asked:
            self._move(SUPERSEDED)
        elif self.status == SUPERSEDED and asked:
            self._move(OPEN)

    @property
    def is_weighed(self) -> bool:
        """Whether it goes by how the two are now; what was decided rests on what was seen then."""
        return self.status in (OPEN, NO_LONGER_ALIKE)

    def weigh(self, grounds: Grounds | None) -> None:
        """The two are as alike as this now; without grounds they are no pair any more."""
        if not self.is_weighed:
            return
        if grounds is None:
            if self.status == OPEN:
                self._move(NO_LONGER_ALIKE)
            return
        known = Grounds(self.score, self.model, self.advice)
        if grounds != known:
            if self.decision is not None and self.decision.grounds is None:
                self.decision = replace(self.decision, grounds=known)
            self.score, self.model, self.advice = grounds.score, grounds.model, grounds.advice
        if self.status == NO_LONGER_ALIKE:
            self._move(OPEN)
        elif grounds != known:
            self.events.append(PairWeighed(self.id, self.advice))

    def _undecided(self) -> None:
        if self.status == NO_LONGER_ALIKE:
            raise NoLongerAlike()
        if self.status == SUPERSEDED:
            raise RecordMergedElsewhere()
        if self.status != OPEN:
            raise DuplicateDecided(status=self.status)

    def _decide(self, status: str, decision: Decision) -> None:
        self.decision = decision
        self._move(status)

    def _move(self, status: str) -> None:
        self.status = status
        self.events.append(PairDecided(self.id, status))
