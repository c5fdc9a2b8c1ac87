"""A society that moves: its new office looks after it and after what it has begun."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.errors import Forbidden
from services.licensing.domain.places import Place
from tests.support.associations import (
    ADMINISTRATOR,
    OFFICER,
    SUPERVISOR,
    licensing,
    membership,
    orderly,
    union_of,
)
from tests.support.calling import Caller, somebody
from tests.support.elections import Polls

IRBID = somebody("supervisor-irbid", "supervisor", governorates=("JO-IR",))
THERE = Place("JO-IR", None, "شارع الجامعة، 5")


def move(call: Caller, association_id: str, place: Place = THERE) -> None:
    with use(Context(SUPERVISOR)):
        licensing(call).associations.register.move(association_id, place, None)


def test_its_office_is_that_of_the_new_place(call: Caller) -> None:
    made = orderly(call, 1)
    asked = {"association_id": made}
    with pytest.raises(Forbidden):
        call(IRBID, "get_association", asked)
    move(call, made)
    view = call(IRBID, "get_association", asked)
    assert view["place"]["governorate"] == "JO-IR"
    assert [each["former_place"]["governorate"] for each in view["moves"]] == ["JO-AM"]
    with pytest.raises(Forbidden):
        call(SUPERVISOR, "get_association", asked)


def test_to_move_to_where_one_is_changes_nothing(call: Caller) -> None:
    made = orderly(call, 1)
    move(call, made)
    before = call(IRBID, "get_association", {"association_id": made})
    move(call, made)
    assert call(IRBID, "get_association", {"association_id": made}) == before


def test_its_membership_is_found_by_both_offices(call: Caller) -> None:
    members = [orderly(call, number) for number in range(1, 6)]
    union_id = union_of(call, members)
    asked = {"governorate": "JO-IR"}
    assert call(IRBID, "find_memberships", asked)["items"] == []
    move(call, members[0])
    (found,) = call(IRBID, "find_memberships", asked)["items"]
    assert found["id"] == membership(call, union_id, members[0])["id"]
    here = call(SUPERVISOR, "find_memberships", {"governorate": "JO-AM"})["items"]
    assert len(here) == 5


def test_it_votes_where_it_was_at_the_cut_off(call: Caller, clock: FixedClock) -> None:
    polls = Polls.announced(call, clock)
    earlier, later = polls.societies[0], polls.societies[1]
    move(call, earlier)
    polls.step("cut_off")
    move(call, later)
    polls.list()
    asked = {"election_id": polls.election_id}
    centres = {
        each["society_id"]: each["centre"] for each in call(OFFICER, "list_voters", asked)["items"]
    }
    assert centres[later] == centres[polls.societies[2]]
    assert centres[earlier] != centres[later]
    assert call(ADMINISTRATOR, "verify_voters", asked)["identical"] is True


def test_it_is_known_where_it_was_on_a_day(call: Caller, clock: FixedClock) -> None:
    made = orderly(call, 1)
    clock.advance(clock.now().replace(year=2027) - clock.now())
    move(call, made)
    kept = licensing(call).associations.register.associations.load(made)
    assert kept.place_on(date(2027, 11, 21)).governorate == "JO-AM"
    assert kept.place_on(date(2027, 11, 22)).governorate == "JO-IR"
