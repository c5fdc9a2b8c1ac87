"""Wires duplicates."""

from __future__ import annotations

from typing import Any

from chassis.documents.attempts import undisturbed
from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from chassis.rules import DatedRules
from services.registry.adapters.documents import MongoDocuments
from services.registry.adapters.duplicates import weights
from services.registry.adapters.duplicates.candidates import BlockCandidates, WeightedScorer
from services.registry.adapters.duplicates.matchings import MATCHINGS, show
from services.registry.adapters.duplicates.population import MongoPopulation, NoPopulation
from services.registry.adapters.duplicates.references import (
    ChildrenAtHome,
    HouseholdsFollow,
    WardsFollow,
)
from services.registry.adapters.duplicates.store import DUPLICATES, KeptDuplicates
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.persons.store import PERSONS, KeptPersons
from services.registry.app.duplicates.area import Duplicates
from services.registry.app.duplicates.detection import Detection
from services.registry.app.duplicates.following import Following
from services.registry.app.duplicates.matching import MatchingDesk, Population, Searching
from services.registry.app.duplicates.pairs import PairsFollow
from services.registry.app.duplicates.ports import Follower
from services.registry.app.duplicates.review import Review
from services.registry.app.households.fitting import Fitting
from services.registry.app.households.merged_deaths import MergedDeaths
from services.registry.bootstrap.house import House
from services.registry.domain.duplicates.model import Model

KINDS: tuple[Kind[Any], ...] = (DUPLICATES, MATCHINGS)


def wire(
    house: House,
    persons: KeptPersons,
    enrolments: Follower,
    copies: Follower,
    deaths: MergedDeaths,
    families: Fitting,
) -> Duplicates:
    """The area on this ground; `enrolments` and `copies` follow merges, too."""
    pairs = KeptDuplicates(house.store(DUPLICATES))
    law = weights.load(house.settings.rules / weights.FILE)
    person_store, today = house.store(PERSONS), house.calendar.today
    homes = HouseholdsFollow(house.store(HOUSEHOLDS), persons, pairs.kept_place, today)
    detection = Detection(
        pairs,
        persons,
        BlockCandidates(person_store),
        ChildrenAtHome(house.store(HOUSEHOLDS)),
        lambda: WeightedScorer(law.on(today())),
        today,
    )
    # Households last: they can be refused, when the survivor was put into another one meanwhile.
    follow = PairsFollow(pairs, persons, detection)
    followers = (
        follow,
        copies,
        WardsFollow(person_store),
        enrolments,
        homes,
    )
    desk, searching = _matchings(house, law, pairs, detection)
    return Duplicates(
        detection=detection,
        review=Review(pairs, persons, homes, deaths, families, house.together, house.audit, today),
        pairs=follow,
        following=Following(persons, followers),
        matchings=desk,
        work={"matching.search": searching.search},
    )


def _matchings(
    house: House, law: DatedRules[Model], pairs: KeptDuplicates, detection: Detection
) -> tuple[MatchingDesk, Searching]:
    kept, today = house.store(MATCHINGS), house.calendar.today
    population: Population = (
        NoPopulation()
        if house.database is None
        else MongoPopulation(MongoDocuments(house.database))
    )
    desk = MatchingDesk(
        kept,
        lambda each: {**show(each), "progress": house.progress.of("matching", each.id)},
        listing(kept),
        lambda: law.on(today()),
        house.new_id("matching"),
        today,
    )
    searching = Searching(
        kept,
        population,
        detection,
        lambda version: WeightedScorer(weights.version(law, version)),
        pairs.found_by,
        undisturbed,
    )
    return desk, searching
