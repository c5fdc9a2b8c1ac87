"""Who belongs to a household, whatever order people come and go in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.registry.domain.households.events import HouseholdAmended, HouseholdRegistered
from services.registry.domain.households.household import LARGEST, Household, Member
from services.registry.domain.households.refusals import (
    HeadCannotLeave,
    HeadIsMember,
    HouseholdTooLarge,
    MemberTwice,
    NotAMember,
)
from services.registry.domain.persons.facts import Address
from services.registry.domain.persons.origin import Origin

HOME = Address("JO-AM", None, None)
MOVED = Address("JO-IR", None, None)
PEOPLE = [f"p-{number}" for number in range(6)]


def household(*members: Member, head: str = "head") -> Household:
    return Household.register(
        "h-1",
        head_id=head,
        members=members,
        address=HOME,
        origin=Origin("amman-1", "clerk-17", date(2026, 11, 22)),
    )


def child(person_id: str) -> Member:
    return Member(person_id, "child")


def test_registering_names_everybody_the_head_first() -> None:
    assert household(child("a"), child("b")).events == [
        HouseholdRegistered("h-1", "head", ("head", "a", "b"), HOME)
    ]


def test_a_person_alone_is_a_household() -> None:
    assert household().person_ids == ("head",)


def test_the_head_is_not_named_again_among_the_members() -> None:
    with pytest.raises(HeadIsMember):
        household(child("head"))


def test_nobody_is_in_it_twice() -> None:
    with pytest.raises(MemberTwice):
        household(child("a"), Member("a", "spouse"))


def test_a_household_has_a_bound() -> None:
    with pytest.raises(HouseholdTooLarge):
        household(*(child(f"c-{number}") for number in range(LARGEST + 1)))


def test_who_joins_and_who_leaves_is_told() -> None:
    home = household(child("a"))
    home.events.clear()
    home.amend(join=[child("b")], leave=["a"], address=None)
    assert home.events == [HouseholdAmended("h-1", ("b",), ("a",), ("members",))]


def test_leaving_and_joining_at_once_gives_a_new_relation() -> None:
    home = household(child("a"))
    home.events.clear()
    home.amend(join=[Member("a", "spouse")], leave=["a"], address=None)
    assert home.members == (Member("a", "spouse"),)
    assert home.events == [HouseholdAmended("h-1", (), (), ("members",))]


def test_moving_is_told() -> None:
    home = household()
    home.events.clear()
    home.amend(address=MOVED)
    assert home.events == [HouseholdAmended("h-1", (), (), ("address",))]


def test_moving_to_where_it_lives_already_tells_nothing() -> None:
    home = household()
    home.events.clear()
    home.amend(address=HOME)
    assert home.events == []


def test_the_head_cannot_leave() -> None:
    with pytest.raises(HeadCannotLeave):
        household(child("a")).amend(leave=["head"], address=None)


def test_only_a_member_can_leave() -> None:
    with pytest.raises(NotAMember):
        household().amend(leave=["stranger"], address=None)


class ComingAndGoing(RuleBasedStateMachine):
    """A household beside a plain set of who should be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.home = household()
        self.inside: set[str] = set()

    @rule(who=st.sampled_from(PEOPLE))
    def join(self, who: str) -> None:
        if who in self.inside:
            with pytest.raises(MemberTwice):
                self.home.amend(join=[child(who)], address=None)
        else:
            self.home.amend(join=[child(who)], address=None)
            self.inside.add(who)

    @rule(who=st.sampled_from(PEOPLE))
    def leave(self, who: str) -> None:
        if who in self.inside:
            self.home.amend(leave=[who], address=None)
            self.inside.remove(who)
        else:
            with pytest.raises(NotAMember):
                self.home.amend(leave=[who], address=None)

    @precondition(lambda self: self.home.events)
    @rule()
    def stored(self) -> None:
        self.home.events.clear()

    @invariant()
    def everybody_is_where_they_should_be(self) -> None:
        assert set(self.home.person_ids) == self.inside | {"head"}

    @invariant()
    def the_events_tell_how_it_came_about(self) -> None:
        for event in self.home.events:
            if isinstance(event, HouseholdAmended):
                assert not set(event.joined) & set(event.left)


TestComingAndGoing = ComingAndGoing.TestCase
