"""Wires the catalogue of services and applications for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chassis.documents.kind import Criteria, Kind
from services.licensing.adapters.applications import rules, views
from services.licensing.adapters.applications.clocks import MongoClocks, StoredClocks
from services.licensing.adapters.applications.gauges import Gauges
from services.licensing.adapters.applications.queue import MongoQueue, StoredQueue
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.adapters.applications.watched import show_watched
from services.licensing.adapters.catalogue import services
from services.licensing.adapters.catalogue.services import FileForms, FileServices
from services.licensing.app.applications.area import ApplicationsArea
from services.licensing.app.applications.content import Contents
from services.licensing.app.applications.deciding import DecidingDesk
from services.licensing.app.applications.drafting import DraftingDesk
from services.licensing.app.applications.following import Following
from services.licensing.app.applications.handling import HandlingDesk
from services.licensing.app.applications.moment import Now
from services.licensing.app.applications.outcomes import Effects, Registering
from services.licensing.app.applications.overseeing import Overseeing
from services.licensing.app.applications.ports import (
    Bills,
    Foreseen,
    Holdings,
    Inspections,
    Papers,
)
from services.licensing.app.applications.queries import ApplicationQueries
from services.licensing.app.applications.recounting import Recounting
from services.licensing.app.applications.renewals import Renewals
from services.licensing.app.catalogue.queries import CatalogueQueries
from services.licensing.app.licensed.issuing import Issuing
from services.licensing.app.licensed.renewing import Renewing
from services.licensing.app.licensing import Licensing
from services.licensing.app.ports import Wanted
from services.licensing.bootstrap.agreement import agreed
from services.licensing.bootstrap.house import House
from services.licensing.domain.catalogue.service import Effect
from services.licensing.settings import LicensingSettings

if TYPE_CHECKING:
    from pymongo.database import Database

KINDS: tuple[Kind[Any], ...] = (APPLICATIONS,)


@dataclass(frozen=True)
class Neighbours:
    """What applications need of other areas."""

    issuing: Issuing
    renewing: Renewing
    holdings: Holdings
    papers: Papers
    bills: Bills
    inspections: Inspections
    registering: Mapping[str, Registering]
    further: Mapping[Effect, Registering]
    foreseen: Foreseen
    undisturbed: Callable[[Callable[[], None]], None]


def prepare(database: Database[dict[str, Any]]) -> None:
    """Archive every version of every service before anybody applies under it."""
    services.archive(database, agreed(LicensingSettings.read()))


def measures(licensing: Licensing) -> Callable[[], None]:
    """Shows operators how the clocks of all applications stand."""
    return Gauges(licensing.applications.overseeing.figures).measure


def wire(house: House, near: Neighbours) -> ApplicationsArea:
    """The area on this ground. Raises `SettingError` for a file that is wrong."""
    law = rules.load(house.settings.rules / "applications.yaml").on
    known = FileServices(
        agreed(house.settings),
        (lambda _: None) if house.database is None else services.archived_in(house.database),
    )
    store = house.store(APPLICATIONS)
    clocks = (
        StoredClocks(store)
        if house.database is None
        else MongoClocks(house.database, APPLICATIONS.collection)
    )
    queue = StoredQueue(store) if house.database is None else MongoQueue(store, house.database)
    now = Now(house.calendar, house.holidays)
    following = Following(near.bills, near.inspections, near.papers)
    renewals = Renewals(near.renewing)
    effects = Effects(
        near.issuing, near.holdings, house.new_id("licence"), near.registering, near.further
    )

    def running() -> Iterator[str]:
        return (each.id for each in store.each(Criteria(equals={"running": "yes"})))

    recounting = Recounting(
        store, following, running, house.together, near.undisturbed, house.holidays
    )
    house.holidays.follow(recounting.recount)

    def found(wanted: Wanted, after: str | None, limit: int) -> dict[str, Any]:
        criteria = Criteria(wanted.equals, any_of=wanted.any_of, between=wanted.between)
        page = store.find(criteria, after, limit)
        return {"items": [views.summary(each) for each in page.items], "next": page.next}

    return ApplicationsArea(
        catalogue=CatalogueQueries(known, FileForms(), house.calendar),
        drafting=DraftingDesk(
            store,
            known,
            Contents(FileForms(), near.holdings, near.papers),
            following,
            renewals,
            near.foreseen,
            house.together,
            law,
            now,
            house.new_id("application"),
        ),
        handling=HandlingDesk(store, known, following, queue, house.together, law, now),
        deciding=DecidingDesk(
            store, known, following, renewals, effects, near.foreseen, house.together, now
        ),
        recounting=recounting,
        queries=ApplicationQueries(
            store,
            queue,
            views.show,
            views.show_handling,
            views.show_tasks,
            show_watched,
            found,
            now,
        ),
        overseeing=Overseeing(clocks, known, now),
        services=known,
        holdings=near.holdings,
    )
