"""Services of every kind but what comes with time, from the form to what comes of them, by the
scripts of `make walk`, which alone lets time pass.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from services.licensing.domain.catalogue.service import Effect
from tests.faults.system import System
from tests.support.services import every_service
from tests.walks.case import Case, Stock
from tests.walks.clockwork import Clockwork
from tests.walks.outcomes import decided

SERVICES = (
    "practice.support_licence",
    "nursery.relocation",
    "licence.replacement_certificate",
    "licence.change_of_holder",
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
