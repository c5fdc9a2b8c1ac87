"""Versions and histories of a child whose guardian is hidden are as of one who has none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, use
from chassis.context import Context as Work
from services.registry.app.application import Registry
from services.registry.app.persons.queries import FindPersons
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.privacy import CASEWORKER, SUPERVISOR, dossier, sensitive
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    amend,
    citizen,
    national_number,
    protect,
    refused,
    register,
)
from tests.support.reviewing import a_pair, decide, follow, merge
from tests.unit.registry.privacy.test_lifting import lift

HELPER_WHO_DECIDES = replace(HELPER, roles=frozenset({"supervisor"}))
BORN = "2016-02-02"
MOBILE = {"mobile": "+962790001122", "email": None}


def parent(person_id: str) -> dict[str, Any]:
    return {"person_id": person_id, "relation": "parent"}


def child(registry: Registry, guardian: str | None = None) -> str:
    named = {} if guardian is None else {"guardian": parent(guardian)}
    return str(register(registry, birth_date=BORN, **named)["id"])


def told(registry: Registry, person_id: str, actor: Actor = CLERK) -> tuple[Any, ...]:
    """All versions that are told of a record, and its history without moments."""
    with use(Work(actor)):
        read = registry.person_queries.person(person_id, actor)
        number = read["identity"]["number"]
        page = registry.person_queries.find_persons(FindPersons(national_number=number), actor)
        (listed,) = page["items"]
        history = registry.person_queries.history(person_id, actor)["items"]
    assert listed == read
    assert history[-1]["version"] == read["version"]
    changes = [(each["version"], each["changed"], each["reason"]) for each in history]
    return read["version"], read["guardian"], changes


@pytest.fixture
def mother(registry: Registry) -> str:
    return str(register(registry, number=national_number())["id"])


def test_who_was_named_and_then_hidden_leaves_no_version(registry: Registry, mother: str) -> None:
    hers, nobodys = child(registry), child(registry)
    amend(registry, hers, guardian=parent(mother))
    protect(registry, mother, HELPER)
    for each in (hers, nobodys):
        amend(registry, each, contact=MOBILE)
    for actor in (CLERK, AUDITOR, SUPERVISOR):
        assert told(registry, hers, actor) == told(registry, nobodys, actor)
    assert told(registry, hers, HELPER)[1]["person_id"] == mother


def test_who_is_named_and_taken_off_unseen_leaves_no_version(
    registry: Registry, mother: str
) -> None:
    hers, nobodys = child(registry), child(registry)
    protect(registry, mother, HELPER)
    amend(registry, hers, HELPER, guardian=parent(mother))
    amend(registry, hers, HELPER, guardian=None)
    amend(registry, hers, HELPER, guardian=parent(mother))
    assert told(registry, hers) == told(registry, nobodys)
    amend(registry, hers, HELPER, guardian=None)
    assert told(registry, hers) == told(registry, nobodys)
    assert len(told(registry, hers, HELPER)[2]) == 5


def test_what_changes_unseen_makes_no_change_stale(registry: Registry, mother: str) -> None:
    hers, nobodys = child(registry), child(registry)
    protect(registry, mother, HELPER)
    version = told(registry, hers)[0]
    amend(registry, hers, HELPER, guardian=parent(mother))
    for each in (hers, nobodys):
        answer = amend(registry, each, based_on=version, contact=MOBILE)
        assert answer["version"] == told(registry, each)[0]
        assert "told_in_part" not in answer
        with pytest.raises(Exception, match="version_stale") as stale:
            amend(registry, each, based_on=version, contact={**MOBILE, "mobile": None})
        assert getattr(stale.value, "params", None) == {
            "current": answer["version"],
            "expected": version,
        }
    assert told(registry, hers) == told(registry, nobodys)


def test_who_knows_her_bases_changes_on_what_they_see(registry: Registry, mother: str) -> None:
    ward = child(registry)
    protect(registry, mother, HELPER)
    amend(registry, ward, HELPER, guardian=parent(mother))
    seen = told(registry, ward, HELPER)[0]
    with refused("version_stale"):
        amend(registry, ward, HELPER, based_on=told(registry, ward)[0], contact=MOBILE)
    amend(registry, ward, HELPER, based_on=seen, contact=MOBILE)


def test_protecting_and_lifting_tell_no_more(registry: Registry, mother: str) -> None:
    ward = child(registry)
    protect(registry, mother, HELPER)
    amend(registry, ward, HELPER, guardian=parent(mother))
    before = told(registry, ward)[0]
    hidden = protect(registry, ward, CASEWORKER)
    assert (hidden["version"], hidden["guardian"]) == (before + 2, None)
    opened = lift(registry, ward, CASEWORKER)
    assert (opened["version"], opened["guardian"]) == (before + 4, None)


def test_times_when_the_record_was_hidden_leave_no_gap(registry: Registry) -> None:
    other = child(registry)
    protect(registry, other, HELPER)
    amend(registry, other, HELPER, contact=MOBILE)
    lift(registry, other, HELPER)
    version, _, changes = told(registry, other)
    stored = told(registry, other, HELPER)
    assert version < stored[0]
    assert changes[0][0] == stored[2][0][0]
    amend(registry, other, based_on=version, address={"governorate": "JO-AM", "details": "هنا"})


def test_sensitive_facts_have_the_version_of_the_record(registry: Registry, mother: str) -> None:
    ward = child(registry)
    protect(registry, mother, HELPER)
    amend(registry, ward, HELPER, guardian=parent(mother))
    seen = told(registry, ward, CASEWORKER)[0]
    assert sensitive(registry, ward, "care", CASEWORKER)["version"] == seen


class Twins:
    """Two records that were merged by mistake, the second of them a child's guardian."""

    def __init__(self, registry: Registry, clock: FixedClock) -> None:
        self.registry = registry
        self.stays, self.ends = (each["id"] for each in a_pair(registry))
        self.ward = child(registry, self.ends)
        self.nobodys = child(registry)
        clock.at += timedelta(days=1)
        merge(registry, pair_id(self.stays, self.ends), self.stays)
        follow(registry, self.ends, self.stays)
        self.merged_at = clock.at
        clock.at += timedelta(days=1)

    def undo(self, actor: Actor = SUPERVISOR) -> None:
        decide(self.registry, "undo", pair_id(self.stays, self.ends), actor=actor)
        follow(self.registry, self.ends, self.stays)

    def of_ward(self, actor: Actor = CLERK) -> None:
        assert told(self.registry, self.ward, actor) == told(self.registry, self.nobodys, actor)


