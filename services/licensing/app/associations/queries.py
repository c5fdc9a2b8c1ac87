"""What can be asked about associations and memberships, by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations import shapes
from services.licensing.app.associations.ports import (
    Associations,
    Audit,
    Members,
    Memberships,
    Rules,
    Texts,
    TextsId,
)
from services.licensing.app.associations.standing import StandingDesk
from services.licensing.app.logins import read_by
from services.licensing.app.narrowing import wanted
from services.licensing.app.ports import Listing, View, Wanted
from services.licensing.app.told import told
from services.licensing.domain.access import Actor
from services.licensing.domain.associations import access
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.bylaws import BylawsTexts, compare
from services.licensing.domain.associations.measures import GROUNDS
from services.licensing.domain.associations.refusals import BylawsVersionUnknown, DayAhead
from services.licensing.domain.refusals import NotYours

Filters = Mapping[str, str | None]


@dataclass(frozen=True)
class AssociationQueries:
    """Reads associations. Who acts for a union sees its members without their founders."""

    associations: Associations
    memberships: Memberships
    members: Members
    texts: Texts
    standings: StandingDesk
    list_associations: Listing
    list_memberships: Listing
    audit: Audit
    rules: Rules
    today: Callable[[], date]
    texts_id: TextsId

    def association(self, association_id: str, actor: Actor) -> View:
        made = self.associations.load(association_id)
        if access.sees(actor, made):
            self.audit.record("association.read", "association", made.id)
            return read_by(shapes.show(made), actor, made.governorate)
        self._may_see_member(made, actor)
        return read_by(shapes.listed(shapes.show(made)), actor, made.governorate)

    def published(self, association_id: str) -> View:
        """What everybody may know of it; the public register asks this."""
        return shapes.published(self.associations.load(association_id))

    def find(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        page = self.list_associations(_narrowed(filters, actor), after, limit)
        return {**page, "items": [shapes.listed(each) for each in page["items"]]}

    def standing(
        self, association_id: str, union_id: str | None, day: date | None, actor: Actor
    ) -> View:
        """By itself, or as a member of a union; today unless a day is named."""
        made, today = self.associations.load(association_id), self.today()
        if not access.sees(actor, made):
            self._may_see_member(made, actor)
        on = day or today
        if on > today:
            raise DayAhead()
        found = self.standings.of_member(association_id, union_id, on)
        return shapes.show_standing(association_id, union_id, found)

    def bylaws(self, association_id: str, number: int, actor: Actor) -> View:
        made = self.associations.load(association_id)
        access.may_see(actor, made)
        texts = self._texts(made, number)
        (version,) = (each for each in made.bylaws if each.number == number)
        return {"version_of": made.id, **told(version), "articles": told(texts.articles)}

    def compare_bylaws(self, association_id: str, earlier: int, later: int, actor: Actor) -> View:
        """Article by article, word by word."""
        made = self.associations.load(association_id)
        access.may_see(actor, made)
        before, after = self._texts(made, earlier), self._texts(made, later)
        changes = compare(before.articles, after.articles)
        return {
            "association_id": made.id,
            "earlier": earlier,
            "later": later,
            "direction": "rtl",
            "articles": [shapes.show_change(each) for each in changes],
        }

    def membership(self, membership_id: str, actor: Actor) -> View:
        made = self.memberships.load(membership_id)
        sides = (self.associations.load(each) for each in (made.union_id, made.society_id))
        if not any(access.sees(actor, each) for each in sides):
            raise NotYours()
        return read_by(shapes.show_membership(made), actor, *made.governorates)

    def find_memberships(
        self, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        """Of a union or a society that the actor may see; staff find all of their governorates."""
        named = [filters[each] for each in ("union_id", "society_id") if filters.get(each)]
        if any(access.sees(actor, self.associations.load(each)) for each in named if each):
            equals = {key: value for key, value in filters.items() if value is not None}
            return self.list_memberships(Wanted(equals), after, limit)
        narrowed = _narrowed(filters, actor)
        if "owners" in narrowed.any_of:
            raise NotYours()
        return self.list_memberships(narrowed, after, limit)

    def codes(self) -> View:
        """The lists in force, by the words people read."""
        rules = self.rules(self.today())
        lists = {"competent_ministry": rules.ministries, **rules.classes}
        named = {
            name: [{"code": code, **told(words)} for code, words in codes.items()]
            for name, codes in lists.items()
        }
        return {**named, "grounds": sorted(GROUNDS)}

    def _texts(self, made: Association, number: int) -> BylawsTexts:
        if not any(each.number == number for each in made.bylaws):
            raise BylawsVersionUnknown(number=number)
        return self.texts.load(self.texts_id(made.id, number))

    def _may_see_member(self, made: Association, actor: Actor) -> None:
        for each in self.members.current_of(made.id):
            if access.acts_for(actor, self.associations.load(each.union_id)):
                return
        raise NotYours()


def _narrowed(filters: Filters, actor: Actor) -> Wanted:
    if "administrator" in actor.roles:
        return Wanted({key: value for key, value in filters.items() if value is not None})
    return wanted(filters, actor)
