"""Who is paid is asked when a list is prepared and when its file is written, not of the past."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build
from services.registry.domain.payments.confirmation import Line
from tests.support import paying
from tests.support.registry import (
    home_of,
    live,
    national_number,
    register,
    resettle,
    settle,
    wedded,
)

AMMAN = {"governorate": "JO-AM", "district": None, "details": None}


class Couple:
    """A man who heads a household, and his wife; nothing that happens is heard by enrolments."""

    def __init__(self, registry: Registry, database: Any) -> None:
        self.registry, self.database = registry, database
        self.programme = paying.programme(database)
        self.his, self.hers = national_number(), national_number()
        self.he = str(register(registry, number=self.his, sex="male")["id"])
        self.she = str(register(registry, number=self.hers)["id"])
        self.home = str(settle(registry, self.he, members=wedded(self.she))["id"])

    def enrol(self, person_id: str | None = None) -> str:
        return paying.enrol(self.database, self.programme, self.home, person_id=person_id)

    def divorce(self) -> None:
        left = {"head_id": self.she, "spouse_id": self.he, "members": [], "address": AMMAN}
        live(self.registry, "divorce", self.home, **left)

    def listed(self, month: str = paying.MONTH) -> list[dict[str, Any]]:
        list_id = paying.prepared(self.registry, self.programme, month)
        return paying.payments_of(self.registry, list_id)


@pytest.fixture
def couple(database: Any, clock: FixedClock, settings: ProcessSettings) -> Couple:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return Couple(build(database, clock, settings), database)


def found(payments: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return sorted((each["status"], each["findings"]) for each in payments)


def test_two_enrolled_families_that_join_are_paid_once(couple: Couple) -> None:
    couple.enrol()
    guest = register(couple.registry)["id"]
    other = settle(couple.registry, guest)["id"]
    paying.enrol(couple.database, couple.programme, other)
    coming = [{"person_id": guest, "relation": "other_relative"}]
    live(couple.registry, "join", couple.home, other_household_id=other, members=coming)
    assert found(couple.listed()) == [("held", ["household_dissolved"]), ("listed", [])]


def test_joined_after_the_list_was_approved_the_file_has_one_of_them(couple: Couple) -> None:
    couple.enrol()
    guest = register(couple.registry)["id"]
    other = settle(couple.registry, guest)["id"]
    paying.enrol(couple.database, couple.programme, other)
    list_id = paying.prepared(couple.registry, couple.programme)
    paying.approve(couple.registry, list_id)
    coming = [{"person_id": guest, "relation": "other_relative"}]
    live(couple.registry, "join", couple.home, other_household_id=other, members=coming)
    paying.work(couple.registry, "payment_list.issue", list_id)
    assert paying.file_of(couple.registry, list_id).count("\npayment,") == 1
    assert other not in paying.file_of(couple.registry, list_id)


def test_her_own_benefit_is_paid_where_she_lives_now(couple: Couple) -> None:
    couple.enrol(couple.she)
    couple.divorce()
    (payment,) = couple.listed()
    assert (payment["status"], payment["payee_id"]) == ("listed", couple.she)
    assert payment["household_id"] == home_of(couple.registry, couple.she)["id"]


def test_a_file_names_who_heads_her_household_on_the_day_it_is_written(couple: Couple) -> None:
    couple.enrol(couple.she)
    list_id = paying.prepared(couple.registry, couple.programme)
    paying.approve(couple.registry, list_id)
    couple.divorce()
    paying.work(couple.registry, "payment_list.issue", list_id)
    file = paying.file_of(couple.registry, list_id)
    assert couple.hers in file
    assert couple.his not in file


def test_who_died_is_not_paid_whoever_heads_the_household(couple: Couple) -> None:
    couple.enrol(couple.she)
    live(couple.registry, "death", couple.home, person_id=couple.she)
    assert found(couple.listed()) == [("held", ["beneficiary_deceased"])]


def test_who_lives_in_no_household_is_held_until_it_is_known_where(couple: Couple) -> None:
    couple.enrol(couple.she)
    resettle(couple.registry, couple.home, leave=[couple.she])
    assert found(couple.listed()) == [("held", ["beneficiary_without_household"])]
    settle(couple.registry, couple.she)
    assert found(couple.listed("2026-12")) == [("listed", [])]


def test_money_of_hers_that_came_back_goes_where_she_lives_now(couple: Couple) -> None:
    couple.enrol(couple.she)
    list_id = paying.issued(couple.registry, couple.programme)
    (payment,) = paying.payments_of(couple.registry, list_id)
    assert payment["payee_id"] == couple.he
    came_back = Line(payment["id"], "returned", "2026-11-22", "wallet_closed")
    paying.confirm(couple.registry, came_back)
    couple.divorce()
    again = [each for each in couple.listed() if each["again_of"] is not None]
    assert [each["payee_id"] for each in again] == [couple.she]
