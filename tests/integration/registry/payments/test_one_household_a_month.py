"""Families that are divided, joined and merged within a month: nobody receives its money twice."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support import paying
from tests.support.registry import CLERK, home_of, live, refused, register, resettle, settle, wedded
from tests.support.reviewing import LATIN, NAMELESS, detect, follow, merge

AMMAN = {"governorate": "JO-AM", "district": None, "details": None}
ELSEWHERE = "paid_in_other_household"


class Family:
    """A man who heads a household, his wife and their child, enrolled in monthly aid."""

    def __init__(self, registry: Registry, database: Any) -> None:
        self.registry, self.database = registry, database
        self.programme = paying.programme(database)
        self.he = str(register(registry, sex="male")["id"])
        self.she, self.child = (str(register(registry)["id"]) for _ in range(2))
        self.home = str(settle(registry, self.he, members=wedded(self.she, self.child))["id"])

    def enrol(self, household_id: str) -> str:
        return paying.enrol(self.database, self.programme, household_id, 50_000)

    @property
    def succession(self) -> dict[str, Any]:
        rest = [{"person_id": self.child, "relation": "child"}]
        return {"head_id": self.she, "members": rest}

    def he_leaves(self) -> str:
        """He has a household of his own, and she heads those who stay; answers his."""
        left = {"head_id": self.he, "members": [], "address": AMMAN}
        live(self.registry, "split", self.home, **left, successor=self.succession)
        return str(home_of(self.registry, self.he)["id"])

    def he_moves_to(self, household_id: str) -> None:
        """He lives with others, and she heads those who stay."""
        resettle(self.registry, self.home, leave=[self.he], successor=self.succession)
        coming = [{"person_id": self.he, "relation": "other_relative"}]
        resettle(self.registry, household_id, join=coming)

    def prepared(self, month: str = paying.MONTH) -> str:
        return paying.prepared(self.registry, self.programme, month)

    def issued(self, month: str = paying.MONTH) -> str:
        return paying.issued(self.registry, self.programme, month)

    def issue(self, list_id: str) -> None:
        paying.work(self.registry, "payment_list.issue", list_id)

    def he_is_named_in(self, file: str) -> bool:
        number = self.registry.person_queries.person(self.he, CLERK)["identity"]["number"]
        return str(number) in file

    def on(self, list_id: str) -> dict[str, tuple[str, list[str]]]:
        """Status and findings by household."""
        listed = paying.payments_of(self.registry, list_id)
        return {each["household_id"]: (each["status"], each["findings"]) for each in listed}


@pytest.fixture
def family(database: Any, clock: FixedClock, settings: ProcessSettings) -> Family:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return Family(build(database, clock, settings), database)


def test_who_was_paid_and_leaves_is_not_paid_once_more_for_their_new_household(
    family: Family,
) -> None:
    family.enrol(family.home)
    family.issued()
    new = family.he_leaves()
    family.enrol(new)
    assert family.on(family.prepared()) == {new: ("held", [ELSEWHERE])}
    december = family.issued("2026-12")
    assert family.on(december) == {family.home: ("listed", []), new: ("listed", [])}


def test_whom_a_person_allowed_the_next_list_of_that_month_pays_once(family: Family) -> None:
    family.enrol(family.home)
    family.issued()
    new = family.he_leaves()
    family.enrol(new)
    second = family.prepared()
    (held,) = paying.payments_of(family.registry, second)
    with refused("payments_not_yours"):
        paying.allow(family.registry, held["id"], CLERK)
    paying.allow(family.registry, held["id"])
    with refused("payment_not_to_be_allowed"):
        paying.allow(family.registry, held["id"])
    paying.cancel(family.registry, second)
    paying.work(family.registry, "payment_list.withdraw", second)
    third = family.issued()
    assert family.on(third) == {new: ("listed", [])}
    assert family.he_is_named_in(paying.file_of(family.registry, third))
    assert family.on(family.prepared()) == {}


def test_nor_is_the_household_that_they_join(family: Family) -> None:
    family.enrol(family.home)
    family.issued()
    other = str(settle(family.registry, register(family.registry)["id"])["id"])
    family.enrol(other)
    family.he_moves_to(other)
    assert family.on(family.prepared()) == {other: ("held", [ELSEWHERE])}


def test_who_left_without_having_been_the_payee_is_paid_for_themselves(family: Family) -> None:
    family.enrol(family.home)
    family.issued()
    left = {"head_id": family.she, "spouse_id": family.he, "members": [], "address": AMMAN}
    live(family.registry, "divorce", family.home, **left)
    hers = str(home_of(family.registry, family.she)["id"])
    family.enrol(hers)
    assert family.on(family.prepared()) == {hers: ("listed", [])}


def test_whoever_was_paid_by_another_record_counts_since_they_were_merged(family: Family) -> None:
    card = {"kind": "service_card", "number": "A12345"}
    again = {"identity": card, "name": {"arabic": None, "latin": LATIN}}
    twin = str(register(family.registry, **again)["id"])
    other = str(settle(family.registry, twin)["id"])
    family.enrol(other)
    family.issued()
    heir = str(register(family.registry)["id"])
    resettle(family.registry, other, join=[{"person_id": heir, "relation": "sibling"}])
    resettle(family.registry, other, leave=[twin], successor={"head_id": heir, "members": []})
    for each in (family.he, family.she, family.child):
        detect(family.registry, each)
    merge(family.registry, pair_id(family.she, twin), family.she)
    follow(family.registry, twin, family.she)
    family.enrol(family.home)
    assert family.on(family.prepared()) == {family.home: ("held", [ELSEWHERE])}


def test_who_heads_another_household_by_the_day_of_the_file_is_paid_by_one_list(
    family: Family,
) -> None:
    family.enrol(family.home)
    first = family.prepared()
    paying.approve(family.registry, first)
    new = family.he_leaves()
    family.enrol(new)
    second = family.prepared()
    assert family.on(second) == {new: ("held", [ELSEWHERE])}
    family.issue(first)
    (payment,) = paying.payments_of(family.registry, first)
    assert (payment["status"], payment["payee_id"]) == ("listed", family.she)
    paying.cancel(family.registry, second)
    paying.work(family.registry, "payment_list.withdraw", second)
    assert family.on(family.issued()) == {new: ("listed", [])}


def test_of_two_lists_that_come_to_the_same_payee_the_second_holds_it(family: Family) -> None:
    other_head = str(register(family.registry)["id"])
    other = str(settle(family.registry, other_head)["id"])
    family.enrol(other)
    first = family.prepared()
    paying.approve(family.registry, first)
    family.enrol(family.home)
    second = family.prepared()
    paying.approve(family.registry, second)
    family.he_moves_to(other)
    heads = {"head_id": family.he, "members": [{"person_id": other_head, "relation": "sibling"}]}
    resettle(family.registry, other, successor=heads)
    family.issue(first)
    assert family.on(first) == {other: ("held", [ELSEWHERE])}
    family.issue(second)
    (payment,) = paying.payments_of(family.registry, second)
    assert (payment["status"], payment["payee_id"]) == ("listed", family.she)
    assert family.on(family.issued()) == {other: ("listed", [])}


def test_money_that_came_back_is_received_for_its_own_month(family: Family) -> None:
    family.enrol(family.home)
    october = family.issued("2026-10")
    (payment,) = paying.payments_of(family.registry, october)
    paying.came_back(family.registry, payment["id"])
    november = family.prepared()
    amounts = [
        (each["status"], each["attempt"]) for each in paying.payments_of(family.registry, november)
    ]
    assert sorted(amounts) == [("listed", 1), ("listed", 2)]


def test_money_of_a_record_that_was_merged_is_paid_once_more_to_the_one_that_stays(
    family: Family,
) -> None:
    again = {"identity": NAMELESS, "name": {"arabic": None, "latin": LATIN}}
    twin = str(register(family.registry, **again)["id"])
    join = [{"person_id": twin, "relation": "sibling"}]
    resettle(family.registry, family.home, join=join)
    paying.enrol(family.database, family.programme, family.home, person_id=twin)
    (payment,) = paying.payments_of(family.registry, family.issued("2026-10"))
    detect(family.registry, twin)
    merge(family.registry, pair_id(family.she, twin), family.she)
    follow(family.registry, twin, family.she)
    paying.came_back(family.registry, payment["id"])
    later = paying.payments_of(family.registry, family.issued())
    assert [
        (each["person_id"], each["status"]) for each in later if each["again_of"] is not None
    ] == [(family.she, "listed")]


def test_an_amount_that_changed_after_the_approval_is_paid_by_the_next_list(
    family: Family,
) -> None:
    enrolment_id = family.enrol(family.home)
    list_id = family.prepared()
    paying.approve(family.registry, list_id)
    family.database["enrolments"].update_one(
        {"_id": enrolment_id}, {"$set": {"state.amount_fils": 100_000}}
    )
    family.issue(list_id)
    assert family.on(list_id) == {family.home: ("held", ["amount_changed_since"])}
    assert paying.shown(family.registry, list_id)["totals"]["listed"]["total_fils"] == 50_000
    (payment,) = paying.payments_of(family.registry, family.issued())
    assert (payment["status"], payment["amount_fils"]) == ("listed", 100_000)


def test_who_dies_after_the_approval_is_not_in_the_file_and_the_successor_is(
    family: Family,
) -> None:
    family.enrol(family.home)
    list_id = family.prepared()
    paying.approve(family.registry, list_id)
    died = {"person_id": family.he, "successor": family.succession}
    live(family.registry, "death", family.home, **died)
    family.issue(list_id)
    (payment,) = paying.payments_of(family.registry, list_id)
    assert (payment["status"], payment["payee_id"]) == ("listed", family.she)


def test_a_list_that_was_called_off_gives_everybody_free_before_the_next(family: Family) -> None:
    family.enrol(family.home)
    first = family.prepared()
    paying.cancel(family.registry, first)
    with refused("payment_list_open"):
        family.prepared()
    paying.work(family.registry, "payment_list.withdraw", first)
    assert family.on(family.prepared()) == {family.home: ("listed", [])}
