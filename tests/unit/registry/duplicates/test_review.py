"""The review queue: found, merged, rejected, taken apart, on stores in memory."""

from __future__ import annotations

from chassis.context import Actor
from contracts.rpc.registry import duplicates as contract
from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.entrypoints.reading import duplicates as reading
from tests.support.registry import (
    AUDITOR,
    CLERK,
    CLERK_OF_IRBID,
    amend,
    arabic,
    command_of,
    live,
    person,
    refused,
    register,
    settle,
)
from tests.support.reviewing import (
    LATIN,
    REVIEWER_OF_IRBID,
    a_pair,
    decide,
    detect,
    facts,
    follow,
    members,
    merge,
    queue,
    read,
)


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


def newborn(first: str) -> dict[str, object]:
    return {"name": arabic(first), "sex": "male"}


def test_children_of_one_birth_are_no_duplicates(registry: Registry) -> None:
    mother = register(registry)["id"]
    home = settle(registry, mother)
    names = ("آدم", "يزن", "حسن", "حسين")
    born = live(registry, "birth", home["id"], children=[newborn(each) for each in names])
    for each in born["last_event"]["person_ids"]:
        assert detect(registry, each) == 0
    # Also when more has happened in their household since.
    live(registry, "birth", home["id"], children=[newborn("آدم")])
    for each in born["last_event"]["person_ids"]:
        detect(registry, each)
    assert len(queue(registry)) == 1


def test_brothers_of_one_household_are_told_apart_by_it(registry: Registry) -> None:
    identity = {"kind": "none", "number": None}
    one, two, again = (
        register(registry, name=arabic(each), birth_date="2019", identity=identity)["id"]
        for each in ("محمد", "محمود", "محمد")
    )
    mother = register(registry, name=arabic("هدى", "سالم"), birth_date="1990-01-02")["id"]
    settle(registry, mother, one, two, again)
    for each in (one, two, again):
        detect(registry, each)
    assert [set(each["person_ids"]) for each in queue(registry)] == [{one, again}]


def test_of_who_lives_elsewhere_a_reader_of_the_queue_is_told_no_more_than_where(
    registry: Registry,
) -> None:
    address = {"governorate": "JO-IR", "district": None, "details": None}
    one, two = a_pair(registry, address=address, actor=CLERK_OF_IRBID)
    pair = pair_id(one["id"], two["id"])
    for actor, seen in ((CLERK, one), (CLERK_OF_IRBID, two)):
        (shown,) = queue(registry, actor)
        assert set(shown["person_ids"]) == {None, seen["id"]}
        assert shown["governorates"] == ["JO-AM", "JO-IR"]
        told = registry.duplicates.review.pair(pair, actor)
        assert contract.ProposedDuplicate().validate(told) == {}
        assert (set(told["person_ids"]), told["proposal"]) == ({None, seen["id"]}, None)
    assert set(queue(registry, AUDITOR)[0]["person_ids"]) == {one["id"], two["id"]}


def test_a_pair_is_with_those_who_serve_where_the_two_live_now(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    mover = Actor("clerk-5", frozenset({"clerk"}), None, frozenset({"JO-AM", "JO-IR"}))
    there = {"governorate": "JO-IR", "district": None, "details": None}

    def told(person_id: str) -> None:
        with command_of(mover):
            registry.duplicates.pairs.moved(person_id)

    amend(registry, two["id"], mover, address=there)
    # At once, whatever the pair was told by then.
    with refused("duplicate_not_yours"):
        merge(registry, pair, one["id"])
    told(two["id"])
    assert [each["governorates"] for each in queue(registry)] == [["JO-AM", "JO-IR"]]
    amend(registry, one["id"], mover, address=there)
    told(one["id"])
    told(one["id"])
    assert queue(registry) == []
    assert [each["id"] for each in queue(registry, REVIEWER_OF_IRBID)] == [pair]
    assert merge(registry, pair, one["id"], REVIEWER_OF_IRBID)["status"] == "merged"


def test_a_merge_is_undone_where_the_survivor_lives_now(registry: Registry) -> None:
    one, two = a_pair(registry)
    pair = pair_id(one["id"], two["id"])
    merge(registry, pair, one["id"])
    mover = Actor("clerk-5", frozenset({"clerk"}), None, frozenset({"JO-AM", "JO-IR"}))
    amend(registry, one["id"], mover, address={"governorate": "JO-IR", "district": None})
    with command_of(mover):
        registry.duplicates.pairs.moved(one["id"])
    with refused("duplicate_not_yours"):
        decide(registry, "undo", pair)
    assert [each["id"] for each in queue(registry, REVIEWER_OF_IRBID, "merged")] == [pair]
    assert decide(registry, "undo", pair, actor=REVIEWER_OF_IRBID)["status"] == "open"
