"""Who may vote: every member of a union, frozen as it stood at the cut-off, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.membership import Membership
from services.licensing.domain.associations.rules import AssociationRules
from services.licensing.domain.associations.standing import standing
from services.licensing.domain.elections import refusals
from services.licensing.domain.elections.events import ListEvent, VoterRuled, VotersFrozen
from services.licensing.domain.elections.rules import ElectionRules


@dataclass(frozen=True)
class Voter:
    """A member society, with one delegate where it may vote.

    `met` and `unmet` are the criteria of its standing; `objection_id` the objection that was
    upheld and turned the matter round; `dissolved`: after the cut-off, so that nobody is there to
    send a delegate, however it stood.
    """

    society_id: str
    membership_id: str
    number: str
    name_ar: str
    centre: str
    eligible: bool
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    objection_id: str | None = None
    dissolved: bool = False


@dataclass
class VoterList:
    """The aggregate, written once; after that upheld objections alone change it."""

    id: str
    version: int
    election_id: str
    union_id: str
    governorate: str
    cut_off: date
    voters: tuple[Voter, ...]
    events: list[ListEvent] = field(default_factory=list)

    @classmethod
    def freeze(
        cls,
        list_id: str,
        election_id: str,
        union_id: str,
        governorate: str,
        cut_off: date,
        objections_until: date,
        voters: Iterable[Voter],
        lost: Collection[str] = (),
    ) -> VoterList:
        """`lost`: who was dissolved between the cut-off and now."""
        ordered = tuple(
            _dissolved(each) if each.society_id in lost else each
            for each in sorted(voters, key=lambda each: each.society_id)
        )
        made = cls(list_id, 0, election_id, union_id, governorate, cut_off, ordered)
        told = tuple(each.society_id for each in ordered)
        made.events.append(VotersFrozen(list_id, election_id, union_id, told, objections_until))
        return made

    @property
    def eligible(self) -> int:
        return sum(each.eligible for each in self.voters)

    def voter(self, society_id: str) -> Voter | None:
        """The entry of a society, where it has one."""
        return next((each for each in self.voters if each.society_id == society_id), None)

    def must_vote(self, society_id: str) -> Voter:
        """Raises `SocietyDoesNotVote`."""
        found = self.voter(society_id)
        if found is None or not found.eligible:
            raise refusals.SocietyDoesNotVote()
        return found

    def rule(self, society_id: str, eligible: bool, objection_id: str) -> None:
        """An objection was upheld. What was found at the cut-off stays readable beside it."""
        ruled = [
            replace(each, eligible=eligible and not each.dissolved, objection_id=objection_id)
            if each.society_id == society_id
            else each
            for each in self.voters
        ]
        self.voters = tuple(ruled)
        self.events.append(VoterRuled(self.id, self.election_id, society_id, eligible))

    def lose(self, society_id: str) -> None:
        """It was dissolved after the cut-off; how it stood then stays readable beside that."""
        found = self.voter(society_id)
        if found is None or found.dissolved:
            return
        self.voters = tuple(_dissolved(each) if each is found else each for each in self.voters)
        self.events.append(VoterRuled(self.id, self.election_id, society_id, False))

    def by_centre(self) -> Mapping[str, int]:
        """How many vote in each centre that has any."""
        return Counter(each.centre for each in self.voters if each.eligible)


def _dissolved(found: Voter) -> Voter:
    return replace(found, eligible=False, dissolved=True)


def voter(
    society: Association,
    membership: Membership,
    cut_off: date,
    rules: AssociationRules,
    election_rules: ElectionRules,
) -> Voter:
    """How a member stood at the end of the cut-off day."""
    stood = standing(society, membership, cut_off, rules)
    return Voter(
        society_id=society.id,
        membership_id=membership.id,
        number=society.number,
        name_ar=society.name_ar,
        centre=election_rules.centre_of(society.place_on(cut_off)).code,
        eligible=stood.good,
        met=tuple(each.code for each in stood.because if each.met),
        unmet=tuple(each.code for each in stood.because if not each.met),
    )
