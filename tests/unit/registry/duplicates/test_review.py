"""The review queue: found, merged, rejected, taken apart, on stores in memory."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor
from contracts.rpc.registry import duplicates as contract
from services.registry.app.application import Registry
from services.registry.app.duplicates.commands import FindDuplicates
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.entrypoints.reading import duplicates as reading
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    arabic,
    command_of,
    person,
    refused,
    register,
    settle,
)

REVIEWER = Actor("supervisor-3", frozenset({"supervisor"}), "amman-1", frozenset({"JO-AM"}))
REVIEWER_OF_IRBID = Actor("supervisor-9", frozenset({"supervisor"}), None, frozenset({"JO-IR"}))
NAMELESS = {"kind": "none", "number": None}
LATIN = {"first": "Aamal", "father": "Abdallah", "grandfather": None, "family": "Khateeb"}


def a_pair(registry: Registry, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A woman registered twice: with her number, and without it in Latin letters."""
    one = register(registry)
    two = register(
        registry, **{"identity": NAMELESS, "name": {"arabic": None, "latin": LATIN}, **changes}
    )
    detect(registry, two["id"])
    return one, two


def detect(registry: Registry, person_id: str) -> int:
    with command_of(CLERK):
        return registry.duplicates.detection.detect(person_id)


def follow(registry: Registry, merged_id: str, survivor_id: str) -> None:
    with command_of(CLERK):
        registry.duplicates.following.settle(merged_id, survivor_id)


def queue(
    registry: Registry, actor: Actor = REVIEWER, status: str = "open"
) -> list[dict[str, Any]]:
    found = registry.duplicates.review.queue(FindDuplicates(status, None, None, None, 20), actor)
    return list(found["items"])


def merge(
    registry: Registry, duplicate_id: str, survivor_id: str, actor: Actor = REVIEWER,
    based_on: int | None = None, **choices: str,
) -> Any:  # fmt: skip
    request = {"duplicate_id": duplicate_id, "survivor_id": survivor_id, "choices": choices}
    with command_of(actor, request, based_on=based_on):
        return registry.duplicates.review.merge(reading.merge(request), actor)


def decide(registry: Registry, what: str, duplicate_id: str, based_on: int | None = None) -> Any:
    request = {"duplicate_id": duplicate_id, "note": None}
    with command_of(REVIEWER, request, based_on=based_on):
        return getattr(registry.duplicates.review, what)(reading.decide(request), REVIEWER)


def read(registry: Registry, person_id: str) -> Any:
    return registry.person_queries.person(person_id, REVIEWER)


def facts(view: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in view.items() if name != "version"}


def test_one_woman_in_two_scripts_is_put_before_a_reviewer(registry: Registry) -> None:
    one, two = a_pair(registry)
    (pair,) = queue(registry)
    assert sorted(pair["person_ids"]) == sorted([one["id"], two["id"]])
    assert contract.Duplicate().validate(pair) == {}
    told = {each["field"]: each for each in pair["evidence"]}
    assert told["family"]["level"] == "same_sound"
    assert told["birth_date"]["weight"] > 5
    assert told["grandfather"]["level"] is None


def test_persons_who_share_nothing_but_a_date_are_not_suggested(registry: Registry) -> None:
    register(registry, number="9852012345")
    other = register(registry, number="9852987601", name=arabic("هدى", "سالم", None, "النجار"))
    assert detect(registry, other["id"]) == 0


def test_a_pair_is_asked_about_once(registry: Registry) -> None:
    one, two = a_pair(registry)
    assert detect(registry, two["id"]) == 0
    assert detect(registry, one["id"]) == 0


def test_a_clerk_is_warned_before_registering(registry: Registry) -> None:
    known = register(registry)
    asked = person()
    request = {"name": {"arabic": None, "latin": LATIN}, "birth_date": "1985-03-17",
               "sex": "female", "mobile": asked["contact"]["mobile"]}  # fmt: skip
    found = registry.duplicates.detection.check(reading.check(request), CLERK)["items"]
    assert [each["person_id"] for each in found] == [known["id"]]
    elsewhere = registry.duplicates.detection.check(reading.check(request), CLERK_OF_IRBID)["items"]
    assert [each["person_id"] for each in elsewhere] == [None]


def test_a_merge_keeps_the_chosen_facts_and_closes_the_other_record(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    merged = merge(registry, pair, one["id"], name_latin="merged")
    assert (merged["status"], merged["survivor_id"]) == ("merged", one["id"])
    survivor, closed = read(registry, one["id"]), read(registry, two["id"])
    assert survivor["name"]["latin"]["family"] == "Khateeb"
    assert survivor["name"]["arabic"]["family"] == "الخطيب"
    assert (closed["status"], closed["merged_into"]) == ("merged", one["id"])
    assert queue(registry) == []


def test_a_national_number_goes_to_the_survivor_and_back(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    before = facts(read(registry, one["id"])), facts(read(registry, two["id"]))
    merge(registry, pair, two["id"], identity="merged", name_arabic="merged")
    assert read(registry, two["id"])["identity"] == one["identity"]
    decide(registry, "undo", pair)
    assert (facts(read(registry, one["id"])), facts(read(registry, two["id"]))) == before
    assert [each["id"] for each in queue(registry)] == [pair]


def test_what_is_rejected_is_never_asked_again(registry: Registry) -> None:
    one, two = a_pair(registry)
    decide(registry, "reject", pair_id(one["id"], two["id"]))
    assert detect(registry, two["id"]) == 0
    assert queue(registry) == []


def test_of_two_reviewers_one_decides(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"], based_on=1)
    with refused("version_stale"):
        decide(registry, "reject", pair, based_on=1)
    with refused("duplicate_decided"):
        decide(registry, "reject", pair)


def test_only_a_merge_can_be_undone(registry: Registry) -> None:
    one, two = a_pair(registry)
    with refused("duplicate_not_merged"):
        decide(registry, "undo", pair_id(one["id"], two["id"]))


def test_a_clerk_and_a_reviewer_from_elsewhere_decide_nothing(registry: Registry) -> None:
    one, two = a_pair(registry)
    for actor in (CLERK, REVIEWER_OF_IRBID):
        with refused("duplicate_not_yours"):
            merge(registry, pair_id(one["id"], two["id"]), one["id"], actor)
    assert queue(registry, REVIEWER_OF_IRBID) == []


def test_the_household_follows_and_comes_back(registry: Registry) -> None:
    head = register(registry, name=arabic("سالم", "علي", None, "حداد"), sex="male")
    one, two = a_pair(registry)
    home = settle(registry, head["id"], two["id"])
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"])
    follow(registry, two["id"], one["id"])
    follow(registry, two["id"], one["id"])
    assert members(registry, home["id"]) == [(one["id"], "child")]
    decide(registry, "undo", pair)
    follow(registry, two["id"], one["id"])
    assert members(registry, home["id"]) == [(two["id"], "child")]


def test_records_of_two_households_are_not_merged(registry: Registry) -> None:
    one, two = a_pair(registry)
    settle(registry, one["id"])
    settle(registry, two["id"])
    with refused("merge_of_two_households"):
        merge(registry, pair_id(one["id"], two["id"]), one["id"])


def members(registry: Registry, household_id: str) -> list[tuple[str, str]]:
    view = registry.household_queries.household(household_id, CLERK)
    return [(each["person_id"], each["relation"]) for each in view["members"]]
