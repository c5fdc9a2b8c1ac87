"""Enrolments follow those whom they are for: they end with them, and move with them."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor, Context, use
from tests.support.life import deliver, told_in_memory
from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    SUPERVISOR_OF_IRBID,
    Office,
    learning,
)
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    amend,
    citizen,
    home_of,
    live,
    national_number,
    protect,
    register,
    resettle,
    settle,
    wedded,
)
from tests.unit.registry.programmes.test_places import places_of
from tests.unit.registry.programmes.test_programmes import refuses

AMMAN = {"governorate": "JO-AM", "district": None, "details": "شارع آخر، 7"}
IRBID = {"governorate": "JO-IR", "district": None, "details": None}
NO_LONGER_THERE = {
    "code": "household_dissolved",
    "ar": "لم تعد الأسرة قائمة",
    "en": "The household no longer exists",
}


def hear(office: Office) -> None:
    """Everything that was told so far reaches the handlers, twice and also the wrong way round."""
    assert office.memory is not None
    events = told_in_memory(office.memory)
    deliver(office.service, events)
    deliver(office.service, reversed(events))


def read(office: Office, enrolment: dict[str, Any], actor: Actor = CLERK) -> dict[str, Any]:
    return office.do("get_enrolment", actor, enrolment_id=enrolment["id"])


def told_of(office: Office, enrolment: dict[str, Any], what: str) -> list[dict[str, Any]]:
    """The data of the events of this kind that were told of it."""
    assert office.memory is not None
    return [
        each.data
        for each in told_in_memory(office.memory)
        if each.subject == enrolment["id"] and each.type == f"kanaf.registry.enrolment.{what}.v1"
    ]


def join(office: Office, home: dict[str, Any], other: dict[str, Any]) -> None:
    everybody = (other["head_id"], *(each["person_id"] for each in other["members"]))
    members = [{"person_id": each, "relation": "other_relative"} for each in everybody]
    live(office.registry, "join", home["id"], other_household_id=other["id"], members=members)


@pytest.fixture
def number() -> str:
    return national_number()


class Couple:
    """A man who heads a household, and his wife with a benefit of her own."""

    def __init__(self, office: Office, number: str) -> None:
        self.office, self.his_number = office, national_number()
        self.he = str(register(office.registry, number=self.his_number, sex="male")["id"])
        self.she = str(register(office.registry, number=number)["id"])
        self.home = settle(office.registry, self.he, members=wedded(self.she))["id"]
        to = office.programme(beneficiary="person", rules=None, amount_fils=40_000)
        asked = office.do(
            "apply_for_programme",
            CLERK,
            programme_id=to["id"],
            household_id=self.home,
            person_id=self.she,
        )
        self.hers = office.do("approve_enrolment", SUPERVISOR, enrolment_id=asked["id"])

    def divorce(self) -> None:
        left = {"head_id": self.she, "spouse_id": self.he, "members": [], "address": AMMAN}
        live(self.office.registry, "divorce", self.home, **left)


def test_a_household_that_joins_another_one_is_enrolled_no_longer(office: Office) -> None:
    to = office.programme()
    home, other = office.household(), office.household()
    stays, ends = office.approved(to, home), office.approved(to, other)
    join(office, home, other)
    hear(office)
    hear(office)
    ended = read(office, ends)
    assert (read(office, stays)["status"], ended["status"]) == ("active", "exited")
    last = ended["course"][-1]
    assert (last["reason"], last["by"]) == (NO_LONGER_THERE, f"household:{other['id']}")
    (told,) = told_of(office, ends, "ended")
    assert (told["outcome"], told["reason_code"]) == ("exited", "household_dissolved")


def test_its_last_head_reads_why_it_ended(office: Office, number: str) -> None:
    other = office.household(number=number)
    ends = office.approved(office.programme(), other)
    join(office, office.household(), other)
    hear(office)
    why = office.do("explain_enrolment", citizen(number), enrolment_id=ends["id"])
    assert NO_LONGER_THERE in why["paragraphs"]
    refuses(
        office,
        "enrolment_not_yours",
        "get_enrolment",
        citizen(national_number()),
        enrolment_id=ends["id"],
    )


def test_an_application_of_a_household_that_is_no_more_is_withdrawn(office: Office) -> None:
    other = office.household()
    asked = office.applied(office.programme(), other)
    join(office, office.household(), other)
    hear(office)
    assert read(office, asked)["status"] == "withdrawn"


def test_what_is_suspended_ends_as_well(office: Office, days: Any) -> None:
    other = office.household()
    asked = office.approved(office.programme(), other)
    office.do("suspend_enrolment", CASEWORKER, enrolment_id=asked["id"], reason_code="own_request")
    join(office, office.household(), other)
    hear(office)
    days.pass_by(200)
    ended = read(office, asked)
    assert (ended["status"], ended["suspension"]) == ("exited", None)


def test_the_last_death_frees_the_place_for_who_waits(office: Office, days: Any) -> None:
    to = office.programme(**learning(1))
    alone = settle(office.registry, register(office.registry)["id"])
    seated, waiting = office.applied(to, alone), office.applied(to)
    live(office.registry, "death", alone["id"], person_id=alone["head_id"])
    hear(office)
    assert places_of(office, to) == (0, 1)
    days.pass_by()
    hear(office)
    assert [read(office, each)["status"] for each in (seated, waiting)] == ["exited", "active"]
    assert read(office, seated)["course"][-1]["reason"]["code"] == "beneficiary_died"
    assert places_of(office, to) == (1, 0)


def test_who_dies_waiting_leaves_the_line(office: Office) -> None:
    to = office.programme(**learning(1))
    office.applied(to)
    alone = settle(office.registry, register(office.registry)["id"])
    waiting = office.applied(to, alone)
    live(office.registry, "death", alone["id"], person_id=alone["head_id"])
    hear(office)
    assert (read(office, waiting)["status"], places_of(office, to)) == ("exited", (1, 0))


def test_a_death_ends_what_was_theirs_and_not_what_is_the_familys(
    office: Office, number: str
) -> None:
    couple = Couple(office, number)
    home = {"id": couple.home, "head_id": couple.he}
    familys = office.approved(office.programme(), home)
    live(office.registry, "death", couple.home, person_id=couple.she)
    hear(office)
    assert read(office, couple.hers)["course"][-1]["reason"]["code"] == "beneficiary_died"
    assert read(office, familys)["status"] == "active"
    # The family among whom she lived is told, and why.
    (told,) = told_of(office, couple.hers, "ended")
    assert told["contact_id"] == couple.he
    assert read(office, couple.hers, citizen(couple.his_number))["status"] == "exited"


def test_when_the_head_dies_who_heads_the_household_now_is_told(
    office: Office, number: str
) -> None:
    couple = Couple(office, number)
    familys = office.approved(office.programme(), {"id": couple.home, "head_id": couple.he})
    heir = {"head_id": couple.she, "members": []}
    live(office.registry, "death", couple.home, person_id=couple.he, successor=heir)
    hear(office)
    (moved,) = told_of(office, familys, "moved")
    assert (moved["contact_id"], moved["household_id"]) == (couple.she, couple.home)


def test_her_own_benefit_is_hers_alone_from_the_moment_she_leaves(
    office: Office, number: str
) -> None:
    couple = Couple(office, number)
    he, she = citizen(couple.his_number), citizen(number)
    assert read(office, couple.hers, he)["id"] == couple.hers["id"]
    couple.divorce()
    of_it, of_his_home = {"enrolment_id": couple.hers["id"]}, {"household_id": couple.home}
    for _ in range(2):  # before anything was heard, and afterwards
        refuses(office, "enrolment_not_yours", "get_enrolment", he, **of_it)
        refuses(office, "enrolment_not_yours", "withdraw_enrolment", he, **of_it)
        assert office.do("find_enrolments", he, **of_his_home)["items"] == []
        assert read(office, couple.hers, she)["person_id"] == couple.she
        assert office.do("find_enrolments", she, person_id=couple.she)["items"] != []
        hear(office)
    assert read(office, couple.hers)["household_id"] == home_of(office.registry, couple.she)["id"]


def test_a_grievance_about_it_is_hers_too(office: Office, number: str) -> None:
    couple = Couple(office, number)
    he, she = citizen(couple.his_number), citizen(number)
    filed = office.do("file_grievance", she, enrolment_id=couple.hers["id"], text="أقل مما يجب")
    couple.divorce()
    for _ in range(2):
        refuses(office, "enrolment_not_yours", "get_grievance", he, grievance_id=filed["id"])
        assert office.do("find_grievances", he, household_id=couple.home)["items"] == []
        assert office.do("get_grievance", she, grievance_id=filed["id"])["text"] == "أقل مما يجب"
        hear(office)


def test_who_lives_in_no_household_keeps_what_is_theirs(office: Office, number: str) -> None:
    couple = Couple(office, number)
    resettle(office.registry, couple.home, leave=[couple.she])
    amend(office.registry, couple.she, address=IRBID)
    hear(office)
    hers = read(office, couple.hers, citizen(number))
    assert (hers["status"], hers["governorate"]) == ("active", "JO-IR")
    of_it = {"enrolment_id": hers["id"]}
    refuses(office, "enrolment_not_yours", "get_enrolment", citizen(couple.his_number), **of_it)


def test_a_family_that_hides_is_followed_by_what_is_told_in_confidence(office: Office) -> None:
    both = frozenset({"JO-AM", "JO-IR"})
    helper = Actor("caseworker-3", frozenset({"caseworker"}), "shelter-1", both)
    home = office.household()
    enrolment = office.approved(office.programme(), home)
    with use(Context(actor=helper)):
        protect(office.registry, home["head_id"], helper, with_household=True)
        live(office.registry, "move", home["id"], actor=helper, address=IRBID)
    assert office.memory is not None
    confidential = [e for e in told_in_memory(office.memory) if "in_confidence" in e.type]
    deliver(office.service, confidential)
    assert read(office, enrolment, helper)["governorate"] == "JO-IR"


def test_a_family_that_moved_is_served_where_it_lives_now(office: Office) -> None:
    home = office.household()
    rejected = office.applied(office.programme(), home)
    reject = {"enrolment_id": rejected["id"], "reason_code": "documents_missing"}
    office.do("reject_enrolment", SUPERVISOR, **reject)
    filed = office.do("file_grievance", CLERK, enrolment_id=rejected["id"], text="سلّمناها")
    going_on = office.approved(office.programme(), home)
    live(office.registry, "move", home["id"], address=IRBID)
    refuses(
        office, "enrolment_not_yours", "get_enrolment", CLERK_OF_IRBID, enrolment_id=going_on["id"]
    )
    hear(office)
    hear(office)
    for each in (rejected, going_on):
        assert read(office, each, CLERK_OF_IRBID)["governorate"] == "JO-IR"
        refuses(office, "enrolment_not_yours", "get_enrolment", CLERK, enrolment_id=each["id"])
        assert len(told_of(office, each, "moved")) == 1
    objection = {"enrolment_id": going_on["id"], "text": "المبلغ لا يكفي"}
    assert office.do("file_grievance", CLERK_OF_IRBID, **objection)["governorate"] == "JO-IR"
    reply = {"grievance_id": filed["id"], "outcome": "upheld", "answer": "وُجدت."}
    refuses(office, "enrolment_not_yours", "answer_grievance", OTHER_SUPERVISOR, **reply)
    assert office.do("answer_grievance", SUPERVISOR_OF_IRBID, **reply)["status"] == "upheld"


def test_an_answered_grievance_stays_where_it_was_answered(office: Office) -> None:
    home = office.household()
    asked = office.approved(office.programme(), home)
    filed = office.do("file_grievance", CLERK, enrolment_id=asked["id"], text="المبلغ لا يكفي")
    reply = {"grievance_id": filed["id"], "outcome": "dismissed", "answer": "هو ما تقرر."}
    office.do("answer_grievance", OTHER_SUPERVISOR, **reply)
    live(office.registry, "move", home["id"], address=IRBID)
    hear(office)
    seen = office.do("get_grievance", CLERK, grievance_id=filed["id"])
    assert seen["governorate"] == "JO-AM"


def test_who_comes_back_is_where_they_are_now_whatever_comes_late(office: Office) -> None:
    home = office.household()
    asked = office.approved(office.programme(), home)
    assert office.memory is not None
    live(office.registry, "move", home["id"], address=IRBID)
    late = told_in_memory(office.memory)
    live(office.registry, "move", home["id"], actor=CLERK_OF_IRBID, address=AMMAN)
    hear(office)
    before = read(office, asked)
    deliver(office.service, late)
    assert read(office, asked) == before
    assert before["governorate"] == "JO-AM"


def test_who_applies_while_the_household_ends_is_found_by_the_application(office: Office) -> None:
    other = office.household()
    join(office, office.household(), other)
    assert office.memory is not None
    gone = told_in_memory(office.memory)
    deliver(office.service, gone)
    # It was read before it was dissolved, and is written after that was heard.
    living = office.household()
    asked = office.applied(office.programme(), living)
    document = office.memory.collections["enrolments"][asked["id"]]
    document["state"]["applicant"]["household_id"] = other["id"]
    deliver(office.service, told_in_memory(office.memory))
    assert read(office, asked)["status"] == "withdrawn"
