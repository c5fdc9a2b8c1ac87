"""Reports come from devices that were offline: in any order, more than once, too late."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

import pytest

from chassis.errors import KanafError
from contracts.rpc.licensing import METHODS
from tests.support.calling import Caller
from tests.support.inspections import (
    COLLEAGUE,
    ELSEWHERE,
    HOLDER,
    INSPECTOR,
    SUPERVISOR,
    World,
    a_batch,
    a_report,
    brought,
    planned,
    upload,
)

FIRST, SECOND, THIRD = (str(uuid.UUID(int=each)) for each in (1, 2, 3))


def became(results: list[Any]) -> list[str]:
    return [each["became"] for each in results]


def state(call: Caller, inspection: dict[str, Any]) -> dict[str, Any]:
    return call(SUPERVISOR, "get_inspection", {"inspection_id": inspection["id"]})


def flags(entry: dict[str, Any]) -> list[str]:
    return [each["code"] for each in entry["flags"]]


def test_the_same_report_is_kept_once_however_often_it_is_brought(
    alone: Caller, world: World
) -> None:
    inspection = planned(alone, world.register.license())
    report = brought(inspection["id"])
    assert became(upload(alone, report)) == ["accepted"]
    assert became(upload(alone, report, report)) == ["repeated", "repeated"]
    assert len(state(alone, inspection)["reports"]) == 1


def test_the_same_batch_under_the_same_key_is_answered_the_same(
    alone: Caller, world: World
) -> None:
    inspection = planned(alone, world.register.license())
    report = brought(inspection["id"])
    first = upload(alone, report, key="batch-1")
    assert upload(alone, report, key="batch-1") == first
    with pytest.raises(KanafError, match="idempotency_key_reused"):
        upload(alone, brought(inspection["id"]), key="batch-1")


def test_what_is_wrong_with_one_report_is_said_of_it_alone(alone: Caller, world: World) -> None:
    inspection = planned(alone, world.register.license())
    broken = {**brought(inspection["id"], FIRST), "started_at": "gestern"}
    nowhere = brought(str(uuid.UUID(int=99)))
    incomplete = brought(inspection["id"], items=["exits"])
    answer = alone(
        INSPECTOR,
        "upload_inspection_reports",
        a_batch(broken, "nonsense", nowhere, incomplete, brought(inspection["id"], SECOND)),
    )
    METHODS["upload_inspection_reports"].answer().load(answer)
    results = answer["results"]
    assert became(results) == ["refused"] * 4 + ["accepted"]
    assert results[0]["report_id"] == FIRST
    assert results[0]["errors"][0]["pointer"] == "/reports/0/started_at"
    assert [each["code"] for each in results] == [
        "invalid_request",
        "invalid_request",
        "inspection_not_found",
        "report_items_do_not_fit",
        None,
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_corrections_say_the_same_in_whichever_order_they_come(
    alone: Caller, world: World, order: tuple[int, ...]
) -> None:
    inspection = planned(alone, world.register.license())
    reports = [
        brought(inspection["id"], FIRST, wrong=["exits"]),
        brought(inspection["id"], SECOND, corrects=FIRST, reason="خطأ", wrong=["fire"]),
        brought(inspection["id"], THIRD, corrects=SECOND, reason="خطأ ثان"),
    ]
    for each in order:
        upload(alone, reports[each])
    standings = {
        each["report_id"]: each["standing"] for each in state(alone, inspection)["reports"]
    }
    assert standings == {FIRST: "corrected", SECOND: "corrected", THIRD: "accepted"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_stories_of_one_visit_wait_for_a_supervisor(
    alone: Caller, world: World, order: tuple[int, ...]
) -> None:
    inspection = planned(alone, world.register.license())
    stories = [
        brought(inspection["id"], FIRST, wrong=["exits"]),
        brought(inspection["id"], FIRST),
    ]
    for each in order:
        upload(alone, stories[each])
    seen = state(alone, inspection)
    assert [each["standing"] for each in seen["reports"]] == ["waiting", "waiting"]
    assert all("report_another_report" in flags(each) for each in seen["reports"])
    request = {"inspection_id": inspection["id"]}
    with pytest.raises(KanafError, match="inspection_reports_wait"):
        alone(SUPERVISOR, "conclude_inspection", request)
    right = next(each for each in seen["reports"] if each["passed"])
    aside = {**request, "entry_id": right["id"], "accept": False}
    with pytest.raises(KanafError, match="no_without_reason"):
        alone(SUPERVISOR, "decide_inspection_report", aside)
    decided = alone(
        SUPERVISOR,
        "decide_inspection_report",
        {**request, "entry_id": right["id"], "accept": True, "note": None},
    )
    METHODS["decide_inspection_report"].answer().load(decided)
    assert sorted(each["standing"] for each in decided["reports"]) == ["accepted", "set_aside"]
    concluded = alone(SUPERVISOR, "conclude_inspection", request)
    assert concluded["conclusion"]["outcome"] == "passed"


def test_a_report_of_a_cancelled_inspection_is_kept_for_a_supervisor(
    alone: Caller, world: World
) -> None:
    inspection = planned(alone, world.register.license())
    request = {"inspection_id": inspection["id"]}
    alone(SUPERVISOR, "cancel_inspection", {**request, "reason": "تأجل"})
    (result,) = upload(alone, brought(inspection["id"]))
    assert result["became"] == "waiting"
    assert flags(result) == ["report_cancelled_meanwhile"]
    waiting = alone(SUPERVISOR, "find_inspections", {"waiting": "yes"})["items"]
    assert [each["id"] for each in waiting] == [inspection["id"]]
    entry = state(alone, inspection)["reports"][0]
    accepted = alone(
        SUPERVISOR,
        "decide_inspection_report",
        {**request, "entry_id": entry["id"], "accept": True, "note": "تمت الزيارة"},
    )
    assert accepted["state"] == "visited"


def test_a_report_of_who_had_the_inspection_before_is_kept_and_flagged(
    staffed: Caller, world: World
) -> None:
    inspection = planned(staffed, world.register.license(), inspector="inspector-1")
    request = {"inspection_id": inspection["id"], "inspector": "inspector-2"}
    staffed(SUPERVISOR, "assign_inspection", request)
    (late,) = upload(staffed, brought(inspection["id"]))
    assert (late["became"], flags(late)) == ("waiting", ["report_reassigned_meanwhile"])
    assert state(staffed, inspection)["state"] == "assigned"
    (mine,) = upload(staffed, brought(inspection["id"]), actor=COLLEAGUE)
    assert mine["became"] == "accepted"


def test_who_never_had_it_brings_nothing(staffed: Caller, world: World) -> None:
    inspection = planned(staffed, world.register.license(), inspector="inspector-1")
    (result,) = upload(staffed, brought(inspection["id"]), actor=COLLEAGUE)
    assert (result["became"], result["code"]) == ("refused", "inspection_of_another")
    for outsider in (HOLDER, ELSEWHERE):
        with pytest.raises(KanafError, match="licensing_role_may_not"):
            upload(staffed, brought(inspection["id"]), actor=outsider)


@pytest.mark.parametrize(
    ("sent_at", "visited_at", "wrong"),
    [
        ("2026-11-22T12:00:01.000Z", "2026-11-22T09:00:00.000Z", False),
        ("2031-11-22T12:00:00.000Z", "2026-11-22T12:00:00.000Z", True),
        ("2019-01-01T00:00:00.000Z", "2026-11-22T12:00:00.000Z", True),
    ],
)
def test_a_wrong_clock_is_recorded_and_not_believed(
    alone: Caller, world: World, sent_at: str, visited_at: str, wrong: bool
) -> None:
    inspection = planned(alone, world.register.license())
    batch = a_batch(brought(inspection["id"]), sent_at=sent_at)
    alone(INSPECTOR, "upload_inspection_reports", batch)
    (entry,) = state(alone, inspection)["reports"]
    assert entry["visited_at"] == visited_at
    assert (flags(entry) == ["report_clock_wrong"]) is wrong


AHEAD = {
    "started_at": "2030-01-01T08:00:00.000Z",
    "ended_at": "2030-01-01T09:00:00.000Z",
    "made_at": "2030-01-01T09:05:00.000Z",
}
MADE_AHEAD = {"made_at": "2026-11-22T12:20:00.000Z"}


@pytest.mark.parametrize("connected", [True, False])
@pytest.mark.parametrize(
    ("said", "visited_at", "off", "wrong"),
    [
        (AHEAD, "2026-11-22T12:00:00.000Z", 98_139_900, True),
        (MADE_AHEAD, "2026-11-22T12:00:00.000Z", 1200, True),
        ({"made_at": "2026-11-22T12:08:00.000Z"}, "2026-11-22T09:00:00.000Z", 0, False),
    ],
)
def test_a_report_of_a_time_that_has_not_come_is_kept_and_flagged(
    alone: Caller,
    world: World,
    connected: bool,
    said: dict[str, str],
    visited_at: str,
    off: int,
    wrong: bool,
) -> None:
    inspection = planned(alone, world.register.license())
    if connected:
        request = {"inspection_id": inspection["id"]}
        alone(INSPECTOR, "report_inspection", {**request, **a_report(**said)})
    else:
        (receipt,) = upload(alone, brought(inspection["id"], **said))
        assert (receipt["became"], flags(receipt) == ["report_clock_wrong"]) == ("accepted", wrong)
    (entry,) = state(alone, inspection)["reports"]
    assert (entry["visited_at"], entry["clock_off_seconds"]) == (visited_at, off)
    assert (flags(entry) == ["report_clock_wrong"]) is wrong


@pytest.mark.parametrize(
    ("said", "pointer", "code"),
    [
        ({"ended_at": "2026-11-22T07:59:00.000Z"}, "/ended_at", "report_ends_before_start"),
        ({"made_at": "2026-11-22T07:59:00.000Z"}, "/made_at", "report_made_before_visit"),
    ],
)
def test_what_by_one_clock_cannot_be_is_refused(
    alone: Caller, world: World, said: dict[str, str], pointer: str, code: str
) -> None:
    inspection = planned(alone, world.register.license())
    (receipt,) = upload(alone, brought(inspection["id"], **said))
    assert (receipt["became"], receipt["code"]) == ("refused", code)
    assert [each["pointer"] for each in receipt["errors"]] == [f"/reports/0{pointer}"]


def test_photographs_are_there_before_the_report_and_belong_to_it_then(
    alone: Caller, world: World
) -> None:
    inspection = planned(alone, world.register.license())
    report = brought(inspection["id"])
    photograph = world.album.photograph()
    report["findings"][0]["photographs"] = [photograph]
    report["findings"][1]["photographs"] = [str(uuid.UUID(int=5))]
    (missing,) = upload(alone, report)
    assert (missing["became"], missing["code"]) == ("refused", "document_not_found")
    assert world.album.attached == {}
    report["findings"][1]["photographs"] = []
    assert became(upload(alone, report)) == ["accepted"]
    assert world.album.attached == {photograph: f"inspection/{inspection['id']}"}
