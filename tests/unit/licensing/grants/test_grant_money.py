"""Agreements, instalments against reports, and money that comes back."""

from __future__ import annotations

import pytest

from chassis.errors import Conflict, Forbidden
from tests.support.calling import somebody
from tests.support.grants import (
    AUDITOR,
    CLERK,
    MINISTRY,
    SUPERVISOR,
    Office,
    decide,
    grant_of,
    judge,
    pay,
    report,
    reviewed,
    signed,
    society_id,
    speaker,
)

LINES = [
    {"code": "staff", "what": "أجور المرافقات", "fils": 20_000},
    {"code": "rent", "what": "إيجار المركز", "fils": 10_000},
]


def grant(office: Office, grant_id: str) -> dict[str, object]:
    return office.call(AUDITOR, "get_grant", {"grant_id": grant_id})


def test_an_agreement_is_numbered_and_its_lines_are_what_was_awarded(office: Office) -> None:
    _, proposal_id = reviewed(office, 30_000)
    decide(office, proposal_id, fils=20_000, reason="x")
    made = grant_of(office, proposal_id)
    request = {"grant_id": made["id"], "signed_on": made["awarded_on"]}
    with pytest.raises(Conflict, match="grant_lines_do_not_add_up"):
        office.call(SUPERVISOR, "sign_grant", request)
    lines = [{"code": "staff", "what": "أجور المرافقات", "fils": 20_000}]
    for day in ("2026-11-01", "2027-01-01"):
        with pytest.raises(Conflict, match="grant_day_out_of_order"):
            office.call(SUPERVISOR, "sign_grant", {**request, "signed_on": day, "lines": lines})
    answer = office.call(SUPERVISOR, "sign_grant", {**request, "lines": lines})
    assert (answer["state"], answer["number"]) == ("signed", "GRA-2026-000001")


def test_an_instalment_is_paid_once_under_its_reference(office: Office) -> None:
    grant_id = signed(office)
    first = pay(office, grant_id)
    assert pay(office, grant_id) == first
    assert (first["paid_fils"], first["instalments"][0]["cash_line"]) == (15_000, 1)
    with pytest.raises(Conflict, match="grant_instalment_paid"):
        pay(office, grant_id, reference="TR-2")
    with pytest.raises(Conflict, match="grant_no_such_part"):
        pay(office, grant_id, 3, "TR-3")
    request = {"grant_id": grant_id, "number": 1, "reference": "TR-1"}
    with pytest.raises(Forbidden):
        office.call(SUPERVISOR, "pay_grant_instalment", request)


def test_the_parts_of_a_grant_are_the_whole_of_it(office: Office) -> None:
    grant_id = signed(office, 29_999)
    parts = grant(office, grant_id)["instalments"]
    assert [each["fils"] for each in parts] == [14_999, 15_000]  # type: ignore[attr-defined]


def test_the_next_instalment_waits_for_the_report_on_the_last(office: Office) -> None:
    grant_id = signed(office)
    with pytest.raises(Conflict, match="grant_instalment_not_due"):
        pay(office, grant_id, 2, "TR-2")
    pay(office, grant_id)
    report(office, grant_id)
    with pytest.raises(Conflict, match="grant_instalment_not_due"):
        pay(office, grant_id, 2, "TR-2")
    judge(office, grant_id, outcome="returned")
    report(office, grant_id)
    judge(office, grant_id)
    with pytest.raises(Conflict, match="grant_reference_taken"):
        pay(office, grant_id, 2, "TR-1")
    assert pay(office, grant_id, 2, "TR-2")["paid_fils"] == 30_000
    cash = [each["cash_line"] for each in grant(office, grant_id)["instalments"]]  # type: ignore[attr-defined]
    assert cash == [1, 2]


def test_expenses_stay_within_their_lines_unless_a_change_is_approved(office: Office) -> None:
    grant_id = signed(office)
    pay(office, grant_id)
    with pytest.raises(Conflict, match="grant_above_line"):
        report(office, grant_id, fils=25_001)
    request = {"grant_id": grant_id, "approved": True}
    with pytest.raises(Conflict, match="grant_no_change_asked"):
        office.call(SUPERVISOR, "decide_grant_change", request)
    asked = {"grant_id": grant_id, "lines": LINES, "reason": "ارتفع الإيجار."}
    office.call(speaker(), "ask_grant_change", asked)
    with pytest.raises(Forbidden):
        office.call(CLERK, "decide_grant_change", {"grant_id": grant_id, "approved": True})
    office.call(SUPERVISOR, "decide_grant_change", {"grant_id": grant_id, "approved": True})
    with pytest.raises(Conflict, match="grant_above_line"):
        report(office, grant_id, fils=20_001)
    report(office, grant_id, fils=20_000)
    judge(office, grant_id)
    less = [{**LINES[0], "fils": 19_000}, {**LINES[1], "fils": 11_000}]
    with pytest.raises(Conflict, match="grant_above_line"):
        office.call(speaker(), "ask_grant_change", {**asked, "lines": less})


