"""Applications for nursery licences, for tests."""

from __future__ import annotations

from typing import Any

from tests.support.calling import Caller, somebody

CLERK = somebody("clerk-1", "clerk")
CITIZEN = somebody("citizen-1", "citizen", governorates=(), national_number="9852012345")
INSPECTOR = somebody("inspector-1", "inspector")
SUPERVISOR = somebody("supervisor-1", "supervisor")
AUDITOR = somebody("auditor-1", "auditor", governorates=())


def an_application(**nursery: Any) -> dict[str, Any]:
    """A request to license a private nursery in Amman; `nursery` says what is different."""
    return {
        "applicant": {
            "name": "آمال عبد الله الخطيب",
            "national_number": "9852012345",
            "contact": {"mobile": "0791234567", "email": "amal@example.jo", "language": "ar"},
        },
        "nursery": {
            "name": {"ar": "حضانة البراعم"},
            "kind": "private",
            "place": {"governorate": "JO-AM"},
            "places_under_two": 20,
            "places_two_to_four": 30,
            **nursery,
        },
    }


def submitted(call: Caller, **nursery: Any) -> str:
    """The id of an application that a clerk has submitted."""
    answer: str = call(CLERK, "submit_application", an_application(**nursery))["id"]
    return answer


def checked(call: Caller, outcome: str = "passed", **nursery: Any) -> str:
    """The id of an application whose nursery was checked."""
    application_id = submitted(call, **nursery)
    check(call, application_id, outcome)
    return application_id


def check(call: Caller, application_id: str, outcome: str = "passed") -> dict[str, Any]:
    """An inspector checks."""
    found = {"application_id": application_id, "outcome": outcome, "findings": "كشف ميداني"}
    return call(INSPECTOR, "check_application", found)


def licensed(call: Caller, **nursery: Any) -> dict[str, Any]:
    """The licence of an application that was submitted, checked and approved."""
    application_id = checked(call, **nursery)
    approved = call(SUPERVISOR, "approve_application", {"application_id": application_id})
    return call(SUPERVISOR, "get_licence", {"licence_id": approved["decision"]["licence_id"]})
