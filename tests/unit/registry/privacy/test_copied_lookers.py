"""Who looked at what is shared with others is told, and nothing of whom they worked with."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from chassis.context import Context, use
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support import paying
from tests.support.privacy import copied, dossier, fetched
from tests.support.programmes import SUPERVISOR, Office, in_memory
from tests.support.registry import (
    CLERK,
    HELPER,
    OF_THE_SHELTER,
    command_of,
    live,
    protect,
    refused,
    register,
    settle,
    wedded,
)
from tests.support.reviewing import a_pair, decide, follow, merge

AT_THE_SHELTER = {"governorate": "JO-AM", "district": None, "details": "شارع الملجأ ٧"}


@pytest.fixture
def office() -> Office:
    return in_memory()[0]


class Couple:
    """A husband, and a wife whom a shelter protects."""

    def __init__(self, office: Office) -> None:
        self.registry = office.registry
        self.he = register(self.registry, sex="male")["id"]
        self.she = register(self.registry)["id"]
        self.home = settle(self.registry, self.he, members=wedded(self.she))["id"]
        with use(Context(HELPER)):
            protect(self.registry, self.she, HELPER)
        with use(Context(OF_THE_SHELTER)):
            self.registry.household_queries.household(self.home, OF_THE_SHELTER)

    def leaves(self, **changes: Any) -> None:
        split = {"head_id": self.she, "members": [], "address": AT_THE_SHELTER, **changes}
        live(self.registry, "split", self.home, HELPER, **split)

    def his(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = dossier(self.registry, self.he)["accesses"]
        return found


def test_a_husband_is_not_told_which_centre_works_with_his_wife_nor_when(office: Office) -> None:
    couple = Couple(office)
    couple.leaves()
    own, *shared = couple.his()
    assert (own["action"], own["centre"]) == ("data_copy.ask", "amman-1")
    assert shared == [
        {"on": "2026-11-22", "action": "household.read", "roles": ["supervisor"]},
        {"on": "2026-11-22", "action": "household.handle", "roles": ["caseworker"]},
    ]
    assert "shelter-1" not in json.dumps(dossier(couple.registry, couple.he))


def test_what_was_tried_for_one_member_and_changed_nothing_is_not_told(office: Office) -> None:
    couple = Couple(office)
    with refused("successor_missing"):
        couple.leaves(head_id=couple.he)
    assert [each["action"] for each in couple.his()] == ["data_copy.ask", "household.read"]


def test_a_look_at_the_benefits_of_a_household_is_shared_as_it_is(office: Office) -> None:
    home = office.household()
    applied = office.applied(office.programme(rules=None, amount_fils=50_000), home)
    rejected = {"enrolment_id": applied["id"]}
    office.do("reject_enrolment", SUPERVISOR, **rejected, reason_code="documents_missing")
    filed = office.do("file_grievance", CLERK, **rejected, text="الوثائق مكتملة.")
    office.do("get_grievance", OF_THE_SHELTER, grievance_id=filed["id"])
    looked = dossier(office.registry, home["head_id"])["accesses"]
    assert "grievance.read" in [each["action"] for each in looked]
    assert "shelter-1" not in json.dumps(looked)


def test_no_clerk_asks_for_a_copy_nor_fetches_one(office: Office) -> None:
    """It has what other bodies stated of a household, which no clerk reads."""
    couple = Couple(office)
    with refused("data_copy_not_yours"):
        copied(couple.registry, couple.he, CLERK)
    copy_id = copied(couple.registry, couple.he, SUPERVISOR)
    with refused("data_copy_not_yours"):
        fetched(couple.registry, copy_id, actor=CLERK)
    assert fetched(couple.registry, copy_id, actor=SUPERVISOR)


@pytest.mark.parametrize("followed", [True, False])
def test_what_is_older_than_a_merge_stays_in_the_copy(followed: bool) -> None:
    office, clock = in_memory()
    registry = office.registry
    with use(Context(CLERK)):
        merged, survivor = (each["id"] for each in a_pair(registry))
        home = settle(registry, merged, register(registry)["id"])["id"]
    with command_of(CLERK):
        registry.eligibility.desk.declare(home, {"rent_fils": 120_000}, CLERK)
    with use(Context(SUPERVISOR)):
        registry.household_queries.household(home, SUPERVISOR)
        registry.person_queries.sensitive(merged, "care", SUPERVISOR)
    clock.at += timedelta(days=2)
    merge(registry, pair_id(merged, survivor), survivor)
    if followed:
        follow(registry, merged, survivor)
    copy = dossier(registry, survivor)
    assert copy["household"]["relation"] == "head"
    assert [each["value"] for each in copy["facts"]["items"]] == [120_000]
    assert copy["facts"]["not_shown"] is None
    looked = [each["action"] for each in copy["accesses"]]
    assert {"person.sensitive_read.care", "household.read"} <= set(looked)


def test_a_copy_of_two_who_were_taken_for_one_is_gone_when_they_are_two_again() -> None:
    registry = in_memory()[0].registry
    one, two = (each["id"] for each in a_pair(registry))
    merge(registry, pair_id(one, two), one)
    follow(registry, two, one)
    copy_id = copied(registry, one)
    assert fetched(registry, copy_id)
    decide(registry, "undo", pair_id(one, two))
    follow(registry, two, one)
    with refused("data_copy_not_ready"):
        fetched(registry, copy_id)


def test_what_somebody_was_paid_is_theirs_wherever_they_live_since(office: Office) -> None:
    home = office.household()
    head, heir = home["head_id"], home["members"][0]["person_id"]
    to = office.programme(rules=None, amount_fils=50_000)
    office.approved(to, home)
    paying.prepared(office.registry, to["id"])
    assert len(dossier(office.registry, head)["payments"]) == 1
    alone = {"governorate": "JO-AM", "district": None, "details": None}
    succession = {"head_id": heir, "members": []}
    live(office.registry, "split", home["id"], head_id=head, address=alone, successor=succession)
    assert len(dossier(office.registry, head)["payments"]) == 1
