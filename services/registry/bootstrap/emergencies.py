"""Wires emergencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from chassis.documents.kind import Kind
from chassis.identifiers import derived_id
from services.registry.adapters.emergencies import rules
from services.registry.adapters.emergencies.choosing import PlacesAndGroups
from services.registry.adapters.emergencies.store import EMERGENCIES, KeptEmergencies
from services.registry.adapters.emergencies.targets import MemoryTargets, MongoTargets
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.payments import rules as payment_rules
from services.registry.adapters.payments.store import LISTS, KeptLists
from services.registry.adapters.privacy.protected import Protected
from services.registry.app.emergencies.area import Emergencies
from services.registry.app.emergencies.handlers import EmergencyHandlers
from services.registry.app.emergencies.ports import Grouping, Targets
from services.registry.app.emergencies.queries import EmergencyQueries
from services.registry.app.emergencies.targeting import Targeting
from services.registry.bootstrap.house import NAME, House
from services.registry.bootstrap.payments import documents_of
from services.registry.domain.emergencies.emergency import Place
from services.registry.domain.emergencies.refusals import ExpressionsNotYet

KINDS: tuple[Kind[Any], ...] = (EMERGENCIES,)


def targets_of(house: House) -> Targets:
    """Where target lists are kept; payments take their claims from there."""
    return MemoryTargets() if house.database is None else MongoTargets(house.database)


def wire(house: House, targets: Targets, grouping: Grouping) -> Emergencies:
    """The area on this ground; `grouping` finds households by what is known of them."""
    emergencies = KeptEmergencies(house.store(EMERGENCIES))
    lists = KeptLists(house.store(LISTS))
    choosing = PlacesAndGroups(documents_of(house), grouping)
    folder, today = house.settings.rules, house.calendar.today
    law = rules.load(folder / "emergencies.yaml").on
    return Emergencies(
        EmergencyHandlers(
            emergencies,
            lists,
            choosing,
            law,
            payment_rules.load(folder / "payments.yaml").on,
            house.together,
            house.audit,
            house.new_id("emergency"),
            _list_id,
            house.new_id("payment_list"),
            today,
        ),
        EmergencyQueries(
            emergencies,
            lists,
            targets,
            house.progress,
            house.audit,
            Protected(house.store(HOUSEHOLDS), HOUSEHOLDS, house.database),
        ),
        {"emergency.target": Targeting(emergencies, choosing, targets, law, today).target},
    )


def _list_id(emergency_id: str) -> str:
    """An emergency has one payment list."""
    return derived_id(NAME, "payment_list", emergency_id)


class EnrolledOnly:
    """Groups by programme alone: without a database no expression is evaluated."""

    def __init__(self, house: House) -> None:
        self._documents = documents_of(house)

    def check(self, expression: str) -> None:
        raise ExpressionsNotYet()

    def households(
        self,
        places: Sequence[Place],
        expression: str | None,
        programme: str | None,
        *,
        with_protected: bool,
    ) -> Iterator[str]:
        keys = {"programme": programme, "status": "active"}
        for _, state in self._documents.each("enrolments", keys, None):
            yield state["applicant"]["household_id"]
