"""Wires grants to civil society."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from chassis.documents.kind import Aggregate, Criteria, Kind, Store
from chassis.documents.listing import listing
from chassis.identifiers import derived_id
from services.licensing.adapters.grants import kinds, rules
from services.licensing.adapters.one_each import KeptOneEach
from services.licensing.app.grants.admission import Admission
from services.licensing.app.grants.awards import Awards
from services.licensing.app.grants.calls import CallDesk
from services.licensing.app.grants.following import GrantFollower
from services.licensing.app.grants.granting import GrantDesk
from services.licensing.app.grants.grants import Grants
from services.licensing.app.grants.ports import Documents, Standings
from services.licensing.app.grants.proposals import ProposalDesk
from services.licensing.app.grants.queries import Lists, Reading
from services.licensing.app.grants.reviewing import ReviewDesk
from services.licensing.bootstrap.house import NAME, House

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = kinds.KINDS
A = TypeVar("A", bound=Aggregate)


def wire(house: House, standings: Standings, documents: Documents) -> Grants:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    law = rules.load(house.settings.rules / "grants.yaml")
    calls, reviews = house.store(kinds.CALLS), house.store(kinds.REVIEWS)
    budgets, panels = _one_each(house, kinds.BUDGETS), _one_each(house, kinds.PANELS)
    proposals, grants = house.store(kinds.PROPOSALS), house.store(kinds.GRANTS)
    proposals_of, grants_of = _of(proposals, "call_id"), _of(grants, "call_id")
    admission = Admission(standings, documents, _has_proposed(proposals))
    together, calendar = house.together, house.calendar
    awards = Awards(budgets, proposals, grants, admission, calendar, house.new_id)
    return Grants(
        calls=CallDesk(
            calls, budgets, panels, awards, admission, proposals_of, grants_of, together, calendar,
            house.new_id("grant_call"),
        ),
        proposals=ProposalDesk(
            calls, proposals, proposals_of, awards, admission, law.on, together, calendar,
            house.new_id("grant_proposal"),
        ),
        reviews=ReviewDesk(
            calls, panels, proposals, reviews, admission, law.on, together, calendar, house.new_id
        ),
        granting=GrantDesk(
            calls, grants, proposals, awards, admission, house.numbers, law.on, together, calendar
        ),
        reading=Reading(
            calls, budgets, panels, proposals, reviews, grants, proposals_of,
            Lists(listing(calls), listing(proposals), listing(reviews), listing(grants)),
            admission, house.audit,
        ),
        follower=GrantFollower(
            calls, budgets, proposals, grants, awards,
            _of(proposals, "association_id"), _of(grants, "association_id"), calendar,
        ),
    )  # fmt: skip


def _one_each(house: House, kind: Kind[A]) -> KeptOneEach[A]:
    """Of every call, under an identifier that is made from the call's."""
    return KeptOneEach(house.store(kind), partial(derived_id, NAME, kind.name))


def _has_proposed(proposals: Store[Any]) -> Callable[[str, str], bool]:
    """By the key under which a society proposes once in a call."""

    def has_proposed(call_id: str, association_id: str) -> bool:
        wanted = Criteria(equals={"one_of_society": f"{call_id}/{association_id}"})
        return bool(proposals.count(wanted))

    return has_proposed


def _of(store: Store[Any], key: str) -> Callable[[str], list[Any]]:
    """All of them that belong to a call, or to an association."""

    def of(owner_id: str) -> list[Any]:
        return list(store.each(Criteria(equals={key: owner_id})))

    return of
