"""Who acts for whom about their data, as of today."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.privacy.ports import Calendar, OwnPerson, Rules
from services.registry.domain.access import Actor, is_citizen_only
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy import access
from services.registry.domain.privacy.guardianship import acting_guardians
from services.registry.domain.privacy.requests import DataRequest
from services.registry.domain.privacy.rules import PrivacyRules


@dataclass(frozen=True)
class Acting:
    """Asks `domain.privacy.access`, which says what each raises, with what holds today."""

    own_person_id: OwnPerson
    rules: Rules
    calendar: Calendar

    def must_act(self, actor: Actor, person: Person) -> None:
        """See `may_act_for`."""
        access.may_act_for(actor, person, guards=self._guards(actor, person))

    def must_see(self, actor: Actor, person: Person) -> None:
        """See `may_see_dealings`."""
        access.may_see_dealings(actor, person, guards=self._guards(actor, person))

    def must_have_copy(self, actor: Actor, person: Person) -> None:
        """See `may_have_copy`."""
        access.may_have_copy(actor, person, guards=self._guards(actor, person))

    def must_take_back(self, actor: Actor, person: Person, request: DataRequest) -> None:
        """See `may_take_back`."""
        guards = self._guards(actor, person)
        access.may_take_back(actor, person, request, self._today(), guards=guards)

    def guardian_at_home(self, actor: Actor, person: Person) -> str | None:
        """The guardian who does it from home for the person; nobody when it is the person."""
        return self.own_person_id(actor) if self._guards(actor, person) else None

    def _guards(self, actor: Actor, person: Person) -> bool:
        if not is_citizen_only(actor):
            return False
        guardians = acting_guardians(person, self._today(), self.calendar.today())
        return bool(guardians) and self.own_person_id(actor) in guardians

    def _today(self) -> PrivacyRules:
        return self.rules(self.calendar.today())
