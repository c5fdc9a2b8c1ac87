"""What the counter does with facts and assessments, each within the reach of who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from services.registry.app.eligibility.assessing import Assessing, Rulebook
from services.registry.app.eligibility.ports import (
    BenefitSince,
    HasBegun,
    HouseholdView,
    KnowsPerson,
    Profiles,
)
from services.registry.app.eligibility.shapes import profile_view, scheme_view
from services.registry.app.ports import Audit, NewId, View
from services.registry.domain.access import STAFF, Actor, is_citizen_only
from services.registry.domain.eligibility.facts import (
    RECORDED_WRONGLY,
    Source,
    Told,
    Withdrawal,
)
from services.registry.domain.eligibility.indicators import Value
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.precedence import InForce
from services.registry.domain.eligibility.refusals import FactsNotYours
from services.registry.domain.households.life import DIVORCE, JOIN, SPLIT
from services.registry.domain.programmes.refusals import NotOfTheHousehold
from services.registry.domain.refusals import Refusal

_WITH_ANOTHER = (JOIN, SPLIT, DIVORCE)

Together = Callable[[], AbstractContextManager[None]]
"""All changes of the block, or none."""


@dataclass(frozen=True)
class EligibilityDesk:
    """Declares facts, reads them, and tells what the rules say."""

    profiles: Profiles
    assessor: Assessing
    rulebook: Rulebook
    household: HouseholdView
    audit: Audit
    new_id: NewId
    today: Callable[[], date]
    in_force: InForce
    together: Together
    benefit_since: BenefitSince
    has_begun: HasBegun
    knows_person: KnowsPerson

    def declare(self, household_id: str, facts: Mapping[str, Value], actor: Actor) -> View:
        """Record what a family declares at the counter; the answer says what waits, and why.

        It shows this declaration alone: what others said before is not for everybody who may
        write down what a family says.
        """
        self._must_be_staff(actor, "clerk", "caseworker", "supervisor")
        self.household(household_id, actor)
        today = self.today()
        begun = self.has_begun(household_id, today)
        source = Source("declaration", self.new_id(), today, actor.subject, begun)
        with self.together():
            if self.profiles.to_change(household_id) is not None:
                self.profiles.record(household_id, facts, source)
        shown = self._shown(household_id)
        declared = [each for each in shown["facts"] if each["source_id"] == source.id]
        return {**shown, "facts": declared}

    def withdraw(self, household_id: str, told: Told, note: str, actor: Actor) -> View:
        """Let facts that were recorded wrongly stand no longer; another person than wrote them."""
        self._must_be_staff(actor, "supervisor")
        self.household(household_id, actor)
        self.audit.record("profile.withdraw", "profile", household_id)
        with self.together():
            profile = self.profiles.to_change(household_id)
            if profile is not None:
                profile.must_stand(told, actor.subject)
                withdrawal = Withdrawal(actor.subject, self.today(), RECORDED_WRONGLY, note)
                self.profiles.correct(profile, told, withdrawal)
        return self._shown(household_id)

    def profile(self, household_id: str, actor: Actor) -> View:
        """All facts with where they come from; who looks is in the audit log.

        Beside them those of the household that joined it, or that it came out of.
        """
        self._must_be_staff(actor, "caseworker", "supervisor", "auditor")
        household = self.household(household_id, actor)
        self.audit.record("profile.read", "profile", household_id)
        other = self._other(household["last_event"], actor)
        return {**self._shown(household_id), "other_household": other}

    def assessment(
        self,
        household_id: str,
        person_id: str | None,
        rules: str,
        day: date | None,
        actor: Actor,
    ) -> View:
        """What the rules say of a household, or one person of it; a family may ask of itself.

        As of who applies; of who has a benefit by these rules, as it is reckoned with that.
        Raises `NotOfTheHousehold` of a person who does not live there, or is hidden from the actor.
        """
        home = self.household(household_id, actor)
        self._must_live_in(home, person_id, actor)
        if not is_citizen_only(actor):
            self._must_be_staff(actor, *STAFF, "auditor")
        self.audit.record("assessment.read", "profile", household_id)
        whom = Judged(household_id, person_id)
        whom = replace(whom, since=self.benefit_since(rules, whom))
        found = self.assessor.assess(rules, whom, day or self.today())
        return {
            "household_id": household_id,
            "person_id": person_id,
            "rules": rules,
            "rules_version": found.rules_version,
            "eligible": found.eligible,
            "score": found.score,
            "amount_fils": found.amount_fils,
            "reasons": [asdict(each) for each in found.reasons],
        }

    def indicators(self) -> View:
        """Every indicator of today."""
        found = self.rulebook.indicators.on(self.today()).all.values()
        return {"items": [_indicator(each) for each in found]}

    def rules(self, on: date | None) -> View:
        """Every scheme in force on a day with its sources: what a decision of then followed."""
        found = self.rulebook.all_on(on or self.today())
        return {"items": [scheme_view(each) for each in found]}

    def _other(self, happened: View | None, actor: Actor) -> View | None:
        """What was said of those with whom one household was made of two, or two of one."""
        if happened is None or happened["kind"] not in _WITH_ANOTHER:
            return None
        other_id = happened["other_household_id"]
        if other_id is None or not self._may_see(other_id, actor):
            return None
        self.audit.record("profile.read", "profile", other_id)
        # Who parted has a life of their own since; a household that joined is no more.
        until = None if happened["kind"] == JOIN else happened["on"]
        facts = self._shown(other_id)["facts"]
        told = [each for each in facts if until is None or each["on"] <= until]
        return {
            "household_id": other_id,
            "event": happened["kind"],
            "on": happened["on"],
            "facts": told,
        }

    def _may_see(self, household_id: str, actor: Actor) -> bool:
        try:
            self.household(household_id, actor)
        except Refusal:
            return False
        return True

    def _shown(self, household_id: str) -> View:
        return profile_view(self.profiles.of(household_id), self.in_force, self.today())

    def _must_live_in(self, home: View, person_id: str | None, actor: Actor) -> None:
        members = {home["head_id"], *(each["person_id"] for each in home["members"])}
        if person_id is None or (person_id in members and self.knows_person(actor, person_id)):
            return
        raise NotOfTheHousehold()

    @staticmethod
    def _must_be_staff(actor: Actor, *roles: str) -> None:
        if not actor.roles & set(roles):
            raise FactsNotYours()


def _indicator(indicator: Any) -> View:
    return {
        "name": indicator.name,
        "type": indicator.type,
        "unit": indicator.unit,
        "origin": indicator.origin,
        "about": indicator.about,
        "sensitive": indicator.sensitive,
        "ar": indicator.words.ar,
        "en": indicator.words.en,
        "choices": [
            {"code": code, "ar": words.ar, "en": words.en}
            for code, words in indicator.choices.items()
        ],
    }
