"""Money of emergencies that came back, and money that was paid before one was cancelled."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.app.payments import preparing
from services.registry.app.payments.commands import WaiveRecovery
from services.registry.app.payments.queries import Find
from services.registry.bootstrap import SERVICE, build
from services.registry.domain.payments.confirmation import Line
from tests.support import paying, relief
from tests.support.paying import FIRST, Running, Stopped
from tests.support.registry import command_of, refused, register, settle

TOP_UP, AID = 50_000, 86_500
PART = AID * 10 // 100


@pytest.fixture
def registry(database: Any, clock: FixedClock, settings: ProcessSettings) -> Registry:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return build(database, clock, settings)


def recoveries(registry: Registry, household_id: str) -> list[dict[str, Any]]:
    found = Find({"household": household_id}, None, 100)
    with command_of(FIRST):
        return list(registry.payments.queries.find_recoveries(found, FIRST)["items"])


def paid_and_cancelled(registry: Registry) -> tuple[str, str, str]:
    """A household that received a top-up of an emergency which is cancelled, and both."""
    household = paying.family(registry)
    emergency_id, list_id = relief.topped_up(registry)
    (payment,) = paying.payments_of(registry, list_id)
    paying.confirm(registry, Line(payment["id"], "paid", "2026-11-22"))
    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    return household, emergency_id, list_id


def test_a_top_up_that_came_back_is_paid_by_a_further_list_once(registry: Registry) -> None:
    for _ in range(3):
        paying.family(registry)
    emergency_id, first = relief.topped_up(registry)
    returned, *paid = (each["id"] for each in paying.payments_of(registry, first))
    paying.confirm(
        registry,
        Line(returned, "returned", "2026-11-22", "wallet_closed"),
        *(Line(each, "paid", "2026-11-22") for each in paid),
    )
    second = relief.pay_again(registry, emergency_id)
    (again,) = paying.payments_of(registry, second)
    assert (again["again_of"], again["amount_fils"]) == (returned, TOP_UP)
    with refused("payment_list_same_person"):
        paying.approve(registry, second, FIRST)
    paying.approve(registry, second)
    paying.work(registry, "payment_list.issue", second)
    third = relief.pay_again(registry, emergency_id)
    assert paying.payments_of(registry, third) == []
    assert relief.shown(registry, emergency_id)["further_list_ids"] == [second, third]


def test_who_was_held_back_is_on_the_further_list_once_it_can_be_paid(
    registry: Registry, database: Any
) -> None:
    nameless = register(registry, identity={"kind": "none", "number": None})
    household = settle(registry, nameless["id"])["id"]
    emergency_id, first = relief.topped_up(registry)
    assert [each["status"] for each in paying.payments_of(registry, first)] == ["held"]
    identity = {"kind": "unhcr", "number": "245-12C00001"}
    database["persons"].update_one({"_id": nameless["id"]}, {"$set": {"state.identity": identity}})
    (listed,) = paying.payments_of(registry, relief.pay_again(registry, emergency_id))
    assert (listed["household_id"], listed["status"]) == (household, "listed")


def test_a_further_list_is_for_those_who_pay_and_only_while_the_emergency_stands(
    registry: Registry,
) -> None:
    paying.family(registry)
    emergency_id = relief.targeted(registry)
    with refused("emergency_not_in_state"):
        relief.pay_again(registry, emergency_id)
    relief.approve(registry, emergency_id)
    with refused("payments_not_yours"):
        relief.pay_again(registry, emergency_id, relief.SUPERVISOR)


def test_cancelled_every_list_of_an_emergency_is_withdrawn(registry: Registry) -> None:
    paying.family(registry)
    emergency_id, first = relief.topped_up(registry)
    (payment,) = paying.payments_of(registry, first)
    paying.confirm(registry, Line(payment["id"], "returned", "2026-11-22", "wallet_closed"))
    second = relief.pay_again(registry, emergency_id)
    relief.cancel(registry, emergency_id)
    for each in (first, second):
        paying.work(registry, "payment_list.withdraw", each)
        assert paying.shown(registry, each)["status"] == "cancelled"
    assert [e["status"] for e in paying.payments_of(registry, second)] == ["withdrawn"]
    assert recoveries(registry, payment["household_id"]) == []


def test_what_was_paid_is_set_off_in_parts_from_later_payments(
    registry: Registry, database: Any
) -> None:
    household, _, _ = paid_and_cancelled(registry)
    (owed,) = recoveries(registry, household)
    assert (owed["status"], owed["amount_fils"], owed["left_fils"]) == ("open", TOP_UP, TOP_UP)
    programme_id = paying.programme(database)
    paying.enrol(database, programme_id, household)
    amounts = []
    for month in ("2026-09", "2026-10", "2026-11", "2026-12"):
        list_id = paying.issued(registry, programme_id, month)
        (payment,) = paying.payments_of(registry, list_id)
        amounts.append((payment["amount_fils"], payment["offset_fils"]))
        assert f",{payment['amount_fils']}," in paying.file_of(registry, list_id)
        assert paying.shown(registry, list_id)["totals"]["listed"]["total_fils"] == amounts[-1][0]
    assert amounts == [(AID - PART, PART)] * 4
    (owed,) = recoveries(registry, household)
    assert (owed["taken_fils"], owed["left_fils"]) == (4 * PART, TOP_UP - 4 * PART)
    assert all(each["taken"] for each in owed["offsets"])


def test_nothing_is_set_off_twice_whatever_is_killed_or_on_two_lists(
    registry: Registry, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "BATCH", 1)
    household, _, _ = paid_and_cancelled(registry)
    lists = []
    for _ in range(2):
        programme_id = paying.programme(database)
        paying.enrol(database, programme_id, household)
        lists.append(paying.opened(registry, programme_id))
    for list_id in lists:
        with pytest.raises(Stopped):
            paying.work(registry, "payment_list.prepare", list_id, Running(dies_after=0))
        paying.work(registry, "payment_list.prepare", list_id)
        paying.approve(registry, list_id)
        paying.work(registry, "payment_list.issue", list_id)
    (owed,) = recoveries(registry, household)
    assert [each["fils"] for each in owed["offsets"]] == [PART, PART]
    assert owed["taken_fils"] == 2 * PART


def test_a_list_that_is_cancelled_sets_nothing_off(registry: Registry, database: Any) -> None:
    household, _, _ = paid_and_cancelled(registry)
    programme_id = paying.programme(database)
    paying.enrol(database, programme_id, household)
    list_id = paying.prepared(registry, programme_id)
    assert recoveries(registry, household)[0]["left_fils"] == TOP_UP - PART
    paying.cancel(registry, list_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    assert recoveries(registry, household)[0]["left_fils"] == TOP_UP


def test_a_claim_that_another_list_has_sets_nothing_off(registry: Registry, database: Any) -> None:
    household, _, _ = paid_and_cancelled(registry)
    programme_id = paying.programme(database)
    paying.enrol(database, programme_id, household)
    paying.issued(registry, programme_id)
    paying.prepared(registry, programme_id)
    (owed,) = recoveries(registry, household)
    assert [each["fils"] for each in owed["offsets"]] == [PART]


def test_what_came_back_after_it_was_less_is_paid_again_as_it_was(
    registry: Registry, database: Any
) -> None:
    household, _, _ = paid_and_cancelled(registry)
    programme_id = paying.programme(database)
    paying.enrol(database, programme_id, household)
    (payment,) = paying.payments_of(registry, paying.issued(registry, programme_id, "2026-10"))
    paying.confirm(registry, Line(payment["id"], "returned", "2026-11-22", "wallet_closed"))
    second = paying.payments_of(registry, paying.prepared(registry, programme_id, "2026-11"))
    again = next(each for each in second if each["again_of"])
    assert (again["amount_fils"], again["offset_fils"]) == (AID - PART, 0)


def test_paid_after_the_cancellation_it_is_recovered_and_returned_it_is_not(
    registry: Registry,
) -> None:
    household = paying.family(registry)
    emergency_id, list_id = relief.topped_up(registry)
    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    (payment,) = paying.payments_of(registry, list_id)
    assert payment["status"] == "withdrawn"
    batch = paying.confirm(registry, Line(payment["id"], "paid", "2026-11-22"))
    assert batch["applied"] == {"paid": 1}
    assert [each["status"] for each in recoveries(registry, household)] == ["open"]
    paying.confirm(registry, Line(payment["id"], "returned", "2026-11-22", "wallet_closed"))
    assert [each["status"] for each in recoveries(registry, household)] == ["came_back"]


def test_what_was_set_off_is_given_back_once_when_the_money_came_back(
    registry: Registry, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "BATCH", 1)
    household, _, top_up = paid_and_cancelled(registry)
    programme_id = paying.programme(database)
    paying.enrol(database, programme_id, household)
    for month in ("2026-10", "2026-11"):
        paying.issued(registry, programme_id, month)
    prepared = paying.prepared(registry, programme_id, "2026-12")
    (received,) = paying.payments_of(registry, top_up)
    for _ in range(2):
        paying.came_back(registry, received["id"])
    paying.approve(registry, prepared)
    paying.work(registry, "payment_list.issue", prepared)
    assert [each["status"] for each in paying.payments_of(registry, prepared)] == ["held"]
    list_id = paying.opened(registry, programme_id, "2026-12")
    with pytest.raises(Stopped):
        paying.work(registry, "payment_list.prepare", list_id, Running(dies_after=1))
    paying.work(registry, "payment_list.prepare", list_id)
    paying.approve(registry, list_id)
    paying.work(registry, "payment_list.issue", list_id)
    amounts = sorted(each["amount_fils"] for each in paying.payments_of(registry, list_id))
    assert amounts == [PART, PART, AID]
    further = paying.prepared(registry, programme_id, "2026-11")
    assert paying.payments_of(registry, further) == []
    (over,) = recoveries(registry, household)
    assert (over["status"], over["taken_fils"], over["owed_fils"]) == (
        "came_back",
        2 * PART,
        2 * PART,
    )


def test_what_a_provider_returns_of_a_withdrawn_payment_is_reported(registry: Registry) -> None:
    paying.family(registry)
    emergency_id, list_id = relief.topped_up(registry)
    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    (payment,) = paying.payments_of(registry, list_id)
    batch = paying.confirm(registry, Line(payment["id"], "returned", "2026-11-22", "cancelled"))
    assert [each["code"] for each in batch["reported"]] == ["withdrawn"]


def test_what_is_waived_is_set_off_no_more(registry: Registry, database: Any) -> None:
    household, _, _ = paid_and_cancelled(registry)
    (owed,) = recoveries(registry, household)
    with command_of(FIRST):
        registry.payments.handlers.waive(WaiveRecovery(owed["id"], "أسرة فقيرة"), FIRST)
    programme_id = paying.programme(database)
    paying.enrol(database, programme_id, household)
    (payment,) = paying.payments_of(registry, paying.prepared(registry, programme_id))
    assert payment["offset_fils"] == 0
    with command_of(FIRST), refused("recovery_closed"):
        registry.payments.handlers.waive(WaiveRecovery(owed["id"], "أسرة فقيرة"), FIRST)
