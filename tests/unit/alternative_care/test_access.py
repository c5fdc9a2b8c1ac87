"""A child's case is open to those who work on it, and every look at it is written down."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.audit import concerned, verify
from chassis.errors import Forbidden
from tests.support.calling import Caller, somebody
from tests.support.care import (
    AUDITOR,
    CASEWORKER,
    SUPERVISOR,
    a_placement,
    an_end,
    opened,
    placed,
    registered,
)

COLLEAGUE = somebody("caseworker-2", "caseworker")
SUPERVISOR_ELSEWHERE = somebody("supervisor-2", "supervisor", governorates=("JO-IR",))
OUTSIDERS = [
    somebody("other-1", role)
    for role in ("clerk", "inspector", "citizen", "administrator", "operator", "partner", "system")
]
METADATA = {"id", "version", "governorate", "centre", "caseworker", "opened_at", "placed"}


def actions(audited: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(entry["actor"], entry["action"]) for entry in audited]


@pytest.mark.parametrize("actor", [CASEWORKER, SUPERVISOR], ids=lambda actor: actor.subject)
def test_caseworker_and_supervisor_see_the_whole_case(call: Caller, actor: Any) -> None:
    case = call(actor, "get_case", {"case_id": opened(call)})
    assert case["child"]["name"] == "سليم"


def test_an_auditor_sees_that_there_is_a_case_and_nothing_of_the_child(call: Caller) -> None:
    case_id = opened(call)
    assert call(AUDITOR, "get_case", {"case_id": case_id}).keys() == METADATA
    (listed,) = call(AUDITOR, "find_cases", {})["items"]
    assert listed.keys() == METADATA


@pytest.mark.parametrize(
    "actor", [COLLEAGUE, SUPERVISOR_ELSEWHERE], ids=lambda actor: actor.subject
)
def test_colleagues_who_do_not_work_on_it_do_not_see_it(
    call: Caller, audited: list[dict[str, Any]], actor: Any
) -> None:
    case_id = opened(call)
    with pytest.raises(Forbidden, match="care_not_yours"):
        call(actor, "get_case", {"case_id": case_id})
    assert call(actor, "find_cases", {})["items"] == []
    assert actions(audited)[-1] == (actor.subject, "case.read_refused")


@pytest.mark.parametrize("actor", OUTSIDERS, ids=lambda actor: min(actor.roles))
def test_to_everybody_else_cases_and_families_are_closed(call: Caller, actor: Any) -> None:
    case_id, family_id = opened(call), registered(call)
    for method, request in [
        ("get_case", {"case_id": case_id}),
        ("find_cases", {}),
        ("get_family", {"family_id": family_id}),
        ("find_families", {}),
    ]:
        with pytest.raises(Forbidden, match="care_role_may_not"):
            call(actor, method, request)


def test_lists_name_no_child(call: Caller) -> None:
    opened(call)
    (listed,) = call(CASEWORKER, "find_cases", {})["items"]
    assert listed.keys() == METADATA | {"risk_level", "legal_situation"}
    assert "سليم" not in str(listed)


def test_a_list_is_narrowed_by_its_filters(call: Caller) -> None:
    free, settled = opened(call, risk_level="high"), opened(call)
    placed(call, settled, registered(call))

    def found(**filters: str) -> list[str]:
        return [each["id"] for each in call(SUPERVISOR, "find_cases", filters)["items"]]

    assert found(placed="yes") == [settled]
    assert found(placed="no") == found(risk_level="high") == [free]
    assert found(risk_level="low") == []
    with pytest.raises(Forbidden):
        found(governorate="JO-IR")


def test_families_are_found_by_their_free_places(call: Caller) -> None:
    full, free = registered(call, capacity=1), registered(call)
    placed(call, opened(call), full)
    for asked, family_id in [("yes", free), ("no", full)]:
        (found,) = call(SUPERVISOR, "find_families", {"with_free_place": asked})["items"]
        assert found["id"] == family_id
    assert len(call(AUDITOR, "find_families", {})["items"]) == 2
    assert call(SUPERVISOR_ELSEWHERE, "find_families", {})["items"] == []
    with pytest.raises(Forbidden):
        call(SUPERVISOR_ELSEWHERE, "get_family", {"family_id": full})


def test_every_look_and_change_is_in_the_audit_log(
    call: Caller, audited: list[dict[str, Any]]
) -> None:
    case = placed(call, opened(call), registered(call))
    call(SUPERVISOR, "get_case", {"case_id": case["id"]})
    call(SUPERVISOR, "find_cases", {})
    call(SUPERVISOR, "end_placement", an_end(case))
    assert actions(audited) == [
        ("caseworker-1", "case.open"),
        ("caseworker-1", "case.place_child"),
        ("supervisor-1", "case.read"),
        ("supervisor-1", "case.list"),
        ("supervisor-1", "case.end_placement"),
    ]
    assert set[str]().union(*map(concerned, audited)) == {case["id"]}
    assert verify(audited).intact


def test_a_refused_attempt_to_change_a_case_is_in_the_log_too(
    call: Caller, audited: list[dict[str, Any]]
) -> None:
    case_id, family_id = opened(call), registered(call)
    with pytest.raises(Forbidden):
        call(COLLEAGUE, "place_child", a_placement(case_id, family_id))
    assert actions(audited)[-1] == ("caseworker-2", "case.place_child")
