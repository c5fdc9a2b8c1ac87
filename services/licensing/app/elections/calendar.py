"""Handlers of the national date and of what the time does; the list of voters in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations.ports import Associations, Members, Unions
from services.licensing.app.associations.ports import Rules as AssociationRules
from services.licensing.app.elections.commands import AnnounceDate, PostponeDate
from services.licensing.app.elections.ports import Rules, Shelves
from services.licensing.app.ports import NewId, Run, Together, View
from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.elections.election import Election, Phase
from services.licensing.domain.elections.national_date import ElectionDate
from services.licensing.domain.elections.voters import Voter, VoterList, voter

_TOLD_EVERY = 200


@dataclass(frozen=True)
class ElectionCalendar:
    """Announces, postpones, and passes from phase to phase."""

    shelves: Shelves
    unions: Unions
    members: Members
    together: Together
    rules: Rules
    today: Callable[[], date]
    new_id: NewId

    def announce(self, command: AnnounceDate, actor: Actor) -> View:
        """One date, and an election for each union that is active, together or not at all."""
        must_have_role(actor, "administrator")
        today, date_id = self.today(), self.new_id()
        rules = self.rules(today)
        schedule = rules.schedule(command.polling_on, today)
        with self.together():
            made = [
                Election.announce(
                    self.shelves.derived_id("election", date_id, union.id),
                    date_id,
                    union,
                    schedule,
                    rules,
                    actor,
                    self._members(union.id),
                )
                for union in self.unions.active()
            ]
            ids = tuple(each.id for each in made)
            answer = self.shelves.dates.add(
                ElectionDate.announce(date_id, schedule, ids, actor, today)
            )
            for each in made:
                self.shelves.elections.add(each)
            return answer

    def postpone(self, command: PostponeDate, actor: Actor) -> View:
        """All elections of the date move along with it."""
        today = self.today()
        with self.together():
            made = self.shelves.dates.get(
                command.date_id, lambda _: must_have_role(actor, "administrator")
            )
            schedule = self.rules(today).schedule(command.polling_on, today)
            made.postpone(schedule, command.reason, actor, today)
            for election_id in made.elections:
                election = self.shelves.elections.get_companion(election_id)
                election.postpone(schedule, self._members(election.union_id))
                self.shelves.elections.save(election)
            return self.shelves.dates.save(made)

    def _members(self, union_id: str) -> tuple[str, ...]:
        return tuple(sorted(each.society_id for each in self.members.current_in(union_id)))

    def pass_step(self, election_id: str, step: str) -> None:
        election = self.shelves.elections.get(election_id)
        election.pass_step(step)
        self.shelves.elections.save(election)

    def hold(self, date_id: str) -> None:
        made = self.shelves.dates.get(date_id)
        made.hold(self.today())
        self.shelves.dates.save(made)


@dataclass(frozen=True)
class Listing:
    """The work `list`: every member as it stood at the cut-off, frozen in one write."""

    shelves: Shelves
    associations: Associations
    members: Members
    together: Together
    rules: Rules
    association_rules: AssociationRules

    def list(self, election_id: str, run: Run) -> None:
        """Write the list, and tell the election of it."""
        election = self.shelves.elections.get_companion(election_id)
        if election.phase is not Phase.LISTING:
            return
        voters = []
        for each in self.voters(election):
            voters.append(each)
            if len(voters) % _TOLD_EVERY == 0:
                run.reached(len(voters))
        with self.together():
            election = self.shelves.elections.get_companion(election_id)
            if election.phase is not Phase.LISTING:
                return
            made = VoterList.freeze(
                self.shelves.list_id(election.id),
                election.id,
                election.union_id,
                election.governorate,
                election.schedule.cut_off,
                election.schedule.voter_objections_until,
                voters,
                election.lost,
            )
            election.list_frozen(made.eligible, len(made.voters) - made.eligible)
            self.shelves.lists.add(made)
            self.shelves.elections.save(election)

    def voters(self, election: Election) -> Iterator[Voter]:
        """The members as they stood at the cut-off: the same whenever this is asked."""
        cut_off = election.schedule.cut_off
        rules, polls = self.association_rules(cut_off), self.rules(cut_off)
        for membership in self.members.of_union(election.union_id):
            if membership.holds_on(cut_off):
                society = self.associations.load(membership.society_id)
                yield voter(society, membership, cut_off, rules, polls)
