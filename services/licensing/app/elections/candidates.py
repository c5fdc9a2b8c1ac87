"""Handlers of nominations: by a society, agreed to, checked, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations.ports import Associations
from services.licensing.app.elections import commands
from services.licensing.app.elections.ports import Shelves
from services.licensing.app.elections.shapes import candidacy_for
from services.licensing.app.ports import NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.associations.access import acts_for
from services.licensing.domain.elections import access
from services.licensing.domain.elections.candidacy import Candidacy
from services.licensing.domain.elections.election import Election
from services.licensing.domain.elections.refusals import TooManyNominations


@dataclass(frozen=True)
class CandidateDesk:
    """Each change holds the election: what its closing has shut stays outside."""

    shelves: Shelves
    associations: Associations
    together: Together
    today: Callable[[], date]
    new_id: NewId

    def nominate(self, command: commands.Nominate, actor: Actor) -> View:
        society = self.associations.load(command.society_id)
        access.may_nominate(actor, society)
        today = self.today()
        with self.together():
            election = self._held(command.election_id)
            election.must_take_nominations(today)
            voter = self.shelves.list_of(election.id).must_vote(society.id)
            made = Candidacy.nominate(
                self.new_id(), election, voter, command.name, command.national_number, actor, today
            )
            before = self.shelves.standing_in.of_society(election.id, society.id)
            others = [each for each in before if each.person and each.id != made.id]
            if len(others) >= election.nominations_per_society:
                raise TooManyNominations(most=election.nominations_per_society)
            return candidacy_for(self.shelves.candidacies.add(made), actor)

    def agree(self, command: commands.Agree, actor: Actor) -> View:
        with self.together():
            made = self.shelves.candidacies.get(command.candidacy_id)
            election = self._held(made.election_id)
            made.agree(election, command.document_id, command.contact, actor, self.today())
            return candidacy_for(self.shelves.candidacies.save(made), actor)

    def examine(self, command: commands.Examine, actor: Actor) -> View:
        with self.together():
            made = self.shelves.candidacies.get(command.candidacy_id)
            election = self._held(made.election_id)
            made.examine(election, command.accepted, command.reason, actor, self.today())
            return candidacy_for(self.shelves.candidacies.save(made), actor)

    def withdraw(self, command: commands.Withdraw, actor: Actor) -> View:
        def admit(made: Candidacy) -> None:
            society = self.associations.load(made.society_id)
            access.may_withdraw(actor, made, acts_for(actor, society))

        with self.together():
            made = self.shelves.candidacies.get(command.candidacy_id, admit)
            made.withdraw(self._held(made.election_id), actor)
            return candidacy_for(self.shelves.candidacies.save(made), actor)

    def _held(self, election_id: str) -> Election:
        election = self.shelves.elections.get_companion(election_id)
        self.shelves.elections.hold(election)
        return election
