"""Wires societies and unions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from chassis.documents.trying import Tried
from chassis.identifiers import derived_id
from services.licensing.adapters.associations import rules
from services.licensing.adapters.associations.store import (
    ASSOCIATIONS,
    BYLAWS,
    MEMBERSHIPS,
    KeptMembers,
    KeptNames,
)
from services.licensing.adapters.between.associations import association_of
from services.licensing.app.associations.area import AssociationArea
from services.licensing.app.associations.following import Following
from services.licensing.app.associations.memberships import MembershipDesk
from services.licensing.app.associations.ports import Follower, Papers, Registrations
from services.licensing.app.associations.queries import AssociationQueries
from services.licensing.app.associations.register import AssociationRegister
from services.licensing.app.associations.standing import StandingDesk
from services.licensing.app.associations.supervision import Supervision
from services.licensing.app.associations.watched import Watched
from services.licensing.bootstrap.house import NAME, House
from services.licensing.domain.associations.association import Association

KINDS: tuple[Kind[Any], ...] = (ASSOCIATIONS, BYLAWS, MEMBERSHIPS)


def wire(
    house: House,
    registrations: Registrations,
    papers: Papers,
    others: Callable[[], Sequence[Follower]],
) -> AssociationArea:
    """The area on this ground; `registrations` and `others` follow what becomes of an association.

    Raises `SettingError` for rules that are wrong.
    """
    law = rules.load(house.settings.rules / "associations.yaml").on
    today, kept = house.calendar.today, house.store(ASSOCIATIONS)
    associations, memberships = Watched(kept, law, today), house.store(MEMBERSHIPS)
    texts, members = house.store(BYLAWS), KeptMembers(memberships)
    following = Following(associations, members, memberships, registrations, papers, others, today)
    standings = StandingDesk(associations, members, law)
    entered_as = (law, today, _texts_id, _membership_id(house))
    register = AssociationRegister(
        associations,
        memberships,
        texts,
        *entered_as,
        KeptNames(kept, house.numbers.next),
        following.moved,
    )
    tried = AssociationRegister(
        Tried(kept, ASSOCIATIONS),
        Tried(memberships, MEMBERSHIPS),
        Tried(texts, BYLAWS),
        *entered_as,
        KeptNames(kept, _nobody_waits),
        _nothing_follows,
    )
    return AssociationArea(
        register=register,
        tried=tried,
        standings=standings,
        supervision=Supervision(
            register,
            following,
            associations,
            house.together,
            house.audit,
            papers,
            law,
            today,
            house.new_id("association"),
            house.new_id("licence"),
            association_of,
        ),
        memberships=MembershipDesk(
            register, associations, memberships, house.together, house.audit, law, today
        ),
        queries=AssociationQueries(
            associations,
            memberships,
            members,
            texts,
            standings,
            listing(kept),
            listing(memberships),
            house.audit,
            law,
            today,
            _texts_id,
        ),
    )


def _nothing_follows(_: Association) -> None:
    """It was only tried."""


def _nobody_waits(_: str) -> None:
    """Nothing will rely on it."""


def _texts_id(association_id: str, number: int) -> str:
    return derived_id(NAME, "bylaws", association_id, str(number))


def _membership_id(house: House) -> Callable[[str, str], str]:
    """One command may begin several: a union is founded by societies."""
    command = house.new_id("membership")
    return lambda union_id, society_id: derived_id(NAME, command(), union_id, society_id)
