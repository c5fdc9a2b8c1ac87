"""How profiles are kept, and who lives in a household as the rules see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from chassis.calendar import start_of
from chassis.documents.errors import AlreadyDone
from chassis.documents.kind import Kind, Published, State, Store, Timer
from chassis.errors import NotFound
from contracts.events.base import Event, to_data
from contracts.events.registry import eligibility as contract
from services.registry.adapters.eligibility.engine import Engine, RosterLine
from services.registry.app.eligibility.assessing import Dated
from services.registry.app.eligibility.ports import Rosters, SourceOfFacts
from services.registry.app.eligibility.shapes import fact_from, fact_to
from services.registry.app.ports import View
from services.registry.domain.eligibility.events import (
    DisregardEnded,
    FactsRecorded,
    FactsWithdrawn,
    HouseholdChanged,
)
from services.registry.domain.eligibility.facts import SET_ASIDE, Source, Told, Withdrawal
from services.registry.domain.eligibility.indicators import Indicators, Value
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.precedence import InForce
from services.registry.domain.eligibility.profile import Profile
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person

DISREGARD = "disregard"
"""The timer of a profile: from that day on something counts that was disregarded or waited, or
something no more that was withdrawn."""


def _to_state(profile: Profile) -> State:
    return {
        "facts": {name: [fact_to(each) for each in facts] for name, facts in profile.facts.items()},
        "looks_on": None if profile.looks_on is None else profile.looks_on.isoformat(),
        "corrected_on": None if profile.corrected_on is None else profile.corrected_on.isoformat(),
        "came_on": [each.isoformat() for each in profile.came_on],
        "changed_on": None if profile.changed_on is None else profile.changed_on.isoformat(),
        "told_before": sorted(profile.told_before),
        "told_on": None if profile.told_on is None else profile.told_on.isoformat(),
    }


def _from_state(profile_id: str, version: int, state: State) -> Profile:
    facts = {name: tuple(map(fact_from, known)) for name, known in state["facts"].items()}
    looks_on = state["looks_on"] and date.fromisoformat(state["looks_on"])
    # Nothing was withdrawn from what was kept before there was such a thing.
    corrected_on = state.get("corrected_on") and date.fromisoformat(state["corrected_on"])
    # Nor was anything noted of who came or went.
    came_on = tuple(date.fromisoformat(each) for each in state.get("came_on", ()))
    changed_on = state.get("changed_on") and date.fromisoformat(state["changed_on"])
    told_before = frozenset(state.get("told_before", _told_before(state)))
    # Nor when it was written down: what is due of that is of its day.
    told_on = state.get("told_on") and date.fromisoformat(state["told_on"])
    return Profile(
        profile_id,
        facts,
        looks_on,
        corrected_on,
        came_on,
        changed_on,
        told_before,
        told_on,
        version,
    )


def _told_before(state: State) -> set[str]:
    """Of what was kept while `unstated` was noted: what of that day had not stated it."""
    changed_on = state.get("changed_on")
    said = (each for name in state.get("unstated", ()) for each in state["facts"][name])
    return {each["id"] for each in said if each["on"] == changed_on}


def _to_view(profile: Profile) -> View:
    # What is shown of the facts depends on the rules and the day: `shapes.profile_view`.
    return {"id": profile.id, "version": profile.version}


def _publish(
    event: FactsRecorded | FactsWithdrawn | HouseholdChanged | DisregardEnded,
) -> Published:
    told: Event
    match event:
        case FactsRecorded():
            told = contract.FactsRecorded(event.household_id, event.indicators, event.source)
        case FactsWithdrawn():
            told = contract.FactsWithdrawn(event.household_id, event.indicators, event.source)
        case HouseholdChanged():
            told = contract.ProfileHouseholdChanged(event.household_id)
        case DisregardEnded():
            told = contract.DisregardEnded(event.household_id)
    return Published(told.TYPE, to_data(told))


def _timers(profile: Profile) -> list[Timer]:
    return [] if profile.looks_on is None else [Timer(DISREGARD, start_of(profile.looks_on))]


PROFILES: Kind[Profile] = Kind(
    service="registry",
    name="profile",
    collection="profiles",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=_publish,
    timers=_timers,
)


class KeptProfiles:
    """Profiles in a store of documents."""

    def __init__(
        self,
        store: Store[Profile],
        indicators: Dated[Indicators],
        in_force: InForce,
        rosters: Rosters,
        today: Callable[[], date],
        more_is_known: Callable[[str], None] = lambda household_id: None,
        less_is_known: Callable[[str], None] = lambda household_id: None,
    ) -> None:
        """`more_is_known`, or `less_is_known`, of a household follows within the same change."""
        self._store = store
        self._more_is_known = more_is_known
        self._less_is_known = less_is_known
        self._indicators = indicators
        self._in_force = in_force
        self._rosters = rosters
        self._today = today

    def record(self, household_id: str, facts: Mapping[str, Value], source: SourceOfFacts) -> None:
        """See `app.eligibility.ports.Profiles`."""
        profile, new = self._known_or_new(household_id)
        given = _source(source)
        # By the newest indicators: a questionnaire may ask for what rules will want tomorrow.
        newest = self._indicators.on(date.max)
        if newest.counting_members(facts):
            home = self._rosters.derived(Judged(household_id), newest, source.on)
            newest.must_be_among(facts, home)
        profile.record(facts, given, newest, self._in_force, self._today())
        if not profile.events:
            return
        if new:
            self._store.add(profile)
        else:
            self._store.save(profile)
        self._more_is_known(household_id)

    def set_aside(
        self, household_id: str, source_id: str, by: str, on: date, note: str | None
    ) -> None:
        """See `app.eligibility.ports.Profiles`."""
        profile, _ = self._known_or_new(household_id)
        self.correct(profile, Told(source_id), Withdrawal(by, on, SET_ASIDE, note))

    def to_change(self, household_id: str) -> Profile | None:
        """See `app.eligibility.ports.Profiles`."""
        try:
            return self._store.get(household_id)
        except NotFound:
            return Profile(household_id)
        except AlreadyDone:
            return None

    def correct(self, profile: Profile, told: Told, withdrawal: Withdrawal) -> None:
        """See `app.eligibility.ports.Profiles`."""
        profile.withdraw(told, withdrawal, self._indicators.on(date.max), self._in_force)
        if profile.events:
            self._store.save(profile)
            self._less_is_known(profile.id)

    def household_changed(self, household_id: str, came: bool, today: date) -> None:
        """See `app.eligibility.ports.Profiles`."""
        profile, new = self._known_or_new(household_id)
        if not new:
            profile.household_changed(came, today)
            self._store.save(profile)

    def outdated_since(self, household_id: str, changed_on: date | None) -> date | None:
        """See `app.eligibility.ports.Profiles`."""
        return self.of(household_id).outdated_since(changed_on, self._in_force)

    def of(self, household_id: str) -> Profile:
        try:
            return self._store.load(household_id)
        except NotFound:
            return Profile(household_id)

    def _known_or_new(self, household_id: str) -> tuple[Profile, bool]:
        try:
            return self._store.get_companion(household_id), False
        except NotFound:
            return Profile(household_id), True


def _source(source: SourceOfFacts) -> Source:
    if isinstance(source, Source):
        return source
    return Source(source.kind, source.id, source.on, source.by)


class KeptRosters:
    """Who lives in a household, from the registers of households and persons."""

    def __init__(
        self, households: Store[Household], persons: Store[Person], engine: Engine
    ) -> None:
        self._households = households
        self._persons = persons
        self._engine = engine

    def derived(self, whom: Judged, indicators: Indicators, day: date) -> Mapping[str, Any]:
        """See `app.eligibility.ports.Rosters`."""
        household = self._households.load(whom.household_id)
        persons = [self._persons.load(each) for each in household.person_ids]
        lines = {it.id: _line(it, household) for it in persons if it.status == "active"}
        found = self._engine.derive(list(lines.values()), indicators, day)
        if whom.person_id in lines:
            found |= self._engine.derive_person(lines[whom.person_id], indicators, day)
        return found


def _line(person: Person, household: Household) -> RosterLine:
    return RosterLine(
        birth_date=None if person.birth_date is None else person.birth_date.text,
        sex=person.sex,
        is_head=person.id == household.head_id,
        disabled=bool(person.disabilities),
    )
