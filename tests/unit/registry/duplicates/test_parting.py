"""What a merge leaves of numbers, and what goes back item by item when it is undone."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.rpc.registry import persons as contract
from services.registry.app.application import Registry
from services.registry.app.privacy.protecting import LiftProtection
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.entrypoints.reading import duplicates as reading
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    HELPER,
    amend,
    arabic,
    command_of,
    found,
    national_number,
    protect,
    refused,
    register,
)
from tests.support.reviewing import NAMELESS, a_pair, decide, detect, merge, queue, read

CARD = {"kind": "service_card", "number": "SC-1"}
UNHCR = {"kind": "unhcr", "number": "245-14C01234"}
HEARING = {"kind": "hearing", "degree": "severe"}
VISUAL = {"kind": "visual", "degree": "moderate"}


def merged_pair(registry: Registry, survivor: int, **choices: str) -> tuple[Any, Any, str]:
    """Who stays, who ends, and their pair; 0 is who has a number."""
    both = a_pair(registry)
    stays, ends = both[survivor], both[1 - survivor]
    pair = pair_id(stays["id"], ends["id"])
    merge(registry, pair, stays["id"], **choices)
    return stays, ends, pair


def test_documents_go_back_one_by_one(registry: Registry) -> None:
    one, two = a_pair(registry, other_documents=[CARD])
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"])
    assert read(registry, one["id"])["other_documents"] == [CARD]
    amend(registry, one["id"], other_documents=[CARD, UNHCR])
    decide(registry, "undo", pair)
    assert read(registry, one["id"])["other_documents"] == [UNHCR]
    assert read(registry, two["id"])["other_documents"] == [CARD]


def test_what_was_struck_out_since_a_merge_does_not_come_back(registry: Registry) -> None:
    one, two = a_pair(registry, other_documents=[CARD])
    pair = pair_id(one["id"], two["id"])
    amend(registry, one["id"], other_documents=[UNHCR])
    merge(registry, pair, one["id"])
    amend(registry, one["id"], other_documents=[CARD])
    decide(registry, "undo", pair)
    assert read(registry, one["id"])["other_documents"] == []


def test_a_document_that_one_is_known_by_no_more_stays_when_the_number_was_amended(
    registry: Registry,
) -> None:
    stays, _, pair = unhcr_merged_into_number(registry)
    corrected = {"kind": "national_number", "number": national_number()}
    amend(registry, stays, identity=corrected)
    decide(registry, "undo", pair)
    after = read(registry, stays)
    assert (after["identity"], after["other_documents"]) == (corrected, [UNHCR])


def unhcr_merged_into_number(registry: Registry) -> tuple[str, str, str]:
    one, two = a_pair(registry, identity=UNHCR)
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, two["id"], identity="merged")
    return two["id"], one["id"], pair


def test_disabilities_go_back_one_by_one(registry: Registry) -> None:
    one, two = a_pair(registry, disabilities=[HEARING])
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"])
    amend(registry, one["id"], disabilities=[HEARING, VISUAL])
    decide(registry, "undo", pair)
    kinds = [each.kind for each in registry.persons._persons.load(one["id"]).disabilities]
    assert kinds == ["visual"]


def test_a_number_that_the_survivor_has_not_leads_to_them(registry: Registry) -> None:
    stays, ends, pair = merged_pair(registry, survivor=1, identity="survivor")
    number = ends["identity"]["number"]
    view = read(registry, stays["id"])
    assert contract.Person().validate(view) == {}
    assert view["former_documents"] == [ends["identity"]]
    assert found(registry, national_number=number) == []
    assert found(registry, national_number=number, status="merged") == [ends["id"]]
    assert found(registry, document=number) == [stays["id"]]
    decide(registry, "undo", pair)
    assert "former_documents" not in read(registry, stays["id"])
    assert found(registry, national_number=number) == [ends["id"]]


def test_who_has_the_number_of_a_merged_record_is_warned_of_and_found(registry: Registry) -> None:
    stays, ends, _ = merged_pair(registry, survivor=1, identity="survivor")
    request = {"name": arabic("سعاد", "حمدان", "خلف", "الزعبي"), "birth_date": "1951-11-30",
               "sex": "female", "identity": ends["identity"]}  # fmt: skip
    told = registry.duplicates.detection.check(reading.check(request), CLERK)["items"]
    assert [each["person_id"] for each in told] == [stays["id"]]
    new = register(registry, **request)
    assert "document_borne_by_another" in new["warnings"]
    detect(registry, new["id"])
    assert {stays["id"], new["id"]} in [set(each["person_ids"]) for each in queue(registry)]


def test_amending_a_survivor_warns_of_nobody_but_others(registry: Registry) -> None:
    stays, _, _ = merged_pair(registry, survivor=0)
    number = {"kind": "national_number", "number": national_number()}
    assert (
        "document_borne_by_another" not in amend(registry, stays["id"], identity=number)["warnings"]
    )


def test_both_numbers_of_two_lead_to_the_survivor(registry: Registry) -> None:
    numbers = [{"kind": "national_number", "number": national_number()} for _ in range(2)]
    one, two = a_pair(registry, identity=numbers[1])
    amend(registry, one["id"], identity=numbers[0])
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"], identity="merged")
    view = read(registry, one["id"])
    assert (view["identity"], view["former_documents"]) == (numbers[1], [numbers[0]])


@pytest.mark.parametrize(
    ("clerk", "governorate", "code"),
    [
        (CLERK, "JO-AM", "number_held_since_merge"),
        (CLERK_OF_IRBID, "JO-IR", "number_held_elsewhere_since_merge"),
    ],
)
def test_an_undo_says_who_has_the_number_now(
    registry: Registry, clerk: Any, governorate: str, code: str
) -> None:
    _, ends, pair = merged_pair(registry, survivor=1, identity="survivor")
    address = {"governorate": governorate, "district": None, "details": None}
    new = register(registry, actor=clerk, identity=ends["identity"], address=address)
    with refused(code):
        decide(registry, "undo", pair)
    amend(registry, new["id"], clerk, identity=NAMELESS)
    assert decide(registry, "undo", pair)["status"] == "open"


def test_an_undo_says_that_the_record_that_stayed_has_the_number_now(registry: Registry) -> None:
    numbers = [{"kind": "national_number", "number": national_number()} for _ in range(2)]
    one, two = a_pair(registry, identity=numbers[1])
    amend(registry, one["id"], identity=numbers[0])
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"])
    assert "former_documents" not in amend(registry, one["id"], identity=numbers[1])
    assert "former_documents" not in read(registry, one["id"])
    with refused("number_held_by_survivor"):
        decide(registry, "undo", pair)
    again = amend(registry, one["id"], identity=numbers[0])
    assert again["former_documents"] == [numbers[1]]
    decide(registry, "undo", pair)
    assert "former_documents" not in read(registry, one["id"])
    assert [read(registry, each["id"])["identity"] for each in (one, two)] == numbers


def test_a_number_that_two_had_before_they_were_merged_is_both_theirs_again(
    registry: Registry,
) -> None:
    number = {"kind": "national_number", "number": national_number()}
    hers = register(registry, identity=number)
    protect(registry, hers["id"], HELPER)
    claimant = register(registry, identity=number)
    with command_of(HELPER):
        registry.privacy.protecting.lift(LiftProtection(hers["id"], False), HELPER)
    detect(registry, claimant["id"])
    pair = pair_id(hers["id"], claimant["id"])
    merge(registry, pair, hers["id"])
    decide(registry, "undo", pair)
    assert [read(registry, each["id"])["identity"] for each in (hers, claimant)] == [number] * 2
