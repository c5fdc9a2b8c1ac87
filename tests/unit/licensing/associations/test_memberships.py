"""Societies in unions, their dues, and who reads what of whom."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound
from services.licensing.domain.refusals import Refusal
from tests.support.associations import (
    ADMINISTRATOR,
    AUDITOR,
    CLERK,
    OFFICER,
    STRANGER,
    SUPERVISOR,
    a_union,
    audited,
    chair,
    licensing,
    membership,
    pay,
    society,
    union_of,
)
from tests.support.calling import Caller, somebody


@pytest.fixture
def societies(call: Caller) -> list[str]:
    return [society(call, number) for number in range(1, 6)]


@pytest.fixture
def union_id(call: Caller, societies: list[str]) -> str:
    return union_of(call, societies)


def join(call: Caller, union_id: str, society_id: str) -> dict[str, Any]:
    asked = {"union_id": union_id, "society_id": society_id, "joined_on": "2026-01-01"}
    return call(ADMINISTRATOR, "record_membership", asked)


def test_a_society_joins_once_and_again_when_it_has_left(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    with pytest.raises(Conflict, match="membership_already_joined"):
        join(call, union_id, societies[0])
    held = membership(call, union_id, societies[0])["id"]
    ending = {"membership_id": held, "ending": "expelled", "reason": "مخالفة النظام."}
    call(OFFICER, "end_membership", ending)
    with pytest.raises(Conflict, match="membership_already_ended"):
        call(OFFICER, "end_membership", ending)
    assert join(call, union_id, societies[0])["ending"] is None


def test_societies_join_unions_and_both_are_active(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    new = society(call, 9)
    with pytest.raises(Conflict, match="association_not_a_union"):
        join(call, societies[0], new)
    with pytest.raises(Conflict, match="association_not_a_society"):
        join(call, union_id, union_id)
    suspended = {"association_id": new, "measure": "suspension", "reason": "مخالفة."}
    call(SUPERVISOR, "take_association_measure", suspended)
    with pytest.raises(Conflict, match="association_not_active"):
        join(call, union_id, new)


def test_dues_of_a_year_are_recorded_once_by_who_keeps_them(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    pay(call, union_id, societies[0], 2026)
    held = membership(call, union_id, societies[0])
    assert held["dues"][0]["until"] == "2026-12-31"
    paid = {
        "membership_id": held["id"],
        "year": 2026,
        "amount_fils": 25_000,
        "paid_on": "2026-11-22",
    }
    with pytest.raises(Conflict, match="membership_dues_paid"):
        call(CLERK, "record_dues", paid)
    with pytest.raises(Conflict, match="membership_dues_out_of_bounds"):
        call(CLERK, "record_dues", {**paid, "year": 2027, "amount_fils": 1})
    with pytest.raises(Conflict, match="association_day_ahead"):
        call(CLERK, "record_dues", {**paid, "year": 2027, "paid_on": "2026-11-23"})
    for stranger in (chair(1), STRANGER, ADMINISTRATOR):
        with pytest.raises(Forbidden):
            call(stranger, "record_dues", {**paid, "year": 2027})


def test_dues_that_were_recorded_wrongly_are_withdrawn_once_with_a_reason(
    call: Caller, database: MemoryDatabase, union_id: str, societies: list[str]
) -> None:
    pay(call, union_id, societies[0], 2026)
    held = membership(call, union_id, societies[0])["id"]
    asked = {"membership_id": held, "year": 2026, "reason": "سُجّلت لجمعية أخرى."}
    for stranger in (chair(1), STRANGER, ADMINISTRATOR):
        with pytest.raises(Forbidden):
            call(stranger, "withdraw_dues", asked)
    (due,) = call(CLERK, "withdraw_dues", asked)["dues"]
    assert due["withdrawal"] == {"by": "clerk-1", "on": "2026-11-22", "reason": asked["reason"]}
    told = database.collections["memberships"][held]["pending"][-1]
    assert told["type"].split(".")[3] == "dues_withdrawn"
    assert asked["reason"] not in str(told["data"])
    with pytest.raises(Conflict, match="membership_dues_not_paid"):
        call(CLERK, "withdraw_dues", asked)
    (entry,) = audited(call, "membership", held)
    assert (entry["actor"], entry["action"]) == ("clerk-1", "membership.withdraw_dues")


def test_a_society_reads_that_its_dues_were_withdrawn_and_not_by_whom(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    pay(call, union_id, societies[0], 2026)
    held = membership(call, union_id, societies[0])["id"]
    asked = {"membership_id": held, "year": 2026, "reason": "سُجّلت لجمعية أخرى."}
    call(CLERK, "withdraw_dues", asked)
    (found,) = call(chair(1), "find_memberships", {"society_id": societies[0]})["items"]
    withdrawal = {"by": None, "on": "2026-11-22", "reason": asked["reason"]}
    assert found["dues"][0]["withdrawal"] == withdrawal


def test_dues_are_paid_again_after_they_were_withdrawn(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    pay(call, union_id, societies[0], 2026)
    held = membership(call, union_id, societies[0])["id"]
    call(OFFICER, "withdraw_dues", {"membership_id": held, "year": 2026, "reason": "شيك مرتجع."})
    pay(call, union_id, societies[0], 2026)
    first, second = membership(call, union_id, societies[0])["dues"]
    assert (first["withdrawal"] is None, second["withdrawal"]) == (False, None)


def test_dues_from_before_they_could_be_withdrawn_are_read(
    call: Caller, database: MemoryDatabase, union_id: str, societies: list[str]
) -> None:
    pay(call, union_id, societies[0], 2026)
    held = membership(call, union_id, societies[0])["id"]
    del database.collections["memberships"][held]["state"]["dues"][0]["withdrawal"]
    assert membership(call, union_id, societies[0])["dues"][0]["withdrawal"] is None


def test_officers_read_their_members_without_founders(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    asked = {"association_id": societies[0]}
    assert call(OFFICER, "get_association", asked)["founders"] is None
    assert call(OFFICER, "get_association", asked)["representatives"] is None
    for actor in (SUPERVISOR, AUDITOR, ADMINISTRATOR, chair(1)):
        assert len(call(actor, "get_association", asked)["founders"]) == 7
    for actor in (STRANGER, chair(2), somebody("clerk-9", "clerk", governorates=("JO-IR",))):
        with pytest.raises(Forbidden, match="licensing_not_yours"):
            call(actor, "get_association", asked)


def test_reading_founders_is_written_down(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    call(SUPERVISOR, "get_association", {"association_id": societies[0]})
    (entry,) = audited(call, "association", societies[0])[-1:]
    assert (entry["actor"], entry["action"]) == ("supervisor-1", "association.read")


def test_lists_are_narrowed_and_tell_no_numbers(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    mine = call(chair(2), "find_associations", {})["items"]
    assert [each["id"] for each in mine] == [societies[1]]
    assert mine[0]["founders"] is None
    of_staff = call(SUPERVISOR, "find_associations", {"kind": "society", "limit": 3})
    assert len(of_staff["items"]) == 3
    assert of_staff["next"]
    elsewhere = somebody("clerk-9", "clerk", governorates=("JO-IR",))
    assert call(elsewhere, "find_associations", {})["items"] == []
    with pytest.raises(Forbidden):
        call(elsewhere, "find_associations", {"governorate": "JO-AM"})
    with pytest.raises(Forbidden):
        call(somebody("operator-1", "operator"), "find_associations", {})


def test_memberships_are_found_by_either_side(
    call: Caller, union_id: str, societies: list[str]
) -> None:
    assert len(call(OFFICER, "find_memberships", {"union_id": union_id})["items"]) == 5
    mine = call(chair(3), "find_memberships", {"society_id": societies[2]})["items"]
    assert [each["union_id"] for each in mine] == [union_id]
    assert len(call(SUPERVISOR, "find_memberships", {})["items"]) == 5
    for asked in ({}, {"union_id": union_id}, {"society_id": societies[0]}):
        with pytest.raises(Forbidden):
            call(chair(3), "find_memberships", asked)


def test_others_act_for_it_when_they_are_named(call: Caller, societies: list[str]) -> None:
    named = {"association_id": societies[0], "representatives": [{"national_number": "9851012345"}]}
    call(SUPERVISOR, "name_representatives", named)
    with pytest.raises(Forbidden):
        call(chair(1), "get_association", {"association_id": societies[0]})
    new = somebody("anybody", "citizen", governorates=(), national_number="9851012345")
    assert call(new, "get_association", {"association_id": societies[0]})


def test_everybody_may_know_what_is_published_and_no_more(
    call: Caller, societies: list[str]
) -> None:
    published = licensing(call).associations.queries.published(societies[0])
    assert published.keys() == {
        "id",
        "number",
        "kind",
        "variant",
        "name",
        "competent_ministry",
        "parent",
        "state",
    }


def test_a_union_of_a_union_is_refused_before_anything_is_kept(
    call: Caller, database: MemoryDatabase, union_id: str
) -> None:
    with pytest.raises((Conflict, NotFound, Refusal)):
        call(
            ADMINISTRATOR,
            "record_association",
            a_union(["0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e99"], number="UNI-2"),
        )
    assert len(database.collections["memberships"]) == 5


@pytest.mark.parametrize(
    ("year", "paid_on"), [(2020, "2026-11-01"), (2028, "2026-11-01"), (2026, "2020-12-31")]
)
def test_dues_are_of_years_of_the_membership(call: Caller, year: int, paid_on: str) -> None:
    societies = [society(call, each) for each in range(1, 6)]
    union_id = union_of(call, societies)
    asked = {
        "membership_id": membership(call, union_id, societies[0])["id"],
        "year": year,
        "amount_fils": 25_000,
        "paid_on": paid_on,
    }
    with pytest.raises(Conflict, match="membership_dues_year"):
        call(OFFICER, "record_dues", asked)
