"""Who is named in an application anew is told of it, and nobody who is not concerned any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from services.licensing.adapters.applications.store import APPLICATIONS
from tests.support.applying import CITIZEN, CLERK, a_nursery, paper
from tests.support.calling import Caller, somebody

Advance = Callable[[int], None]
Request = dict[str, Any]
FIRST, SECOND, APPLICANTS = "0797654321", "0781112223", "0770001112"
IN_FULL = {FIRST: "+962797654321", SECOND: "+962781112223", APPLICANTS: "+962770001112"}
DELEGATE = somebody("delegate-1", "citizen", governorates=(), national_number="9892054321")
APPLICANT, DELEGATES = "licensing.application", "licensing.delegate"


def through(mobile: str | None, number: str = "9892054321") -> Request:
    """The same request, through a delegate who may say how they are reached."""
    contact = None if mobile is None else {"mobile": mobile, "email": None, "language": "ar"}
    delegate = {"name": "سليم حداد", "national_number": number, "contact": contact}
    return {**a_nursery(), "delegate": {**delegate, "document_id": paper("authorisation")}}


def through_another(mobile: str | None) -> Request:
    return through(mobile, "9892054399")


def with_other_mobile(request: Request) -> Request:
    applicant = request["applicant"]
    contact = {**applicant["contact"], "mobile": APPLICANTS}
    return {**request, "applicant": {**applicant, "contact": contact}}


def filled(call: Caller, application_id: str, request: Request) -> None:
    said = {name: value for name, value in request.items() if name != "service"}
    call(CLERK, "fill_application", {"application_id": application_id, **said})


def returned(call: Caller, request: Request) -> str:
    """The id of an application that its delegate handed in, and that is to be completed."""
    asked = {"application_id": call(DELEGATE, "draft_application", request)["id"]}
    call(DELEGATE, "submit_application", asked)
    asks = [{"pointer": "/delegate", "text": {"ar": "التفويض غير واضح."}}]
    call(CLERK, "return_application", {**asked, "step": "completeness", "asks": asks})
    return str(asked["application_id"])


def told(database: MemoryDatabase, application_id: str) -> list[dict[str, Any]]:
    """What was told of it: the type and the data."""
    pending = database.collections[APPLICATIONS.collection][application_id]["pending"]
    return [{"type": each["type"].split(".")[3], **each["data"]} for each in pending]


def reached(events: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    """Who is reached, and by which mobile, as these events say it."""
    return [
        (each["party"].split("/")[0], each["mobile"])
        for each in events
        if each["type"] == "contact_recorded"
    ]


@pytest.mark.parametrize(
    ("completed", "changed", "delegated"),
    [
        (through(FIRST), [], True),
        (through_another(SECOND), [(DELEGATES, IN_FULL[SECOND])], True),
        (through_another(None), [(DELEGATES, None)], False),
        ({**a_nursery(), "delegate": None}, [(DELEGATES, None)], False),
        (with_other_mobile(through(FIRST)), [(APPLICANT, IN_FULL[APPLICANTS])], True),
    ],
)
def test_who_is_named_on_completion_is_reached_from_then_on_and_who_was_before_is_not(
    call: Caller,
    database: MemoryDatabase,
    completed: Request,
    changed: list[tuple[str, str | None]],
    delegated: bool,
) -> None:
    application_id = returned(call, through(FIRST))
    before = len(told(database, application_id))
    filled(call, application_id, completed)
    call(CLERK, "resubmit_application", {"application_id": application_id})
    since = told(database, application_id)[before:]
    assert reached(since) == changed
    assert [each["type"] for each in since][len(changed)] == "filled", "who is reached comes first"
    heard = {each["delegate_id"] for each in since if each["type"] == "resumed"}
    assert heard == {application_id if delegated else None}


def test_nobodys_name_is_told_where_nobody_is_reached(
    call: Caller, database: MemoryDatabase
) -> None:
    application_id = returned(call, through(FIRST))
    filled(call, application_id, through_another(None))
    (*_, nobody, _) = told(database, application_id)
    assert (nobody["name"], nobody["email"], nobody["language"]) == ("-", None, "ar")


def test_a_draft_tells_of_contacts_when_it_is_filled_only_after_its_reminder(
    call: Caller, database: MemoryDatabase, advance: Advance
) -> None:
    application_id = call(DELEGATE, "draft_application", through(FIRST))["id"]
    filled(call, application_id, through(SECOND))
    assert reached(told(database, application_id)) == []
    advance(80)
    before = len(told(database, application_id))
    filled(call, application_id, through(FIRST))
    assert reached(told(database, application_id)[before:]) == [(DELEGATES, IN_FULL[FIRST])]
    assert call(CITIZEN, "get_application", {"application_id": application_id})["delegate"]
