"""Money that came back as often as the rules try it waits until a person lets it be tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from services.registry.app.application import Registry
from services.registry.domain.payments.facts import PROGRAMME, Claim, Source
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.payment_list import Step
from services.registry.domain.payments.refusals import NotForAPersonToAllow
from tests.support import paying, programmes, relief
from tests.support.registry import refused

MOST = 3
TOO_OFTEN = "returned_too_often"
STEP = Step("administrator-1", date(2026, 11, 22), "محفظة جديدة")


@dataclass
class Owed:
    """A family whose money comes back; `next_list` prepares the next one of its source."""

    registry: Registry
    first: str
    next_list: Callable[[], str]

    def on_next(self) -> tuple[str, dict[str, object]]:
        list_id = self.next_list()
        (payment,) = paying.payments_of(self.registry, list_id)
        return list_id, payment

    def returned(self, list_id: str) -> None:
        paying.approve(self.registry, list_id)
        paying.work(self.registry, "payment_list.issue", list_id)
        (payment,) = paying.payments_of(self.registry, list_id)
        paying.came_back(self.registry, payment["id"])

    def until_too_often(self) -> None:
        for _ in range(MOST - 1):
            self.returned(self.on_next()[0])


@pytest.fixture(params=["programme", "emergency"])
def owed(request: pytest.FixtureRequest) -> Owed:
    office, _ = programmes.in_memory()
    registry = office.registry
    if request.param == "emergency":
        office.household()
        emergency_id, first = relief.topped_up(registry)
        made = Owed(registry, first, lambda: relief.pay_again(registry, emergency_id))
    else:
        programme = office.programme()
        office.approved(programme)
        first = paying.issued(registry, programme["id"])
        made = Owed(registry, first, lambda: paying.prepared(registry, programme["id"]))
    paying.came_back(registry, paying.payments_of(registry, first)[0]["id"])
    return made


def test_allowed_it_is_tried_once_more_and_then_held_again(owed: Owed) -> None:
    owed.until_too_often()
    list_id, held = owed.on_next()
    assert (held["status"], held["findings"], held["attempt"]) == ("held", [TOO_OFTEN], 4)
    paying.allow(owed.registry, str(held["id"]))
    with refused("payment_not_to_be_allowed"):
        paying.allow(owed.registry, str(held["id"]))
    called_off(owed.registry, list_id)
    list_id, fourth = owed.on_next()
    assert (fourth["status"], fourth["attempt"]) == ("listed", 4)
    assert paying.shown(owed.registry, list_id)["totals"]["listed"]["count"] == 1
    owed.returned(list_id)
    list_id, fifth = owed.on_next()
    assert (fifth["status"], fifth["findings"], fifth["attempt"]) == ("held", [TOO_OFTEN], 5)


def test_who_prepared_the_list_that_tries_it_again_does_not_approve_it(owed: Owed) -> None:
    owed.until_too_often()
    list_id, held = owed.on_next()
    paying.allow(owed.registry, str(held["id"]))
    called_off(owed.registry, list_id)
    list_id, _ = owed.on_next()
    with refused("payment_list_same_person"):
        paying.approve(owed.registry, list_id, paying.FIRST)


def test_what_is_held_for_something_else_as_well_is_not_for_a_person_to_allow() -> None:
    claim = Claim("enrolment-1", "household-1", None, 80_000, again_of="payment-3", attempt=4)
    one = Payment.of(
        "payment-4",
        "list-1",
        Source(PROGRAMME, "programme-1"),
        "2026-11",
        claim,
        payee_id="person-1",
        governorate="JO-AM",
        protected=False,
        findings=("head_deceased", TOO_OFTEN),
    )
    with pytest.raises(NotForAPersonToAllow):
        one.allow(STEP)


def called_off(registry: Registry, list_id: str) -> None:
    """Nothing else is on it."""
    paying.cancel(registry, list_id)
    paying.work(registry, "payment_list.withdraw", list_id)
