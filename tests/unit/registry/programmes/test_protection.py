"""The enrolments of a protected household exist only for those who need to know."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor, Context, use
from tests.support.privacy import dossier
from tests.support.programmes import CASEWORKER, OTHER_SUPERVISOR, SUPERVISOR, Office, learning
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    OF_THE_SHELTER,
    citizen,
    national_number,
    protect,
    register,
    settle,
)
from tests.unit.registry.programmes.test_programmes import refuses

AMMAN = frozenset({"JO-AM"})


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


def test_whether_a_household_is_hidden_or_not_there_a_list_answers_the_same(
    office: Office,
) -> None:
    number = national_number()
    husband = register(office.registry, number=number)["id"]
    settle(office.registry, husband)
    hidden = sheltered(office, national_number())["household_id"]
    for household_id in (hidden, "0197f3b0-77aa-5c01-8e1d-4b1c9f2d3a99"):
        for method in ("find_enrolments", "find_grievances"):
            assert office.do(method, citizen(number), household_id=household_id)["items"] == []


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


class OwnGrievance:
    """The wife of an open household objects to what was decided of a place of her own."""

    def __init__(self, office: Office) -> None:
        self.number, self.husbands_number = national_number(), national_number()
        husband = register(office.registry, number=self.husbands_number, sex="male")["id"]
        self.her = register(office.registry, number=self.number)["id"]
        self.home = settle(office.registry, husband, self.her)
        asked = {"household_id": self.home["id"], "person_id": self.her}
        place = office.do(
            "apply_for_programme", CLERK, programme_id=office.programme(**learning())["id"], **asked
        )
        self.of_it = {"enrolment_id": place["id"]}
        office.do("suspend_enrolment", CASEWORKER, **self.of_it, reason_code="own_request")
        text = {"text": "لم أطلب ذلك"}
        self.grievance = office.do("file_grievance", CLERK, **self.of_it, **text)
        self.id = {"grievance_id": self.grievance["id"]}
        self.husband = citizen(self.husbands_number)
        with use(Context(actor=HELPER)):
            protect(office.registry, self.her, HELPER, centre="shelter-1")


def test_her_own_grievance_is_hidden_in_a_household_that_everybody_sees(office: Office) -> None:
    own = OwnGrievance(office)
    answer = {**own.id, "outcome": "dismissed", "answer": "لا"}
    of_home = {"household_id": own.home["id"]}
    for stranger in (CLERK, SUPERVISOR, OTHER_SUPERVISOR, AUDITOR, own.husband):
        refuses(office, "grievance_not_found", "get_grievance", stranger, **own.id)
        assert office.do("find_grievances", stranger, **of_home)["items"] == []
    for stranger in (CLERK, own.husband):
        refuses(office, "grievance_not_found", "withdraw_grievance", stranger, **own.id)
    refuses(office, "grievance_not_found", "take_grievance", OTHER_SUPERVISOR, **own.id)
    refuses(office, "grievance_not_found", "answer_grievance", OTHER_SUPERVISOR, **answer)


def test_her_own_grievance_stays_hers_and_her_helpers(office: Office) -> None:
    own = OwnGrievance(office)
    for knower in (HELPER, OF_THE_SHELTER, citizen(own.number)):
        assert office.do("get_grievance", knower, **own.id) == own.grievance
        found = office.do("find_grievances", knower, household_id=own.home["id"])["items"]
        assert [each["id"] for each in found] == [own.grievance["id"]]
    answer = {**own.id, "outcome": "upheld", "answer": "نعم"}
    assert office.do("answer_grievance", OF_THE_SHELTER, **answer)["status"] == "upheld"


def test_her_own_grievance_is_in_her_copy_and_not_in_her_husbands(office: Office) -> None:
    own = OwnGrievance(office)
    theirs, hers = (
        dossier(office.registry, each, citizen(number))["grievances"]
        for each, number in ((own.home["head_id"], own.husbands_number), (own.her, own.number))
    )
    assert theirs == []
    assert [each["id"] for each in hers] == [own.grievance["id"]]


def test_every_page_of_enrolments_and_ranks_is_one_entry_in_the_audit_log(office: Office) -> None:
    to = office.programme()
    asked = [office.applied(to)["id"] for _ in range(2)]
    for each in asked:
        office.do("assess_enrolment", CASEWORKER, enrolment_id=each)
    for method in ("find_enrolments", "rank_applications"):
        items = office.do(method, SUPERVISOR, programme_id=to["id"])["items"]
        entries = office.house.audit.of("enrolment", items[0]["id"])
        assert entries[-1]["record_id"] == [each["id"] for each in items]
        assert entries[-1]["action"] == "enrolment.list"
        assert entries[-1]["actor"] == SUPERVISOR.subject
        assert {each["id"] for each in items} == set(asked)
