"""The enrolments of a protected household exist only for those who need to know."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor, Context, use
from tests.support.programmes import CASEWORKER, SUPERVISOR, Office
from tests.support.registry import AUDITOR, CLERK, citizen, national_number, protect
from tests.unit.registry.programmes.test_programmes import refuses

AMMAN = frozenset({"JO-AM"})
HELPER = Actor("caseworker-3", frozenset({"caseworker"}), "shelter-1", AMMAN)
OF_THE_SHELTER = Actor("supervisor-4", frozenset({"supervisor"}), "shelter-1", AMMAN)


def sheltered(office: Office, number: str) -> dict[str, Any]:
    """An enrolment whose household was protected after it."""
    home = office.household(number=number)
    enrolment = office.approved(office.programme(), home)
    with use(Context(actor=HELPER)):
        protect(office.registry, home["head_id"], HELPER, centre="shelter-1", with_household=True)
    return enrolment


def test_nobody_else_reads_lists_or_changes_it(office: Office) -> None:
    enrolment = sheltered(office, national_number())
    of_it, by_programme = (
        {"enrolment_id": enrolment["id"]},
        {"programme_id": enrolment["programme_id"]},
    )
    for stranger in (CLERK, CASEWORKER, SUPERVISOR, AUDITOR):
        refuses(office, "enrolment_not_found", "get_enrolment", stranger, **of_it)
        refuses(office, "enrolment_not_found", "explain_enrolment", stranger, **of_it)
        assert office.do("find_enrolments", stranger, **by_programme)["items"] == []
    suspend = {**of_it, "reason_code": "own_request"}
    refuses(office, "enrolment_not_found", "suspend_enrolment", CASEWORKER, **suspend)
    object_to = {**of_it, "text": "اعتراض"}
    refuses(office, "enrolment_not_found", "file_grievance", CLERK, **object_to)
    again = {"programme_id": office.programme()["id"], "household_id": enrolment["household_id"]}
    refuses(office, "household_not_found", "apply_for_programme", CLERK, **again)


def test_who_needs_to_know_goes_on_with_it_and_so_does_she(office: Office) -> None:
    number = national_number()
    enrolment = sheltered(office, number)
    of_it = {"enrolment_id": enrolment["id"]}
    for knower in (HELPER, OF_THE_SHELTER, citizen(number)):
        assert office.do("get_enrolment", knower, **of_it)["status"] == "active"
    suspended = office.do("suspend_enrolment", HELPER, **of_it, reason_code="own_request")
    grievance = office.do("file_grievance", citizen(number), **of_it, text="لم أطلب ذلك")
    assert suspended["status"] == "suspended"
    stranger = {"grievance_id": grievance["id"]}
    refuses(office, "grievance_not_found", "get_grievance", SUPERVISOR, **stranger)
    assert office.do("find_grievances", SUPERVISOR)["items"] == []
    assert office.do("get_grievance", OF_THE_SHELTER, **stranger) == grievance
