"""Handlers of objections to the lists, and of the lists becoming final."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from services.licensing.app.associations.ports import Associations
from services.licensing.app.elections import commands
from services.licensing.app.elections.ports import Rules, Shelves
from services.licensing.app.elections.shapes import objection_for
from services.licensing.app.ports import NewId, Together, View
from services.licensing.domain.access import Actor, must_have_role, must_serve
from services.licensing.domain.associations.access import acts_for
from services.licensing.domain.elections import access, candidacy, objection, refusals
from services.licensing.domain.elections.centre_count import CentreCount
from services.licensing.domain.elections.election import Election, Phase
from services.licensing.domain.elections.objection import INCLUDE, VOTER, Objection
from services.licensing.domain.elections.two_persons import Entry
from services.licensing.domain.elections.voters import VoterList


@dataclass(frozen=True)
class ObjectionDesk:
    """Each change holds the election: final lists have nothing open about them."""

    shelves: Shelves
    associations: Associations
    together: Together
    rules: Rules
    now: Callable[[], datetime]
    today: Callable[[], date]
    new_id: NewId

    def file(self, command: commands.FileObjection, actor: Actor) -> View:
        with self.together():
            election = self._held(command.election_id)
            election.must_take_objections(command.about == VOTER, self.today())
            voters = self.shelves.list_of(election.id)
            partial_persons = self._must_have_point(command, election, voters)
            self._may_object(command, election, voters, actor)
            made = Objection.file(
                self.new_id(),
                election,
                command.about,
                command.about_id,
                command.claim,
                command.text,
                actor,
                command.filed_for,
                partial_persons,
                self.today(),
            )
            return objection_for(self.shelves.objections.add(made), actor)

    def decide(self, command: commands.Decide, actor: Actor) -> View:
        """One of the two who decide; what is upheld changes the list at once."""
        with self.together():
            made = self.shelves.objections.get(
                command.objection_id, lambda each: access.may_decide(actor, each.governorate)
            )
            election = self._held(made.election_id)
            entry = Entry(command.upheld, actor.subject, self.now(), command.reason)
            if made.decide(election, entry, settles=command.settles) and made.upheld:
                self._apply(made)
            return self.shelves.objections.save(made)

    def finalise(self, command: commands.Finalise, actor: Actor) -> View:
        """Nothing is open: the lists are final, and each centre's count begins."""
        with self.together():
            election = self.shelves.elections.get(
                command.election_id, lambda each: access.may_conclude(actor, each.governorate)
            )
            election.must_be(Phase.SETTLING)
            if self.shelves.standing_in.undecided(election.id):
                raise refusals.StillOpen()
            voters = self.shelves.list_of(election.id)
            election.finalise(self._candidates(election, voters), voters.by_centre())
            self._begin_counts(election)
            return self.shelves.elections.save(election)

    def _candidates(self, election: Election, voters: VoterList) -> tuple[str, ...]:
        """Who was accepted; struck out is whose society does not vote after all."""
        accepted = []
        for each in self.shelves.standing_in.of(election.id):
            if each.state != candidacy.ACCEPTED:
                continue
            society = voters.voter(each.society_id)
            if society is not None and society.eligible:
                accepted.append(each.id)
            else:
                each.rule(stands=False)
                self.shelves.candidacies.save(each)
        return tuple(accepted)

    def _begin_counts(self, election: Election) -> None:
        centres = {each.code: each for each in self.rules(election.schedule.cut_off).centres}
        for share in election.centres if election.phase is Phase.FINAL else ():
            made = CentreCount(
                id=self.shelves.count_id(election.id, share.code),
                version=0,
                election_id=election.id,
                union_id=election.union_id,
                centre=share.code,
                governorate=centres[share.code].governorate,
                voters=share.voters,
                candidates=election.candidates,
                votes_per_voter=election.votes_per_voter,
            )
            self.shelves.counts.add(made.begin())

    def _must_have_point(
        self, command: commands.FileObjection, election: Election, voters: VoterList
    ) -> tuple[str, ...]:
        """Who had a part in what is objected to. Raises `ObjectionPointless`."""
        include = command.claim == INCLUDE
        if command.about == VOTER:
            found = voters.voter(command.about_id)
            if found is None or found.dissolved or found.eligible is include:
                raise refusals.ObjectionPointless()
            return ()
        made = self.shelves.candidacies.get_companion(command.about_id)
        states = (candidacy.REFUSED,) if include else (candidacy.CONSENTED, candidacy.ACCEPTED)
        if made.election_id != election.id or made.state not in states:
            raise refusals.ObjectionPointless()
        return (made.nominated_by, *((made.check.by,) if made.check else ()))

    def _may_object(
        self,
        command: commands.FileObjection,
        election: Election,
        voters: VoterList,
        actor: Actor,
    ) -> None:
        """Member societies, and the person it is about; clerks for who came to the counter."""
        of_candidate = command.about == objection.CANDIDATE
        if of_candidate and self.shelves.candidacies.load(command.about_id).is_of(actor):
            return
        if command.filed_for is None or voters.voter(command.filed_for) is None:
            raise refusals.ObjectionNotYours()
        if not acts_for(actor, self.associations.load(command.filed_for)):
            must_have_role(actor, "clerk")
            must_serve(actor, election.governorate)

    def _apply(self, made: Objection) -> None:
        include = made.claim == INCLUDE
        if made.about == VOTER:
            voters = self.shelves.list_of(made.election_id)
            voters.rule(made.about_id, include, made.id)
            self.shelves.lists.save(voters)
        else:
            candidate = self.shelves.candidacies.get_companion(made.about_id)
            candidate.rule(stands=include)
            self.shelves.candidacies.save(candidate)

    def _held(self, election_id: str) -> Election:
        election = self.shelves.elections.get_companion(election_id)
        self.shelves.elections.hold(election)
        return election
