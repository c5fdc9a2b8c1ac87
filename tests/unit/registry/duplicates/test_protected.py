"""Whoever is protected is told of by no duplicate, found before or after."""

from __future__ import annotations

from chassis.context import Actor
from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.entrypoints.reading import duplicates as reading
from tests.support.privacy import granted, sensitive
from tests.support.registry import (
    CLERK,
    arabic,
    citizen,
    command_of,
    found,
    national_number,
    protect,
    refused,
    register,
)
from tests.support.reviewing import (
    LATIN,
    REVIEWER,
    a_pair,
    decide,
    detect,
    merge,
    queue,
    read,
)

HELPER = Actor("caseworker-5", frozenset({"caseworker"}), "shelter-1", frozenset({"JO-AM"}))


def test_a_pair_that_was_queued_before_exists_for_nobody_else(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    protect(registry, two["id"], HELPER)
    assert queue(registry) == []
    for refusing in (
        lambda: registry.duplicates.review.pair(pair, REVIEWER),
        lambda: merge(registry, pair, one["id"]),
        lambda: decide(registry, "reject", pair),
        lambda: decide(registry, "undo", pair),
    ):
        with refused("duplicate_not_found"):
            refusing()


def test_her_record_is_merged_by_nobody(registry: Registry) -> None:
    one, two = a_pair(registry)
    protect(registry, two["id"], HELPER)
    with refused("protected_not_merged"):
        merge(registry, pair_id(one["id"], two["id"]), one["id"], HELPER)


def test_a_check_at_the_counter_does_not_tell_of_her(registry: Registry) -> None:
    one, two = a_pair(registry)
    for each in (one, two):
        protect(registry, each["id"], HELPER)
    request = {
        "name": {"arabic": None, "latin": LATIN}, "birth_date": "1985-03-17", "sex": "female",
        "identity": one["identity"], "mobile": "0791234567",
    }  # fmt: skip
    assert registry.duplicates.detection.check(reading.check(request), CLERK)["items"] == []
    assert detect(registry, two["id"]) == 0


def test_a_record_merged_before_stays_hidden_when_protected(registry: Registry) -> None:
    one, two = a_pair(registry)
    merge(registry, pair_id(one["id"], two["id"]), one["id"])
    with refused("record_merged"):
        protect(registry, two["id"], HELPER)
    protect(registry, one["id"], HELPER)
    assert found(registry, REVIEWER, status="merged") == []
    for each in (one, two):
        with refused("person_not_found"), command_of(REVIEWER):
            read(registry, each["id"])


def test_a_merge_that_takes_over_her_number_tells_nothing_of_her(registry: Registry) -> None:
    number = national_number()
    her = register(registry, number=number, name=arabic("هدى", "سالم", None, "النجار"))["id"]
    protect(registry, her, HELPER)
    nameless = register(registry, identity={"kind": "none", "number": None})["id"]
    claimed = register(registry, number=number)["id"]
    detect(registry, claimed)
    merge(registry, pair_id(nameless, claimed), nameless, identity="merged")
    merged = registry.person_queries.person(nameless, CLERK)
    assert merged["identity"]["number"] == number
    assert found(registry, national_number=number) == [nameless]
    assert registry.person_queries.own_id(citizen(number)) == her


def test_undoing_a_merge_gives_a_claimed_number_back_and_tells_nothing_of_her(
    registry: Registry,
) -> None:
    number = national_number()
    her = register(registry, number=number, name=arabic("هدى", "سالم", None, "النجار"))["id"]
    protect(registry, her, HELPER)
    claimed, other = register(registry, number=number), register(registry)
    detect(registry, other["id"])
    pair = pair_id(claimed["id"], other["id"])
    merge(registry, pair, claimed["id"], identity="merged")
    decide(registry, "undo", pair)
    for each in (claimed, other):
        assert read(registry, each["id"])["identity"] == each["identity"]
    assert registry.person_queries.own_id(citizen(number)) == her


def test_a_restricted_record_is_not_merged(registry: Registry) -> None:
    one, two = a_pair(registry)
    granted(registry, two["id"], "restriction")
    with refused("restricted_not_merged"):
        merge(registry, pair_id(one["id"], two["id"]), one["id"])


def test_an_objection_is_the_survivors_too(registry: Registry) -> None:
    one, two = a_pair(registry)
    granted(registry, two["id"], "objection", purpose="care")
    assert sensitive(registry, one["id"], "care")
    merge(registry, pair_id(one["id"], two["id"]), one["id"])
    with refused("purpose_objected"):
        sensitive(registry, one["id"], "care")
