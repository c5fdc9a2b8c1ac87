"""What is restricted is changed by supervisors alone, and used by nobody else, by no way round."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.privacy import (
    CASEWORKER,
    SUPERVISOR,
    ask_for,
    copied,
    decide,
    dossier,
    fetched,
    granted,
    lift,
)
from tests.support.registry import CLERK, amend, citizen, national_number, refused, register
from tests.support.reviewing import a_pair, facts, merge, read
from tests.support.reviewing import decide as review

DEAF = {"kind": "hearing", "degree": "severe"}


@pytest.mark.parametrize("outcome", ["granted", "refused"])
def test_a_correction_of_it_is_decided_by_a_supervisor(registry: Registry, outcome: str) -> None:
    person = register(registry)["id"]
    request = ask_for(registry, person, "correction", changes={"sex": "male"})["id"]
    granted(registry, person, "restriction")
    with refused("record_restricted"):
        decide(registry, request, CASEWORKER, outcome)
    assert registry.person_queries.person(person, CLERK)["sex"] == "female"
    assert decide(registry, request, SUPERVISOR, outcome)["status"] == outcome


@pytest.mark.parametrize("which", [0, 1])
def test_a_merge_with_it_is_undone_by_a_supervisor(registry: Registry, which: int) -> None:
    pair = a_pair(registry)
    survivor, merged = (each["id"] for each in pair)
    duplicate = pair_id(survivor, merged)
    merge(registry, duplicate, survivor, name_latin="merged")
    granted(registry, (survivor, merged)[which], "restriction")
    before = facts(read(registry, survivor))
    with refused("record_restricted"):
        review(registry, "undo", duplicate, actor=CASEWORKER)
    assert facts(read(registry, survivor)) == before
    review(registry, "undo", duplicate)
    assert read(registry, survivor)["name"]["latin"] is None


def test_a_copy_of_it_is_asked_and_fetched_by_supervisors_and_its_person(
    registry: Registry,
) -> None:
    number = national_number()
    person = register(registry, number=number, disabilities=[DEAF])["id"]
    before = copied(registry, person, CASEWORKER)
    request = granted(registry, person, "restriction")
    with refused("restricted_not_used"):
        copied(registry, person, CASEWORKER)
    with refused("restricted_not_used"):
        fetched(registry, before)
    for reader in (SUPERVISOR, citizen(number)):
        assert dossier(registry, person, reader)["record"]["disabilities"] == [DEAF]
    lift(registry, request["id"])
    assert dossier(registry, person, CASEWORKER)["record"]["disabilities"] == [DEAF]


def test_a_copy_of_a_restricted_child_is_had_by_the_guardian(registry: Registry) -> None:
    number = national_number()
    mother = register(registry, number=number)["id"]
    child = register(registry, birth_date="2016", disabilities=[DEAF])["id"]
    amend(registry, child, guardian={"person_id": mother, "relation": "parent"})
    granted(registry, child, "restriction")
    assert dossier(registry, child, citizen(number))["record"]["disabilities"] == [DEAF]
