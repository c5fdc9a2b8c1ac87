"""Wires eligibility."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from chassis.context import current
from chassis.documents.attempts import undisturbed
from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from services.registry.adapters.eligibility import rules, sources
from services.registry.adapters.eligibility.engine import Engine
from services.registry.adapters.eligibility.population import MongoPopulation, NoPopulation
from services.registry.adapters.eligibility.profiles import PROFILES, KeptProfiles, KeptRosters
from services.registry.adapters.eligibility.reassessing import (
    Benefits,
    BenefitsSince,
    Enrolments,
    Reassessing,
)
from services.registry.adapters.eligibility.recomputations import RECOMPUTATIONS, show, show_whole
from services.registry.adapters.eligibility.targeting import Criteria, MongoTargeting, NoTargeting
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.persons.store import PERSONS
from services.registry.adapters.privacy.protected import Protected
from services.registry.adapters.programmes import rules as programme_rules
from services.registry.adapters.programmes.enrolments import ENROLMENTS
from services.registry.adapters.programmes.programmes import PROGRAMMES
from services.registry.app.eligibility.area import Eligibility
from services.registry.app.eligibility.assessing import Assessing, Rulebook
from services.registry.app.eligibility.desk import EligibilityDesk
from services.registry.app.eligibility.disregard import Disregard
from services.registry.app.eligibility.ports import HouseholdView, KnowsPerson, Profiles
from services.registry.app.eligibility.recomputation_work import Recomputing
from services.registry.app.eligibility.recomputing import Population, RecomputationDesk
from services.registry.bootstrap.house import House
from services.registry.domain.eligibility.assessment import Assessment, Reason
from services.registry.domain.eligibility.facts import Source
from services.registry.domain.eligibility.indicators import Indicator
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.refusals import NoSuchRules
from services.registry.domain.programmes.refusals import RulesUnknown

KINDS: tuple[Kind[Any], ...] = (PROFILES, RECOMPUTATIONS)


def wire(
    house: House,
    household: HouseholdView,
    enrolments: Callable[[], Enrolments],
    more_is_known: Callable[[str], None],
    less_is_known: Callable[[str], None],
    knows_person: KnowsPerson,
) -> Eligibility:
    """The area on this ground; `household` shows a household to whom may see it, `knows_person`
    tells whether a person exists for who asks.

    `enrolments` are asked for when a recomputation is applied: they in turn ask the rules.
    `more_is_known` of a household, or `less_is_known`: what follows from it there, in the change
    that records it.
    Raises `SettingError` for rules that are not what they must be.
    """
    indicators = rules.indicators(house.settings.rules)
    rulebook = Rulebook(indicators, rules.schemes(house.settings.rules, indicators))
    programmes = programme_rules.load(house.settings.rules)
    engine, today = Engine(), house.calendar.today
    in_force = sources.in_force(sources.load(house.settings.rules))
    rosters = KeptRosters(house.store(HOUSEHOLDS), house.store(PERSONS), engine)
    profiles = KeptProfiles(
        house.store(PROFILES), indicators, in_force, rosters, today, more_is_known, less_is_known
    )
    assessor = Assessing(rulebook, rosters, profiles, engine.evaluate)
    criteria = Criteria(indicators, today)
    kept = house.store(RECOMPUTATIONS)
    population: Population = (
        NoPopulation() if house.database is None else MongoPopulation(house.database)
    )
    benefits = Benefits(house.store(PROGRAMMES))
    since = BenefitsSince(house.store(ENROLMENTS), house.store(PROGRAMMES))
    recomputing = Recomputing(
        kept, population, rulebook, benefits, assessor, Reassessing(enrolments), undisturbed
    )
    return Eligibility(
        desk=EligibilityDesk(
            profiles,
            assessor,
            rulebook,
            household,
            house.audit,
            house.new_id("declaration"),
            today,
            in_force,
            house.together,
            since,
            since.has_begun,
            knows_person,
        ),
        assessor=assessor,
        profiles=profiles,
        targeting=NoTargeting(criteria)
        if house.database is None
        else MongoTargeting(house.database, criteria),
        rulebook=rulebook,
        recomputations=RecomputationDesk(
            kept,
            benefits,
            rulebook,
            population,
            show,
            show_whole,
            house.progress,
            listing(kept),
            house.audit,
            Protected(house.store(HOUSEHOLDS), HOUSEHOLDS, house.database),
            Protected(house.store(PERSONS), PERSONS, house.database),
            house.new_id("recomputation"),
            today,
            lambda day: programmes.on(day).approval_days,
        ),
        disregard=Disregard(
            house.store(PROFILES),
            indicators,
            lambda household_id, due: enrolments().reassess_household(household_id, due),
            house.together,
            today,
        ),
        work={
            "recomputation.preview": recomputing.preview,
            "recomputation.apply": recomputing.apply,
        },
    )


def surveyed(rulebook: Rulebook) -> dict[str, Indicator]:
    """The indicators that questionnaires can ask for."""
    return {each.name: each for each in rulebook.indicators.on(date.max).recorded}


class RulesForProgrammes:
    """The rules as programmes apply them, refusing in the words of programmes."""

    def __init__(self, assessor: Assessing) -> None:
        self._assessor = assessor

    def must_know(self, rules_name: str, beneficiary: str, day: date) -> bool:
        """Whether they find an amount. Raises `RulesUnknown` when none of this name are in force
        on that day, `RulesJudgePersons` or `RulesJudgeHouseholds` when they judge others."""
        try:
            scheme = self._assessor.rulebook.on(rules_name, day)
        except NoSuchRules as refusal:
            raise RulesUnknown(name=rules_name) from refusal
        scheme.must_judge(beneficiary)
        return scheme.amount is not None

    def assess(self, rules_name: str, whom: Judged, day: date) -> Assessment:
        try:
            return self._assessor.assess(rules_name, whom, day)
        except NoSuchRules as refusal:
            raise RulesUnknown(name=rules_name) from refusal

    def disregarded(self, rules_name: str, whom: Judged, day: date) -> Sequence[Reason]:
        try:
            return self._assessor.disregarded(rules_name, whom, day)
        except NoSuchRules as refusal:
            raise RulesUnknown(name=rules_name) from refusal


class CrossChecked:
    """What other bodies state of a household, as facts of its profile; and whether these are of who
    lives there now."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles

    def record(
        self, household_id: str, facts: Mapping[str, Any], *, body: str, check_id: str, on: date
    ) -> None:
        source = Source("cross_check", check_id, on, current().actor.subject)
        self._profiles.record(household_id, facts, source)

    def household_changed(self, household_id: str, came: bool, today: date) -> None:
        self._profiles.household_changed(household_id, came, today)

    def outdated_since(self, household_id: str, changed_on: date | None) -> date | None:
        return self._profiles.outdated_since(household_id, changed_on)
