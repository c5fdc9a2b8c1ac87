"""An amount per person is paid for everybody who was there, once, wherever they live by then."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from services.registry.app.application import Registry
from services.registry.domain.emergencies.counting import part_of
from services.registry.domain.emergencies.emergency import Amount
from tests.support import paying, relief
from tests.support.registry import home_of, live, register, resettle, settle, wedded

EACH = 20_000
PER_PERSON = Amount("person", EACH)
AMMAN = {"governorate": "JO-AM", "district": None, "details": None}
IRBID = {"governorate": "JO-IR", "district": None, "details": None}


class Family:
    """A father, a mother and three children, per person on the target list of an emergency."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.father = str(register(registry, sex="male")["id"])
        self.mother, *self.children = (str(register(registry)["id"]) for _ in range(4))
        members = [*wedded(self.mother), *self._as_children()]
        self.home = str(settle(registry, self.father, members=members)["id"])
        self.emergency_id = relief.targeted(registry, amount=PER_PERSON)

    def _as_children(self) -> list[dict[str, Any]]:
        return [{"person_id": each, "relation": "child"} for each in self.children]

    def parts(self) -> None:
        """She and the children live elsewhere from now on."""
        left: dict[str, Any] = {"head_id": self.mother, "spouse_id": self.father, "address": AMMAN}
        live(self.registry, "divorce", self.home, **left, members=self._as_children())

    def first_list(self) -> str:
        list_id = relief.approve(self.registry, self.emergency_id)
        paying.work(self.registry, "payment_list.prepare", list_id)
        return list_id

    def issued(self, list_id: str) -> str:
        paying.work(self.registry, "payment_list.issue", list_id)
        return list_id

    def further_list(self) -> str:
        list_id = relief.pay_again(self.registry, self.emergency_id)
        paying.approve(self.registry, list_id)
        return self.issued(list_id)

    def nothing_is_left(self) -> bool:
        """Whether a further list has nobody."""
        return not self.on(relief.pay_again(self.registry, self.emergency_id))

    def on(self, list_id: str) -> Counter[tuple[str, str, int]]:
        """Who is paid what, and what is held."""
        payments = paying.payments_of(self.registry, list_id)
        return Counter((each["payee_id"], each["status"], each["amount_fils"]) for each in payments)

    def paid(self, *list_ids: str) -> dict[str, int]:
        """How much each payee receives by these lists."""
        found: Counter[str] = Counter()
        for each in list_ids:
            for (payee, status, fils), many in self.on(each).items():
                found[payee] += fils * many if status == "listed" else 0
        return {payee: fils for payee, fils in found.items() if fils}


@pytest.fixture
def family(registry: Registry) -> Family:
    return Family(registry)


def test_who_stayed_is_paid_for_together_as_targeted(family: Family) -> None:
    first = family.issued(family.first_list())
    assert family.on(first) == {(family.father, "listed", 5 * EACH): 1}
    assert family.nothing_is_left()


def test_who_left_before_the_list_is_paid_through_the_head_of_their_home(family: Family) -> None:
    family.parts()
    first = family.issued(family.first_list())
    assert family.paid(first) == {family.father: EACH, family.mother: 4 * EACH}
    assert family.nothing_is_left()


def test_who_left_before_the_file_is_held_and_on_the_next_list(family: Family) -> None:
    list_id = family.first_list()
    family.parts()
    first = family.issued(list_id)
    assert family.on(first) == {(family.father, "held", 5 * EACH): 1}
    assert family.paid(family.further_list()) == {family.father: EACH, family.mother: 4 * EACH}


def test_who_left_after_they_were_paid_is_not_paid_again(family: Family) -> None:
    family.issued(family.first_list())
    family.parts()
    assert family.nothing_is_left()


def test_work_that_was_cut_off_among_those_who_left_goes_on_behind_them(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.registry.app.payments.preparing.BATCH", 1)
    family.parts()
    list_id = relief.approve(family.registry, family.emergency_id)
    killed = paying.Running(dies_after=3)
    with pytest.raises(paying.Stopped):
        paying.work(family.registry, "payment_list.prepare", list_id, killed)
    assert killed.checkpoint["phase"] == "former"
    paying.work(family.registry, "payment_list.prepare", list_id, paying.Running(killed.checkpoint))
    assert family.paid(family.issued(list_id)) == {family.father: EACH, family.mother: 4 * EACH}


def test_who_came_back_after_the_others_were_paid_is_paid_for_alone(family: Family) -> None:
    resettle(family.registry, family.home, leave=[family.children[0]])
    first = family.issued(family.first_list())
    assert family.paid(first)[family.father] == 4 * EACH
    member = {"person_id": family.children[0], "relation": "child"}
    resettle(family.registry, family.home, join=[member])
    both = (first, family.further_list())
    assert sum(family.paid(*both).values()) == 5 * EACH


def test_who_joined_another_household_of_the_list_is_paid_beside_it(registry: Registry) -> None:
    other_head = str(register(registry)["id"])
    other = str(settle(registry, other_head)["id"])
    family = Family(registry)
    people = [family.father, family.mother, *family.children]
    coming = [{"person_id": each, "relation": "other_relative"} for each in people]
    live(registry, "join", other, other_household_id=family.home, members=coming)
    first = family.issued(family.first_list())
    assert family.paid(first) == {other_head: 6 * EACH}
    assert family.nothing_is_left()


def test_of_who_died_since_nothing_is_paid_and_it_is_told(family: Family) -> None:
    live(family.registry, "death", family.home, person_id=family.children[0])
    list_id = family.first_list()
    held = [each for each in paying.payments_of(family.registry, list_id) if each["findings"]]
    assert [each["findings"] for each in held] == [["beneficiary_deceased"]]
    assert family.paid(family.issued(list_id)) == {family.father: 4 * EACH}


def test_who_moved_away_was_there_and_who_came_since_was_not(family: Family) -> None:
    newcomer = {"person_id": register(family.registry)["id"], "relation": "other_relative"}
    resettle(family.registry, family.home, join=[newcomer])
    resettle(family.registry, family.home, address=IRBID)
    assert family.paid(family.issued(family.first_list())) == {family.father: 5 * EACH}


def test_money_that_came_back_is_paid_once_more_and_counts_nobody_twice(family: Family) -> None:
    first = family.issued(family.first_list())
    (payment,) = paying.payments_of(family.registry, first)
    paying.came_back(family.registry, payment["id"])
    family.parts()
    assert family.paid(family.further_list()) == {family.father: 5 * EACH}


def test_an_amount_per_household_stays_with_the_household(registry: Registry) -> None:
    family = Family(registry)
    family.emergency_id = relief.targeted(registry)
    family.parts()
    assert family.paid(family.issued(family.first_list())) == {family.father: 50_000}
    assert home_of(registry, family.mother)["id"] != family.home


def test_all_parts_together_are_no_more_than_was_approved() -> None:
    assert part_of(500_000, 4, 7) + 3 * part_of(500_000, 1, 7) <= 500_000
    assert part_of(100_000, 5, 5) == 100_000
