"""A person registered twice and merged is paid once for one month, whichever record was listed."""

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
from tests.support.registry import register, settle
from tests.support.reviewing import LATIN, NAMELESS, decide, detect, merge


class Twice:
    """A woman who stands twice in her household, in a programme for persons."""

    def __init__(self, registry: Registry, database: Any) -> None:
        self.registry, self.database = registry, database
        self.programme = paying.programme(database)
        again = {"identity": NAMELESS, "name": {"arabic": None, "latin": LATIN}}
        self.one = str(register(registry)["id"])
        self.two = str(register(registry, **again)["id"])
        self.home = settle(registry, self.one, self.two)["id"]
        detect(registry, self.two)
        self.pair = pair_id(self.one, self.two)

    def enrol(self, person_id: str) -> str:
        return paying.enrol(self.database, self.programme, self.home, person_id=person_id)

    def merge(self) -> None:
        merge(self.registry, self.pair, self.one)

    def issued(self) -> list[str]:
        """The enrolments that a further list of the month pays."""
        return self.paid(paying.issued(self.registry, self.programme))

    def listed(self) -> list[str]:
        """The enrolments that a further list of the month would pay."""
        return self.paid(paying.prepared(self.registry, self.programme))

    def paid(self, list_id: str) -> list[str]:
        listed = paying.payments_of(self.registry, list_id)
        return [each["claim_id"] for each in listed if each["status"] == "listed"]


@pytest.fixture
def twice(database: Any, clock: FixedClock, settings: ProcessSettings) -> Twice:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return Twice(build(database, clock, settings), database)


def test_what_was_paid_by_the_record_that_ended_is_not_paid_again_by_the_other(
    twice: Twice,
) -> None:
    of_two = twice.enrol(twice.two)
    assert twice.issued() == [of_two]
    twice.merge()
    # It followed, and she was enrolled anew: two claims of one woman, for a month that is paid.
    twice.database["enrolments"].update_one(
        {"_id": of_two}, {"$set": {"state.applicant.person_id": twice.one}}
    )
    twice.enrol(twice.one)
    assert twice.listed() == []


def test_moving_to_another_household_pays_no_second_time(twice: Twice) -> None:
    first = twice.enrol(twice.one)
    assert twice.issued() == [first]
    twice.database["enrolments"].update_one({"_id": first}, {"$set": {"state.status": "exited"}})
    elsewhere = paying.family(twice.registry)
    paying.enrol(twice.database, twice.programme, elsewhere, person_id=twice.one)
    assert twice.listed() == []


def test_listed_by_both_records_before_the_merge_she_is_paid_once(twice: Twice) -> None:
    of_one, of_two = twice.enrol(twice.one), twice.enrol(twice.two)
    list_id = paying.prepared(twice.registry, twice.programme)
    assert sorted(twice.paid(list_id)) == sorted([of_one, of_two])
    paying.approve(twice.registry, list_id)
    twice.merge()  # and nothing has followed yet
    paying.work(twice.registry, "payment_list.issue", list_id)
    assert twice.paid(list_id) == [of_one]
    assert paying.file_of(twice.registry, list_id).count("\npayment,") == 1


def test_merged_and_not_followed_yet_she_is_listed_once(twice: Twice) -> None:
    of_one, of_two = twice.enrol(twice.one), twice.enrol(twice.two)
    twice.merge()
    list_id = paying.prepared(twice.registry, twice.programme)
    assert twice.paid(list_id) == [of_one]
    # What the other record claims is the same money: it is not held, as it is paid.
    totals = paying.shown(twice.registry, list_id)["totals"]
    assert (totals["findings"], totals["already"]) == ({}, 1)
    assert of_two not in twice.paid(list_id)


def test_taken_apart_again_each_is_paid_for_the_next_month(twice: Twice) -> None:
    both = [twice.enrol(twice.one), twice.enrol(twice.two)]
    twice.merge()
    assert len(twice.issued()) == 1
    decide(twice.registry, "undo", twice.pair)
    december = paying.issued(twice.registry, twice.programme, "2026-12")
    assert sorted(twice.paid(december)) == sorted(both)
