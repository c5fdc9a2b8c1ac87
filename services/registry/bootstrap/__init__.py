"""Wires the registry together: on MongoDB for its processes, in memory for tests of handlers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from chassis.clock import Clock
from chassis.documents.memory import MemoryDatabase
from chassis.process import Service
from services.registry.adapters.households import rules as family_rules
from services.registry.adapters.households.store import HOUSEHOLDS, KeptHouseholds
from services.registry.adapters.persons.search import PersonSearch
from services.registry.adapters.persons.store import PERSONS, KeptPersons
from services.registry.adapters.persons.vocabulary import (
    MemoryVocabulary,
    MongoVocabulary,
    prepare,
)
from services.registry.adapters.surveys import batches
from services.registry.app.application import Registry
from services.registry.app.households.fitting import Fitting
from services.registry.app.households.handlers import HouseholdHandlers
from services.registry.app.households.life import HouseholdLife
from services.registry.app.households.merged_deaths import MergedDeaths
from services.registry.app.households.people import People
from services.registry.app.households.queries import HouseholdQueries
from services.registry.app.persons.guardians import Guardians
from services.registry.app.persons.handlers import PersonHandlers
from services.registry.app.persons.queries import PersonQueries
from services.registry.bootstrap import (
    duplicates,
    eligibility,
    emergencies,
    files,
    payments,
    privacy,
    programmes,
    surveys,
)
from services.registry.bootstrap.house import NAME, House, MemoryHouse, MongoHouse
from services.registry.domain.persons.facts import BirthDate
from services.registry.settings import RegistrySettings

if TYPE_CHECKING:
    from pymongo.database import Database

    from chassis.settings import ProcessSettings


def build(database: Database[dict[str, Any]], clock: Clock, settings: ProcessSettings) -> Registry:
    """The registry on MongoDB."""
    return wire(MongoHouse(database, clock, RegistrySettings.read()))


def in_memory(database: MemoryDatabase, clock: Clock) -> Registry:
    """The registry with its stores in memory."""
    return wire(MemoryHouse(database, clock, RegistrySettings()))


def wire(house: House) -> Registry:
    """Every area on the same ground."""
    vocabulary = (
        MemoryVocabulary()
        if house.database is None
        else MongoVocabulary(house.database, house.clock)
    )
    person_store = house.store(PERSONS)
    persons = KeptPersons(person_store, vocabulary)
    households = KeptHouseholds(
        house.store(HOUSEHOLDS), lambda *changed: programming.family.follow(*changed)
    )
    today = house.calendar.today
    ground = privacy.ground(house, persons)

    def is_child(born: BirthDate | None) -> bool:
        return ground.law(today()).is_child(born, today())

    guardians = Guardians(persons, lambda day: ground.law(day).adult_at, today)
    family_law = family_rules.load(house.settings.rules / "family.yaml").on
    people = People(persons, households, family_law, today, is_child)
    filing = files.wire(house, ground.purposes, persons)
    person_queries = PersonQueries(
        persons,
        PersonSearch(person_store, vocabulary),
        ground.purposes.must_allow_reading,
        house.audit,
        today,
    )
    household_queries = HouseholdQueries(
        households, person_queries.own_id, person_queries.knows, house.audit
    )
    entitled = eligibility.wire(
        house,
        household_queries.known,
        lambda: programming.enrolments,
        lambda household_id: programming.assessed.more_is_known(household_id),
        lambda household_id: programming.assessed.less_is_known(household_id),
        person_queries.knows,
    )
    surveying = surveys.wire(
        house,
        entitled.profiles,
        entitled.targeting,
        lambda: eligibility.surveyed(entitled.rulebook),
        ground.purposes.restricted,
    )
    by_rules = eligibility.RulesForProgrammes(entitled.assessor)
    programming = programmes.wire(
        house,
        person_queries.own_id,
        by_rules,
        eligibility.CrossChecked(entitled.profiles),
        household=household_queries.known,
        must_know_rules=by_rules.must_know,
        knows_person=person_queries.knows,
        is_child=is_child,
    )
    targets = emergencies.targets_of(house)
    paying = payments.wire(house, targets, is_child, programming.enrolment_queries.reach)
    by_criteria = emergencies.EnrolledOnly(house) if house.database is None else entitled.targeting
    relieving = emergencies.wire(house, targets, by_criteria)
    private = privacy.wire(
        house,
        ground,
        persons,
        households,
        filing.exports,
        filing.staging,
        person_queries.own_id,
        guardians,
        lambda: entitled.rulebook.indicators.on(date.max),
        is_child,
        programming.holidays.working_days_after,
    )
    deaths = MergedDeaths(households, people)
    fitting = Fitting(households, persons, people.law, today)
    matched = duplicates.wire(house, persons, programming.merged, private.copying, deaths, fitting)
    return Registry(
        persons=PersonHandlers(
            persons,
            households.home_of,
            fitting.contradicts,
            guardians,
            house.together,
            house.audit,
            house.new_id("person"),
            today,
        ),
        person_queries=person_queries,
        households=HouseholdHandlers(
            households, people, house.together, house.audit, house.new_id("household"), today
        ),
        household_queries=household_queries,
        household_life=HouseholdLife(
            households,
            people,
            guardians,
            house.together,
            house.audit,
            house.new_id("household"),
            lambda number: house.new_id(f"child-{number}")(),
            today,
        ),
        duplicates=matched,
        surveys=surveying,
        eligibility=entitled,
        programmes=programming,
        payments=paying,
        emergencies=relieving,
        files=filing,
        privacy=private,
        work={
            **matched.work,
            **entitled.work,
            **surveying.work,
            **filing.work,
            **paying.work,
            **relieving.work,
            **private.work,
        },
    )


def _prepare(database: Database[dict[str, Any]]) -> None:
    prepare(database)
    files.prepare(database)
    privacy.prepare(database)
    batches.prepare(database)


SERVICE = Service(
    name=NAME,
    kinds=(
        PERSONS,
        HOUSEHOLDS,
        *duplicates.KINDS,
        *surveys.KINDS,
        *eligibility.KINDS,
        *programmes.KINDS,
        *payments.KINDS,
        *emergencies.KINDS,
        *files.KINDS,
        *privacy.KINDS,
    ),
    build=build,
    entrypoints="services.registry.entrypoints.service:RegistryService",
    work=lambda registry: registry.work,
    prepare=_prepare,
)
