"""Enrolments of a person who was registered twice: one goes on, and undoing restores both."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.programmes import SUPERVISOR, Office, learning
from tests.support.registry import CLERK, command_of, register, settle
from tests.support.reviewing import LATIN, NAMELESS, decide, detect, follow, merge
from tests.unit.registry.programmes.test_places import places_of


class Twice:
    """A household in which one woman stands twice: as its head, and without a number."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.one = str(register(office.registry)["id"])
        again = {"identity": NAMELESS, "name": {"arabic": None, "latin": LATIN}}
        self.two = str(register(office.registry, **again)["id"])
        self.home = settle(office.registry, self.one, self.two)["id"]
        detect(office.registry, self.two)
        self.pair = pair_id(self.one, self.two)

    def apply(self, to: dict[str, Any], person_id: str) -> dict[str, Any]:
        return self.office.do(
            "apply_for_programme",
            CLERK,
            programme_id=to["id"],
            household_id=self.home,
            person_id=person_id,
        )

    def merge(self) -> None:
        """The second record ends; told twice."""
        merge(self.office.registry, self.pair, self.one)
        self.follow()
        self.follow()

    def undo(self) -> None:
        decide(self.office.registry, "undo", self.pair)
        self.follow()
        self.follow()

    def follow(self) -> None:
        follow(self.office.registry, self.two, self.one)

    def read(self, enrolment: dict[str, Any]) -> dict[str, Any]:
        """Without what counts the changes themselves."""
        seen = self.office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])
        return {name: it for name, it in seen.items() if name not in ("version", "course")}


@pytest.fixture
def twice(office: Office) -> Twice:
    return Twice(office)


def test_a_living_enrolment_follows_and_comes_back(office: Office, twice: Twice) -> None:
    of_two = twice.apply(office.programme(**learning(3)), twice.two)
    before = twice.read(of_two)
    twice.merge()
    assert twice.read(of_two) == {**before, "person_id": twice.one}
    twice.undo()
    assert twice.read(of_two) == before


def test_what_has_ended_keeps_the_name_it_ended_under(office: Office, twice: Twice) -> None:
    of_two = twice.apply(office.programme(**learning(3)), twice.two)
    end = {"outcome": "exited", "reason_code": "moved_away"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=of_two["id"], **end)
    twice.merge()
    assert twice.read(of_two)["person_id"] == twice.two


def test_of_two_in_one_programme_one_ends_and_its_place_goes_to_who_waits(
    office: Office, twice: Twice, days: Any
) -> None:
    to = office.programme(**learning(2))
    of_one, of_two = twice.apply(to, twice.one), twice.apply(to, twice.two)
    waiting = office.applied(to)
    twice.merge()
    assert [twice.read(each)["status"] for each in (of_one, of_two)] == ["active", "exited"]
    assert twice.read(of_two)["person_id"] == twice.two
    days.pass_by()
    assert twice.read(waiting)["status"] == "active"
    assert places_of(office, to) == (2, 0)


def test_undone_while_the_place_is_free_both_are_what_they_were(
    office: Office, twice: Twice
) -> None:
    to = office.programme(**learning(2))
    both = [twice.apply(to, twice.one), twice.apply(to, twice.two)]
    before = [twice.read(each) for each in both]
    twice.merge()
    assert places_of(office, to) == (1, 0)
    twice.undo()
    assert [twice.read(each) for each in both] == before
    assert places_of(office, to) == (2, 0)


def test_undone_when_the_place_was_given_on_the_second_waits(
    office: Office, twice: Twice, days: Any
) -> None:
    to = office.programme(**learning(2))
    of_one, of_two = twice.apply(to, twice.one), twice.apply(to, twice.two)
    office.applied(to)
    twice.merge()
    days.pass_by()
    twice.undo()
    assert [twice.read(each)["status"] for each in (of_one, of_two)] == ["active", "waiting"]
    assert places_of(office, to) == (2, 1)


def test_a_turn_in_the_line_is_kept(office: Office, twice: Twice) -> None:
    to = office.programme(**learning(1))
    of_one = twice.apply(to, twice.one)
    of_two, behind = twice.apply(to, twice.two), office.applied(to)
    before = twice.read(of_two)
    twice.merge()
    assert (twice.read(of_two)["status"], places_of(office, to)) == ("exited", (1, 1))
    twice.undo()
    assert (twice.read(of_two), places_of(office, to)) == (before, (1, 2))
    assert (twice.read(of_one)["status"], twice.read(behind)["ticket"]) == ("active", 2)


def test_the_enrolment_that_is_further_goes_on_whosoever_it_was(
    office: Office, twice: Twice
) -> None:
    to = office.programme(**learning(1))
    of_two, of_one = twice.apply(to, twice.two), twice.apply(to, twice.one)
    before = [twice.read(each) for each in (of_one, of_two)]
    assert [each["status"] for each in before] == ["waiting", "active"]
    twice.merge()
    assert twice.read(of_two) == {**before[1], "person_id": twice.one}
    assert twice.read(of_one)["status"] == "exited"
    twice.undo()
    assert [twice.read(each) for each in (of_one, of_two)] == before
    assert places_of(office, to) == (1, 1)


def test_who_applied_anew_since_keeps_that_application(office: Office, twice: Twice) -> None:
    to = office.programme(**learning(3))
    of_one, of_two = twice.apply(to, twice.one), twice.apply(to, twice.two)
    twice.merge()
    end = {"outcome": "exited", "reason_code": "moved_away"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=of_one["id"], **end)
    twice.undo()
    assert twice.read(of_two)["status"] == "active"
    assert twice.read(of_one)["status"] == "exited"
    again = twice.apply(to, twice.one)
    assert (again["status"], places_of(office, to)) == ("active", (2, 0))


def test_who_applied_while_the_merge_was_not_known_yet_follows_late(
    office: Office, twice: Twice
) -> None:
    to = office.programme(**learning(3))
    merge(office.registry, twice.pair, twice.one)
    late = twice.apply(to, twice.two)
    with command_of(CLERK):
        office.registry.duplicates.following.named(twice.two)
    assert twice.read(late)["person_id"] == twice.one
