"""Wires the elections of unions."""

from __future__ import annotations

from functools import partial
from typing import Any

from chassis.documents.kind import Criteria, Kind
from chassis.documents.listing import listing
from chassis.identifiers import derived_id
from services.licensing.adapters.associations import rules as association_rules
from services.licensing.adapters.associations.store import (
    ASSOCIATIONS,
    MEMBERSHIPS,
    KeptMembers,
    KeptUnions,
)
from services.licensing.adapters.elections import rules, store
from services.licensing.app.associations.watched import Watched
from services.licensing.app.elections.area import ElectionArea
from services.licensing.app.elections.calendar import ElectionCalendar, Listing
from services.licensing.app.elections.candidates import CandidateDesk
from services.licensing.app.elections.counting import Counting
from services.licensing.app.elections.following import ElectionFollower
from services.licensing.app.elections.objections import ObjectionDesk
from services.licensing.app.elections.ports import Shelves
from services.licensing.app.elections.queries import ElectionQueries
from services.licensing.bootstrap.house import NAME, House

KINDS: tuple[Kind[Any], ...] = (
    store.DATES,
    store.ELECTIONS,
    store.VOTER_LISTS,
    store.CANDIDACIES,
    store.OBJECTIONS,
    store.COUNTS,
)


def wire(house: House) -> ElectionArea:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    folder, today, now = house.settings.rules, house.calendar.today, house.calendar.now
    law = rules.load(folder / "elections.yaml").on
    of_associations = association_rules.load(folder / "associations.yaml").on
    associations = Watched(house.store(ASSOCIATIONS), of_associations, today)
    unions = KeptUnions(house.store(ASSOCIATIONS))
    members, together = KeptMembers(house.store(MEMBERSHIPS)), house.together
    dates, elections = house.store(store.DATES), house.store(store.ELECTIONS)
    candidacies, objections = house.store(store.CANDIDACIES), house.store(store.OBJECTIONS)
    counts = house.store(store.COUNTS)
    shelves = Shelves(
        dates,
        elections,
        house.store(store.VOTER_LISTS),
        candidacies,
        objections,
        counts,
        store.KeptCandidacies(candidacies, objections),
        partial(derived_id, NAME),
    )
    voters = Listing(shelves, associations, members, together, law, of_associations)
    lists = {
        "dates": listing(dates),
        "elections": listing(elections),
        "candidacies": listing(candidacies),
        "objections": listing(objections),
        "counts": listing(counts),
    }
    return ElectionArea(
        calendar=ElectionCalendar(
            shelves, unions, members, together, law, today, house.new_id("election_date")
        ),
        candidates=CandidateDesk(shelves, associations, together, today, house.new_id("candidacy")),
        objections=ObjectionDesk(
            shelves, associations, together, law, now, today, house.new_id("election_objection")
        ),
        counting=Counting(
            shelves, associations, together, house.audit, of_associations, now, today
        ),
        queries=ElectionQueries(shelves, associations, unions, voters, lists, house.audit),
        follower=ElectionFollower(
            shelves,
            members,
            lambda union_id: list(elections.each(Criteria(equals={"union_id": union_id}))),
        ),
        work={"election.list": voters.list},
    )
