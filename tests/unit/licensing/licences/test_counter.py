"""Licences at the counter, at home and in the public register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.calendar import start_of
from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from contracts.rpc.licensing import METHODS
from tests.support import falling_due
from tests.support.calling import Caller
from tests.support.licences import (
    ANYBODY,
    AUDITOR,
    CITIZEN,
    CLERK,
    ELSEWHERE,
    ENDLESS,
    STRANGER,
    SUPERVISOR,
    Issuer,
    a_holder,
    a_nursery,
)
from tests.support.licences import a_grant as grant_of

WHY = {"reason_code": "safety_requirements_unmet", "text": {"ar": "مخرج الطوارئ مغلق."}}
AGAIN = {"reason_code": "corrected", "text": {"ar": "فُتح المخرج.", "en": "It is open."}}


def fire_due(call: Caller, database: MemoryDatabase, clock: FixedClock) -> None:
    falling_due.fire_due(database, "licences", clock, {"due_": call.service.licence_due})


def told(database: MemoryDatabase, licence_id: str) -> list[str]:
    pending = database.collections["licences"][licence_id]["pending"]
    return [event["type"].removeprefix("kanaf.licensing.licence.") for event in pending]


def shown(call: Caller, licence_id: str, actor: Any = SUPERVISOR) -> dict[str, Any]:
    answer = call(actor, "show_licence", {"licence_id": licence_id})
    METHODS["show_licence"].answer().load(answer)
    return answer


def test_numbers_run_by_series_and_year(issuer: Issuer, clock: FixedClock) -> None:
    numbers = [issuer(series=series).number for series in ("NUR", "NUR", "SOC")]
    clock.at = start_of(date(2027, 1, 1))
    assert [*numbers, issuer().number] == [
        "NUR-2026-000001",
        "NUR-2026-000002",
        "SOC-2026-000001",
        "NUR-2027-000001",
    ]


@pytest.mark.parametrize("terms", [grant_of().terms, ENDLESS])
def test_what_was_issued_is_shown_as_it_was_granted(
    call: Caller, issuer: Issuer, terms: Any
) -> None:
    licence = issuer(terms=terms, holder=a_holder(registration_number="R-1"))
    answer = shown(call, licence.id)
    assert answer["licensed"]["name"] == {"ar": "حضانة البراعم", "en": "Buds Nursery"}
    assert answer["holder"]["registration_number"] == "R-1"
    assert (answer["expires_on"] is None) is (terms is ENDLESS)
    assert "code" not in str(answer["certificates"])


def test_a_supervisor_suspends_and_reinstates(
    call: Caller, issuer: Issuer, database: MemoryDatabase
) -> None:
    licence_id = issuer().id
    request = {"licence_id": licence_id, **WHY, "until": "2027-01-01"}
    suspended = call(SUPERVISOR, "suspend_licence", request, version=1)
    assert (suspended["state"], suspended["suspension"]["until"]) == ("suspended", "2027-01-01")
    back = call(SUPERVISOR, "reinstate_licence", {"licence_id": licence_id, **AGAIN}, version=2)
    assert back["state"] == "valid"
    assert [(step["what"], step["by"]) for step in back["course"]] == [
        ("issued", None),
        ("suspended", "supervisor-1"),
        ("reinstated", "supervisor-1"),
    ]
    assert back["course"][2]["reason"]["text"]["en"] == "It is open."
    assert told(database, licence_id) == ["issued.v2", "suspended.v1", "reinstated.v1"]


def test_a_revoked_licence_stays_so(call: Caller, issuer: Issuer) -> None:
    licence_id = issuer().id
    request = {"licence_id": licence_id, **WHY}
    assert call(SUPERVISOR, "revoke_licence", request)["state"] == "revoked"
    with pytest.raises(Conflict, match="licence_ended"):
        call(SUPERVISOR, "suspend_licence", request)


def test_a_reason_must_be_in_the_list_of_what_is_done(call: Caller, issuer: Issuer) -> None:
    licence_id = issuer().id
    with pytest.raises(Conflict, match="licence_reason_unknown") as refused:
        call(SUPERVISOR, "suspend_licence", {"licence_id": licence_id, **AGAIN})
    assert refused.value.errors[0].pointer == "/reason_code"


def test_a_holder_reads_why_it_was_suspended_and_no_login_of_staff(
    call: Caller, issuer: Issuer
) -> None:
    licence_id = issuer().id
    call(SUPERVISOR, "suspend_licence", {"licence_id": licence_id, **WHY})
    seen = shown(call, licence_id, CITIZEN)
    assert seen["suspension"]["reason"]["code"] == "safety_requirements_unmet"
    assert (seen["suspension"]["by"], seen["course"][-1]["by"]) == (None, None)
    for staff in (CLERK, AUDITOR):
        seen = shown(call, licence_id, staff)
        assert (seen["suspension"]["by"], seen["course"][-1]["by"]) == ("supervisor-1",) * 2


@pytest.mark.parametrize("actor", [CLERK, CITIZEN, ELSEWHERE, AUDITOR, STRANGER, ANYBODY])
@pytest.mark.parametrize("verb", ["suspend_licence", "reinstate_licence", "revoke_licence"])
def test_nobody_else_decides(call: Caller, issuer: Issuer, actor: Any, verb: str) -> None:
    with pytest.raises(Forbidden):
        call(actor, verb, {"licence_id": issuer().id, **WHY})


def test_a_decision_rests_on_what_was_seen(call: Caller, issuer: Issuer) -> None:
    licence_id = issuer().id
    with pytest.raises(Stale):
        call(SUPERVISOR, "suspend_licence", {"licence_id": licence_id, **WHY}, version=7)


def test_a_repeated_decision_has_one_effect(
    call: Caller, issuer: Issuer, database: MemoryDatabase
) -> None:
    request = {"licence_id": issuer().id, **WHY}
    first = call(SUPERVISOR, "revoke_licence", request, key="once")
    assert call(SUPERVISOR, "revoke_licence", request, key="once") == first
    other = {**request, "reason_code": "other"}
    with pytest.raises(Invalid, match="idempotency_key_reused"):
        call(SUPERVISOR, "revoke_licence", other, key="once")


@pytest.mark.parametrize("actor", [CITIZEN, CLERK, SUPERVISOR, AUDITOR])
def test_holders_staff_and_auditors_read(call: Caller, issuer: Issuer, actor: Any) -> None:
    licence_id = issuer().id
    assert shown(call, licence_id, actor)["id"] == licence_id
    found = call(actor, "search_licences", {})["items"]
    assert [each["id"] for each in found] == [licence_id]
    log = call.service.application.licences.reading.audit.of("licence", licence_id)
    assert [entry["action"] for entry in log] == ["licence.read", "licence.list"]


@pytest.mark.parametrize("actor", [STRANGER, ELSEWHERE, ANYBODY])
def test_nobody_else_reads(call: Caller, issuer: Issuer, actor: Any) -> None:
    licence_id = issuer().id
    for method in ("show_licence", "get_certificate"):
        with pytest.raises(Forbidden):
            call(actor, method, {"licence_id": licence_id})


def test_a_list_is_narrowed(call: Caller, issuer: Issuer) -> None:
    number = issuer().number
    issuer(series="SOC", service="society.registration")
    assert call(STRANGER, "search_licences", {})["items"] == []
    assert call(ELSEWHERE, "search_licences", {})["items"] == []
    one = call(CLERK, "search_licences", {"number": number, "state": "valid", "kind": "licence"})
    assert [each["number"] for each in one["items"]] == [number]
    found = call(CITIZEN, "search_licences", {"service": "society.registration"})["items"]
    assert [each["number"] for each in found] == ["SOC-2026-000001"]


def test_what_falls_due_during_downtime_is_told_once_and_in_order(
    call: Caller, issuer: Issuer, database: MemoryDatabase, clock: FixedClock
) -> None:
    licence_id = issuer().id
    call(SUPERVISOR, "suspend_licence", {"licence_id": licence_id, **WHY, "until": "2027-01-01"})
    clock.advance(timedelta(days=900))
    fire_due(call, database, clock)
    assert told(database, licence_id) == [
        "issued.v2",
        "suspended.v1",
        "reinstated.v1",
        "renewal_due.v1",
        "renewal_due.v1",
        "renewal_due.v1",
        "expired.v1",
        "lapsed.v1",
    ]
    assert shown(call, licence_id)["state"] == "lapsed"
    assert falling_due.timers_of(database, "licences") == []


def test_an_unknown_licence_is_not_found(call: Caller) -> None:
    with pytest.raises(NotFound, match="licence_not_found"):
        shown(call, "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e99")


def code_of(call: Caller, licence_id: str) -> str:
    kept = call.service.application.licences.issuing.licences.load(licence_id)
    return str(kept.certificate.code)


def answered(outcome: str) -> dict[str, Any]:
    return {"outcome": outcome, "awaiting_renewal": False}


def test_everybody_checks_a_certificate_by_its_code(
    call: Caller, issuer: Issuer, clock: FixedClock
) -> None:
    licence_id = issuer().id
    request = {"code": code_of(call, licence_id)}
    assert call(ANYBODY, "check_certificate", request) == answered("valid")
    call(SUPERVISOR, "suspend_licence", {"licence_id": licence_id, **WHY, "until": "2027-01-01"})
    assert call(ANYBODY, "check_certificate", request) == answered("suspended")
    clock.at = start_of(date(2027, 1, 1))
    assert call(ANYBODY, "check_certificate", request) == answered("valid")
    clock.at = start_of(date(2027, 11, 22))
    assert call(ANYBODY, "check_certificate", request) == answered("expired")
    unknown = {"code": "x" * 24}
    assert call(ANYBODY, "check_certificate", unknown) == answered("unknown")


def test_codes_are_long_and_never_the_same(call: Caller, issuer: Issuer) -> None:
    codes = {code_of(call, issuer().id) for _ in range(20)}
    assert len(codes) == 20
    assert {len(code) for code in codes} == {24}


def found(call: Caller, **sought: Any) -> list[str]:
    answer = call(ANYBODY, "find_licensed_places", sought)
    METHODS["find_licensed_places"].answer().load(answer)
    return [each["number"] for each in answer["items"]]


def test_the_register_shows_nothing_of_holders_or_of_what_is_not_public(
    call: Caller, issuer: Issuer
) -> None:
    issuer()
    (place,) = call(ANYBODY, "find_licensed_places", {})["items"]
    assert place["name"]["ar"] == "حضانة البراعم"
    assert place["place"] == {"governorate": "JO-AM", "district": "لواء ماركا"}
    assert [fact["code"] for fact in place["facts"]] == ["places"]
    for hidden in ("آمال", "9852012345", "شارع", "citizen-1", "هدى"):
        assert hidden not in str(place)


@pytest.mark.parametrize(
    "name",
    [
        "البراعم",
        "براعم",
        "حضانه البراعم",
        "حَضَانَةُ البراعـم",
        "حضانة بر",
        "BUDS nurs",
        "Nursery buds",
    ],
)
def test_the_register_finds_a_name_however_it_is_spelled(
    call: Caller, issuer: Issuer, name: str
) -> None:
    number = issuer().number
    issuer(licensed=a_nursery(name_ar="روضة النجوم", name_en="Stars"))
    assert found(call, name=name) == [number]


def test_the_register_is_filtered(call: Caller, issuer: Issuer) -> None:
    first, second = issuer(), issuer(series="SOC", service="society.registration")
    call(SUPERVISOR, "revoke_licence", {"licence_id": first.id, **WHY})
    assert found(call, state="expired") == [first.number]
    assert found(call, state="valid") == [second.number]
    assert found(call, state="suspended") == []
    assert found(call, service="society.registration", governorate="JO-AM") == [second.number]
    assert found(call, district="ماركا", number=first.number) == [first.number]
    assert found(call, governorate="JO-IR") == []
    assert found(call, name="!؟") == []


def test_what_is_not_listed_is_in_no_register(call: Caller, issuer: Issuer) -> None:
    hidden = issuer(listed=False)
    assert found(call) == found(call, name="البراعم") == found(call, number=hidden.number) == []
    assert shown(call, hidden.id)["listed"] is False


def test_the_register_is_paged(call: Caller, issuer: Issuer, clock: FixedClock) -> None:
    numbers = []
    for _ in range(3):
        numbers.append(issuer().number)
        clock.advance(timedelta(seconds=1))
    first = call(ANYBODY, "find_licensed_places", {"limit": 2})
    second = call(ANYBODY, "find_licensed_places", {"limit": 2, "after": first["next"]})
    read = [each["number"] for page in (first, second) for each in page["items"]]
    assert (read, second["next"]) == (numbers[::-1], None)
