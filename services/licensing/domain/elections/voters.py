"""Who may vote: every member of a union, frozen as it stood at the cut-off, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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
    upheld and turned the matter round.
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
        voters: Iterable[Voter],
    ) -> VoterList:
        ordered = tuple(sorted(voters, key=lambda each: each.society_id))
        made = cls(list_id, 0, election_id, union_id, governorate, cut_off, ordered)
        made.events.append(VotersFrozen(list_id, election_id))
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
            replace(each, eligible=eligible, objection_id=objection_id)
            if each.society_id == society_id
            else each
            for each in self.voters
        ]
        self.voters = tuple(ruled)
        self.events.append(VoterRuled(self.id, self.election_id, society_id, eligible))

    def by_centre(self) -> Mapping[str, int]:
        """How many vote in each centre that has any."""
        return Counter(each.centre for each in self.voters if each.eligible)


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
        centre=election_rules.centre_of(society.place).code,
        eligible=stood.good,
        met=tuple(each.code for each in stood.because if each.met),
        unmet=tuple(each.code for each in stood.because if not each.met),
    )
