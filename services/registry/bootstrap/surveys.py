"""Wires surveys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chassis.calendar import day_of
from chassis.documents.attempts import undisturbed
from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from contracts.rpc.digits import latin_digits
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.privacy.protected import Protected
from services.registry.adapters.programmes.programmes import PROGRAMMES
from services.registry.adapters.surveys import questionnaires, researchers, rounds, rules, visits
from services.registry.adapters.surveys.batches import KeptBatches, MemoryShelf, MongoShelf
from services.registry.adapters.surveys.households import HouseholdPlaces, KnownProgrammes
from services.registry.adapters.surveys.questionnaires import QUESTIONNAIRES
from services.registry.adapters.surveys.researchers import RESEARCHERS, KeptResearchers
from services.registry.adapters.surveys.rounds import ROUNDS
from services.registry.adapters.surveys.targets import PlaceTargeting, Unrestricted
from services.registry.adapters.surveys.visits import VISITS, KeptVisits
from services.registry.app.surveys.area import Surveys
from services.registry.app.surveys.background import Background
from services.registry.app.surveys.checking import Checking
from services.registry.app.surveys.facts import FactBook
from services.registry.app.surveys.fieldwork import Fieldwork
from services.registry.app.surveys.planning import Planning
from services.registry.app.surveys.ports import Profiles, Targeting
from services.registry.app.surveys.questionnaires import QuestionnaireDesk
from services.registry.app.surveys.reading import Lists, Reading, Shows
from services.registry.app.surveys.receiving import Receiving
from services.registry.app.surveys.researchers import ResearcherDesk
from services.registry.bootstrap.house import House
from services.registry.domain.surveys.questionnaire import Indicators

KINDS: tuple[Kind[Any], ...] = (QUESTIONNAIRES, RESEARCHERS, ROUNDS, VISITS)


def wire(
    house: House,
    profiles: Profiles,
    targeting: Targeting,
    indicators: Callable[[], Indicators],
    restricted: Callable[[], set[str]],
) -> Surveys:
    """The area on this ground. `indicators` are those that may be surveyed, with their types;
    households of persons whose records are `restricted` are in no target list."""
    law = rules.load(house.settings.rules / "surveys.yaml").on
    calendar, audit = house.calendar, house.audit
    households = house.store(HOUSEHOLDS)
    kept_questionnaires = house.store(QUESTIONNAIRES)
    kept_researchers = KeptResearchers(house.store(RESEARCHERS))
    kept_rounds = house.store(ROUNDS)
    kept_visits = KeptVisits(house.store(VISITS), house.database)
    chooser = Unrestricted(PlaceTargeting(households, targeting), households, restricted)
    hidden = Protected(households, HOUSEHOLDS, house.database)
    places = HouseholdPlaces(households, house.database)
    facts = FactBook(kept_questionnaires, kept_researchers, profiles, day_of)
    shelf = MemoryShelf() if house.database is None else MongoShelf(house.database, house.clock)
    background = Background(
        kept_rounds,
        kept_researchers,
        kept_visits,
        places,
        chooser,
        law,
        calendar,
        undisturbed,
        hidden,
    )
    return Surveys(
        questionnaires=QuestionnaireDesk(
            kept_questionnaires,
            indicators,
            calendar,
            house.new_id("questionnaire"),
            latin_digits,
        ),
        researchers=ResearcherDesk(kept_researchers, law, calendar, house.new_id("researcher")),
        planning=Planning(
            kept_rounds,
            kept_questionnaires,
            kept_researchers,
            kept_visits,
            places,
            KnownProgrammes(house.store(PROGRAMMES)),
            chooser,
            calendar,
            house.new_id("survey_round"),
        ),
        fieldwork=Fieldwork(
            kept_visits,
            kept_rounds,
            kept_researchers,
            facts,
            audit,
            house.together,
            law,
            calendar,
            hidden,
        ),
        receiving=Receiving(
            kept_visits,
            kept_rounds,
            kept_questionnaires,
            kept_researchers,
            facts,
            Checking(kept_visits, law, calendar, day_of),
            KeptBatches(shelf),
            house.together,
            undisturbed,
            law,
            calendar,
            latin_digits,
        ),
        reading=Reading(
            kept_questionnaires,
            kept_researchers,
            kept_rounds,
            kept_visits,
            Lists(
                listing(kept_questionnaires),
                listing(house.store(RESEARCHERS)),
                listing(kept_rounds),
                listing(house.store(VISITS)),
            ),
            Shows(researchers.show, rounds.show, visits.show, questionnaires.show),
            lambda round_id: house.progress.of("survey_round", round_id),
            audit,
            hidden,
            hidden.unseen,
        ),
        work={
            "survey_round.choose_targets": background.choose_targets,
            "survey_round.distribute_visits": background.distribute_visits,
        },
    )
