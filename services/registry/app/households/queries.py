"""What the registry can be asked about households. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.registry.app.absence import logging_absence
from services.registry.app.households.ports import Households
from services.registry.app.households.telling import as_told_to, protection_known
from services.registry.app.ports import NOBODY, Audit, View
from services.registry.app.privacy.plain import protection_from
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households.refusals import HouseholdNotYours, HouseholdUnknown
from services.registry.domain.privacy.protection import marks_of, may_know


@dataclass(frozen=True)
class FindHouseholds:
    """Households by one of their persons and by governorate; what is given must all hold."""

    person_id: str | None = None
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


class HouseholdQueries:
    """Reading households, each within the reach of who asks; who looks is in the audit log, for a
    record has the rent that is paid.

    `own_person_id` tells which person of the registry the actor is; `knows_person` whether a
    person exists for them.
    """

    def __init__(
        self,
        households: Households,
        own_person_id: Callable[[Actor], str | None],
        knows_person: Callable[[Actor, str], bool],
        audit: Audit,
    ) -> None:
        self._households = households
        self._audit = audit
        self._own_person_id = own_person_id
        self._knows_person = knows_person

    def household(self, household_id: str, actor: Actor, at: datetime | None = None) -> View:
        """One household, now or as it was; a citizen sees the one they belong to."""
        view = self.known(household_id, actor)
        self._audit.record("household.read", "household", household_id)
        if at is not None:
            view = self._households.view_at(household_id, at)
            self._must_have_been_seen(actor, view)
        return as_told_to(actor, self._households, view)

    def known(self, household_id: str, actor: Actor) -> View:
        """The household to decide something else by, of which nothing is shown. Raises what reading
        it raises."""
        with logging_absence(self._audit, "household", household_id):
            view = self._households.view(household_id)
        self._may_see(actor, view)
        return view

    def history(self, household_id: str, actor: Actor) -> View:
        """Every state the household was in, who made it so and why; for staff and auditors."""
        self.known(household_id, actor)
        if access.is_citizen_only(actor):
            raise HouseholdNotYours()
        self._audit.record("household.read", "household", household_id)
        known = (
            each
            for each in self._households.history(household_id)
            if protection_known(actor, each["household"])
        )
        return {"items": [self._revision(each, actor) for each in known]}

    def _revision(self, revision: View, actor: Actor) -> View:
        told = as_told_to(actor, self._households, revision["household"])
        if told is revision["household"]:
            return revision
        return {**revision, "household": told, "note": told["last_event"]["note"]}

    def _must_have_been_seen(self, actor: Actor, former: View) -> None:
        """Raises `HouseholdUnknown` for a state that was hidden: opening a record tells nothing of
        where they lived until then."""
        own = access.is_citizen_only(actor) and self._belongs(actor, former)
        if not (own or protection_known(actor, former)):
            raise HouseholdUnknown(id=former["id"])

    def _may_see(self, actor: Actor, view: View) -> None:
        own = access.is_citizen_only(actor) and self._belongs(actor, view)
        protection = protection_from(view.get("protection"))
        if protection is not None and not (own or may_know(actor, protection)):
            self._audit.record("household.read_refused", "household", view["id"])
            raise HouseholdUnknown(id=view["id"])
        if not own:
            access.may_see_household(actor, view["address"]["governorate"])

    def find_households(self, query: FindHouseholds, actor: Actor) -> View:
        """A page of households; a citizen finds none but their own."""
        if access.is_citizen_only(actor):
            return self._own_household(query, actor)
        governorates = access.governorates_to_search(actor, query.governorate)
        if query.person_id is not None and not self._knows_person(actor, query.person_id):
            return NOBODY
        page = self._households.search(
            person_id=query.person_id,
            governorates=governorates,
            known_to=marks_of(actor),
            after=query.after,
            limit=query.limit,
        )
        return self._listed(page, actor)

    def _own_household(self, query: FindHouseholds, actor: Actor) -> View:
        own = self._own_person_id(actor)
        if own is None or query.person_id not in (None, own):
            return NOBODY
        governorates = None if query.governorate is None else frozenset({query.governorate})
        page = self._households.search(
            person_id=own,
            governorates=governorates,
            known_to=None,
            after=query.after,
            limit=query.limit,
        )
        return self._listed(page, actor)

    def _listed(self, page: View, actor: Actor) -> View:
        """The page as told, once in the audit log."""
        if shown := [each["id"] for each in page["items"]]:
            self._audit.record("household.list", "household", shown)
        told = [as_told_to(actor, self._households, each) for each in page["items"]]
        return {**page, "items": told}

    def _belongs(self, actor: Actor, household: View) -> bool:
        own = self._own_person_id(actor)
        members = (each["person_id"] for each in household["members"])
        return own is not None and own in (household["head_id"], *members)
