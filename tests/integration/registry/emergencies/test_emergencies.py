"""Emergencies: whom they concern, topped up once each, undone cleanly."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from chassis.documents.errors import ConcurrentChange
from services.registry.app.application import Registry
from services.registry.app.emergencies import targeting
from services.registry.domain.emergencies.emergency import Amount, Place
from services.registry.domain.payments.confirmation import Line
from services.registry.domain.payments.refusals import ListNotInState
from tests.support import paying, relief
from tests.support.paying import FIRST, Running, Stopped
from tests.support.registry import CLERK_OF_IRBID, live, refused, register, settle

MARKA = "لواء ماركا"


def home(
    registry: Registry,
    district: str | None = MARKA,
    members: int = 0,
    subdistrict: str | None = None,
) -> str:
    """A household in a district of Amman."""
    head, *others = (register(registry)["id"] for _ in range(members + 1))
    address = {"governorate": "JO-AM", "district": district, "subdistrict": subdistrict}
    return str(settle(registry, head, *others, address=address)["id"])


def home_in_irbid(registry: Registry) -> str:
    address = {"governorate": "JO-IR", "district": None, "details": None}
    head = register(registry, CLERK_OF_IRBID, address=address)["id"]
    return str(settle(registry, head, actor=CLERK_OF_IRBID, address=address)["id"])


def test_the_target_list_holds_who_lives_there_and_nobody_else(registry: Registry) -> None:
    there, also_there = home(registry), home(registry)
    home(registry, district=None)
    home_in_irbid(registry)
    emergency_id = relief.targeted(registry, Place("JO-AM", MARKA))
    listed = [each["household_id"] for each in relief.targets(registry, emergency_id)]
    assert listed == sorted([there, also_there])
    concerned = relief.shown(registry, emergency_id)["concerned"]
    assert (concerned["households"], concerned["total_fils"]) == (2, 100_000)
    assert concerned["governorates"] == {"JO-AM": {"count": 2, "total_fils": 100_000}}


def test_a_sub_district_is_one_place_however_it_is_written(registry: Registry) -> None:
    there = [home(registry, subdistrict=each) for each in ("قضاء أم الرصاص", "ام  الرصاص")]
    home(registry, subdistrict="قضاء أم القطين")
    home(registry)
    emergency_id = relief.targeted(registry, Place("JO-AM", MARKA, "أُمّ الرصاص"))
    listed = [each["household_id"] for each in relief.targets(registry, emergency_id)]
    assert listed == sorted(there)


def test_an_amount_per_person_grows_with_the_household_to_a_bound(registry: Registry) -> None:
    home(registry, members=2)
    home(registry, members=6)
    per_person = Amount("person", 100_000)
    emergency_id = relief.targeted(registry, Place("JO-AM", MARKA), amount=per_person)
    shares = sorted(each["amount_fils"] for each in relief.targets(registry, emergency_id))
    assert shares == [300_000, 500_000]


def test_an_amount_per_person_follows_who_left_and_counts_everybody_once(
    registry: Registry,
) -> None:
    head, leaving, staying = (register(registry)["id"] for _ in range(3))
    house = str(settle(registry, head, leaving, staying)["id"])
    settle(registry, register(registry)["id"])
    emergency_id = relief.targeted(registry, amount=Amount("person", 20_000))
    list_id = relief.approve(registry, emergency_id)
    address = {"governorate": "JO-AM", "district": None, "details": None}
    live(registry, "split", house, head_id=leaving, members=[], address=address)
    for each in ("prepare", "issue"):
        paying.work(registry, f"payment_list.{each}", list_id)
    paid = {each["payee_id"]: each["amount_fils"] for each in paying.payments_of(registry, list_id)}
    assert (paid.pop(head), paid.pop(leaving), *paid.values()) == (40_000, 20_000, 20_000)
    assert not paying.payments_of(registry, relief.pay_again(registry, emergency_id))


def test_pages_of_a_target_list_hold_everybody_once(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targeting, "SHEET", 3)
    homes = [home(registry) for _ in range(8)]
    emergency_id = relief.targeted(registry)
    listed = [e["household_id"] for e in relief.targets(registry, emergency_id, limit=2)]
    assert listed == sorted(homes)


def test_who_declared_an_emergency_does_not_approve_it(registry: Registry) -> None:
    home(registry)
    emergency_id = relief.targeted(registry)
    with refused("emergency_same_person"):
        relief.approve(registry, emergency_id, relief.SUPERVISOR)


def test_supervisors_decide_for_their_governorates_alone(registry: Registry) -> None:
    with refused("emergency_not_yours"):
        relief.declared(registry, Place("JO-IR"))
    emergency_id = relief.declared(registry)
    with refused("emergency_not_yours"):
        relief.cancel(registry, emergency_id, relief.OF_IRBID)
    with refused("emergency_not_yours"):
        relief.targets(registry, emergency_id, relief.OF_IRBID)


def test_an_amount_out_of_bounds_is_refused(registry: Registry) -> None:
    with refused("emergency_amount_out_of_bounds"):
        relief.declared(registry, amount=Amount("household", 9_000_000))


def test_an_emergency_that_concerns_nobody_tops_up_nobody(registry: Registry) -> None:
    emergency_id, _ = relief.topped_up(registry, Place("JO-AM", "لواء الجيزة"))
    top_ups = relief.shown(registry, emergency_id)["top_ups"]
    assert (top_ups["status"], top_ups["listed"]["count"]) == ("issued", 0)


def test_every_household_is_topped_up_once_whoever_works_and_is_killed(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.registry.app.payments.preparing.BATCH", 2)
    homes = [home(registry) for _ in range(7)]
    emergency_id = relief.targeted(registry)
    list_id = relief.approve(registry, emergency_id)
    killed = Running(dies_after=2)
    with pytest.raises(Stopped):
        paying.work(registry, "payment_list.prepare", list_id, killed)

    def again(_: int) -> None:
        with suppress(ConcurrentChange, ListNotInState):
            paying.work(registry, "payment_list.prepare", list_id, Running(killed.checkpoint))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(again, range(4)))
    paid = Counter(each["household_id"] for each in paying.payments_of(registry, list_id))
    assert paid == Counter(homes)
    assert relief.shown(registry, emergency_id)["top_ups"]["status"] == "approved"


def test_the_file_of_the_top_ups_follows_without_a_further_approval(registry: Registry) -> None:
    there = home(registry)
    emergency_id, list_id = relief.topped_up(registry)
    assert there in paying.file_of(registry, list_id)
    assert relief.shown(registry, emergency_id)["top_ups"]["issued"]["count"] == 1


def test_cancelled_what_is_not_paid_is_withdrawn_and_what_is_paid_is_followed_up(
    registry: Registry,
) -> None:
    home(registry)
    home(registry)
    emergency_id, list_id = relief.topped_up(registry)
    paid, _ = (each["id"] for each in paying.payments_of(registry, list_id))
    paying.confirm(registry, Line(paid, "paid", "2026-11-22"))
    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    view = relief.shown(registry, emergency_id)
    assert (view["status"], view["top_ups"]["status"]) == ("cancelled", "cancelled")
    assert view["top_ups"]["withdrawn"] == {"count": 1, "total_fils": 50_000}
    assert view["top_ups"]["to_follow_up"] == {"count": 1, "total_fils": 50_000}
    left = {each["id"]: each["status"] for each in paying.payments_of(registry, list_id)}
    assert left[paid] == "paid"


def test_cancelled_before_it_is_approved_nothing_is_left_to_do(registry: Registry) -> None:
    home(registry)
    emergency_id = relief.declared(registry)
    relief.cancel(registry, emergency_id)
    paying.work(registry, "emergency.target", emergency_id)
    view = relief.shown(registry, emergency_id)
    assert (view["status"], view["concerned"], view["top_ups"]) == ("cancelled", None, None)


def test_the_list_of_an_emergency_is_cancelled_with_the_emergency_alone(
    registry: Registry,
) -> None:
    home(registry)
    _, list_id = relief.topped_up(registry)
    with refused("payment_list_not_in_state"):
        paying.cancel(registry, list_id)
    assert paying.shown(registry, list_id)["opened"]["by"] != FIRST.subject