@pytest.fixture
def twins(registry: Registry, clock: FixedClock) -> Twins:
    return Twins(registry, clock)


@pytest.mark.parametrize("actor", [CLERK, AUDITOR])
def test_a_merge_of_the_guardian_that_was_undone_is_in_no_history(
    twins: Twins, actor: Actor
) -> None:
    twins.undo()
    visible = told(twins.registry, twins.ward, actor)[2]
    assert [each[2] for each in visible[1:]] == [
        f"guardian merged into {twins.stays}",
        f"guardian's merge into {twins.stays} undone",
    ]
    protect(twins.registry, twins.ends, HELPER)
    twins.of_ward(actor)
    with use(Work(actor)):
        then = twins.registry.person_queries.person(twins.ward, actor, twins.merged_at)
    assert then["guardian"] is None
    own = told(twins.registry, twins.stays, actor)
    assert twins.ends not in json.dumps(own)


def test_nor_while_the_ward_is_not_followed_yet(twins: Twins) -> None:
    decide(twins.registry, "undo", pair_id(twins.stays, twins.ends))
    protect(twins.registry, twins.ends, HELPER)
    twins.of_ward()


def test_nor_when_one_of_two_who_were_hidden_is_opened(twins: Twins) -> None:
    protect(twins.registry, twins.stays, HELPER)
    twins.of_ward()
    twins.undo(HELPER_WHO_DECIDES)
    twins.of_ward()
    lift(twins.registry, twins.stays, HELPER)
    twins.of_ward()
    assert told(twins.registry, twins.ward, HELPER)[1]["person_id"] == twins.ends


def test_of_whom_it_was_merged_with_nothing_is_told_either(twins: Twins) -> None:
    twins.undo()
    protect(twins.registry, twins.stays, HELPER)
    version, guardian, changes = told(twins.registry, twins.ward)
    assert guardian["person_id"] == twins.ends
    assert changes == told(twins.registry, twins.nobodys)[2]
    assert version == changes[-1][0]


def test_who_was_taken_for_her_once_has_a_history_without_her(
    registry: Registry, clock: FixedClock, twins: Twins
) -> None:
    twins.undo()
    protect(registry, twins.stays, HELPER)
    read = registry.person_queries.person
    then = read(twins.ends, CLERK, twins.merged_at)
    assert (then["status"], then["merged_into"]) == ("active", None)
    assert then == read(twins.ends, CLERK)
    assert len(registry.person_queries.history(twins.ends, CLERK)["items"]) == 1
    assert len(registry.person_queries.history(twins.ends, HELPER)["items"]) == 3


def test_a_reason_that_names_her_is_not_told(twins: Twins) -> None:
    twins.undo()
    before = told(twins.registry, twins.stays)[2]
    protect(twins.registry, twins.ends, HELPER)
    after = told(twins.registry, twins.stays)[2]
    assert [each[1] for each in after] == [each[1] for each in before]
    assert [each[2] for each in after] == [None, None, None]


@pytest.fixture
def father(registry: Registry) -> tuple[str, Actor]:
    number = national_number()
    birth = {"sex": "male", "birth_date": "1980"}
    return str(register(registry, number=number, **birth)["id"]), citizen(number)


def test_the_other_guardians_copy_has_nothing_of_her(
    registry: Registry, mother: str, father: tuple[str, Actor]
) -> None:
    his, he = father
    hers, nobodys = child(registry), child(registry)
    amend(
        registry,
        hers,
        guardian=parent(mother),
        reason={"kind": "correction", "note": "شهادة ميلاد"},
    )
    protect(registry, mother, HELPER)
    for each in (hers, nobodys):
        amend(registry, each, guardian=parent(his))
    assert _states(dossier(registry, hers, he)) == _states(dossier(registry, nobodys, he))


def test_nor_of_a_merge_of_hers(twins: Twins, father: tuple[str, Actor]) -> None:
    his, he = father
    twins.undo()
    protect(twins.registry, twins.ends, HELPER)
    for each in (twins.ward, twins.nobodys):
        amend(twins.registry, each, guardian=parent(his))
    copies = [dossier(twins.registry, each, he) for each in (twins.ward, twins.nobodys)]
    assert _states(copies[0]) == _states(copies[1])
    assert twins.stays not in json.dumps(copies[0])


def _states(copy: dict[str, Any]) -> list[Any]:
    states = [(each["reason"], each["record"]) for each in copy["former_states"]]
    told = [*states, (None, copy["record"])]
    return [(why, record["version"], record["guardian"]) for why, record in told]
