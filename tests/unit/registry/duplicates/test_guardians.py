"""What a merge makes of the guardians on two records, and what goes back when it is undone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.registry.adapters.duplicates.store import DUPLICATES
from services.registry.app.application import Registry
from services.registry.app.privacy.protecting import LiftProtection
from services.registry.domain.duplicates.duplicate import Duplicate, Merge, pair_id
from services.registry.domain.duplicates.parting import back, guardians_parted
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.facts import CourtDecision, Guardian
from services.registry.domain.persons.guardians import of_both, once
from tests.support.registry import HELPER, amend, command_of, national_number, protect, register
from tests.support.reviewing import a_pair, decide, detect, follow, merge, read

A, B, C = (Guardian(each, "parent") for each in ("a", "b", "c"))
HERS, OTHER = Guardian("hers", "parent"), Guardian("other", "parent")
HIDDEN = frozenset({"hers", "other"})


def guardians(view: Any) -> list[str]:
    found = (view["guardian"], *view.get("further_guardians", ()))
    return [each["person_id"] for each in found if each]


def guarded_by_two(registry: Registry, ward: str) -> list[str]:
    """Named beside each other, as long as the first of them was hidden."""
    first, second = (register(registry, number=national_number())["id"] for _ in range(2))
    amend(registry, ward, guardian={"person_id": first, "relation": "parent"})
    protect(registry, first, HELPER)
    amend(registry, ward, guardian={"person_id": second, "relation": "parent"})
    with command_of(HELPER):
        registry.privacy.protecting.lift(LiftProtection(first, with_household=False), HELPER)
    return [first, second]


@pytest.mark.parametrize(
    ("own", "others", "taken", "found"),
    [
        ((A, B), (C,), False, (A, B)),
        ((A, B), (C,), True, (C,)),
        ((), (B, C), True, (B, C)),
        ((A,), (), True, ()),
        ((HERS, A), (OTHER, B), True, (HERS, B, OTHER)),
        ((HERS, A), (HERS, OTHER), False, (HERS, A, OTHER)),
        ((A, HERS), (A,), True, (A, HERS)),
    ],
)
def test_who_is_on_record_after_a_merge(
    own: tuple[Guardian, ...],
    others: tuple[Guardian, ...],
    taken: bool,
    found: tuple[Guardian, ...],
) -> None:
    assert of_both(own, others, HIDDEN, taken=taken) == found


@pytest.mark.parametrize(
    ("before", "after", "now", "found"),
    [
        ((HERS, A), (HERS, B), (HERS, B), (HERS, A)),
        ((), (OTHER,), (OTHER,), ()),
        ((A, B), (C, OTHER), (C, OTHER), (A, B)),
        ((A,), (B, OTHER), (OTHER, C), (C,)),
        ((A,), (), (), (A,)),
        ((A,), (), (C,), (C,)),
        ((), (OTHER,), (OTHER, C), (C,)),
        ((A,), (B,), (B.merged("x"),), (A,)),
        ((A,), (A, OTHER), (A.merged("x"), OTHER.merged("y")), (A.merged("x"),)),
    ],
)
def test_who_is_on_record_after_its_undoing(
    before: tuple[Guardian, ...],
    after: tuple[Guardian, ...],
    now: tuple[Guardian, ...],
    found: tuple[Guardian, ...],
) -> None:
    assert guardians_parted(before, after, now) == found


def test_guardians_between_whom_nobody_chose_stay(registry: Registry) -> None:
    one, two = (each["id"] for each in a_pair(registry))
    parents = guarded_by_two(registry, one)
    aunt = register(registry, number=national_number())["id"]
    amend(registry, two, guardian={"person_id": aunt, "relation": "parent"})
    merge(registry, pair_id(one, two), one)
    assert guardians(read(registry, one)) == parents
    decide(registry, "undo", pair_id(one, two))
    merge(registry, pair_id(one, two), one, guardian="merged")
    assert guardians(read(registry, one)) == [aunt]
    decide(registry, "undo", pair_id(one, two))
    assert guardians(read(registry, one)) == parents


def test_two_records_of_one_guardian_are_told_once_and_part_again(registry: Registry) -> None:
    ward = register(registry, birth_date="2016-02-02", number=national_number())["id"]
    one, two = guarded_by_two(registry, ward)
    detect(registry, two)
    merge(registry, pair_id(one, two), one)
    follow(registry, two, one)
    once_named = read(registry, ward)
    assert guardians(once_named) == [one]
    again = amend(registry, ward, guardian={"person_id": one, "relation": "parent"})
    assert again["version"] == once_named["version"]
    decide(registry, "undo", pair_id(one, two))
    follow(registry, two, one)
    assert guardians(read(registry, ward)) == [one, two]


def test_of_a_person_the_first_record_is_told() -> None:
    assert once((A, B, C.merged("a"))) == (A, B)


def test_a_merge_keeps_all_guardians_in_its_document(registry: Registry) -> None:
    decided = replace(A, formerly=("z",), court_decision=CourtDecision("1/2026", date(2026, 1, 1)))
    facts: tuple[Changes, Changes] = {"guardians": (HERS, decided)}, {"guardians": (B,)}
    pair = replace(suggested(registry), merge=Merge("s", "m", *facts))
    state = DUPLICATES.to_state(pair)
    kept = DUPLICATES.from_state(pair.id, 1, json.loads(json.dumps(state))).merge
    assert kept == pair.merge
    assert kept is not None
    assert kept.before["guardians"][1].formerly == ("z",)
    assert "hers" not in json.dumps(DUPLICATES.to_view(pair))


def test_a_merge_that_kept_one_guardian_is_undone_by_what_it_kept(registry: Registry) -> None:
    undone = Merge("s", "m", {"guardian": A}, {"guardian": B})
    person = registry.persons._persons.load(register(registry)["id"])
    for now, goes_back in ((B, {"guardian": A}), (C, {})):
        assert back(undone, replace(person, guardian=now)) == goes_back
    survivor = replace(person, guardian=HERS, further_guardians=(B,))
    assert back(undone, survivor, HIDDEN) == {"guardian": A}


def suggested(registry: Registry) -> Duplicate:
    one, two = (each["id"] for each in a_pair(registry))
    return registry.duplicates.review._duplicates.load(pair_id(one, two))
