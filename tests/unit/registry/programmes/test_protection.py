"""The enrolments of a protected household exist only for those who need to know."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor, Context, use
from tests.support.programmes import CASEWORKER, SUPERVISOR, Office
from tests.support.registry import AUDITOR, CLERK, citizen, national_number, protect, register
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


def test_for_a_hidden_member_is_applied_as_for_somebody_who_lives_elsewhere(
    office: Office,
) -> None:
    home = office.household()
    to = office.programme(beneficiary="person")
    child = home["members"][0]["person_id"]
    with use(Context(actor=HELPER)):
        protect(office.registry, child, HELPER)
    asked = {"programme_id": to["id"], "household_id": home["id"]}
    for each in (child, register(office.registry)["id"]):
        refuses(
            office, "not_of_the_household", "apply_for_programme", CLERK, **asked, person_id=each
        )
    filed = office.do("apply_for_programme", HELPER, **asked, person_id=child)
    assert filed["person_id"] == child


def pages(office: Office, method: str, actor: Actor, **filters: Any) -> list[list[str]]:
    """The ids of every page of one."""
    found, after = [], None
    while not found or after is not None:
        page = office.do(method, actor, limit=1, after=after, **filters)
        found.append([each["id"] for each in page["items"]])
        after = page["next"]
    return found


@pytest.mark.parametrize("method", ["find_enrolments", "rank_applications", "find_grievances"])
def test_a_list_is_as_long_as_if_they_were_not_there(office: Office, method: str) -> None:
    homes = [office.household() for _ in range(4)]
    to = office.programme()
    applied = [office.applied(to, each)["id"] for each in homes]
    for each in applied:
        office.do("assess_enrolment", CASEWORKER, enrolment_id=each)
        if method == "find_grievances":
            rejected = {"enrolment_id": each, "reason_code": "not_entitled"}
            office.do("reject_enrolment", SUPERVISOR, **rejected)
            office.do("file_grievance", CLERK, enrolment_id=each, text="اعتراض")
    of_it = {} if method == "find_grievances" else {"programme_id": to["id"]}
    before = pages(office, method, AUDITOR, **of_it)
    with use(Context(actor=HELPER)):
        for home in homes[::2]:
            protect(office.registry, home["head_id"], HELPER, with_household=True)
    assert pages(office, method, HELPER, **of_it) == before
    left = pages(office, method, AUDITOR, **of_it)
    assert [len(each) for each in left] == [1, 1]
    assert all(each in before for each in left)
