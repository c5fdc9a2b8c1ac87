"""Who may not count the places of a programme reads nothing that counts them: versions, tickets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from services.registry.entrypoints.reading import programmes as reading
from tests.support.privacy import dossier
from tests.support.programmes import ADMINISTRATOR, CASEWORKER, SUPERVISOR, Office, learning
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    citizen,
    command_of,
    national_number,
    protect,
)
from tests.unit.registry.privacy.test_hidden_guardians import once

UNCOUNTING = (CLERK, CASEWORKER, SUPERVISOR, HELPER, AUDITOR)
ELSEWHERE_AS_WELL = ["JO-AM", "JO-IR"]


class Line:
    """One place that is taken; two who are hidden wait between two whom everybody sees."""

    def __init__(self, office: Office, **terms: Any) -> None:
        self.office = office
        self.to = office.programme(**learning(1, governorates=["JO-AM"], **terms))
        office.applied(self.to)
        self.number = national_number()
        homes = [office.household(), office.household(), office.household()]
        homes.append(office.household(number=self.number))
        waiting = [office.applied(self.to, each) for each in homes]
        with use(Context(actor=HELPER)):
            for each in homes[1:3]:
                protect(office.registry, each["head_id"], HELPER)
        self.last, self.of_last = homes[-1]["head_id"], {"enrolment_id": waiting[-1]["id"]}

    def tickets(self, actor: Actor) -> list[Any]:
        listed = self.office.do("find_enrolments", actor, programme_id=self.to["id"])["items"]
        return [each["ticket"] for each in listed if each["status"] == "waiting"]

    def explained(self, actor: Actor) -> str:
        said = self.office.do("explain_enrolment", actor, **self.of_last)["paragraphs"]
        return json.dumps(said[0], ensure_ascii=False)


@pytest.fixture
def line(office: Office) -> Line:
    return Line(office)


def test_places_have_no_version_that_counts_who_took_one(line: Line) -> None:
    for actor in (*UNCOUNTING, ADMINISTRATOR):
        seen = line.office.do("get_programme_places", actor, programme_id=line.to["id"])
        assert "version" not in seen


@pytest.mark.parametrize("actor", UNCOUNTING, ids=lambda each: each.subject)
def test_who_may_not_count_reads_no_ticket(line: Line, actor: Actor) -> None:
    assert set(line.tickets(actor)) == {None}
    assert line.office.do("get_enrolment", actor, **line.of_last)["ticket"] is None
    assert "4" not in line.explained(actor)


def test_the_family_reads_its_own_number(line: Line) -> None:
    family = citizen(line.number)
    assert line.office.do("get_enrolment", family, **line.of_last)["ticket"] == 4
    assert line.tickets(family) == [4]
    assert "is 4;" in line.explained(family)
    assert "رقم دوركم في قائمة الانتظار 4" in line.explained(family)


def test_who_sees_but_a_part_of_the_enrolled_reads_tickets(office: Office) -> None:
    to = office.programme(**learning(1, governorates=ELSEWHERE_AS_WELL))
    office.applied(to)
    assert office.applied(to)["ticket"] == 1
    listed = office.do("find_enrolments", CLERK, programme_id=to["id"])["items"]
    assert {each["ticket"] for each in listed} == {None, 1}


def test_who_applies_is_told_their_number_and_a_counter_is_not(line: Line) -> None:
    number = national_number()
    home = line.office.household(number=number)
    assert line.office.applied(line.to, home, citizen(number))["ticket"] == 5
    assert line.office.applied(line.to)["ticket"] is None


def test_a_repeated_command_tells_no_more_than_it_did(line: Line) -> None:
    home = line.office.household()
    asked = {"programme_id": line.to["id"], "household_id": home["id"]}
    request = {**asked, "person_id": home["head_id"], "note": None}
    desk = line.office.registry.programmes.applications
    for _ in range(2):
        with command_of(CLERK, request, "applied"):
            view = once(lambda: desk.apply(reading.apply_for_programme(request), CLERK))
        assert (view["status"], view["ticket"]) == ("waiting", None)


@pytest.mark.parametrize("actor", [CASEWORKER, None])
def test_no_copy_has_the_number(line: Line, actor: Actor | None) -> None:
    copy = dossier(line.office.registry, line.last, actor or citizen(line.number))
    (enrolled,) = copy["enrolments"]
    assert enrolled["status"] == "waiting"
    assert "ticket" not in enrolled
