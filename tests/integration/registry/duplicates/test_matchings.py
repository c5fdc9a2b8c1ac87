"""The whole registry looked through for duplicates, on MongoDB and DuckDB."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor, Context, use
from contracts.rpc.registry.protection import REASONS
from services.registry.adapters.duplicates import population
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.programmes import ADMINISTRATOR, SUPERVISOR, SUPERVISOR_OF_IRBID, Office, Refused
from tests.support.registry import arabic, person
from tests.support.work import Killed, OneRun

NAMELESS = {"kind": "none", "number": None}
LATIN = {"first": "Aamal", "father": "Abdallah", "grandfather": None, "family": "Khateeb"}
CLERK = Actor("clerk-1", frozenset({"clerk"}), None, frozenset({"JO-AM", "JO-IR"}))


def registered(office: Office, **changes: Any) -> str:
    return str(office.do("register_person", CLERK, **person(**changes))["id"])


def a_woman_twice(
    office: Office, first: str = "آمال", latin: str = "Aamal", born: str = "1985-03-17"
) -> tuple[str, str]:
    """With her number in Arabic, and without it in Latin letters."""
    one = registered(office, name=arabic(first), birth_date=born)
    name = {"arabic": None, "latin": {**LATIN, "first": latin}}
    return one, registered(office, identity=NAMELESS, name=name, birth_date=born)


def search(office: Office, found: dict[str, Any], run: OneRun | None = None) -> None:
    with use(Context(Actor.system("registry.work"))):
        office.registry.work["matching.search"](found["id"], run or OneRun())


def start(office: Office, actor: Actor = ADMINISTRATOR, *governorates: str) -> dict[str, Any]:
    return office.do("start_matching", actor, governorates=list(governorates))


def seen(office: Office, found: dict[str, Any]) -> dict[str, Any]:
    return office.do("get_matching", ADMINISTRATOR, matching_id=found["id"])


def queue(office: Office, **asked: Any) -> list[dict[str, Any]]:
    return list(office.do("find_duplicates", SUPERVISOR, **asked)["items"])


def pairs(office: Office) -> set[str]:
    return {each["id"] for each in queue(office)}


def test_a_woman_in_two_scripts_is_found_once(office: Office) -> None:
    one, two = a_woman_twice(office)
    registered(office, name=arabic("سعاد", "خالد", None, "المجالي"), birth_date="1951-07-02")
    found = start(office)
    search(office, found)
    told = seen(office, found)
    assert (told["status"], told["found"]["persons"], told["found"]["suggested"]) == (
        "finished", 3, 1,
    )  # fmt: skip
    (pair,) = queue(office, matching_id=found["id"])
    assert (pair["id"], pair["model"], pair["found_by"]) == (
        pair_id(one, two), told["model"], found["id"],
    )  # fmt: skip
    assert {each["field"]: each["level"] for each in pair["evidence"]}["first"] == "same_sound"
    again = start(office)
    search(office, again)
    told = seen(office, again)["found"]
    assert (told["probable"], told["suggested"]) == (1, 0)


def test_what_was_rejected_merged_or_is_protected_is_not_asked_again(office: Office) -> None:
    rejected = a_woman_twice(office)
    search(office, start(office))
    (pair,) = queue(office)
    office.do("reject_duplicate", SUPERVISOR, duplicate_id=pair["id"], note=None)
    protected = a_woman_twice(office, "سعاد", "Suad", "1951-07-02")
    office.do("protect_person", SUPERVISOR, person_id=protected[0], reason=REASONS[0])
    merged = a_woman_twice(office, "هدى", "Huda", "1969-11-28")
    search(office, start(office))
    open_ = {each["id"] for each in queue(office, status="open")}
    assert open_ == {pair_id(*merged)}
    assert pair_id(*rejected) in {each["id"] for each in queue(office, status="rejected")}
    office.do("merge_duplicate", SUPERVISOR, duplicate_id=pair_id(*merged), survivor_id=merged[0],
              choices={}, note=None)  # fmt: skip
    search(office, start(office))
    assert queue(office, status="open") == []


def test_a_killed_run_is_taken_up_and_puts_nothing_in_twice(office: Office) -> None:
    wanted = {
        pair_id(*a_woman_twice(office, *told))
        for told in (
            ("آمال", "Aamal", "1985-03-17"),
            ("سعاد", "Souad", "1951-07-02"),
            ("هدى", "Huda", "1969-11-28"),
        )
    }
    found = start(office)
    checkpoint: dict[str, Any] = {}
    for steps in (0, 1, 20, 40):
        run = OneRun(checkpoint, steps)
        with pytest.raises(Killed):
            search(office, found, run)
        checkpoint = run.checkpoint
    search(office, found, OneRun(checkpoint))
    assert pairs(office) == wanted
    told = seen(office, found)["found"]
    assert (told["probable"], told["suggested"]) == (3, 3)


def test_a_cancelled_run_ends_and_keeps_what_it_found(office: Office) -> None:
    a_woman_twice(office)
    found = start(office)
    office.do("cancel_matching", ADMINISTRATOR, matching_id=found["id"])
    search(office, found)
    assert queue(office) == []
    with pytest.raises(Refused, match="matching_ended"):
        office.do("cancel_matching", ADMINISTRATOR, matching_id=found["id"])


def test_blocks_that_are_too_large_are_counted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(population, "MOST_PER_BLOCK", 2)
    for _ in range(3):
        registered(office)
    found = start(office)
    search(office, found)
    told = seen(office, found)["found"]
    assert told["pairs"] == 0
    assert told["large_blocks"] > 0
    assert told["unseen_pairs"] == 3 * told["large_blocks"]


def test_supervisors_look_through_their_own_governorates(office: Office) -> None:
    a_woman_twice(office)
    with pytest.raises(Refused, match="matching_not_yours"):
        start(office, SUPERVISOR)
    with pytest.raises(Refused, match="matching_not_yours"):
        start(office, SUPERVISOR, "JO-IR")
    found = start(office, SUPERVISOR_OF_IRBID, "JO-IR")
    search(office, found)
    assert seen(office, found)["found"]["persons"] == 0
    listed = office.do("find_matchings", SUPERVISOR)
    assert listed["items"] == []
