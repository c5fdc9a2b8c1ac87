"""A nursery is licensed, through the gateway of the running system, by everybody it takes."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests

from tests.support.nurseries import an_application
from tests.support.registry import national_number
from tests.support.window import Visitor

PASSED = {"outcome": "passed", "findings": "المبنى مطابق، والمخارج سالكة."}
REJECTION = {"reason_code": "premises_unsuitable", "text": {"ar": "مخرج الطوارئ مغلق."}}


@dataclass
class Office:
    """The people a nursery licence takes."""

    clerk: Visitor = field(default_factory=lambda: Visitor("clerk"))
    inspector: Visitor = field(default_factory=lambda: Visitor("inspector"))
    supervisor: Visitor = field(default_factory=lambda: Visitor("supervisor"))

    def submitted(self, **nursery: Any) -> requests.Response:
        answer = self.clerk.post("/v1/nursery-applications", an_application(**nursery))
        assert answer.status_code == 201, answer.text
        return answer

    def checked(self, **nursery: Any) -> requests.Response:
        return self.step(self.inspector, self.submitted(**nursery), "check", PASSED)

    def step(
        self, who: Visitor, seen: requests.Response, step: str, body: Any = None
    ) -> requests.Response:
        """The next step, based on the version that was seen."""
        path = f"/v1/nursery-applications/{seen.json()['id']}/{step}"
        return who.post(path, body, based_on=seen.headers["ETag"])


@pytest.fixture
def office() -> Office:
    return Office()


def code(answer: requests.Response) -> tuple[int, str]:
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def test_a_citizen_applies_from_home_and_gets_a_licence(office: Office) -> None:
    number = national_number()
    citizen = Visitor("citizen", national_number=number)
    request = an_application()
    request["applicant"]["national_number"] = number
    submitted = citizen.post("/v1/nursery-applications", request)
    assert submitted.status_code == 201
    checked = office.step(office.inspector, submitted, "check", PASSED)
    assert (checked.status_code, checked.json()["state"]) == (200, "checked")
    approved = office.step(office.supervisor, checked, "approval")
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    mine = citizen.get("/v1/licences").json()["items"]
    assert [each["id"] for each in mine] == [approved.json()["decision"]["licence_id"]]
    assert mine[0]["number"].startswith(f"NUR-AM-{mine[0]['valid_from'][:4]}-")
    assert citizen.get(f"/v1/licences/{mine[0]['id']}").json() == mine[0]
    assert citizen.get("/v1/nursery-applications").json()["items"] == [approved.json()]


def test_without_a_passed_check_there_is_no_licence(office: Office) -> None:
    submitted = office.submitted()
    refused = office.step(office.supervisor, submitted, "approval")
    assert code(refused) == (409, "application_not_passed")


def test_a_rejection_is_read_with_its_reason(office: Office) -> None:
    rejected = office.step(office.supervisor, office.submitted(), "rejection", REJECTION)
    assert rejected.status_code == 200
    read = office.clerk.get(f"/v1/nursery-applications/{rejected.json()['id']}").json()
    assert read["decision"]["reason_code"] == "premises_unsuitable"
    assert read["decision"]["text"]["ar"] == "مخرج الطوارئ مغلق."


def test_a_step_is_based_on_what_was_seen(office: Office) -> None:
    submitted = office.submitted()
    path = f"/v1/nursery-applications/{submitted.json()['id']}/check"
    assert office.inspector.post(path, PASSED).status_code == 428
    assert office.inspector.post(path, PASSED, based_on='"1"').status_code == 412


def test_the_limit_of_a_home_nursery_is_said_in_the_callers_language(office: Office) -> None:
    request = an_application(kind="home", places_under_two=6, places_two_to_four=7)
    arabic = Visitor("clerk", language="ar").post("/v1/nursery-applications", request)
    assert code(arabic) == (409, "nursery_too_many_places")
    assert arabic.json()["detail"] == "الحد الأعلى للحضانة المنزلية في هذه الفئة العمرية 5 أطفال."
    english = office.clerk.post("/v1/nursery-applications", request)
    assert english.json()["detail"] == "A home nursery takes at most 5 children of this age."


def test_others_neither_see_nor_decide(office: Office) -> None:
    checked = office.checked()
    path = f"/v1/nursery-applications/{checked.json()['id']}"
    for outsider in (Visitor("citizen"), Visitor("supervisor", "JO-IR"), Visitor("caseworker")):
        assert outsider.get(path).status_code == 403
    for outsider in (office.inspector, office.clerk, Visitor("supervisor", "JO-IR")):
        assert office.step(outsider, checked, "approval").status_code == 403


def test_approvals_at_once_get_numbers_of_their_own(office: Office) -> None:
    waiting = [office.checked() for _ in range(10)]
    with ThreadPoolExecutor(len(waiting)) as pool:
        approved = list(
            pool.map(lambda seen: office.step(office.supervisor, seen, "approval"), waiting)
        )
    assert Counter(each.status_code for each in approved) == {200: len(waiting)}
    numbers = {
        office.clerk.get(f"/v1/licences/{each.json()['decision']['licence_id']}").json()["number"]
        for each in approved
    }
    assert len(numbers) == len(waiting)
