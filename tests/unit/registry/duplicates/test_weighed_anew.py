"""Pairs of the queue go by how the two are now; what was decided rests on what was seen then."""

from __future__ import annotations

from contracts.rpc.registry import duplicates as contract
from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.registry import (
    CLERK,
    amend,
    arabic,
    command_of,
    refused,
    register,
    resettle,
    settle,
)
from tests.support.reviewing import (
    LATIN,
    NAMELESS,
    REVIEWER,
    a_pair,
    decide,
    detect,
    follow,
    merge,
    queue,
)

SOMEBODY_ELSE = {
    "name": arabic("سعاد", "حمدان", "خلف", "الزعبي"),
    "birth_date": "1951-11-30",
}


def test_who_was_amended_into_somebody_else_is_no_pair_until_they_are_alike_again(
    registry: Registry,
) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    amend(registry, two["id"], **SOMEBODY_ELSE)
    assert detect(registry, two["id"]) == 0
    assert queue(registry) == []
    assert [each["id"] for each in queue(registry, status="no_longer_alike")] == [pair]
    with refused("version_stale"):
        merge(registry, pair, one["id"], based_on=1)
    with refused("records_no_longer_alike"):
        merge(registry, pair, one["id"])
    amend(registry, two["id"], name={"arabic": None, "latin": LATIN}, birth_date="1985-03-17")
    detect(registry, two["id"])
    assert [each["id"] for each in queue(registry)] == [pair]


def test_evidence_is_that_of_today_and_a_reader_of_older_is_told(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    (before,) = queue(registry)
    amend(registry, two["id"], birth_date="1985")
    detect(registry, two["id"])
    (now,) = queue(registry)
    assert now["probability"] < before["probability"]
    assert level_of(now, "birth_date") == "same_as_known"
    with refused("version_stale"):
        decide(registry, "reject", pair, based_on=before["version"])
    number = {"kind": "service_card", "number": "K557881"}
    for each in (one["id"], two["id"]):
        amend(registry, each, other_documents=[number])
        detect(registry, each)
    assert level_of(queue(registry)[0], "document") == "same"


def test_looking_again_at_what_is_as_it_was_changes_nothing(registry: Registry) -> None:
    one, two = a_pair(registry)
    before = queue(registry)
    amend(registry, two["id"], contact={"mobile": None, "email": None, "language": "ar"})
    amend(registry, two["id"], contact=one["contact"])
    for each in (one["id"], two["id"], one["id"]):
        detect(registry, each)
    assert queue(registry) == before


def test_after_an_undo_a_pair_goes_by_who_the_two_have_become(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"])
    amend(registry, one["id"], **SOMEBODY_ELSE)
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    assert queue(registry) == []


def test_a_decision_keeps_the_evidence_that_it_rested_on(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    (seen,) = queue(registry)
    merge(registry, pair, one["id"])
    amend(registry, one["id"], birth_date="1985")
    detect(registry, one["id"])
    assert queue(registry, status="merged")[0]["evidence"] == seen["evidence"]
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    (now,) = queue(registry)
    assert contract.Duplicate().validate(now) == {}
    assert now["evidence"] != seen["evidence"]
    assert now["decision"]["rested_on"]["evidence"] == seen["evidence"]
    assert now["decision"]["rested_on"]["probability"] == seen["probability"]


def test_children_who_come_into_one_household_are_told_apart_by_it(registry: Registry) -> None:
    one, two = (
        register(registry, name=arabic(each), birth_date="2019", identity=NAMELESS)["id"]
        for each in ("محمد", "محمود")
    )
    detect(registry, two)
    assert len(queue(registry)) == 1
    mother = register(registry, name=arabic("هدى", "سالم"), birth_date="1990-01-02")["id"]
    home = settle(registry, mother, one, two)
    housed(registry, one, two)
    assert queue(registry) == []
    resettle(registry, home["id"], leave=[two])
    housed(registry, two)
    assert len(queue(registry)) == 1


def test_a_matching_looks_again_at_what_is_in_the_queue(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    (before,) = queue(registry)
    amend(registry, two["id"], birth_date="1985")
    detection = registry.duplicates.detection
    with command_of(CLERK):
        known = detection.suggest_found([(one["id"], two["id"])], detection._scorer, "m-1")
        assert known == [pair]
        detection.look_again(pair, detection._scorer)
    assert queue(registry)[0]["probability"] < before["probability"]


def test_a_rejected_pair_is_not_asked_again_whoever_survives(registry: Registry) -> None:
    a, b = a_pair(registry)
    decide(registry, "reject", pair_id(a["id"], b["id"]))
    x = register(registry, identity=NAMELESS, name={"arabic": None, "latin": LATIN})["id"]
    with command_of(CLERK):
        registry.duplicates.detection.suggest_pair(a["id"], x)
        registry.duplicates.detection.suggest_pair(b["id"], x)
    asked = pair_id(a["id"], x)
    for survivor, ends in ((b["id"], x), (x, b["id"])):
        merge(registry, pair_id(b["id"], x), survivor)
        follow(registry, ends, survivor)
        detect(registry, survivor)
        assert queue(registry) == []
        with refused("record_merged_elsewhere"):
            merge(registry, asked, a["id"])
        decide(registry, "undo", pair_id(b["id"], x))
        follow(registry, ends, survivor)
        assert {each["id"] for each in queue(registry)} == {asked, pair_id(b["id"], x)}


def housed(registry: Registry, *person_ids: str) -> None:
    with command_of(REVIEWER):
        registry.duplicates.detection.renew(*person_ids)


def level_of(pair: dict[str, object], field: str) -> object:
    evidence = pair["evidence"]
    assert isinstance(evidence, list)
    return next(each["level"] for each in evidence if each["field"] == field)