def test_who_refuses_other_lines_says_why_and_the_society_reads_it(office: Office) -> None:
    grant_id = signed(office)
    before = grant(office, grant_id)
    asked = {"grant_id": grant_id, "lines": LINES, "reason": "ارتفع الإيجار."}
    office.call(speaker(), "ask_grant_change", asked)
    no = {"grant_id": grant_id, "approved": False}
    with pytest.raises(Conflict, match="grant_reason_wanted"):
        office.call(SUPERVISOR, "decide_grant_change", no)
    why = "لا يُبيّن الطلب سبب الزيادة."
    office.call(SUPERVISOR, "decide_grant_change", {**no, "reason": why})
    read = office.call(speaker(), "get_grant", {"grant_id": grant_id})
    decided = read["decided_change"]
    assert (read["change"], read["lines"]) == (None, before["lines"])
    assert (decided["approved"], decided["answer"], decided["lines"]) == (False, why, LINES)
    assert decided["reason"] == asked["reason"], "what was asked, and why, stays beside the answer"
    again = office.call(speaker(), "ask_grant_change", asked)
    assert again["decided_change"] == decided, "until it is answered anew"
    yes = {"grant_id": grant_id, "approved": True}
    answered = office.call(SUPERVISOR, "decide_grant_change", yes)
    assert (answered["decided_change"]["approved"], answered["lines"]) == (True, LINES)


def test_a_dissolved_society_is_not_paid_and_the_reason_is_kept(office: Office) -> None:
    grant_id = signed(office)
    office.societies.lost.add(society_id(1))
    held = pay(office, grant_id)["instalments"][0]
    assert (held["state"], held["reference"]) == ("held", None)
    assert held["held_because"][0]["ar"] == "حُلّت الجمعية"
    office.societies.lost.clear()
    paid = pay(office, grant_id)["instalments"][0]
    assert (paid["state"], paid["held_because"]) == ("paid", [])


def test_a_late_report_is_told_step_by_step_and_stops_payments(office: Office) -> None:
    grant_id = signed(office)
    pay(office, grant_id)
    office.pass_days(30)
    office.pass_days(1)
    with pytest.raises(Conflict, match="grant_payments_held") as refused:
        pay(office, grant_id, 2, "TR-2")
    assert refused.value.params["why"]["code"] == "grant_report_overdue"
    office.pass_days(60)
    told = [
        (each["data"]["level"], each["data"]["days_late"])
        for each in office.events("grants", grant_id)
        if "report_overdue" in each["type"]
    ]
    assert [level for level, _ in told] == [1, 2, 3]
    overdue = office.call(CLERK, "find_grants", {"overdue": "yes"})["items"]
    assert [each["id"] for each in overdue] == [grant_id]
    report(office, grant_id)
    judge(office, grant_id)
    assert pay(office, grant_id, 2, "TR-2")["paid_fils"] == 30_000


def test_what_was_not_spent_comes_back_when_a_grant_ends(office: Office) -> None:
    grant_id = signed(office)
    pay(office, grant_id)
    report(office, grant_id, fils=10_000)
    ending = {"grant_id": grant_id, "reason": "توقف المشروع."}
    with pytest.raises(Conflict, match="grant_report_state_wrong"):
        office.call(SUPERVISOR, "end_grant", ending)
    judge(office, grant_id)
    ended = office.call(SUPERVISOR, "end_grant", ending)
    assert (ended["state"], ended["due_fils"]) == ("ended", 5_000)
    free = office.call(AUDITOR, "get_grant_budget", {"call_id": ended["call_id"]})
    assert (free["taken_fils"], free["left_fils"]) == (15_000, 85_000)
    with pytest.raises(Conflict, match="grant_state_wrong"):
        pay(office, grant_id, 2, "TR-2")
    back = {"grant_id": grant_id, "fils": 2_000, "reference": "RC-1"}
    first = office.call(MINISTRY, "record_grant_recovery", back)
    assert office.call(MINISTRY, "record_grant_recovery", back) == first
    with pytest.raises(Conflict, match="grant_above_due"):
        office.call(MINISTRY, "record_grant_recovery", {**back, "fils": 3_001, "reference": "RC-2"})
    rest = {**back, "fils": 3_000, "reference": "RC-2"}
    settled = office.call(MINISTRY, "record_grant_recovery", rest)
    assert (settled["state"], settled["due_fils"]) == ("settled", 0)
    assert [each["cash_line"] for each in settled["recoveries"]] == [2, 3]


def test_a_call_ends_when_its_grants_are_settled(office: Office) -> None:
    grant_id = signed(office)
    call_id = grant(office, grant_id)["call_id"]
    office.call(MINISTRY, "decide_grant_call", {"call_id": call_id})
    office.call(SUPERVISOR, "end_grant", {"grant_id": grant_id, "reason": "لم يبدأ."})
    assert grant(office, grant_id)["state"] == "settled"
    ended = office.call(MINISTRY, "end_grant_call", {"call_id": call_id})
    assert ended["state"] == "ended"


def test_a_grant_is_seen_by_its_society_and_by_who_serves_it(office: Office) -> None:
    grant_id = signed(office)
    named = {"grant_id": grant_id}
    for allowed in (speaker(1), CLERK, MINISTRY, AUDITOR):
        assert office.call(allowed, "get_grant", named)["id"] == grant_id
    elsewhere = somebody("clerk-2", "clerk", governorates=("JO-IR",))
    for outsider in (speaker(2), elsewhere, somebody("reviewer-1", "reviewer")):
        with pytest.raises(Forbidden):
            office.call(outsider, "get_grant", named)
