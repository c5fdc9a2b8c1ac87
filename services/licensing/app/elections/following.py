"""What of elections follows when an association is dissolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.licensing.app.associations.ports import Members
from services.licensing.app.elections.ports import Shelves
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.parts import UNION
from services.licensing.domain.elections.election import ENDED, Election, Phase

_WITHOUT_LIST = (Phase.ANNOUNCED, Phase.LISTING)


@dataclass(frozen=True)
class ElectionFollower:
    """See `app.associations.ports.Follower`; to be used inside `together`.

    Before the cut-off a dissolved society is simply no member any more. After it, how it stood
    then stays written, and yet nobody is there to vote or to be voted for. A board that is seated
    stays: who leaves it is for the union and its supervisors to say.
    """

    shelves: Shelves
    members: Members
    of_union: Callable[[str], Sequence[Election]]

    def moved(self, association: Association) -> None:
        """It votes where it had its headquarters at the cut-off."""

    def dissolved(self, association: Association) -> None:
        if association.kind == UNION:
            for election in self._running(association.id):
                election.call_off()
                self.shelves.elections.save(election)
            return
        unions = {each.union_id for each in self.members.ever_of(association.id)}
        for union_id in sorted(unions):
            for election in self._running(union_id):
                self._lose(election, association.id)

    def _running(self, union_id: str) -> list[Election]:
        found = [each.id for each in self.of_union(union_id) if each.phase not in ENDED]
        return [self.shelves.elections.get_companion(each) for each in found]

    def _lose(self, election: Election, society_id: str) -> None:
        if election.phase is Phase.ANNOUNCED:
            return
        if election.phase not in _WITHOUT_LIST:
            voters = self.shelves.list_of(election.id)
            if voters.voter(society_id) is None:
                return
            voters.lose(society_id)
            self.shelves.lists.save(voters)
        stood = self.shelves.standing_in.of_society(election.id, society_id)
        for each in stood:
            candidate = self.shelves.candidacies.get_companion(each.id)
            candidate.lose_society()
            self.shelves.candidacies.save(candidate)
        election.lose(society_id, [each.id for each in stood])
        self.shelves.elections.save(election)
