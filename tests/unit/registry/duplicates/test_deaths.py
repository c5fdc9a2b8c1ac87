"""A dead and a living record of one person: the death is seen, chosen, and followed by what any
death is followed by; undone, both are as they were."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.rpc.registry import duplicates as contract
from services.registry.app.application import Registry
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.registry import (
    CLERK,
    HELPER,
    amend,
    arabic,
    home_of,
    live,
    protect,
    refused,
    register,
    resettle,
    settle,
)
from tests.support.reviewing import (
    REVIEWER,
    a_pair,
    decide,
    facts,
    follow,
    merge,
    queue,
    read,
)

DAY = "2026-11-20"
Pair = tuple[str, str, str]


def of_a_dead(registry: Registry, which: int) -> Pair:
    """A woman registered twice, dead by the record with her number (0) or by the other (1): that
    of the living, that of the dead, and their pair."""
    both = [each["id"] for each in a_pair(registry)]
    amend(registry, both[which], died_on=DAY)
    return both[1 - which], both[which], pair_id(*both)


def a_son(registry: Registry) -> str:
    name = arabic("سالم", "علي", None, "حداد")
    return str(register(registry, name=name, sex="male", birth_date="2001-02-03")["id"])


def at_her_sons(registry: Registry, person_id: str) -> Any:
    """The household of her son, in which she lives."""
    mother = {"person_id": person_id, "relation": "parent"}
    return settle(registry, a_son(registry), members=[mother])


def house(registry: Registry, home: dict[str, Any]) -> dict[str, Any]:
    view: dict[str, Any] = registry.household_queries.household(home["id"], CLERK)
    return view


def heads(person_id: str, **members: str) -> dict[str, Any]:
    named = [{"person_id": each, "relation": relation} for each, relation in members.items()]
    return {"head_id": person_id, "members": named}


@pytest.mark.parametrize("which", [0, 1])
def test_a_reviewer_sees_that_one_of_the_two_is_dead_and_the_death_is_proposed(
    registry: Registry, which: int
) -> None:
    _, _, pair = of_a_dead(registry, which)
    shown = registry.duplicates.review.pair(pair, REVIEWER)
    assert contract.ProposedDuplicate().validate(shown) == {}
    for seen in (shown, *queue(registry)):
        assert seen["evidence"][-1] == {
            "field": "died_on",
            "level": "in_one_record",
            "weight": 0.0,
            "ar": "تاريخ الوفاة: مسجّل في أحد السجلين دون الآخر",
            "en": "Day of death: recorded in one of the two records only",
        }
    assert shown["proposal"]["choices"]["died_on"] == ("survivor" if which == 0 else "merged")


@pytest.mark.parametrize(("other", "level"), [(DAY, "same"), ("2026-11-19", "different")])
def test_of_two_deaths_it_is_told_whether_they_are_of_one_day(
    registry: Registry, other: str, level: str
) -> None:
    alive, _, pair = of_a_dead(registry, 0)
    amend(registry, alive, died_on=other)
    told = registry.duplicates.review.pair(pair, REVIEWER)["evidence"][-1]
    assert (told["field"], told["level"]) == ("died_on", level)


def test_of_two_who_live_no_death_is_told(registry: Registry) -> None:
    a_pair(registry)
    assert "died_on" not in [each["field"] for each in queue(registry)[0]["evidence"]]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("stays", ["alive", "dead"])
def test_whichever_record_stays_the_person_is_dead_and_undone_each_is_as_it_was(
    registry: Registry, which: int, stays: str
) -> None:
    alive, dead, pair = of_a_dead(registry, which)
    before = facts(read(registry, alive)), facts(read(registry, dead))
    survivor = alive if stays == "alive" else dead
    merge(registry, pair, survivor)
    view = read(registry, survivor)
    assert (view["status"], view["died_on"]) == ("deceased", DAY)
    decide(registry, "undo", pair)
    assert (facts(read(registry, alive)), facts(read(registry, dead))) == before


def test_a_death_that_was_recorded_by_mistake_is_chosen_away(registry: Registry) -> None:
    alive, dead, pair = of_a_dead(registry, 0)
    home = settle(registry, alive)
    merge(registry, pair, dead, died_on="merged")
    follow(registry, alive, dead)
    assert (read(registry, dead)["status"], house(registry, home)["head_id"]) == ("active", dead)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("stays", ["alive", "dead"])
def test_a_member_leaves_the_household_as_by_any_death_and_comes_back(
    registry: Registry, which: int, stays: str
) -> None:
    alive, dead, pair = of_a_dead(registry, which)
    home = at_her_sons(registry, alive)
    survivor = alive if stays == "alive" else dead
    merge(registry, pair, survivor)
    left = house(registry, home)
    assert (left["members"], left["last_event"]["kind"], left["last_event"]["on"]) == (
        [],
        "death",
        DAY,
    )
    ended = dead if stays == "alive" else alive
    follow(registry, ended, survivor)
    assert house(registry, home) == left
    decide(registry, "undo", pair)
    follow(registry, ended, survivor)
    assert facts(house(registry, home)) == facts(home)


def test_when_it_was_the_head_the_reviewer_says_who_heads_those_who_stay(
    registry: Registry,
) -> None:
    alive, _, pair = of_a_dead(registry, 1)
    son, daughter = a_son(registry), register(registry, birth_date="2019")["id"]
    home = settle(registry, alive, son, daughter)
    with refused("successor_missing"):
        merge(registry, pair, alive)
    assert house(registry, home) == home
    assert read(registry, alive)["status"] == "active"
    merge(registry, pair, alive, successor=heads(son, **{daughter: "sibling"}))
    left = house(registry, home)
    assert left["head_id"] == son
    assert left["members"] == [{"person_id": daughter, "relation": "sibling"}]
    assert home_of(registry, alive) is None
    decide(registry, "undo", pair)
    assert facts(house(registry, home)) == facts(home)


def test_who_lived_alone_is_at_home_again_when_the_merge_is_undone(registry: Registry) -> None:
    alive, _, pair = of_a_dead(registry, 1)
    home = settle(registry, alive)
    merge(registry, pair, alive)
    assert house(registry, home)["status"] == "dissolved"
    decide(registry, "undo", pair)
    assert facts(house(registry, home)) == facts(home)
    assert home_of(registry, alive)["id"] == home["id"]


def test_who_came_since_stays_and_a_former_head_is_what_they_are_to_the_new_one(
    registry: Registry,
) -> None:
    alive, _, pair = of_a_dead(registry, 1)
    son, cousin = a_son(registry), register(registry)["id"]
    home = settle(registry, alive, son)
    merge(registry, pair, alive, successor=heads(son))
    resettle(registry, home["id"], join=[{"person_id": cousin, "relation": "other_relative"}])
    decide(registry, "undo", pair)
    now = house(registry, home)
    assert now["head_id"] == son
    assert now["members"] == [
        {"person_id": cousin, "relation": "other_relative"},
        {"person_id": alive, "relation": "parent"},
    ]
    assert now["last_event"] is None


def test_nobody_comes_back_to_what_was_hidden_or_dissolved_since(registry: Registry) -> None:
    for happen in ("hidden", "dissolved"):
        alive, _, pair = of_a_dead(registry, 1)
        home = at_her_sons(registry, alive)
        merge(registry, pair, alive)
        if happen == "hidden":
            protect(registry, home["head_id"], HELPER, with_household=True)
        else:
            live(registry, "death", home["id"], person_id=home["head_id"])
        decide(registry, "undo", pair)
        assert (read(registry, alive)["status"], home_of(registry, alive)) == ("active", None)


def test_a_successor_is_named_only_where_a_head_dies(registry: Registry) -> None:
    one, two = (each["id"] for each in a_pair(registry))
    with refused("succession_unfit"):
        merge(registry, pair_id(one, two), one, successor=heads(two))


def test_a_reviewer_who_does_not_serve_the_household_brings_no_death_into_it(
    registry: Registry,
) -> None:
    alive, _, pair = of_a_dead(registry, 1)
    irbid = {"governorate": "JO-IR", "district": None, "details": None}
    home = at_her_sons(registry, alive)
    both = REVIEWER.governorates | {"JO-IR"}
    mover = type(CLERK)("clerk-30", frozenset({"clerk"}), None, frozenset(both))
    resettle(registry, home["id"], mover, address=irbid)
    amend(registry, alive, mover, address={**irbid, "governorate": "JO-AM"})
    with refused("household_not_yours"):
        merge(registry, pair, alive)


def test_the_address_that_knows_the_sub_district_knows_more(registry: Registry) -> None:
    one, two = (each["id"] for each in a_pair(registry))
    amend(registry, two, address={"governorate": "JO-AM", "district": "لواء ماركا",
                                  "subdistrict": "قضاء أحد", "details": None})  # fmt: skip
    shown = registry.duplicates.review.pair(pair_id(one, two), REVIEWER)
    assert shown["proposal"]["choices"]["address"] == "merged"
