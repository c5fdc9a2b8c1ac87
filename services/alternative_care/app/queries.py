"""What can be looked at, by whom, and how much of it. Looking at a case is in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.alternative_care.app.ports import Audit, Cases, Families, Listing, View, Wanted
from services.alternative_care.domain.access import (
    CARE_STAFF,
    Actor,
    Sight,
    must_have_role,
    must_see_family,
    must_serve,
    sight_of,
)
from services.alternative_care.domain.case import Case
from services.alternative_care.domain.family import CarerFamily
from services.alternative_care.domain.refusals import Refusal

Filters = Mapping[str, str | None]

METADATA = ("id", "version", "governorate", "centre", "caseworker", "opened_at", "placed")
"""What auditors see of a case."""
LISTED = (*METADATA, "risk_level", "legal_situation")
"""What lists show of a case to who works on it: nothing by which the child is known."""


@dataclass(frozen=True)
class Reading:
    """Queries over cases and families."""

    cases: Cases
    families: Families
    show_case: Callable[[Case], View]
    show_family: Callable[[CarerFamily], View]
    list_cases: Listing
    list_families: Listing
    audit: Audit

    def case(self, case_id: str, actor: Actor) -> View:
        must_have_role(actor, "auditor", *CARE_STAFF)
        case = self.cases.load(case_id)
        try:
            sight = sight_of(actor, case)
        except Refusal:
            self.audit.record("case.read_refused", "case", case_id)
            raise
        self.audit.record("case.read", "case", case_id)
        view = self.show_case(case)
        return view if sight is Sight.WHOLE else only(METADATA, view)

    def find_cases(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        page = self.list_cases(wanted_cases(filters, actor), after, limit)
        shown = LISTED if works_on_cases(actor) else METADATA
        if page["items"]:
            self.audit.record("case.list", "case", [each["id"] for each in page["items"]])
        return {**page, "items": [only(shown, each) for each in page["items"]]}

    def family(self, family_id: str, actor: Actor) -> View:
        must_have_role(actor, "auditor", *CARE_STAFF)
        family = self.families.load(family_id)
        must_see_family(actor, family.governorate)
        return self.show_family(family)

    def audit_entries(
        self, sought: Mapping[str, str], after: str | None, limit: int, actor: Actor
    ) -> View:
        """Who saw what; auditors alone read that, and it is written down."""
        must_have_role(actor, "auditor")
        return self.audit.page(sought, after, limit)

    def find_families(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self.list_families(wanted_families(filters, actor), after, limit)


def only(names: tuple[str, ...], view: View) -> View:
    """The view without what is not named."""
    return {name: view[name] for name in names}


def works_on_cases(actor: Actor) -> bool:
    """Whether the actor lists cases as staff; an auditor who is also staff does."""
    return not actor.roles.isdisjoint(CARE_STAFF)


def wanted_cases(filters: Filters, actor: Actor) -> Wanted:
    """The filters, narrowed to the cases that the actor may see.

    A supervisor lists those of the governorates served, a caseworker their own; who is both lists
    as supervisor. Raises `RoleMayNot`, or `NotYours` for a governorate that is not served.
    """
    must_have_role(actor, "auditor", *CARE_STAFF)
    equals = {key: value for key, value in filters.items() if value is not None}
    if "supervisor" in actor.roles:
        return _within_governorates(equals, actor)
    if "caseworker" in actor.roles:
        return Wanted({**equals, "caseworker": actor.subject})
    return Wanted(equals)


def wanted_families(filters: Filters, actor: Actor) -> Wanted:
    """The filters, narrowed to the families that the actor may see; raises as `wanted_cases`."""
    must_have_role(actor, "auditor", *CARE_STAFF)
    equals = {key: value for key, value in filters.items() if value is not None}
    return _within_governorates(equals, actor) if works_on_cases(actor) else Wanted(equals)


def _within_governorates(equals: dict[str, str], actor: Actor) -> Wanted:
    if "governorate" in equals:
        must_serve(actor, equals["governorate"])
        return Wanted(equals)
    return Wanted(equals, {"governorate": sorted(actor.governorates)})
