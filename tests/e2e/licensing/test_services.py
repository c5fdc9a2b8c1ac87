"""Services of every kind but what comes with time, from the form to what comes of them, by the
scripts of `make walk`, which alone lets time pass.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import requests

from chassis.calendar import day_of
from services.licensing.domain.catalogue.service import Effect
from tests.faults.system import System
from tests.support.service_samples import sound_answers
from tests.support.service_window import Window, now
from tests.support.services import every_service
from tests.walks.case import Case, Stock
from tests.walks.clockwork import Clockwork
from tests.walks.outcomes import decided

SERVICES = (
    "practice.support_licence",
    "nursery.relocation",
    "licence.replacement_certificate",
    "licence.change_of_holder",
    "licence.holder_death",
    "society.join_union",
    "society.foreign_donation",
    "place.complaint",
)


def test_services_of_every_kind_come_to_their_outcome() -> None:
    effects = {every_service()[each].outcome.effect for each in SERVICES}
    assert effects == set(Effect) - {Effect.RENEW, Effect.SURRENDER}
    system, stock = System(), Stock()
    clock = Clockwork(system)
    cases = [Case(each, "approved", system, clock, stock) for each in SERVICES]
    with ThreadPoolExecutor(len(cases)) as pool:
        waits = list(pool.map(lambda case: list(decided.approved(case)), cases))
    assert waits == [[]] * len(cases), "no day passes"
    system.close()


def test_whoever_says_that_a_holder_has_died_learns_nothing_and_takes_nothing() -> None:
    """Of a licence that there is no more than of a number that nobody has; and where its holder is
    another than was said, it stays theirs."""
    holder, heir = Window(), Window()
    number = holder.number_of("nursery.first_licence")
    seen = [_of_a_death(heir, each) for each in (number, "NUR-2026-999999")]
    for each in seen:
        assert each.json()["licence_id"] is None
        nowhere = {"governorate": "JO-AM", "district": None, "details": None}
        assert each.json()["place"] == nowhere
    ready = heir.led(seen[0])
    path = f"/v1/applications/{ready.json()['id']}/approval"
    refused = heir.supervisor.post(path, based_on=ready.headers["ETag"])
    assert (refused.status_code, refused.json()["code"]) == (409, "licence_not_fit")
    (mine,) = holder.citizen.get("/v1/licences", number=number).json()["items"]
    assert mine["state"] == "valid"


def _of_a_death(heir: Window, number: str) -> requests.Response:
    answers = sound_answers("licence.holder_death", lambda _: number, day_of(now()))
    return heir.applied(
        "licence.holder_death", {**answers, "deceased_national_number": "9802054321"}
    )
