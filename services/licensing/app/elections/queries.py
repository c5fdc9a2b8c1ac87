"""What can be asked about elections, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from services.licensing.app.associations.ports import Associations, Audit, Unions
from services.licensing.app.elections import shapes
from services.licensing.app.elections.calendar import Listing as VoterListing
from services.licensing.app.elections.ports import Shelves
from services.licensing.app.ports import Listing, View, Wanted
from services.licensing.domain.access import Actor
from services.licensing.domain.associations.access import acts_for
from services.licensing.domain.elections import access
from services.licensing.domain.elections.voters import VoterList
from services.licensing.domain.refusals import NotYours

Filters = Mapping[str, str | None]


@dataclass(frozen=True)
class ElectionQueries:
    """Reads elections. Numbers of persons are shown to few."""

    shelves: Shelves
    associations: Associations
    unions: Unions
    listing: VoterListing
    lists: Mapping[str, Listing]
    audit: Audit

    def date(self, date_id: str, actor: Actor) -> View:
        access.may_know(actor)
        return shapes.date_for(shapes.show_date(self.shelves.dates.load(date_id)), actor)

    def election(self, election_id: str, actor: Actor) -> View:
        access.may_know(actor)
        view = shapes.show_election(self.shelves.elections.load(election_id))
        return shapes.election_for(view, actor)

    def find(
        self, what: str, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        """Dates or elections."""
        access.may_know(actor)
        page = self.lists[what](_wanted(filters), after, limit)
        shown = shapes.date_for if what == "dates" else shapes.election_for
        return {**page, "items": [shown(each, actor) for each in page["items"]]}

    def find_candidacies(
        self, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        """Those that the actor may know of, without numbers; logins for the office alone."""
        access.may_know(actor)
        wanted = _wanted(filters)
        marks = access.marks_among_readers(actor, self._acted_for(actor))
        if marks is not None:
            wanted = replace(wanted, any_of={"readers": sorted(marks)})
        page = self.lists["candidacies"](wanted, after, limit)
        items = [shapes.listed_candidacy(each) for each in page["items"]]
        return {**page, "items": [shapes.candidacy_for(each, actor) for each in items]}

    def candidacy(self, candidacy_id: str, actor: Actor) -> View:
        """Raises `NotYours` for who may not know yet that somebody was nominated."""
        access.may_know(actor)
        made = self.shelves.candidacies.load(candidacy_id)
        represents = acts_for(actor, self.associations.load(made.society_id))
        marks = access.marks_among_readers(actor, [made.society_id] if represents else [])
        if marks is not None and marks.isdisjoint(made.readers):
            raise NotYours()
        view = shapes.candidacy_for(shapes.show_candidacy(made), actor)
        if not access.may_know_number(actor, made, represents):
            return shapes.listed_candidacy(view)
        self.audit.record("candidacy.read", "candidacy", made.id)
        return view

    def voters(
        self,
        election_id: str,
        eligible: bool | None,
        after: str | None,
        limit: int,
        actor: Actor,
    ) -> View:
        """A page of the list, by society, each with its criteria."""
        made = self._list(election_id, actor)
        found = (
            each
            for each in made.voters
            if (after is None or each.society_id > after)
            and (eligible is None or each.eligible is eligible)
        )
        items = list(islice(found, limit + 1))
        more = items[limit - 1].society_id if len(items) > limit else None
        return {"items": [shapes.show_voter(each) for each in items[:limit]], "next": more}

    def verify(self, election_id: str, actor: Actor) -> View:
        """The list computed anew, beside the one that was frozen."""
        made = self._list(election_id, actor)
        election = self.shelves.elections.load(election_id)
        anew = {each.society_id: each for each in self.listing.voters(election)}
        frozen = {each.society_id: each for each in made.voters}
        differing = [
            each
            for each in sorted(anew.keys() | frozen.keys())
            if each not in anew or each not in frozen or anew[each].unmet != frozen[each].unmet
        ]
        return {
            "election_id": election_id,
            "identical": not differing,
            "voters": len(frozen),
            "differing": differing,
        }

    def objection(self, objection_id: str, actor: Actor) -> View:
        made = self.shelves.objections.load(objection_id)
        filed = made.filed_for and acts_for(actor, self.associations.load(made.filed_for))
        mine = "citizen" in actor.roles and made.filed_by == actor.subject
        if not (filed or mine or access.serves(actor, made.governorate)):
            raise NotYours()
        return shapes.objection_for(shapes.show_objection(made), actor)

    def find_objections(
        self, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        return self._find_within("objections", filters, after, limit, actor)

    def count(self, count_id: str, actor: Actor) -> View:
        made = self.shelves.counts.load(count_id)
        access.may_see_count(actor, made)
        return shapes.show_count(made)

    def find_counts(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self._find_within("counts", filters, after, limit, actor)

    def _find_within(
        self, what: str, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        """Within the governorates of staff; of the country for those who see all."""
        within = access.reach(actor)
        return self.lists[what](_wanted(filters, within), after, limit)

    def _list(self, election_id: str, actor: Actor) -> VoterList:
        """The committee reads it, and who acts for the union or one of those on it."""
        election = self.shelves.elections.load(election_id)
        if access.serves(actor, election.governorate):
            return self.shelves.list_of(election_id)
        mine = self._acted_for(actor)
        if not mine:
            raise NotYours()
        made = self.shelves.list_of(election_id)
        if made.union_id in mine or any(each.society_id in mine for each in made.voters):
            return made
        raise NotYours()

    def _acted_for(self, actor: Actor) -> set[str]:
        """The associations that the actor represents."""
        marks = access.marks_of(actor)
        return set(self.unions.acted_for_by(marks)) if marks else set()


def _wanted(filters: Filters, within: Sequence[str] | None = None) -> Wanted:
    equals = {key: value for key, value in filters.items() if value is not None}
    return Wanted(equals, {} if within is None else {"governorate": within})
