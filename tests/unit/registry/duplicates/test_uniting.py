"""What a merge makes of the documents and disabilities of both, and how that is amended."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.rpc.registry import persons as contract
from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.domain.persons.disabilities import parted
from services.registry.domain.persons.facts import Disability
from tests.support.privacy import ask_for, granted
from tests.support.registry import amend, refused, register
from tests.support.reviewing import a_pair, decide, merge, read

Disabilities = list[dict[str, str | None]]


def cards(first: int, count: int) -> list[dict[str, str]]:
    return [
        {"kind": "service_card", "number": f"SC-{each}"} for each in range(first, first + count)
    ]


def of(kind: str, degree: str | None = None) -> dict[str, str | None]:
    return {"kind": kind, "degree": degree}


def merged(registry: Registry, fact: str, survivors: Any, others: Any) -> tuple[str, str]:
    """The record that stays, and the pair."""
    stays, ends = a_pair(registry, **{fact: others})
    amend(registry, stays["id"], **{fact: survivors})
    pair = pair_id(stays["id"], ends["id"])
    merge(registry, pair, stays["id"])
    return stays["id"], pair


def disabilities(registry: Registry, person_id: str) -> Disabilities:
    known = registry.persons._persons.load(person_id).disabilities
    return [of(each.kind, each.degree) for each in known]


def test_more_documents_than_anybody_registers_are_amended_downwards(registry: Registry) -> None:
    stays, _ = merged(registry, "other_documents", cards(0, 6), cards(10, 6))
    view = read(registry, stays)
    assert (len(view["other_documents"]), contract.Person().validate(view)) == (12, {})
    left = view["other_documents"][1:]
    assert amend(registry, stays, other_documents=left)["other_documents"] == left
    with refused("too_many_documents"):
        amend(registry, stays, other_documents=[*left, *cards(20, 1)])
    granted(registry, stays, "correction", changes={"other_documents": left[1:]})
    assert read(registry, stays)["other_documents"] == left[1:]


def test_nobody_else_has_so_many(registry: Registry) -> None:
    person = register(registry, other_documents=cards(0, 3))["id"]
    amend(registry, person, other_documents=cards(0, 10))
    with refused("too_many_documents"):
        amend(registry, person, other_documents=cards(0, 11))
    with refused("too_many_documents"):
        ask_for(registry, person, "correction", changes={"other_documents": cards(0, 11)})


@pytest.mark.parametrize(
    ("survivors", "others", "both"),
    [
        ([of("mobility", "mild")], [of("mobility", "severe")], [of("mobility", "mild")]),
        ([of("mobility")], [of("mobility", "severe")], [of("mobility", "severe")]),
        ([of("mobility", "mild")], [of("mobility")], [of("mobility", "mild")]),
        ([of("visual")], [of("autism"), of("visual")], [of("visual"), of("autism")]),
    ],
)
def test_of_each_kind_of_disability_one_stays(
    registry: Registry, survivors: Disabilities, others: Disabilities, both: Disabilities
) -> None:
    stays, pair = merged(registry, "disabilities", survivors, others)
    assert disabilities(registry, stays) == both
    decide(registry, "undo", pair)
    assert disabilities(registry, stays) == survivors


@pytest.mark.parametrize("now", [[], [of("mobility", "moderate")]])
def test_a_disability_that_was_amended_since_a_merge_stays_so(
    registry: Registry, now: Disabilities
) -> None:
    stays, pair = merged(
        registry, "disabilities", [of("mobility")], [of("mobility", "mild"), of("visual")]
    )
    amend(registry, stays, disabilities=[*now, of("visual")])
    decide(registry, "undo", pair)
    assert disabilities(registry, stays) == now


def test_a_merge_that_left_one_kind_twice_is_undone_as_well() -> None:
    mild, severe, deaf = (
        Disability(*each)
        for each in (("mobility", "mild"), ("mobility", "severe"), ("hearing", None))
    )
    assert parted((mild,), (mild, severe), (mild, severe, deaf)) == (mild, deaf)
    assert parted((mild,), (mild, severe), (severe,)) == (severe,)
    assert parted((mild, severe), (mild,), (mild,)) == (mild, severe)
