"""What only a database can show of the register of practitioners: labels, indexes, who is first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.errors import KanafError
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.practitioners.store import PRACTITIONERS
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import SERVICE, applications, licensed, practitioners
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.applying import CLERK, SUPERVISOR, Beside, standing_on
from tests.support.calling import Caller
from tests.support.racing import each_at_once
from tests.support.service_samples import SAMPLES
from tests.support.services import Window

SPECIALIST, SUPPORT = "practice.specialist_licence", "practice.support_licence"
WHY = {"text": {"ar": "بقرار."}}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))


@pytest.fixture
def licensing(database: Any, clock: FixedClock) -> Licensing:
    ensure_indexes(database, (*applications.KINDS, *licensed.KINDS, *practitioners.KINDS))
    SERVICE.prepare(database)
    return standing_on(MongoHouse(database, clock, LicensingSettings.read()), Beside())


@pytest.fixture
def window(licensing: Licensing) -> Window:
    return Window(Caller(LicensingService, licensing, METHODS), licensing, lambda days: None)


def standings(window: Window, **filters: Any) -> list[tuple[str, str]]:
    found = window.call(CLERK, "find_practitioners", filters)["items"]
    return sorted((each["class_code"], each["standing"]) for each in found)


def test_two_decisions_at_once_on_one_person_keep_one_record(window: Window, database: Any) -> None:
    """Whichever comes second finds the record of the first."""
    ready = []
    for code in (SPECIALIST, SUPPORT):
        application_id = window.filed(code, SAMPLES[code](window.number_of))
        window.led(application_id)
        ready.append(application_id)

    def approve(application_id: str) -> None:
        asked = {"application_id": application_id}
        while True:
            try:
                window.call(SUPERVISOR, "approve_application", asked)
                return
            except KanafError as refused:
                if refused.code != "too_much_contention":
                    raise

    each_at_once(approve, ready)
    assert database[PRACTITIONERS.collection].count_documents({}) == 1
    assert standings(window, number="SWR-2026-000001") == [
        ("specialist", "active"),
        ("support", "active"),
    ]


def test_lines_are_found_by_what_their_licences_say_now(window: Window) -> None:
    first = window.approved(SPECIALIST, SAMPLES[SPECIALIST](window.number_of))
    licence_id = first["decision"]["result_id"]
    assert standings(window, name="امال خط", class_code="specialist", standing="active")
    asked = {"licence_id": licence_id, "reason_code": "activity_ended", **WHY}
    window.call(SUPERVISOR, "revoke_licence", asked)
    assert standings(window, standing="left") == [("specialist", "left")]
    assert standings(window, standing="struck_off") == standings(window, standing="active") == []
    window.approved(SPECIALIST, SAMPLES[SPECIALIST](window.number_of))
    assert standings(window) == [("specialist", "active")]
