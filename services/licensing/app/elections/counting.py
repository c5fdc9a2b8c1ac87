"""Handlers of counts, lots and results; the board is seated with the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from services.licensing.app.associations.ports import Associations, Audit
from services.licensing.app.associations.ports import Rules as AssociationRules
from services.licensing.app.elections import commands
from services.licensing.app.elections.ports import Shelves
from services.licensing.app.ports import Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.associations import boards
from services.licensing.domain.associations.parts import Board, BoardMember
from services.licensing.domain.elections import access
from services.licensing.domain.elections.centre_count import CentreCount
from services.licensing.domain.elections.election import Election, Phase
from services.licensing.domain.elections.two_persons import Entry


@dataclass(frozen=True)
class Counting:
    """From the centres' numbers to the board."""

    shelves: Shelves
    associations: Associations
    together: Together
    audit: Audit
    association_rules: AssociationRules
    now: Callable[[], datetime]
    today: Callable[[], date]

    def enter(self, command: commands.EnterCount, actor: Actor) -> View:
        """One person's numbers of a centre; the last centre that stands brings the results."""

        def admit(made: CentreCount) -> None:
            access.may_count(actor, made, settles=command.settles)

        with self.together():
            made = self.shelves.counts.get(command.count_id, admit)
            election = self.shelves.elections.get_companion(made.election_id)
            election.must_be(Phase.COUNTING)
            entry = Entry(command.count, actor.subject, self.now(), command.reason)
            if made.enter(entry, settles=command.settles):
                if election.confirm_centre(made.centre):
                    election.count(self._votes(election, made))
                self.shelves.elections.save(election)
            return self.shelves.counts.save(made)

    def draw_lot(self, command: commands.DrawLot, actor: Actor) -> View:
        election = self.shelves.elections.get(
            command.election_id, lambda each: access.may_decide(actor, each.governorate)
        )
        entry = Entry(command.drawn, actor.subject, self.now(), command.reason)
        election.draw_lot(entry, settles=command.settles)
        return self.shelves.elections.save(election)

    def confirm(self, command: commands.ConfirmResults, actor: Actor) -> View:
        """The results stand, and the union has its board, in one transaction."""
        today = self.today()
        with self.together():
            election = self.shelves.elections.get(
                command.election_id, lambda each: access.may_conclude(actor, each.governorate)
            )
            rules = self.association_rules(today)
            voters = tuple(each.society_id for each in self.shelves.list_of(election.id).voters)
            seated = election.confirm(actor, today, rules.last_day_of_term(today), voters)
            members = tuple(self._member(each) for each in seated)
            union = self.associations.get_companion(election.union_id)
            until = rules.last_day_of_term(today)
            boards.seat(union, Board(members, today, until, today, election.id), rules)
            self.audit.record("election.confirm", "election", election.id)
            self.associations.save(union)
            return self.shelves.elections.save(election)

    def _votes(self, election: Election, last: CentreCount) -> Counter[str]:
        """All centres together; the last one is not kept yet."""
        votes = Counter(dict.fromkeys(election.candidates, 0))
        for share in election.centres:
            made = last
            if share.code != last.centre:
                count_id = self.shelves.count_id(election.id, share.code)
                made = self.shelves.counts.get_companion(count_id)
            for each in made.counted.votes if made.counted else ():
                votes[each.candidacy_id] += each.votes
        return votes

    def _member(self, candidacy_id: str) -> BoardMember:
        made = self.shelves.candidacies.get_companion(candidacy_id)
        return BoardMember(made.name, made.national_number, made.society_id)
